// The requests and notifications about one document, each handed to the feature that answers it.
package gene.server;

import gene.server.Requests.Urgency;
import gene.server.feature.CallHierarchy;
import gene.server.feature.CodeLenses;
import gene.server.feature.Completion;
import gene.server.feature.Definition;
import gene.server.feature.Document;
import gene.server.feature.DocumentLinks;
import gene.server.feature.DocumentSymbols;
import gene.server.feature.DocumentUri;
import gene.server.feature.FoldingRanges;
import gene.server.feature.Formatting;
import gene.server.feature.Hierarchy;
import gene.server.feature.Highlights;
import gene.server.feature.Hover;
import gene.server.feature.InlayHints;
import gene.server.feature.InlineValues;
import gene.server.feature.LinkedEditing;
import gene.server.feature.Monikers;
import gene.server.feature.References;
import gene.server.feature.Rename;
import gene.server.feature.SelectionRanges;
import gene.server.feature.SignatureHelp;
import gene.server.feature.Snapshot;
import gene.source.Span;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eclipse.lsp4j.*;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;

final class DocumentRequests implements TextDocumentService {
  private final LspServer server;
  private final TokenDeltas deltas = new TokenDeltas();

  DocumentRequests(LspServer server) {
    this.server = server;
  }

  private Convert convert() {
    return server.convert();
  }

  private ConvertKnowing knowing() {
    return new ConvertKnowing(server.convert());
  }

  private ConvertGoing going() {
    return new ConvertGoing(server.convert());
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
    Span span = convert().positions(document).span(edit.getRange());
    return document.edited(version, span.start(), span.length(), edit.getText());
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    DocumentUri uri = DocumentUri.of(params.getTextDocument().getUri());
    change("didClose", uri, u -> s -> s.without(u));
    deltas.forget(uri);
    server.refresh(List.of(uri));
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    server.refresh(List.of(DocumentUri.of(params.getTextDocument().getUri())));
  }

  private void change(String what, DocumentUri uri, Function<DocumentUri, UnaryOperator<Snapshot>> edit) {
    if (server.isServing()) {
      server.requests().noticed();
      server.workspace().change(what, edit.apply(uri), () -> {
        server.requests().overtake(uri);
        server.diagnosed(uri);
        server.edits().edited(uri);
      });
    }
  }

  // Knowing

  @Override
  public CompletableFuture<org.eclipse.lsp4j.Hover> hover(HoverParams params) {
    return at("textDocument/hover", params, (s, d, offset) -> Hover.at(s, d, offset).map(h -> convert().hover(d, h)).orElse(null));
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
    return at("textDocument/completion", params, (s, d, offset) -> Either.forRight(knowing().completion(d, Completion.at(s, d, offset))));
  }

  @Override
  public CompletableFuture<CompletionItem> resolveCompletionItem(CompletionItem item) {
    String subject = Json.string(item.getData());
    return server.ask("completionItem/resolve", s -> {
      Completion.documentation(s, subject).ifPresent(h -> knowing().resolve(item, h));
      return item;
    });
  }

  @Override
  public CompletableFuture<org.eclipse.lsp4j.SignatureHelp> signatureHelp(SignatureHelpParams params) {
    return at("textDocument/signatureHelp", params, (s, d, offset) -> SignatureHelp.at(s, d, offset).map(knowing()::signatures).orElse(null));
  }

  @Override
  public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
    return ask("textDocument/inlayHint", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) ->
        knowing().hints(d, InlayHints.in(s, d, convert().positions(d).span(params.getRange()))));
  }

  @Override
  public CompletableFuture<SemanticTokens> semanticTokensFull(SemanticTokensParams params) {
    return ask("textDocument/semanticTokens/full", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) -> deltas.full(d, tokens(d)));
  }

  @Override
  public CompletableFuture<Either<SemanticTokens, SemanticTokensDelta>> semanticTokensFullDelta(SemanticTokensDeltaParams params) {
    return ask("textDocument/semanticTokens/full/delta", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) ->
        deltas.delta(d, tokens(d), params.getPreviousResultId()));
  }

  @Override
  public CompletableFuture<SemanticTokens> semanticTokensRange(SemanticTokensRangeParams params) {
    return ask("textDocument/semanticTokens/range", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) -> new SemanticTokens(
        knowing().tokens(d, convert().positions(d).span(params.getRange()), deltas.last(d))));
  }

  private TokenNumbers tokens(Document d) {
    return knowing().tokens(d, new Span(0, d.source().length()), deltas.last(d));
  }

  @Override
  public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(DocumentHighlightParams params) {
    return at("textDocument/documentHighlight", params, (s, d, offset) -> knowing().highlights(d, Highlights.at(s, d, offset)));
  }

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(DocumentSymbolParams params) {
    return ask("textDocument/documentSymbol", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) -> convert().symbols(d, DocumentSymbols.of(d)));
  }

  @Override
  public CompletableFuture<List<DocumentLink>> documentLink(DocumentLinkParams params) {
    return ask("textDocument/documentLink", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) -> going().links(d, DocumentLinks.of(s, d)));
  }

  @Override
  public CompletableFuture<List<InlineValue>> inlineValue(InlineValueParams params) {
    return ask("textDocument/inlineValue", Urgency.AT_CURSOR, params.getTextDocument(), (s, d) -> {
      Positions positions = convert().positions(d);
      int stopped = positions.offset(params.getContext().getStoppedLocation().getStart());
      return knowing().values(d, InlineValues.in(d, positions.span(params.getRange()), stopped));
    });
  }

  @Override
  public CompletableFuture<DocumentDiagnosticReport> diagnostic(DocumentDiagnosticParams params) {
    return ask("textDocument/diagnostic", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) ->
        server.pulled().of(s, d, params.getPreviousResultId()));
  }

  // Going

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(DefinitionParams params) {
    return at("textDocument/definition", params, (s, d, offset) -> convert().definitions(d, Definition.at(s, d, offset)));
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> declaration(DeclarationParams params) {
    return at("textDocument/declaration", params, (s, d, offset) -> convert().definitions(d, Definition.declaration(s, d, offset)));
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> typeDefinition(TypeDefinitionParams params) {
    return at("textDocument/typeDefinition", params, (s, d, offset) -> convert().definitions(d, Definition.type(s, d, offset)));
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> implementation(ImplementationParams params) {
    return at("textDocument/implementation", params, (s, d, offset) -> convert().definitions(d, Definition.implementations(s, d, offset)));
  }

  @Override
  public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
    boolean declarations = params.getContext() == null || params.getContext().isIncludeDeclaration();
    return at("textDocument/references", params, (s, d, offset) -> going().references(References.at(s, d, offset, declarations)));
  }

  @Override
  public CompletableFuture<List<CallHierarchyItem>> prepareCallHierarchy(CallHierarchyPrepareParams params) {
    return at("textDocument/prepareCallHierarchy", params, (s, d, offset) -> CallHierarchy.at(s, d, offset).stream().map(going()::call).toList());
  }

  @Override
  public CompletableFuture<List<CallHierarchyIncomingCall>> callHierarchyIncomingCalls(CallHierarchyIncomingCallsParams params) {
    return server.ask("callHierarchy/incomingCalls", s -> going().call(s, params.getItem()).map(item -> CallHierarchy.incoming(s, item).stream()
        .map(c -> new CallHierarchyIncomingCall(going().call(c.other()), going().ranges(c.other().document(), c.places()))).toList()).orElse(List.of()));
  }

  @Override
  public CompletableFuture<List<CallHierarchyOutgoingCall>> callHierarchyOutgoingCalls(CallHierarchyOutgoingCallsParams params) {
    return server.ask("callHierarchy/outgoingCalls", s -> going().call(s, params.getItem()).map(item -> CallHierarchy.outgoing(s, item).stream()
        .map(c -> new CallHierarchyOutgoingCall(going().call(c.other()), going().ranges(item.document(), c.places()))).toList()).orElse(List.of()));
  }

  @Override
  public CompletableFuture<List<TypeHierarchyItem>> prepareTypeHierarchy(TypeHierarchyPrepareParams params) {
    return at("textDocument/prepareTypeHierarchy", params, (s, d, offset) -> Hierarchy.at(s, d, offset).stream().map(going()::type).toList());
  }

  @Override
  public CompletableFuture<List<TypeHierarchyItem>> typeHierarchySupertypes(TypeHierarchySupertypesParams params) {
    return server.ask("typeHierarchy/supertypes", s -> going().type(s, params.getItem())
        .map(t -> Hierarchy.supertypes(s, t).stream().map(going()::type).toList()).orElse(List.of()));
  }

  @Override
  public CompletableFuture<List<TypeHierarchyItem>> typeHierarchySubtypes(TypeHierarchySubtypesParams params) {
    return server.ask("typeHierarchy/subtypes", s -> going().type(s, params.getItem())
        .map(t -> Hierarchy.subtypes(s, t).stream().map(going()::type).toList()).orElse(List.of()));
  }

  @Override
  public CompletableFuture<List<Moniker>> moniker(MonikerParams params) {
    return at("textDocument/moniker", params, (s, d, offset) -> Monikers.at(s, d, offset).stream().map(going()::moniker).toList());
  }

  // Changing

  @Override
  public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(PrepareRenameParams params) {
    return at("textDocument/prepareRename", params, (s, d, offset) -> {
      try {
        Rename.Target target = Rename.prepare(s, d, offset);
        return Either3.forSecond(new PrepareRenameResult(convert().positions(d).range(target.span()), target.name()));
      } catch (Rename.Refused e) {
        throw Requests.error(ResponseErrorCode.RequestFailed, e.getMessage());
      }
    });
  }

  @Override
  public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
    Json.required(params.getNewName(), "newName");
    return at("textDocument/rename", params, (s, d, offset) -> {
      try {
        return going().edit(Rename.edits(s, d, offset, params.getNewName()));
      } catch (Rename.Refused e) {
        throw Requests.error(ResponseErrorCode.RequestFailed, e.getMessage());
      }
    });
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    return new CodeActions(server).of(params);
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
    return ask("textDocument/formatting", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) -> going().edits(d, Formatting.of(d)));
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> rangeFormatting(DocumentRangeFormattingParams params) {
    return ask("textDocument/rangeFormatting", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) ->
        going().edits(d, Formatting.in(d, convert().positions(d).span(params.getRange()))));
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> onTypeFormatting(DocumentOnTypeFormattingParams params) {
    return at("textDocument/onTypeFormatting", params, (s, d, offset) -> going().edits(d, Formatting.whileTyping(d, offset, params.getCh())));
  }

  @Override
  public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams params) {
    return ask("textDocument/foldingRange", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) ->
        FoldingRanges.of(d).stream().map(ConvertGoing::folding).toList());
  }

  @Override
  public CompletableFuture<List<SelectionRange>> selectionRange(SelectionRangeParams params) {
    return ask("textDocument/selectionRange", Urgency.AT_CURSOR, params.getTextDocument(), (s, d) -> params.getPositions().stream()
        .map(p -> going().selection(d, SelectionRanges.at(d, convert().positions(d).offset(p)))).toList());
  }

  @Override
  public CompletableFuture<LinkedEditingRanges> linkedEditingRange(LinkedEditingRangeParams params) {
    return at("textDocument/linkedEditingRange", params, (s, d, offset) -> {
      List<Span> spans = LinkedEditing.at(s, d, offset);
      return spans.isEmpty() ? null : new LinkedEditingRanges(going().ranges(d, spans));
    });
  }

  @Override
  public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
    return ask("textDocument/codeLens", Urgency.WHOLE_FILE, params.getTextDocument(), (s, d) ->
        s.settings().lenses() ? CodeLenses.of(d).stream().filter(new LensCommands(convert())::isOffered).map(l -> going().lens(d, l)).toList() : List.of());
  }

  @Override
  public CompletableFuture<CodeLens> resolveCodeLens(CodeLens lens) {
    return server.ask("codeLens/resolve", s -> new LensCommands(convert()).resolve(s, lens));
  }

  // Asking

  private interface AtOffset<T> {
    T answer(Snapshot snapshot, Document document, int offset);
  }

  private <T> CompletableFuture<T> at(String method, TextDocumentPositionParams place, AtOffset<T> answer) {
    Json.required(place.getPosition(), "position");
    return ask(method, Urgency.AT_CURSOR, place.getTextDocument(), (s, d) -> answer.answer(s, d, convert().positions(d).offset(place.getPosition())));
  }

  <T> CompletableFuture<T> ask(String method, Urgency urgency, TextDocumentIdentifier about, BiFunction<Snapshot, Document, T> answer) {
    server.requireServing();
    DocumentUri uri = DocumentUri.of(Json.required(Json.required(about, "textDocument").getUri(), "uri"));
    return server.requests().run(method, urgency, uri, snapshot -> answer.apply(snapshot, server.document(snapshot, uri)));
  }
}
