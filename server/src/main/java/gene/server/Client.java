// What the client understands, from its `initialize`.
package gene.server;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeActionCapabilities;
import org.eclipse.lsp4j.CodeLensWorkspaceCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.CompletionListCapabilities;
import org.eclipse.lsp4j.DefinitionCapabilities;
import org.eclipse.lsp4j.DiagnosticWorkspaceCapabilities;
import org.eclipse.lsp4j.DidChangeConfigurationCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.GeneralClientCapabilities;
import org.eclipse.lsp4j.HoverCapabilities;
import org.eclipse.lsp4j.InlayHintWorkspaceCapabilities;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceEditCapabilities;

/**
 * @param markdown      hovers may be Markdown
 * @param links         a definition may say which name it belongs to
 * @param nestedSymbols document symbols may be a tree
 * @param related       diagnostics may name other places
 * @param fixObjects    a code action may be an edit with its diagnostic, not only a command
 * @param snippets      completions may have places to fill
 * @param pull          it asks for diagnostics itself
 * @param pullsAgain    it does so too when it is told that they are out of date
 * @param progress      it shows the progress of what the server does
 * @param watches       it can be asked to watch files
 * @param configuration it answers what is set
 * @param versions      edits may say which version of a document they are for
 * @param refreshes     it can be told that inlay hints are out of date
 * @param lensesAgain   the same of code lenses
 * @param tellsSettings it can be asked to say when settings have changed
 * @param labelDetails  completions may have words beside their labels
 * @param status        it wants to hear when the server's state changes
 * @param commands      those that it runs itself
 * @param commonEdits   completions may leave to their list what they replace
 * @param replaces      completions may say what they replace when the user wants the rest of the word gone too
 */
record Client(PositionEncoding encoding, boolean markdown, boolean links, boolean nestedSymbols, boolean related, boolean fixObjects, boolean snippets,
              boolean pull, boolean pullsAgain, boolean progress, boolean watches, boolean configuration, boolean versions, boolean refreshes, boolean lensesAgain, boolean tellsSettings,
              boolean labelDetails, boolean commonEdits, boolean replaces, boolean status, Set<String> commands) {
  /** Before it has told anything. */
  static final Client UNKNOWN = of(null);

  /** Without lambdas: each of some forty would have to be linked before the first answer, and together they took ten milliseconds. */
  static Client of(ClientCapabilities told) {
    ClientCapabilities all = given(told, new ClientCapabilities());
    TextDocumentClientCapabilities texts = given(all.getTextDocument(), new TextDocumentClientCapabilities());
    WorkspaceClientCapabilities workspace = given(all.getWorkspace(), new WorkspaceClientCapabilities());
    CompletionCapabilities completion = given(texts.getCompletion(), new CompletionCapabilities());
    CompletionItemCapabilities item = given(completion.getCompletionItem(), new CompletionItemCapabilities());
    CodeActionCapabilities actions = given(texts.getCodeAction(), new CodeActionCapabilities());
    Map<?, ?> own = own(all);
    return new Client(PositionEncoding.negotiate(given(given(all.getGeneral(), new GeneralClientCapabilities()).getPositionEncodings(), List.of())),
        given(given(texts.getHover(), new HoverCapabilities()).getContentFormat(), List.of()).contains("markdown"),
        isTrue(given(texts.getDefinition(), new DefinitionCapabilities()).getLinkSupport()),
        isTrue(given(texts.getDocumentSymbol(), new DocumentSymbolCapabilities()).getHierarchicalDocumentSymbolSupport()),
        isTrue(given(texts.getPublishDiagnostics(), new PublishDiagnosticsCapabilities()).getRelatedInformation()),
        actions.getCodeActionLiteralSupport() != null,
        isTrue(item.getSnippetSupport()),
        texts.getDiagnostic() != null,
        isTrue(given(workspace.getDiagnostics(), new DiagnosticWorkspaceCapabilities()).getRefreshSupport()),
        isTrue(given(all.getWindow(), new WindowClientCapabilities()).getWorkDoneProgress()),
        isTrue(given(workspace.getDidChangeWatchedFiles(), new DidChangeWatchedFilesCapabilities()).getDynamicRegistration()),
        isTrue(workspace.getConfiguration()),
        isTrue(given(workspace.getWorkspaceEdit(), new WorkspaceEditCapabilities()).getDocumentChanges()),
        isTrue(given(workspace.getInlayHint(), new InlayHintWorkspaceCapabilities()).getRefreshSupport()),
        isTrue(given(workspace.getCodeLens(), new CodeLensWorkspaceCapabilities()).getRefreshSupport()),
        isTrue(given(workspace.getDidChangeConfiguration(), new DidChangeConfigurationCapabilities()).getDynamicRegistration()),
        isTrue(item.getLabelDetailsSupport()),
        given(given(completion.getCompletionList(), new CompletionListCapabilities()).getItemDefaults(), List.of()).contains("editRange"),
        isTrue(item.getInsertReplaceSupport()),
        Boolean.TRUE.equals(own.get("status")),
        own.get("commands") instanceof List<?> named ? words(named) : Set.of());
  }

  private static <T> T given(T told, T none) {
    return told == null ? none : told;
  }

  private static boolean isTrue(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  /** What it says under `experimental.gene`. */
  private static Map<?, ?> own(ClientCapabilities all) {
    return all.getExperimental() != null && Json.map(all.getExperimental()).get("gene") instanceof Map<?, ?> own ? own : Map.of();
  }

  private static Set<String> words(List<?> named) {
    var words = new HashSet<String>();
    for (Object word : named) {
      words.add(String.valueOf(word));
    }
    return Set.copyOf(words);
  }
}
