// What the client understands, from its `initialize`.
package gene.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;

/**
 * @param markdown      hovers may be Markdown
 * @param links         a definition may say which name it belongs to
 * @param nestedSymbols document symbols may be a tree
 * @param related       diagnostics may name other places
 * @param fixObjects    a code action may be an edit with its diagnostic, not only a command
 * @param snippets      completions may have places to fill
 * @param pull          it asks for diagnostics itself
 * @param progress      it shows the progress of what the server does
 * @param watches       it can be asked to watch files
 * @param configuration it answers what is set
 * @param versions      edits may say which version of a document they are for
 * @param refreshes     it can be told that inlay hints and the like are out of date
 * @param labelDetails  completions may have words beside their labels
 * @param status        it wants to hear when the server's state changes
 * @param commands      those that it runs itself
 * @param commonEdits   completions may leave to their list what they replace
 */
record Client(PositionEncoding encoding, boolean markdown, boolean links, boolean nestedSymbols, boolean related, boolean fixObjects, boolean snippets,
              boolean pull, boolean progress, boolean watches, boolean configuration, boolean versions, boolean refreshes,
              boolean labelDetails, boolean commonEdits, boolean status, Set<String> commands) {
  /** Before it has told anything. */
  static final Client UNKNOWN = of(null);

  static Client of(ClientCapabilities all) {
    Optional<ClientCapabilities> client = Optional.ofNullable(all);
    Optional<TextDocumentClientCapabilities> texts = client.map(ClientCapabilities::getTextDocument);
    Optional<WorkspaceClientCapabilities> workspace = client.map(ClientCapabilities::getWorkspace);
    List<String> encodings = client.map(ClientCapabilities::getGeneral).map(g -> g.getPositionEncodings()).orElse(List.of());
    return new Client(PositionEncoding.negotiate(encodings),
        texts.map(TextDocumentClientCapabilities::getHover).map(h -> h.getContentFormat()).map(f -> f.contains("markdown")).orElse(false),
        flag(texts, t -> t.getDefinition() == null ? null : t.getDefinition().getLinkSupport()),
        flag(texts, t -> t.getDocumentSymbol() == null ? null : t.getDocumentSymbol().getHierarchicalDocumentSymbolSupport()),
        flag(texts, t -> t.getPublishDiagnostics() == null ? null : t.getPublishDiagnostics().getRelatedInformation()),
        texts.map(TextDocumentClientCapabilities::getCodeAction).map(a -> a.getCodeActionLiteralSupport()).isPresent(),
        texts.map(TextDocumentClientCapabilities::getCompletion).map(c -> c.getCompletionItem()).map(i -> i.getSnippetSupport()).orElse(false),
        texts.map(TextDocumentClientCapabilities::getDiagnostic).isPresent(),
        flag(client.map(ClientCapabilities::getWindow), WindowClientCapabilities::getWorkDoneProgress),
        workspace.map(WorkspaceClientCapabilities::getDidChangeWatchedFiles).map(w -> w.getDynamicRegistration()).orElse(false),
        flag(workspace, WorkspaceClientCapabilities::getConfiguration),
        workspace.map(WorkspaceClientCapabilities::getWorkspaceEdit).map(e -> e.getDocumentChanges()).orElse(false),
        workspace.map(WorkspaceClientCapabilities::getInlayHint).map(i -> i.getRefreshSupport()).orElse(false),
        texts.map(TextDocumentClientCapabilities::getCompletion).map(c -> c.getCompletionItem()).map(i -> i.getLabelDetailsSupport()).orElse(false),
        texts.map(TextDocumentClientCapabilities::getCompletion).map(c -> c.getCompletionList()).map(l -> l.getItemDefaults())
            .map(d -> d.contains("editRange")).orElse(false),
        Boolean.TRUE.equals(own(client).get("status")),
        own(client).get("commands") instanceof List<?> named ? named.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet()) : Set.of());
  }

  /** What it says under `experimental.gene`. */
  private static Map<?, ?> own(Optional<ClientCapabilities> client) {
    return client.map(ClientCapabilities::getExperimental).map(Json::map).map(m -> m.get("gene")).filter(Map.class::isInstance).map(Map.class::cast).orElse(Map.of());
  }

  private static <T> boolean flag(Optional<T> of, Function<T, Boolean> get) {
    return of.map(get).orElse(false);
  }
}
