// What the server can, as it says in its answer to `initialize`.
package gene.server;

import gene.server.feature.SemanticTokens;
import java.util.Arrays;
import java.util.List;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DiagnosticRegistrationOptions;
import org.eclipse.lsp4j.DocumentLinkOptions;
import org.eclipse.lsp4j.DocumentOnTypeFormattingOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.FileOperationFilter;
import org.eclipse.lsp4j.FileOperationOptions;
import org.eclipse.lsp4j.FileOperationPattern;
import org.eclipse.lsp4j.FileOperationsServerCapabilities;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.eclipse.lsp4j.SemanticTokensServerFull;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;

final class Capabilities {
  static final SemanticTokensLegend LEGEND = new SemanticTokensLegend(
      Arrays.stream(SemanticTokens.Type.values()).map(SemanticTokens.Type::protocolName).toList(),
      Arrays.stream(SemanticTokens.Modifier.values()).map(SemanticTokens.Modifier::protocolName).toList());

  private Capabilities() {}

  static ServerCapabilities of(PositionEncoding encoding) {
    var all = new ServerCapabilities();
    all.setPositionEncoding(encoding.protocolName());
    all.setTextDocumentSync(sync());
    all.setWorkspace(workspace());
    // Knowing
    all.setHoverProvider(true);
    all.setSignatureHelpProvider(new SignatureHelpOptions(List.of(" ", "("), List.of(")")));
    all.setCompletionProvider(new CompletionOptions(true, List.of("(", "/", ".", "^", "$", "\"")));
    all.setInlayHintProvider(true);
    all.setSemanticTokensProvider(new SemanticTokensWithRegistrationOptions(LEGEND, new SemanticTokensServerFull(true), true));
    all.setDocumentHighlightProvider(true);
    all.setDocumentSymbolProvider(true);
    all.setWorkspaceSymbolProvider(true);
    all.setDocumentLinkProvider(new DocumentLinkOptions(false));
    all.setDiagnosticProvider(diagnostics());
    all.setInlineValueProvider(true);
    // Going
    all.setDefinitionProvider(true);
    all.setDeclarationProvider(true);
    all.setTypeDefinitionProvider(true);
    all.setImplementationProvider(true);
    all.setReferencesProvider(true);
    all.setCallHierarchyProvider(true);
    all.setTypeHierarchyProvider(true);
    all.setMonikerProvider(true);
    // Changing
    all.setRenameProvider(new RenameOptions(true));
    all.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix, CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline, CodeActionKind.RefactorRewrite, CodeActionKind.SourceOrganizeImports, CodeActionKind.SourceFixAll)));
    all.setDocumentFormattingProvider(true);
    all.setDocumentRangeFormattingProvider(true);
    all.setDocumentOnTypeFormattingProvider(new DocumentOnTypeFormattingOptions("\n", List.of(")", "]", "}")));
    all.setExecuteCommandProvider(new ExecuteCommandOptions(Commands.names()));
    all.setFoldingRangeProvider(true);
    all.setSelectionRangeProvider(true);
    all.setLinkedEditingRangeProvider(true);
    all.setCodeLensProvider(new CodeLensOptions(true));
    return all;
  }

  private static TextDocumentSyncOptions sync() {
    var sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    return sync;
  }

  private static DiagnosticRegistrationOptions diagnostics() {
    var options = new DiagnosticRegistrationOptions(true, true);
    options.setIdentifier("gene");
    return options;
  }

  private static WorkspaceServerCapabilities workspace() {
    var folders = new WorkspaceFoldersOptions();
    folders.setSupported(true);
    folders.setChangeNotifications(true);
    var workspace = new WorkspaceServerCapabilities(folders);
    var sources = new FileOperationPattern("**/*.gene");
    var folder = new FileOperationPattern("**");
    folder.setMatches("folder");
    var both = new FileOperationOptions(List.of(new FileOperationFilter(sources, "file"), new FileOperationFilter(folder, "file")));
    var files = new FileOperationsServerCapabilities();
    files.setWillRename(both);
    files.setDidRename(both);
    files.setDidCreate(both);
    files.setDidDelete(both);
    workspace.setFileOperations(files);
    return workspace;
  }
}
