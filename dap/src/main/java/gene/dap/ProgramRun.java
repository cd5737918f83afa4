// One run of a program under the debugger: its VM, its thread, its streams, and its end.
package gene.dap;

import gene.debug.DebugException;
import gene.debug.Debugger;
import gene.jit.Jit;
import gene.library.Builtins;
import gene.source.Source;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.ProgramThread;
import gene.vm.Vm;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The program runs on the thread `gene-program`, which lives until the program has ended; {@link Debugger#terminate} ends it. One that
 * waits for something outside does not see that order and is abandoned: the thread keeps no process alive.
 */
final class ProgramRun {
  /** How long a program that was told to stand still because memory is scarce may take: collecting garbage it is slow. */
  private static final long PATIENCE_NANOSECONDS = TimeUnit.SECONDS.toNanos(10);

  /** Complete when the program is compiled, and exceptionally when it cannot be. */
  final CompletableFuture<Void> ready = new CompletableFuture<>();
  /** The exit status. */
  final CompletableFuture<Integer> ended = new CompletableFuture<>();
  final LaunchArguments launch;
  private final Debugger debugger;
  private final Client client;
  private final Function<Fault, String> report;
  private final BooleanSupplier standsStill;
  private final ProgramOutput output;
  private final ProgramInput typed = new ProgramInput();
  private volatile boolean silent;
  /** When it was told to, of the thread that watches memory; 0 before. */
  private long toldToPause;
  /** It has stood still since. */
  private volatile boolean hasPaused;
  /** Where a program of this process prints; null for all others. */
  private volatile PrintStream here;

  ProgramRun(LaunchArguments launch, Debugger debugger, Client client, Function<Fault, String> report, BooleanSupplier standsStill) {
    this.launch = launch;
    this.debugger = debugger;
    this.client = client;
    this.report = report;
    this.standsStill = standsStill;
    output = new ProgramOutput((category, text, source, offset) -> {
      if (!silent) {
        client.output(category, text, source, offset);
      }
    });
  }

  void start() {
    String text = launch.read();
    InputStream in = launch.input() == null ? typed : launch.openInput();
    var source = new Source(SourcePaths.id(launch.program()), launch.program().toString(), text);
    Vm vm = new Vm.Builder(Builtins.library(), launch.folder()).in(in).out(output.stream("stdout")).err(output.stream("stderr"))
        .environment(launch.environment()).arguments(launch.args()).jit(new Jit(), false).build();
    new ProgramThread("gene-program", () -> run(vm, source)).start();
  }

  /** Runs a program of this process, which has its own streams, and whose end its owner reports. */
  Outcome runHere(Vm vm, Source source, String name) {
    int status = 1;
    try {
      here = vm.out();
      Outcome outcome = debugger.run(vm, source, name);
      status = outcome.exitStatus();
      refuseIfNotCompiled(outcome, "where it was started");
      return outcome;
    } finally {
      ready.completeExceptionally(new DebugException("The program has ended"));
      output.close();
      ended.complete(status);
    }
  }

  /** Stopped so that one can see what grows; ended when it goes on growing. */
  private void spareMemory(long alive, long most) {
    if (!launch.noDebug() && toldToPause == 0) {
      toldToPause = System.nanoTime();
      hasPaused = false;
      client.output("console", "Memory is scarce: " + alive + " of " + most + " MB are in use, so the program was paused. Look at what grows, or end it; "
          + "when it goes on and frees nothing, it is ended. \"console\": \"integratedTerminal\" gives it a process of its own.\n");
      debugger.pause();
    } else if (!standsStill.getAsBoolean() && (launch.noDebug() || hasPaused || System.nanoTime() - toldToPause > PATIENCE_NANOSECONDS)) {
      client.output("stderr", "Out of memory: " + alive + " of " + most + " MB are in use, so the program was ended. "
          + "\"console\": \"integratedTerminal\" gives it a process of its own.\n");
      debugger.terminate();
    }
  }

  private void run(Vm vm, Source source) {
    int status = 1;
    try (var watch = new MemoryWatch(this::spareMemory)) {
      Outcome outcome = debugger.run(vm, source, launch.name());
      status = outcome.exitStatus();
      output.flush();
      if (outcome.failure() != null && !silent) {
        client.output("stderr", report.apply(outcome.failure()));
      }
      refuseIfNotCompiled(outcome, "in the debug console");
    } catch (RuntimeException | Error e) {
      // Ours, not the program's.
      StackTraceElement[] trace = e.getStackTrace();
      client.output("stderr", "Gene itself has failed, please report it: " + e + (trace.length == 0 ? "" : " in " + trace[0]) + "\n");
    } finally {
      vm.close();
      ready.completeExceptionally(new DebugException("The program has ended"));
      typed.close();
      output.close();
      ended.complete(status);
    }
  }

  private void refuseIfNotCompiled(Outcome outcome, String where) {
    if (outcome.failure() instanceof Fault.CompileFault fault) {
      int errors = fault.diagnostics().size();
      ready.completeExceptionally(new DebugException("The program does not compile: "
          + (errors == 1 ? "there is an error" : "there are " + errors + " errors") + ", told " + where));
    }
  }

  /** Shows what was written so far; the program stands still. */
  void flush() {
    output.flush();
    PrintStream own = here;
    if (own != null) {
      own.flush();
    }
  }

  void log(String text, Source source, int offset) {
    output.log(text, source, offset);
  }

  void input(String text) {
    typed.add(text);
  }

  /** The program stands still. */
  void paused() {
    hasPaused = true;
  }

  /** Nothing is heard of the run any more: another one takes its place. */
  void silence() {
    silent = true;
  }
}
