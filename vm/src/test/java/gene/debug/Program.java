// A small Gene program under the debugger: lines are named by `# @name` at their ends, and every wait has a limit.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import gene.jit.Jit;
import gene.library.Builtins;
import gene.source.Source;
import gene.vm.Outcome;
import gene.vm.Vm;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

final class Program implements DebugListener, AutoCloseable {
  private static final int LIMIT_SECONDS = 20;
  static final String FILE = "program.gene";

  private final Source source;
  final Debugger debugger = new Debugger(this);
  private final Vm vm;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  final List<String> logs = new ArrayList<>();
  final List<Breakpoint> changes = new ArrayList<>();
  final List<String> threadEvents = new ArrayList<>();
  private Thread thread;

  private Program(String text, Path folder, boolean compiled) {
    this(text, folder, compiled, InputStream.nullInputStream());
  }

  private Program(String text, Path folder, boolean compiled, InputStream input) {
    source = Source.of(FILE, text);
    var builder = new Vm.Builder(Builtins.library(), folder).in(input).out(new PrintStream(output, true, StandardCharsets.UTF_8));
    vm = (compiled ? builder.jit(new Jit(), true) : builder).build();
  }

  /** Its functions become JVM code at the second call. */
  static Program compiled(String... lines) {
    return new Program(String.join("\n", lines), Path.of(""), true);
  }

  /** @param input its standard input */
  static Program reading(InputStream input, String... lines) {
    return new Program(String.join("\n", lines), Path.of(""), false, input);
  }

  /** Not started yet: breakpoints come first. */
  static Program of(String... lines) {
    return in(Path.of(""), lines);
  }

  static Program in(Path folder, String... lines) {
    return new Program(String.join("\n", lines), folder, false);
  }

  int line(String marker) {
    for (int line = 1; line <= source.lineCount(); line++) {
      if (source.lineText(line).endsWith("# @" + marker)) {
        return line;
      }
    }
    return fail("no line ends with # @" + marker);
  }

  List<Breakpoint> breakAt(String... markers) {
    return breakpoints(Arrays.stream(markers).map(m -> new BreakpointRequest(line(m))).toArray(BreakpointRequest[]::new));
  }

  List<Breakpoint> breakpoints(BreakpointRequest... requests) {
    return await(debugger.setBreakpoints(FILE, List.of(requests)));
  }

  Program start() {
    return start(false);
  }

  Program start(boolean stopOnEntry) {
    load();
    await(debugger.start(stopOnEntry));
    return this;
  }

  /** Compiles the program; it waits for its start. */
  Program load() {
    thread = new Thread(null, () -> {
      try {
        outcome.complete(debugger.run(vm, source, FILE));
      } catch (RuntimeException | Error e) {
        outcome.completeExceptionally(e);
      }
      events.add("ended");
    }, "gene-program", 64L << 20);
    thread.start();
    assertEquals("ready", event());
    return this;
  }

  // What the debugger reports

  @Override
  public void ready() {
    events.add("ready");
  }

  @Override
  public void stopped(Stop stop) {
    events.add(stop);
  }

  @Override
  public void changed(Breakpoint breakpoint) {
    changes.add(breakpoint);
  }

  @Override
  public void thread(DebugThread of, boolean started) {
    threadEvents.add((started ? "started " : "exited ") + of.name());
  }

  @Override
  public void logged(String text, Source where, int offset) {
    logs.add(text);
  }

  private Object event() {
    try {
      Object event = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      return event != null ? event : fail("nothing happened; output so far: " + output());
    } catch (InterruptedException e) {
      return fail("interrupted");
    }
  }

  Stop stop() {
    Object event = event();
    return event instanceof Stop s ? s : fail("expected a stop, but it " + event + "; output: " + output());
  }

  /** Waits for a stop; null when the program ends instead. */
  Stop stopOrNull() {
    return event() instanceof Stop s ? s : null;
  }

  /** Whether the program has not ended. */
  boolean isGoing() {
    return !outcome.isDone();
  }

  /** Waits for a stop at the marked line. */
  Stop stops(Stop.Reason reason, String marker) {
    Stop stop = stop();
    assertEquals(reason + " " + marker, stop.reason() + " " + place(stop.thread()));
    return stop;
  }

  /** Resumes, and waits for the stop at the marked line that ends the step. */
  void step(StepKind how, String marker) {
    go(how);
    stops(Stop.Reason.STEP, marker);
  }

  void go(StepKind how) {
    await(debugger.resume(how, Threads.MAIN));
  }

  Outcome ends() {
    Object event = event();
    assertEquals("ended", event, () -> "output: " + output());
    return await(outcome);
  }

  String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  // Looking

  /** The marker of the innermost frame's line, or the line's text. */
  String place(int threadId) {
    return frame(threadId, 0, f -> {
      String text = f.source().lineText(f.source().line(f.span().start()));
      int mark = text.lastIndexOf("# @");
      return mark < 0 ? text.strip() : text.substring(mark + 3);
    });
  }

  <T> T frame(int level, Function<StackFrame, T> look) {
    return frame(Threads.MAIN, level, look);
  }

  <T> T frame(int threadId, int level, Function<StackFrame, T> look) {
    return await(debugger.withFrames(threadId, level, level + 1, (frames, count) -> look.apply(frames.get(0))));
  }

  List<String> stack() {
    return await(debugger.withFrames(Threads.MAIN, 0, 100, (frames, count) -> frames.stream().map(StackFrame::name).toList()));
  }

  String evaluate(String text) {
    return frame(0, f -> f.evaluate(text).text());
  }

  String locals(int level) {
    return frame(level, f -> scope(f, Scope.Kind.LOCALS));
  }

  static String scope(StackFrame f, Scope.Kind kind) {
    var shown = new StringBuilder();
    f.scopes().stream().filter(s -> s.kind() == kind).flatMap(s -> s.variables().named(0, 100).stream())
        .forEach(v -> shown.append(shown.length() == 0 ? "" : " ").append(v.name()).append('=').append(v.text()));
    return shown.toString();
  }

  static <T> T await(Ask<T> asked) {
    return await(asked.send());
  }

  static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DebugException d) {
        throw d;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      return fail("no answer: " + e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    debugger.terminate();
    if (thread != null) {
      thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
      assertNotNull(outcome.getNow(null), "the program does not end");
    }
  }
}
