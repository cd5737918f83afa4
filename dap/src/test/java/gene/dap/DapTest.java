// A session over the protocol with LSP4J's client, in one process; tests/dap drives the real one.
package gene.dap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.launch.DSPLauncher;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DapTest {
  /** What the adapter sends by itself, as texts. */
  private static final class Events implements IDebugProtocolClient {
    final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
    final List<String> output = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void initialized() {
      queue.add("initialized");
    }

    @Override
    public void stopped(StoppedEventArguments args) {
      queue.add("stopped " + args.getReason());
    }

    @Override
    public void output(OutputEventArguments args) {
      output.add(args.getCategory() + ": " + args.getOutput());
    }

    @Override
    public void exited(ExitedEventArguments args) {
      queue.add("exited " + args.getExitCode());
    }

    @Override
    public void terminated(TerminatedEventArguments args) {
      queue.add("terminated");
    }
  }

  @TempDir
  Path folder;

  private final Events events = new Events();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private OutputStream toAdapter;
  private CompletableFuture<Integer> adapter;
  private IDebugProtocolServer server;

  @BeforeEach
  void connect() throws Exception {
    // Java's own piped streams break when a thread that has written to them ends, as a program's does.
    Pipe to = Pipe.open();
    Pipe from = Pipe.open();
    toAdapter = Channels.newOutputStream(to.sink());
    InputStream fromClient = Channels.newInputStream(to.source());
    OutputStream toClient = Channels.newOutputStream(from.sink());
    InputStream fromAdapter = Channels.newInputStream(from.source());
    var host = new Host(folder, Map.of(), fault -> "fault: " + fault.getClass().getSimpleName() + "\n");
    adapter = CompletableFuture.supplyAsync(() -> Dap.run(fromClient, toClient, messages, host), work -> new Thread(work, "adapter").start());
    var launcher = DSPLauncher.createClientLauncher(events, fromAdapter, toAdapter);
    launcher.startListening();
    server = launcher.getRemoteProxy();
  }

  @AfterEach
  void nothingIsSaidToNobody() throws Exception {
    toAdapter.close();
    assertEquals(0, await(adapter));
    assertEquals("", messages.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aSessionFromLaunchToEnd() throws Exception {
    begin("(var a 1)", "(var b (+ a 1))", "(println a b)", "(exit 4)");
    await(server.setBreakpoints(breakpoints(2)));
    await(server.configurationDone(new ConfigurationDoneArguments()));
    assertEquals("stopped breakpoint", event());
    var next = new NextArguments();
    next.setThreadId(1);
    await(server.next(next));
    assertEquals("stopped step", event());
    assertEquals("<module> 3", frames());
    var evaluate = new EvaluateArguments();
    evaluate.setExpression("[a b]");
    assertEquals("[1 2]", await(server.evaluate(evaluate)).getResult());
    var go = new ContinueArguments();
    go.setThreadId(1);
    await(server.continue_(go));
    assertEquals("exited 4", event());
    assertEquals("terminated", event());
    assertEquals(List.of("stdout: 1 2\n"), events.output);
    await(server.disconnect(new DisconnectArguments()));
  }

  @Test
  void aProgramThatDoesNotCompileIsReported() throws Exception {
    var failure = assertThrows(ExecutionException.class, () -> begin("(println 1)", "(if)"));
    assertTrue(failure.getMessage().contains("The program does not compile: there is an error"), failure.getMessage());
    assertEquals("exited 1", event());
    assertEquals("terminated", event());
    assertEquals(List.of("stderr: fault: CompileFault\n"), events.output);
  }

  @Test
  void aRequestWithNonsenseIsAnsweredAndTheSessionGoesOn() throws Exception {
    await(server.initialize(new InitializeRequestArguments()));
    assertThrows(ExecutionException.class, () -> await(server.launch(Map.of("program", "\0"))));
    assertThrows(ExecutionException.class, () -> await(server.launch(Map.of("program", "x.gene", "args", "not an array"))));
    assertThrows(ExecutionException.class, () -> await(server.setBreakpoints(new SetBreakpointsArguments())));
    assertEquals(1, await(server.threads()).getThreads().length);
    await(server.disconnect(new DisconnectArguments()));
  }

  private void begin(String... lines) throws Exception {
    Files.writeString(folder.resolve("main.gene"), String.join("\n", lines));
    assertTrue(await(server.initialize(new InitializeRequestArguments())).getSupportsConfigurationDoneRequest());
    assertEquals("initialized", event());
    await(server.launch(Map.of("program", "main.gene")));
  }

  private SetBreakpointsArguments breakpoints(int line) {
    var args = new SetBreakpointsArguments();
    args.setSource(new Source());
    args.getSource().setPath(folder.resolve("main.gene").toString());
    args.setBreakpoints(new SourceBreakpoint[] {new SourceBreakpoint()});
    args.getBreakpoints()[0].setLine(line);
    return args;
  }

  private String frames() throws Exception {
    var args = new StackTraceArguments();
    args.setThreadId(1);
    StackFrame[] frames = await(server.stackTrace(args)).getStackFrames();
    return frames[0].getName() + " " + frames[0].getLine();
  }

  private String event() throws InterruptedException {
    return events.queue.poll(20, TimeUnit.SECONDS);
  }

  private static <T> T await(CompletableFuture<T> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }
}
