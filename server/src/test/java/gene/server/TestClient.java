// A client in the same process, connected with a server over two pipes of the system.
package gene.server;

import gene.dap.ChannelStreams;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.ApplyWorkspaceEditParams;
import org.eclipse.lsp4j.ApplyWorkspaceEditResponse;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeActionCapabilities;
import org.eclipse.lsp4j.CodeActionLiteralSupportCapabilities;
import org.eclipse.lsp4j.DefinitionCapabilities;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.GeneralClientCapabilities;
import org.eclipse.lsp4j.HoverCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;

final class TestClient implements GeneClient, AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final Logger LSP4J = Logger.getLogger("org.eclipse.lsp4j");

  private static final Host HOST = new Host(Path.of("").toAbsolutePath(), Map.of("GREETING", "hello"), Optional.empty(), fault -> "report\n");
  final BlockingQueue<GeneClient.Output> outputs = new LinkedBlockingQueue<>();
  final BlockingQueue<GeneClient.TestEvent> testEvents = new LinkedBlockingQueue<>();
  final BlockingQueue<ServerQuestions.Status> statuses = new LinkedBlockingQueue<>();
  final BlockingQueue<PublishDiagnosticsParams> diagnostics = new LinkedBlockingQueue<>();
  final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  final BlockingQueue<ProgressParams> progress = new LinkedBlockingQueue<>();
  final BlockingQueue<ApplyWorkspaceEditParams> edits = new LinkedBlockingQueue<>();
  final BlockingQueue<String> registered = new LinkedBlockingQueue<>();
  /** What the server has said is out of date. */
  final BlockingQueue<String> refreshed = new LinkedBlockingQueue<>();
  final ServerQuestions server;
  final Future<Integer> status;
  private final ExecutorService threads = Threads.pool("test", 2);
  private final Pipe toServer;
  private final OutputStream out;

  TestClient() throws IOException {
    LSP4J.setLevel(Level.OFF); // it tells of each closed stream
    toServer = Pipe.open();
    Pipe toClient = Pipe.open();
    var connection = new Connection(ChannelStreams.input(toServer.source()), ChannelStreams.output(toClient.sink()), () -> { });
    status = threads.submit(() -> Lsp.serve(connection, new Log(OutputStream.nullOutputStream(), false), null, HOST));
    out = ChannelStreams.output(toServer.sink());
    Launcher<ServerQuestions> launcher = new LSPLauncher.Builder<ServerQuestions>().setLocalService(this).setRemoteInterface(ServerQuestions.class)
        .setInput(ChannelStreams.input(toClient.source())).setOutput(out).setExecutorService(threads).create();
    launcher.startListening();
    server = launcher.getRemoteProxy();
  }

  static <T> T get(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  InitializeResult initialize(Consumer<ClientCapabilities> more) throws Exception {
    return initialize(more, null);
  }

  /** @param folder the workspace; null without one */
  InitializeResult initialize(Consumer<ClientCapabilities> more, Path folder) throws Exception {
    var texts = new TextDocumentClientCapabilities();
    texts.setHover(new HoverCapabilities(List.of("markdown", "plaintext"), false));
    texts.setDefinition(new DefinitionCapabilities(false, true));
    var symbols = new DocumentSymbolCapabilities();
    symbols.setHierarchicalDocumentSymbolSupport(true);
    texts.setDocumentSymbol(symbols);
    texts.setPublishDiagnostics(new PublishDiagnosticsCapabilities(true));
    texts.setCodeAction(new CodeActionCapabilities(new CodeActionLiteralSupportCapabilities(), false));
    var all = new ClientCapabilities();
    all.setTextDocument(texts);
    all.setGeneral(new GeneralClientCapabilities());
    more.accept(all);
    var params = new InitializeParams();
    params.setCapabilities(all);
    if (folder != null) {
      params.setWorkspaceFolders(List.of(new WorkspaceFolder(folder.toUri().toString(), "test")));
    }
    return get(server.initialize(params));
  }

  void open(String uri, String text) {
    server.getTextDocumentService().didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "gene", 1, text)));
  }

  /** The whole text is another one. */
  void change(String uri, int version, String text) {
    server.getTextDocumentService().didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(uri, version),
        List.of(new TextDocumentContentChangeEvent(text))));
  }

  /** The next diagnostics for this version of a document; those of earlier versions are passed over. */
  PublishDiagnosticsParams diagnosticsOf(Integer version) throws InterruptedException {
    while (true) {
      PublishDiagnosticsParams next = diagnostics.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no diagnostics of version " + version);
      } else if (Objects.equals(version, next.getVersion())) {
        return next;
      }
    }
  }

  /** The next diagnostics of a document; those of others are passed over. */
  PublishDiagnosticsParams diagnosticsFor(String uri) throws InterruptedException {
    while (true) {
      PublishDiagnosticsParams next = diagnostics.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no diagnostics of " + uri);
      } else if (next.getUri().equals(uri)) {
        return next;
      }
    }
  }

  /** As if the client's process had ended. */
  void vanish() throws IOException {
    toServer.sink().close();
  }

  @Override
  public void publishDiagnostics(PublishDiagnosticsParams params) {
    diagnostics.add(params);
  }

  @Override
  public void output(GeneClient.Output output) {
    outputs.add(output);
  }

  @Override
  public void testEvent(GeneClient.TestEvent event) {
    testEvents.add(event);
  }

  @Override
  public void status(ServerQuestions.Status status) {
    statuses.add(status);
  }

  @Override
  public CompletableFuture<ApplyWorkspaceEditResponse> applyEdit(ApplyWorkspaceEditParams params) {
    edits.add(params);
    return CompletableFuture.completedFuture(new ApplyWorkspaceEditResponse(true));
  }

  @Override
  public CompletableFuture<Void> registerCapability(RegistrationParams params) {
    params.getRegistrations().forEach(r -> registered.add(r.getMethod()));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> refreshInlayHints() {
    refreshed.add("hints");
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> refreshCodeLenses() {
    refreshed.add("lenses");
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void notifyProgress(ProgressParams params) {
    progress.add(params);
  }

  @Override
  public void logMessage(MessageParams message) {
    messages.add(message.getMessage());
  }

  @Override
  public void telemetryEvent(Object object) {
    throw new AssertionError("the server sends no telemetry");
  }

  @Override
  public void showMessage(MessageParams message) {
    messages.add(message.getMessage());
  }

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
    throw new AssertionError("the server asks nothing");
  }

  @Override
  public void close() throws IOException {
    vanish();
    threads.shutdownNow();
  }
}
