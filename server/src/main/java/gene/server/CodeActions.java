// Code actions: fixes of diagnostics and refactorings, as edits that the client applies.
package gene.server;

import gene.server.feature.DocumentUri;
import gene.server.feature.QuickFixes;
import gene.server.feature.Refactoring;
import gene.server.feature.Rename;
import gene.source.Diagnostic;
import gene.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

record CodeActions(LspServer server) {
  CompletableFuture<List<Either<Command, CodeAction>>> of(CodeActionParams params) {
    List<String> only = params.getContext() == null ? null : params.getContext().getOnly();
    server.requireServing();
    DocumentUri uri = DocumentUri.of(params.getTextDocument().getUri());
    return server.requests().run("textDocument/codeAction", Requests.Urgency.AT_CURSOR, uri, s -> {
      var document = server.document(s, uri);
      Span range = server.convert().positions(document).span(params.getRange());
      var all = new ArrayList<Either<Command, CodeAction>>();
      if (!server.convert().client().fixObjects()) {
        return all;
      }
      if (isWanted(only, CodeActionKind.QuickFix)) {
        QuickFixes.in(document, server.importFindings(s, document), range).forEach(f -> all.add(server.convert().action(document, f)));
      }
      for (Refactoring r : Refactoring.in(s, document, range)) {
        if (isWanted(only, r.kind().protocolName())) {
          all.add(Either.forRight(action(r.title(), r.kind().protocolName(), r.edits(), r.preferred())));
        }
      }
      if (isWanted(only, Refactoring.Kind.FIX_ALL.protocolName()) && only != null) {
        List<Diagnostic.Edit> fixes = QuickFixes.certain(document);
        if (!fixes.isEmpty()) {
          all.add(Either.forRight(action("Fix all that is certain", Refactoring.Kind.FIX_ALL.protocolName(), List.of(new Rename.Edits(document, fixes)), false)));
        }
      }
      return all;
    });
  }

  private CodeAction action(String title, String kind, List<Rename.Edits> edits, boolean preferred) {
    var action = new CodeAction(title);
    action.setKind(kind);
    action.setEdit(new ConvertGoing(server.convert()).edit(edits));
    action.setIsPreferred(preferred ? true : null);
    return action;
  }

  /** `refactor` asks for `refactor.extract` too; the empty kind for everything. */
  private static boolean isWanted(List<String> only, String kind) {
    return only == null || only.stream().anyMatch(k -> k.isEmpty() || kind.equals(k) || kind.startsWith(k + "."));
  }
}
