// Code lenses with their commands: made when the client shows them.
package gene.server;

import gene.server.feature.CodeLenses;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.References;
import gene.server.feature.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;

record LensCommands(Convert convert) {
  CodeLens resolve(Snapshot snapshot, CodeLens lens) {
    String uri = Json.string(lens.getData(), "uri");
    String subject = Json.string(lens.getData(), "subject");
    Optional<CodeLenses.Kind> kind = kind(Json.string(lens.getData(), "kind"));
    if (kind.isEmpty()) {
      lens.setCommand(new Command("", ""));
      return lens;
    }
    String id = uri + "::" + subject;
    lens.setCommand(switch (kind.get()) {
      case RUN -> own("gene.runFile") ? new Command("Run", "gene.runFile", List.of(uri))
          : new Command("Run", Commands.RUN_FILE, List.of(Map.of("textDocument", Map.of("uri", uri))));
      case DEBUG -> new Command("Debug", "gene.debugFile", List.of(uri));
      case RUN_EXAMPLES -> tests("Run examples", "gene.runExamples", uri, id);
      case RUN_TEST -> tests("Run test", "gene.runTest", uri, id);
      case REFERENCES -> references(snapshot, lens, uri);
    });
    return lens;
  }

  private boolean own(String command) {
    return convert.client().commands().contains(command);
  }

  private Command tests(String title, String command, String uri, String id) {
    return own(command) ? new Command(title, command, List.of(uri, id)) : new Command(title, Commands.RUN_TESTS, List.of(Map.of("ids", List.of(id))));
  }

  /** Debugging is the client's: no other can show it. */
  boolean isOffered(CodeLenses lens) {
    return lens.kind() != CodeLenses.Kind.DEBUG || own("gene.debugFile");
  }

  private static Optional<CodeLenses.Kind> kind(String name) {
    return List.of(CodeLenses.Kind.values()).stream().filter(k -> k.name().equals(name)).findFirst();
  }

  private Command references(Snapshot snapshot, CodeLens lens, String uri) {
    Optional<Document> document = snapshot.find(DocumentUri.of(uri));
    List<References> all = document.map(d -> References.at(snapshot, d, convert.positions(d).offset(lens.getRange().getStart()), false)).orElse(List.of());
    String title = all.size() == 1 ? "1 reference" : all.size() + " references";
    return all.isEmpty() || !own("gene.showReferences") ? new Command(title, "")
        : new Command(title, "gene.showReferences", List.of(uri, lens.getRange().getStart(), new ConvertGoing(convert).references(all)));
  }
}
