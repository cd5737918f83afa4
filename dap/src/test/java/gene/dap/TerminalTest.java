// Programs in terminals with LSP4J's client, whose terminal is a thread of this process.
package gene.dap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.library.Builtins;
import gene.source.Source;
import gene.vm.Outcome;
import gene.vm.Vm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.debug.CapabilitiesEventArguments;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.RunInTerminalRequestArguments;
import org.eclipse.lsp4j.debug.RunInTerminalResponse;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.launch.DSPLauncher;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerminalTest {
  private final class Events implements IDebugProtocolClient {
    final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();

    @Override
    public void stopped(StoppedEventArguments args) {
      queue.add("stopped " + args.getReason());
    }

    @Override
    public void capabilities(CapabilitiesEventArguments args) {
      queue.add("restart " + args.getCapabilities().getSupportsRestartRequest());
    }

    @Override
    public void exited(ExitedEventArguments args) {
      queue.add("exited " + args.getExitCode());
    }

    @Override
    public void terminated(TerminatedEventArguments args) {
      queue.add("terminated");
    }

    @Override
    public CompletableFuture<RunInTerminalResponse> runInTerminal(RunInTerminalRequestArguments args) {
      request = args;
      if (opensTerminals) {
        new Thread(() -> runProgram(Path.of(args.getArgs()[2].substring("--debug-connect=".length()))), "test-terminal").start();
      }
      return CompletableFuture.completedFuture(new RunInTerminalResponse());
    }
  }

  @TempDir
  Path folder;

  private final Events events = new Events();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private boolean opensTerminals = true;
  private volatile RunInTerminalRequestArguments request;
  private CompletableFuture<Integer> adapter;
  private IDebugProtocolServer server;

  private Host host() {
    return new Host(folder, Map.of("KEPT", "1", "GONE", "2"), fault -> "", fault -> "", () -> List.of("gene"));
  }

  private void connect(long patienceMilliseconds) throws IOException {
    Pipe to = Pipe.open();
    Pipe from = Pipe.open();
    Connection connection = Connection.of(Channels.newInputStream(to.source()), Channels.newOutputStream(from.sink()));
    var none = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    adapter = CompletableFuture.supplyAsync(() -> Dap.serve(connection, none, new DapServer(host(), patienceMilliseconds)), work -> new Thread(work, "adapter").start());
    var launcher = DSPLauncher.createClientLauncher(events, Channels.newInputStream(from.source()), Channels.newOutputStream(to.sink()));
    launcher.startListening();
    server = launcher.getRemoteProxy();
  }

  /** What `gene run --debug-connect` does. */
  private void runProgram(Path debugger) {
    try {
      Path file = folder.resolve("main.gene");
      var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
      try (Vm vm = new Vm.Builder(Builtins.library(), folder).out(out).build()) {
        outcome.complete(Attachment.runFor(debugger, vm, new Source(SourcePaths.id(file), file.toString(), Files.readString(file)), "main.gene", out, host()));
      }
    } catch (IOException | RuntimeException e) {
      outcome.completeExceptionally(e);
    }
  }

  @AfterEach
  void theAdapterEnds() throws Exception {
    await(server.disconnect(new DisconnectArguments()));
    assertEquals(0, await(adapter));
    assertFalse(socketIsLeft(), "the socket and its folder go");
  }

  private boolean socketIsLeft() {
    return request != null && Files.exists(Path.of(request.getArgs()[2].substring("--debug-connect=".length())).getParent());
  }

  @Test
  void aSessionFromLaunchToEnd() throws Exception {
    connect(20_000);
    CompletableFuture<Void> launched = launch(Map.of("GONE", "", "NEW", "x"), "(var a 1)", "(println a)");
    await(server.configurationDone(new ConfigurationDoneArguments()));
    await(launched);
    assertEquals(List.of("gene", "run", folder.resolve("main.gene").toString(), "one", "t w o"),
        Arrays.stream(request.getArgs()).filter(word -> !word.startsWith("--debug-connect=")).toList());
    assertEquals(Map.of("GONE", "", "NEW", "x"), request.getEnv());
    assertEquals("restart false", event());
    assertEquals("stopped entry", event());
    await(server.next(next()));
    assertEquals("stopped step", event());
    var evaluate = new EvaluateArguments();
    evaluate.setExpression("(a = 5)");
    assertEquals("5", await(server.evaluate(evaluate)).getResult());
    evaluate.setExpression("nowhere");
    assertTrue(assertThrows(ExecutionException.class, () -> await(server.evaluate(evaluate))).getMessage().contains("nowhere"));
    await(server.continue_(go()));
    assertEquals("exited 0", event());
    assertEquals("terminated", event());
    assertEquals(0, await(outcome).exitStatus());
    assertEquals("5\n", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aProgramThatDoesNotStartInTimeIsReported() throws Exception {
    opensTerminals = false;
    connect(200);
    var failure = assertThrows(ExecutionException.class, () -> await(launch(Map.of(), "(println 1)")));
    assertTrue(failure.getMessage().contains("did not start in its terminal within 0.2 seconds"), failure.getMessage());
    assertFalse(socketIsLeft());
    // Who comes too late is told so.
    runProgram(Path.of(request.getArgs()[2].substring("--debug-connect=".length())));
    assertThrows(ExecutionException.class, () -> await(outcome));
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whatComesMeanwhileWaitsForTheProgram() throws Exception {
    opensTerminals = false;
    connect(20_000);
    CompletableFuture<Void> launched = launch(Map.of(), "(println 1)");
    var evaluate = new EvaluateArguments();
    evaluate.setExpression("(1 + 1)");
    var answer = server.evaluate(evaluate);
    await(server.terminate(null));
    assertEquals("restart false", event());
    assertEquals("terminated", event());
    assertTrue(assertThrows(ExecutionException.class, () -> await(launched)).getMessage().contains("ended before it began"));
    assertTrue(assertThrows(ExecutionException.class, () -> await(answer)).getMessage().contains("ended before it began"));
  }

  private CompletableFuture<Void> launch(Map<String, String> env, String... lines) throws Exception {
    Files.writeString(folder.resolve("main.gene"), String.join("\n", lines));
    var abilities = new InitializeRequestArguments();
    abilities.setSupportsRunInTerminalRequest(true);
    await(server.initialize(abilities));
    return server.launch(Map.of("program", "main.gene", "console", "integratedTerminal", "stopOnEntry", true, "args", List.of("one", "t w o"), "env", env));
  }

  private static NextArguments next() {
    var args = new NextArguments();
    args.setThreadId(1);
    return args;
  }

  private static ContinueArguments go() {
    var args = new ContinueArguments();
    args.setThreadId(1);
    return args;
  }

  private String event() throws InterruptedException {
    return events.queue.poll(20, TimeUnit.SECONDS);
  }

  private static <T> T await(CompletableFuture<T> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }
}
