// `gene index`: writes an index of a workspace for code search, in the SCIP format.
package gene.cli;

import gene.modules.Manifest;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.scip.ScipIndex;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Writes an index of a folder's Gene files for code search, in the SCIP format (github.com/sourcegraph/scip).")
final class IndexCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "where to (index.scip); - is standard output")
  private String output = "index.scip";

  private final Shell shell;

  IndexCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.size() > 1) {
      throw new Refusal("Give one folder, or none for the package around the current one");
    }
    var files = new Workspaces(shell, operands.isEmpty() ? null : operands.get(0));
    if (files.files().isEmpty()) {
      throw new Refusal("There are no Gene files below " + files.root());
    }
    try {
      if (output.equals("-")) {
        write(files, shell.out());
        shell.out().flush();
      } else {
        write(files, Inputs.path(shell, output));
        shell.err().print("Indexed " + files.files().size() + " file" + (files.files().size() == 1 ? "" : "s") + ": " + output + "\n");
      }
    } catch (NoSuchFileException e) {
      throw new Refusal("Cannot write the index to " + output + ": there is no such folder");
    } catch (AccessDeniedException e) {
      throw new Refusal("No permission to write the index to " + output);
    } catch (IOException e) {
      throw new Refusal("Cannot write the index to " + output + ": " + e.getMessage());
    }
    return 0;
  }

  /** Beside the file first: who reads it meanwhile has the old one, and none that is cut off. */
  private void write(Workspaces files, Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new Refusal("Cannot write the index to " + output + ": it is a folder");
    } else if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
        write(files, out); // a pipe or a device takes what comes
      }
      return;
    }
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
        write(files, out);
      }
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void write(Workspaces files, OutputStream out) throws IOException {
    Manifest manifest = Files.isRegularFile(files.root().resolve(Manifest.FILE)) ? Manifest.read(files.root()) : null;
    var index = new ScipIndex(out, VersionCommand.version(), manifest == null ? "" : manifest.findName().orElse(""), manifest == null ? "" : manifest.version());
    index.begin(files.root());
    for (DocumentUri uri : files.files()) {
      Document document = files.snapshot().find(uri).orElseThrow(() -> new Refusal("The file is gone: " + uri.name()));
      index.document(files.snapshot(), document);
    }
  }
}
