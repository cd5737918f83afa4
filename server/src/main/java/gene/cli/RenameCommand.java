// `gene rename`: gives a thing another name in all files of a workspace, as the editor does.
package gene.cli;

import gene.server.feature.Document;
import gene.server.feature.Rename;
import gene.source.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Renames what stands at PLACE, wherever it is named: FILE:LINE:COLUMN or FILE#NAME (FILE#Class.method).")
final class RenameCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-w", "--workspace"}, paramLabel = "DIR", description = "the folder to look through (that of the package, or the current one)")
  private String workspace;

  @Option(names = {"-n", "--dry-run"}, description = "change nothing, only say what would change")
  private boolean dry;

  @Option(names = "--diff", description = "the same, as a patch")
  private boolean diff;

  private final Shell shell;

  RenameCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.size() != 2) {
      throw new Refusal("Give a place and a name. Usage: gene rename FILE:LINE:COLUMN NEW-NAME, or gene rename FILE#NAME NEW-NAME");
    }
    var files = new Workspaces(shell, workspace);
    Workspaces.Place place = files.place(operands.get(0));
    List<Rename.Edits> edits;
    try {
      edits = Rename.edits(files.snapshot(), place.document(), place.offset(), operands.get(1));
    } catch (Rename.Refused e) {
      throw new Refusal("Cannot rename: " + e.getMessage());
    }
    Map<Document, String> changed = new LinkedHashMap<>();
    int places = 0;
    for (Rename.Edits e : edits) {
      if (!e.edits().isEmpty()) {
        changed.put(e.document(), applied(e.document().source().text(), e.edits()));
        places += e.edits().size();
      }
    }
    if (!dry && !diff) {
      changed.keySet().forEach(this::requireWritable);
    }
    changed.forEach((document, text) -> {
      if (diff) {
        shell.out().print(UnifiedDiff.of(files.shown(document), document.source().text(), text));
      } else {
        shell.out().print(files.shown(document) + "\n");
      }
    });
    if (!dry && !diff) {
      // All of it is known by now: a refusal leaves every file as it was, a file that cannot be written is named.
      changed.forEach((document, text) -> FileReplacement.write(document.uri().path().orElseThrow(), files.shown(document),
          document.source().text().getBytes(StandardCharsets.UTF_8), text));
    }
    shell.out().flush();
    shell.err().print((dry || diff ? "Would change " : "Changed ") + places + " place" + (places == 1 ? "" : "s") + " in " + changed.size() + " file"
        + (changed.size() == 1 ? "" : "s") + "\n");
    return 0;
  }

  /** Asked of all files before the first is written: half a rename is worse than none. */
  private void requireWritable(Document document) {
    Path file = document.uri().path().orElseThrow();
    if (!Files.isWritable(file)) {
      throw new Refusal("No permission to write the file, so nothing was renamed: " + file);
    }
  }

  /** Edits do not overlap; the last one first leaves the places of the others valid. */
  private static String applied(String text, List<Diagnostic.Edit> edits) {
    var result = new StringBuilder(text);
    edits.stream().sorted(Comparator.comparingInt((Diagnostic.Edit e) -> e.span().start()).reversed())
        .forEach(e -> result.replace(e.span().start(), e.span().end(), e.text()));
    return result.toString();
  }
}
