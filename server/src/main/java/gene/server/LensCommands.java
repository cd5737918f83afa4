// Code lenses with their commands: made when the client shows them.
package gene.server;

import gene.server.feature.CodeLenses;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.References;
import gene.server.feature.Snapshot;
import java.util.List;
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
    lens.setCommand(switch (kind.get()) {
      case RUN -> new Command("Run", "gene.runFile", List.of(uri));
      case DEBUG -> new Command("Debug", "gene.debugFile", List.of(uri));
      case RUN_EXAMPLES -> new Command("Run examples", "gene.runExamples", List.of(uri, subject));
      case RUN_TEST -> new Command("Run test", "gene.runTest", List.of(uri, subject));
      case REFERENCES -> references(snapshot, lens, uri);
    });
    return lens;
  }

  private static Optional<CodeLenses.Kind> kind(String name) {
    return List.of(CodeLenses.Kind.values()).stream().filter(k -> k.name().equals(name)).findFirst();
  }

  private Command references(Snapshot snapshot, CodeLens lens, String uri) {
    Optional<Document> document = snapshot.find(DocumentUri.of(uri));
    List<References> all = document.map(d -> References.at(snapshot, d, convert.positions(d).offset(lens.getRange().getStart()), false)).orElse(List.of());
    String title = all.size() == 1 ? "1 reference" : all.size() + " references";
    return all.isEmpty() ? new Command(title, "")
        : new Command(title, "gene.showReferences", List.of(uri, lens.getRange().getStart(), new ConvertGoing(convert).references(all)));
  }
}
