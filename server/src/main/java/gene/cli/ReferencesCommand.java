// `gene references`: the places of a workspace that name what stands at a place, found as in the editor.
package gene.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gene.server.feature.References;
import gene.source.Source;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Lists the places that name what stands at PLACE: FILE:LINE:COLUMN or FILE#NAME (FILE#Class.method).",
    "Status 1 when there is none."})
final class ReferencesCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-w", "--workspace"}, paramLabel = "DIR", description = "the folder to look through (that of the package, or the current one)")
  private String workspace;

  @Option(names = "--no-declaration", description = "leave out where it is defined")
  private boolean usesOnly;

  @Option(names = "--json", description = "write JSON")
  private boolean json;

  private final Shell shell;

  ReferencesCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.size() != 1) {
      throw new Refusal("Give one place. Usage: gene references FILE:LINE:COLUMN, or gene references FILE#NAME");
    }
    var files = new Workspaces(shell, workspace);
    Workspaces.Place place = files.place(operands.get(0));
    List<References> found = References.at(files.snapshot(), place.document(), place.offset(), !usesOnly);
    var all = new JsonArray();
    for (References r : found) {
      Source source = r.document().source();
      int line = source.line(r.span().start());
      int column = source.column(r.span().start());
      if (json) {
        var item = new JsonObject();
        item.addProperty("file", files.shown(r.document()));
        item.addProperty("line", line);
        item.addProperty("column", column);
        item.addProperty("endColumn", source.column(r.span().end()));
        item.addProperty("text", source.lineText(line));
        all.add(item);
      } else {
        shell.out().print(files.shown(r.document()) + ":" + line + ":" + column + ": " + source.lineText(line).strip() + "\n");
      }
    }
    if (json) {
      shell.out().print(JsonTestReport.GSON.toJson(all) + "\n");
    }
    if (found.isEmpty()) {
      shell.out().flush();
      shell.err().print("Nothing names what stands at " + operands.get(0) + "\n");
    }
    return found.isEmpty() ? 1 : 0;
  }
}
