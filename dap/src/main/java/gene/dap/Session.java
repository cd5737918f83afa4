// One program under the debugger: its VM, its thread, its output, and what the client is told of it.
package gene.dap;

import gene.debug.Ask;
import gene.debug.Breakpoint;
import gene.debug.BreakpointRequest;
import gene.debug.DebugException;
import gene.debug.DebugListener;
import gene.debug.Debugger;
import gene.debug.Stop;
import gene.debug.StepKind;
import gene.jit.Jit;
import gene.library.Builtins;
import gene.source.Source;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.ProgramThread;
import gene.vm.Vm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The program runs on the thread `gene-program`, which lives until the program has ended; {@link #terminate} ends it. One that
 * waits for something outside does not see that order and is abandoned: the thread keeps no process alive.
 */
final class Session implements DebugListener {
  // Deep recursion of built-ins over nested data needs Java stack; only what is used is ever real memory.
  private static final long PATIENCE_MILLISECONDS = 1500;

  private final Host host;
  private final Translation translation;
  private final Debugger debugger = new Debugger(this);
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> configured = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Set<String> sourcesWithBreakpoints = ConcurrentHashMap.newKeySet();
  private Client client;
  private ProgramOutput output;
  private LaunchArguments launch;
  private volatile Optional<Stop> exceptionStop = Optional.empty();

  Session(Host host, Translation translation) {
    this.host = host;
    this.translation = translation;
  }

  void connect(Client toClient) {
    client = toClient;
  }

  Client client() {
    return client;
  }

  Debugger debugger() {
    return debugger;
  }

  /** Answers when the program is compiled, or cannot be. */
  void launch(LaunchArguments arguments, CompletableFuture<Void> answer) {
    if (launch != null) {
      throw new DebugException("A program was launched already");
    }
    String text = arguments.read();
    launch = arguments;
    output = new ProgramOutput(client::output);
    var source = new Source(SourcePaths.id(arguments.program()), arguments.program().toString(), text);
    Vm vm = new Vm.Builder(Builtins.library(), arguments.folder()).out(output.stream("stdout")).err(output.stream("stderr"))
        .environment(arguments.environment()).arguments(arguments.args()).jit(new Jit(), false).build();
    var thread = new ProgramThread("gene-program", () -> run(vm, source));
    ready.whenComplete((nothing, failure) -> {
      if (failure == null) {
        answer.complete(null);
      } else {
        answer.completeExceptionally(failure);
      }
    });
    CompletableFuture.allOf(ready, configured).thenRun(() -> debugger.start(arguments.stopOnEntry() && !arguments.noDebug()).send());
    thread.start();
  }

  private void run(Vm vm, Source source) {
    int status = 1;
    try {
      Outcome outcome = debugger.run(vm, source, launch.name());
      status = outcome.exitStatus();
      output.flush();
      if (outcome.failure() != null) {
        client.output("stderr", host.report().apply(outcome.failure()));
      }
      if (outcome.failure() instanceof Fault.CompileFault fault) {
        int errors = fault.diagnostics().size();
        ready.completeExceptionally(new DebugException("The program does not compile: "
            + (errors == 1 ? "there is an error" : "there are " + errors + " errors") + ", told in the debug console"));
      }
    } catch (RuntimeException | Error e) {
      // Ours, not the program's.
      StackTraceElement[] trace = e.getStackTrace();
      client.output("stderr", "Gene itself has failed, please report it: " + e + (trace.length == 0 ? "" : " in " + trace[0]) + "\n");
    } finally {
      ready.completeExceptionally(new DebugException("The program has ended"));
      output.close();
      client.ended(status);
      ended.complete(null);
    }
  }

  void configurationDone() {
    configured.complete(null);
  }

  Ask<List<Breakpoint>> setBreakpoints(String sourceId, List<BreakpointRequest> requests) {
    if (launch != null && launch.noDebug()) {
      return Ask.of(requests.stream()
          .map(r -> new Breakpoint(0, sourceId, false, r.line(), "The program runs without debugging")).toList());
    }
    sourcesWithBreakpoints.add(sourceId);
    return debugger.setBreakpoints(sourceId, requests);
  }

  // What the debugger reports

  @Override
  public void ready() {
    if (launch.noDebug()) {
      letGo();
    }
    ready.complete(null);
  }

  @Override
  public void stopped(Stop stop) {
    exceptionStop = stop.exception() == null ? Optional.empty() : Optional.of(stop);
    output.flush();
    client.stopped(stop);
  }

  /** Why the program stands still, if an exception is the reason. */
  Stop exceptionStop() {
    return exceptionStop.orElseThrow(() -> new DebugException("The program has not stopped at an exception"));
  }

  @Override
  public void changed(Breakpoint breakpoint) {
    client.changed(breakpoint);
  }

  @Override
  public void logged(String text, Source source, int offset) {
    output.flush();
    client.output("console", text + "\n", source, offset);
  }

  // The end

  /** Nothing stops the program from now on. */
  private void letGo() {
    sourcesWithBreakpoints.forEach(id -> debugger.setBreakpoints(id, List.of()).send());
    debugger.setExceptionFilters(Set.of()).send();
  }

  /** Ends the program; complete when it has ended or was abandoned, and the client was told. */
  CompletableFuture<Void> terminate() {
    if (launch == null) {
      return CompletableFuture.completedFuture(null);
    }
    debugger.terminate();
    return ended.copy().orTimeout(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS).exceptionally(late -> {
      client.output("console", "The program waits for something outside and does not end; it was abandoned.\n");
      client.ended(1);
      return null;
    });
  }

  /** Lets the program go on alone; complete when it has ended. */
  CompletableFuture<Void> release() {
    if (launch == null) {
      return CompletableFuture.completedFuture(null);
    }
    letGo();
    configurationDone();
    // Refused when the program does not stand still, and then it goes on anyway.
    debugger.resume(StepKind.CONTINUE, 0).send();
    return ended;
  }

  void forgetStop() {
    exceptionStop = Optional.empty();
    translation.forget();
  }
}
