// The commands that the server runs: structural editing, and what it knows of itself and of code.
package gene.server;

import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.Rename;
import gene.server.feature.StructuralEditing;
import gene.source.Diagnostic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ApplyWorkspaceEditParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

record Commands(LspServer server) {
  static List<String> names() {
    return Arrays.stream(StructuralEditing.Operation.values()).map(StructuralEditing.Operation::command).toList();
  }

  /** All take the URI of a document and a position in it; they answer whether there was anything to do. */
  CompletableFuture<Object> run(ExecuteCommandParams params) {
    Optional<StructuralEditing.Operation> operation = StructuralEditing.Operation.find(params.getCommand());
    if (operation.isEmpty()) {
      throw Requests.error(ResponseErrorCode.InvalidParams, "there is no command " + params.getCommand());
    }
    List<Object> arguments = params.getArguments() == null ? List.of() : params.getArguments();
    if (arguments.size() < 2 || Json.string(arguments.get(0)).isEmpty()) {
      throw Requests.error(ResponseErrorCode.InvalidParams, params.getCommand() + " needs the URI of a document and a position");
    }
    DocumentUri uri = DocumentUri.of(Json.string(arguments.get(0)));
    Position position = Json.as(arguments.get(1), Position.class);
    return server.requests().run("workspace/executeCommand", Requests.Urgency.AT_CURSOR, uri, s -> {
      Document document = server.document(s, uri);
      List<Diagnostic.Edit> edits = StructuralEditing.apply(document, server.convert().positions(document).offset(position), operation.get());
      if (!edits.isEmpty()) {
        server.client().applyEdit(new ApplyWorkspaceEditParams(new ConvertGoing(server.convert()).edit(List.of(new Rename.Edits(document, edits))), operation.get().command()));
      }
      return !edits.isEmpty();
    });
  }
}
