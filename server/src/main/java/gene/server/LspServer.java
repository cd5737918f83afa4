// One client's language server: its life from `initialize` to `exit`, and the parts that its requests are answered by.
package gene.server;

import gene.server.feature.DocumentUri;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageClientAware;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

final class LspServer implements LanguageServer, LanguageClientAware, AutoCloseable {
  private enum Life { STARTED, SERVING, SHUT_DOWN }

  private final Log log;
  private final Path folder;
  private final Workspace workspace;
  private final Requests requests;
  private final DiagnosticsPublisher publisher;
  private final DocumentRequests documentRequests = new DocumentRequests(this);
  private final WorkspaceRequests workspaceRequests = new WorkspaceRequests(this);
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private volatile Life life = Life.STARTED;
  private volatile Convert convert = new Convert(Client.UNKNOWN);
  private volatile LanguageClient client;

  /** @param folder the workspace for a client that names none; null without one */
  LspServer(Log log, Path folder) {
    this.log = log;
    this.folder = folder;
    this.workspace = new Workspace(log);
    this.requests = new Requests(workspace, log);
    this.publisher = new DiagnosticsPublisher(workspace, log, this::convert, diagnostics -> client.publishDiagnostics(diagnostics));
  }

  @Override
  public void connect(LanguageClient remote) {
    client = remote;
  }

  /** Nothing is loaded before this is answered. */
  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    if (life != Life.STARTED) {
      throw Requests.error(ResponseErrorCode.InvalidRequest, "initialize was sent twice");
    }
    convert = new Convert(Client.of(params.getCapabilities()));
    log.connect(message -> client.logMessage(new MessageParams(MessageType.Error, message)));
    List<Path> folders = folders(params);
    workspace.change("initialize", s -> s.withFolders(folders), () -> { });
    endWith(params.getProcessId());
    life = Life.SERVING;
    return CompletableFuture.completedFuture(new InitializeResult(capabilities(), new ServerInfo("gene", version())));
  }

  @SuppressWarnings("deprecation") // older clients name a root instead of folders
  private List<Path> folders(InitializeParams params) {
    List<Path> named = WorkspaceRequests.paths(params.getWorkspaceFolders());
    if (!named.isEmpty()) {
      return named;
    }
    Optional<Path> root = Optional.ofNullable(params.getRootUri()).flatMap(uri -> DocumentUri.of(uri).path());
    return root.or(() -> Optional.ofNullable(folder)).stream().toList();
  }

  private ServerCapabilities capabilities() {
    var sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    var all = new ServerCapabilities();
    all.setPositionEncoding(convert.client().encoding().protocolName());
    all.setTextDocumentSync(sync);
    all.setHoverProvider(true);
    all.setDefinitionProvider(true);
    all.setDocumentSymbolProvider(true);
    all.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
    var folders = new WorkspaceFoldersOptions();
    folders.setSupported(true);
    folders.setChangeNotifications(true);
    all.setWorkspace(new WorkspaceServerCapabilities(folders));
    return all;
  }

  private static String version() {
    return Optional.ofNullable(LspServer.class.getPackage().getImplementationVersion()).orElse("development");
  }

  /** An editor that crashed may leave the stream open in another process: its own end counts too. */
  private void endWith(Integer clientProcess) {
    if (clientProcess != null) {
      ProcessHandle.of(clientProcess).ifPresent(p -> p.onExit().thenRun(this::streamEnded));
    }
  }

  @Override
  public void initialized(InitializedParams params) {
    log.trace("initialized");
  }

  @Override
  public CompletableFuture<Object> shutdown() {
    requireServing();
    life = Life.SHUT_DOWN;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void exit() {
    streamEnded();
  }

  /** After `exit`, or when the client is gone: 0 when it has said goodbye. */
  void streamEnded() {
    ended.complete(life == Life.SHUT_DOWN ? 0 : 1);
  }

  /** Completes with the exit status. */
  CompletableFuture<Integer> ended() {
    return ended;
  }

  @Override
  public void setTrace(SetTraceParams params) {
    // Requests are timed on standard error with --trace; the client's own trace shows the messages.
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return documentRequests;
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return workspaceRequests;
  }

  boolean isServing() {
    return life == Life.SERVING;
  }

  void requireServing() {
    if (life == Life.STARTED) {
      throw Requests.error(ResponseErrorCode.ServerNotInitialized, "the first request must be initialize");
    } else if (life == Life.SHUT_DOWN) {
      throw Requests.error(ResponseErrorCode.InvalidRequest, "after shutdown only exit may follow");
    }
  }

  Convert convert() {
    return convert;
  }

  Workspace workspace() {
    return workspace;
  }

  Requests requests() {
    return requests;
  }

  DiagnosticsPublisher publisher() {
    return publisher;
  }

  @Override
  public void close() {
    requests.close();
    publisher.close();
    workspace.close();
  }
}
