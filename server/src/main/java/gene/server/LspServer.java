// One client's language server: its life from `initialize` to `exit`, and the parts that its requests are answered by.
package gene.server;

import gene.server.feature.BuiltinPages;
import gene.server.feature.Bytecode;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.ImportFindings;
import gene.server.feature.Snapshot;
import gene.server.feature.SyntaxTrees;
import gene.server.run.Supervisor;
import gene.source.Diagnostic;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.ConfigurationItem;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageClientAware;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

final class LspServer implements ServerQuestions, LanguageClientAware, AutoCloseable {
  private enum Life { STARTED, SERVING, SHUT_DOWN }

  private final Log log;
  private final Path folder;
  private final Workspace workspace;
  private final Requests requests;
  private final DiagnosticsPublisher publisher;
  private final ImportFindings imports = new ImportFindings();
  private final DocumentRequests documentRequests = new DocumentRequests(this);
  private final WorkspaceRequests workspaceRequests = new WorkspaceRequests(this);
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private volatile Life life = Life.STARTED;
  private final Indexer indexer;
  private final Progress progress = new Progress();
  private volatile BuiltinPages pages;
  private volatile Convert convert;
  private volatile GeneClient client;
  private volatile Integer clientProcess;
  private final RunRequests running;
  private final EditedDocuments edits;
  private final DebugEndpoint endpoint;
  private final Warming warming;
  private final long started = System.nanoTime();

  /** @param folder the workspace for a client that names none; null without one */
  LspServer(Log log, Path folder, Host host) {
    Optional<Path> cache = host.cache();
    this.log = log;
    this.folder = folder;
    this.workspace = new Workspace(log);
    this.requests = new Requests(workspace, log);
    this.pages = new BuiltinPages(cache.map(c -> c.resolve("builtins")));
    this.convert = new Convert(Client.UNKNOWN, pages);
    this.indexer = new Indexer(workspace, new IndexStore(cache, log), log, this::filesChanged);
    this.publisher = new DiagnosticsPublisher(workspace, log, this::convert, imports, diagnostics -> client.publishDiagnostics(diagnostics));
    this.warming = new Warming(log);
    this.running = new RunRequests(this, host);
    boolean windows = File.separatorChar == '\\';
    this.edits = new EditedDocuments(workspace);
    this.endpoint = new DebugEndpoint(host, log, temporary(host), windows, edits);
  }

  /** The user's own folder for sockets where the system has one: its path is short. */
  private static Path temporary(Host host) {
    Path usual = host.folder().resolve(System.getProperty("java.io.tmpdir"));
    return Optional.ofNullable(host.environment().get("XDG_RUNTIME_DIR")).map(host.folder()::resolve).filter(Files::isWritable).orElse(usual);
  }

  @Override
  public void connect(LanguageClient remote) {
    client = (GeneClient) remote;
  }

  /** Nothing is loaded before this is answered. */
  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    if (life != Life.STARTED) {
      throw Requests.error(ResponseErrorCode.InvalidRequest, "initialize was sent twice");
    }
    Client understands = Client.of(params.getCapabilities());
    if (understands.commands().contains("gene.builtinText")) {
      pages = new BuiltinPages(Optional.empty());
    }
    convert = new Convert(understands, pages);
    log.connect(message -> client.logMessage(new MessageParams(MessageType.Error, message)));
    List<Path> folders = folders(params);
    workspace.change("initialize", s -> s.withFolders(folders).withBuiltins(pages), () -> { });
    clientProcess = params.getProcessId();
    life = Life.SERVING;
    return CompletableFuture.completedFuture(new InitializeResult(Capabilities.of(convert.client().encoding()), new ServerInfo("gene", version())));
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

  private static String version() {
    return Optional.ofNullable(LspServer.class.getPackage().getImplementationVersion()).orElse("development");
  }

  /** An editor that crashed may leave the stream open in another process: its own end counts too. */
  private void endWithClient() {
    if (clientProcess != null) {
      ProcessHandle.of(clientProcess).ifPresent(p -> p.onExit().thenRun(this::streamEnded));
    }
  }

  @Override
  public void initialized(InitializedParams params) {
    log.trace("initialized");
    List<Registration> wanted = Registrations.of(convert.client());
    if (!wanted.isEmpty()) {
      client.registerCapability(new RegistrationParams(wanted));
    }
    pullSettings();
    workspace.ask("initialized", s -> index(s.folders()));
    requests.noticed();
    warming.goOn(() -> requests.isBusy() || publisher.isBusy(), this::afterTheStart);
  }

  /** What nobody waits for while the first document is opened. */
  private void afterTheStart() {
    endWithClient();
    indexer.write(pages);
  }

  /** When the connection is made, which needs both processors, and before the client has said anything. */
  void warm() {
    warming.begin();
  }

  /** Reads folders in the background. */
  void index(List<Path> folders) {
    if (!folders.isEmpty()) {
      indexer.index(folders, () -> progress.begin(convert.client().progress() ? client : null, "Indexing Gene files"));
    }
  }

  /** Files have changed on disk. */
  void refresh(List<DocumentUri> files) {
    List<Path> paths = files.stream().flatMap(f -> f.path().stream()).toList();
    if (isServing() && !paths.isEmpty()) {
      indexer.refresh(paths);
    }
  }

  /** Asks the client what is set, if it answers that. */
  void pullSettings() {
    if (convert.client().configuration()) {
      var item = new ConfigurationItem();
      item.setSection("gene");
      client.configuration(new ConfigurationParams(List.of(item))).thenAccept(all -> {
        if (all != null && !all.isEmpty()) {
          workspaceRequests.configure(Json.map(all.get(0)));
        }
      });
    }
  }

  /** Imports of open documents may lead elsewhere now. */
  private void filesChanged() {
    workspace.latest().open().forEach(d -> diagnosed(d.uri()));
    if (convert.client().pull() && convert.client().pullsAgain()) {
      client.refreshDiagnostics();
    }
  }

  void settingsChanged() {
    filesChanged();
    if (convert.client().refreshes()) {
      client.refreshInlayHints();
    }
    if (convert.client().lensesAgain()) {
      client.refreshCodeLenses();
    }
  }

  /** Who hears of edits in this process. */
  EditedDocuments edits() {
    return edits;
  }

  /** The document has other diagnostics now, perhaps: clients that ask for them are not sent them too. */
  void diagnosed(DocumentUri uri) {
    if (!convert.client().pull()) {
      publisher.changed(uri);
    }
  }

  @Override
  public void cancelProgress(WorkDoneProgressCancelParams params) {
    progress.cancel(params);
  }

  /** Asks something about the whole workspace. */
  <T> CompletableFuture<T> ask(String method, Function<Snapshot, T> answer) {
    requireServing();
    return requests.run(method, Requests.Urgency.WHOLE_FILE, null, answer);
  }

  // What it tells of itself

  @Override
  public CompletableFuture<Status> status() {
    return ask("gene/serverStatus", this::status);
  }

  private Status status(Snapshot s) {
    return new Status(version(), s.index().isComplete() || s.folders().isEmpty() ? "ready" : "indexing", s.open().size(), s.index().size(),
        s.index().isComplete(), running.running(), running.sessions(), (System.nanoTime() - started) / 1_000_000);
  }

  /** To clients that want to know, when something has changed. */
  void tellStatus() {
    if (convert.client().status() && isServing()) {
      client.status(status(workspace.latest()));
    }
  }

  @Override
  public CompletableFuture<Memory> memory() {
    return ask("gene/memory", s -> {
      Runtime r = Runtime.getRuntime();
      return new Memory(r.totalMemory() - r.freeMemory(), r.totalMemory(), r.maxMemory(), Supervisor.alive());
    });
  }

  @Override
  public CompletableFuture<Text> syntaxTree(TextDocumentIdentifier document) {
    return ask("gene/syntaxTree", s -> new Text(SyntaxTrees.of(document(s, DocumentUri.of(document.getUri())))));
  }

  @Override
  public CompletableFuture<Text> builtinText(TextDocumentIdentifier page) {
    return ask("gene/builtinText", s -> new Text(document(s, DocumentUri.of(page.getUri())).source().text()));
  }

  @Override
  public CompletableFuture<Code> bytecode(RunRequests.Place place) {
    return ask("gene/bytecode", s -> {
      Document document = document(s, DocumentUri.of(Json.required(place.textDocument(), "textDocument").getUri()));
      Positions positions = convert.positions(document);
      int offset = place.position() == null ? -1 : positions.offset(place.position());
      return Bytecode.at(document, offset).map(b -> ConvertCode.code(document, positions, b, offset >= 0)).orElse(null);
    });
  }

  @Override
  public CompletableFuture<RunRequests.Evaluation> evaluate(RunRequests.EvaluateParams params) {
    return running.evaluate(params);
  }

  @Override
  public CompletableFuture<RunRequests.Reset> resetSession(RunRequests.ResetParams params) {
    return running.reset(params);
  }

  @Override
  public CompletableFuture<RunRequests.Expanded> expand(RunRequests.Place params) {
    return running.expand(params);
  }

  @Override
  public CompletableFuture<TestRequests.AllTests> tests(TestRequests.TestsParams params) {
    return running.tests().tests(params);
  }

  @Override
  public CompletableFuture<TestRequests.TestRun> runTests(TestRequests.RunTestsParams params) {
    return running.tests().runTests(params);
  }

  @Override
  public CompletableFuture<DebugEndpoint.Address> startDebug() {
    return ask("gene/startDebug", s -> {
      try {
        return endpoint.open();
      } catch (IOException e) {
        throw Requests.error(ResponseErrorCode.RequestFailed, "no debugger can connect: " + e.getMessage());
      }
    });
  }

  Document document(Snapshot snapshot, DocumentUri uri) {
    return snapshot.find(uri).orElseThrow(() -> Requests.error(ResponseErrorCode.InvalidParams,
        "there is no document " + uri + ": it is not open, and no readable file in UTF-8"));
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

  List<Diagnostic> importFindings(Snapshot snapshot, Document document) {
    return imports.of(snapshot, document);
  }

  PulledDiagnostics pulled() {
    return new PulledDiagnostics(convert, imports, progress);
  }

  GeneClient client() {
    return client;
  }

  Workspace workspace() {
    return workspace;
  }

  Requests requests() {
    return requests;
  }

  @Override
  public void close() {
    warming.close();
    endpoint.close();
    running.close();
    requests.close();
    indexer.close();
    publisher.close();
    workspace.close();
  }
}
