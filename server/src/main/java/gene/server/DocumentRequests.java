// The requests and notifications about one document, each handed to the feature that answers it.
package gene.server;

import gene.server.feature.Definition;
import gene.server.feature.Document;
import gene.server.feature.DocumentSymbols;
import gene.server.feature.DocumentUri;
import gene.server.feature.Hover;
import gene.server.feature.QuickFixes;
import gene.server.feature.Snapshot;
import gene.source.Span;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;

final class DocumentRequests implements TextDocumentService {
  private final LspServer server;

  DocumentRequests(LspServer server) {
    this.server = server;
  }

  // Edits

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    TextDocumentItem item = params.getTextDocument();
    change("didOpen", DocumentUri.of(item.getUri()), uri -> s -> s.with(Document.of(uri, item.getVersion(), item.getText())));
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    int version = params.getTextDocument().getVersion() == null ? 0 : params.getTextDocument().getVersion();
    change("didChange", DocumentUri.of(params.getTextDocument().getUri()), uri -> s -> {
      Document document = s.findOpen(uri).orElseThrow(() -> new IllegalStateException("the client edits " + uri + " without having opened it"));
      for (TextDocumentContentChangeEvent edit : params.getContentChanges()) {
        document = edited(document, version, edit);
      }
      return s.with(document);
    });
  }

  private Document edited(Document document, int version, TextDocumentContentChangeEvent edit) {
    if (edit.getRange() == null) {
      return Document.of(document.uri(), version, edit.getText());
    }
    Span span = server.convert().positions(document).span(edit.getRange());
    return document.edited(version, span.start(), span.length(), edit.getText());
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    change("didClose", DocumentUri.of(params.getTextDocument().getUri()), uri -> s -> s.without(uri));
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    // The text is known from the edits.
  }

  private void change(String what, DocumentUri uri, Function<DocumentUri, UnaryOperator<Snapshot>> edit) {
    if (server.isServing()) {
      server.workspace().change(what, edit.apply(uri), () -> {
        server.requests().overtake(uri);
        server.publisher().changed(uri);
      });
    }
  }

  // Questions

  @Override
  public CompletableFuture<org.eclipse.lsp4j.Hover> hover(HoverParams params) {
    return ask("textDocument/hover", Requests.Urgency.AT_CURSOR, params.getTextDocument(), (s, d) ->
        Hover.at(s, d, server.convert().positions(d).offset(params.getPosition())).map(h -> server.convert().hover(d, h)).orElse(null));
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(DefinitionParams params) {
    return ask("textDocument/definition", Requests.Urgency.AT_CURSOR, params.getTextDocument(), (s, d) ->
        server.convert().definitions(d, Definition.at(s, d, server.convert().positions(d).offset(params.getPosition()))));
  }

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(DocumentSymbolParams params) {
    return ask("textDocument/documentSymbol", Requests.Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) ->
        server.convert().symbols(d, DocumentSymbols.of(d)));
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    List<String> only = params.getContext() == null ? null : params.getContext().getOnly();
    boolean wanted = only == null || only.stream().anyMatch(kind -> kind.isEmpty() || kind.equals(CodeActionKind.QuickFix));
    if (!wanted || !server.convert().client().fixObjects()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return ask("textDocument/codeAction", Requests.Urgency.AT_CURSOR, params.getTextDocument(), (s, d) ->
        QuickFixes.in(d, server.convert().positions(d).span(params.getRange())).stream().map(f -> server.convert().action(d, f)).toList());
  }

  private <T> CompletableFuture<T> ask(String method, Requests.Urgency urgency, TextDocumentIdentifier about, BiFunction<Snapshot, Document, T> answer) {
    server.requireServing();
    DocumentUri uri = DocumentUri.of(about.getUri());
    return server.requests().run(method, urgency, uri, snapshot -> {
      Document document = snapshot.find(uri).orElseThrow(() -> Requests.error(ResponseErrorCode.InvalidParams,
          "there is no document " + uri + ": it is not open, and no readable file in UTF-8"));
      return answer.apply(snapshot, document);
    });
  }
}
