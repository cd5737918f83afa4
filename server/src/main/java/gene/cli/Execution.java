// Runs a program in a VM of its own, and says how it went.
package gene.cli;

import gene.analysis.Analysis;
import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.compiler.Compiler;
import gene.dap.Attachment;
import gene.dap.Host;
import gene.data.Raise;
import gene.debug.Debugger;
import gene.gir.Gir;
import gene.gir.GirCache;
import gene.jit.Jit;
import gene.library.Builtins;
import gene.modules.Importer;
import gene.modules.Packages;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.syntax.Reader;
import gene.vm.CompiledProgram;
import gene.vm.Dialogues;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.Repetition;
import gene.vm.RunOptions;
import gene.vm.Session;
import gene.vm.Vm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

final class Execution {
  // Where a name comes from may be known at run time only: `gene check` tells of these, a run does not.
  private static final String UNDEFINED = "GENE.SCOPE.UNDEFINED_VAR";

  private final Shell shell;
  private final RunSwitches switches;
  private final RunOptions options;
  private final Traces traces;
  private final Vm vm;

  /** @param arguments what `$args` is */
  Execution(Shell shell, RunSwitches switches, List<String> arguments) {
    this(shell, switches, arguments, null);
  }

  /** @param cache where compiled code is kept; null to compile always */
  Execution(Shell shell, RunSwitches switches, List<String> arguments, GirCache cache) {
    this(shell, switches, arguments, cache, shell.folder());
  }

  Execution(Shell shell, RunSwitches switches, List<String> arguments, GirCache cache, Path folder) {
    this.shell = shell;
    this.switches = switches;
    options = switches.options();
    traces = new Traces(shell, switches);
    var builder = new Vm.Builder(Builtins.library(), folder).in(shell.in()).out(shell.out()).err(shell.err())
        .environment(shell.environment()).arguments(arguments).options(options).trace(traces.sink())
        .laterTrace(new TextTrace(shell)).interrupts(shell::onInterrupt)
        .compiled(CompilerFingerprint::get, cache)
        .packageRoot(switches.pkg == null ? null : packageRoot(shell, switches.pkg))
        .terminal(shell.isTerminal(Terminals.IN), shell.isTerminal(Terminals.OUT), shell.isTerminal(Terminals.ERR));
    if (!switches.jit.equals("off")) {
      builder.jit(new Jit(), switches.jit.equals("eager"));
    }
    vm = builder.build();
    Dialogues.of(vm).openBy(session -> Repl.of(shell, session));
  }

  /** The folder of the package that `--pkg` names. */
  static Path packageRoot(Shell shell, String nameOrPath) {
    try {
      var here = new Importer("--pkg", shell.folder(), null);
      return new Packages(shell.folder(), shell.environment()).named(nameOrPath, here);
    } catch (Raise e) {
      throw new Refusal(e.getMessage());
    }
  }

  Vm vm() {
    return vm;
  }

  /** @param program what `$program` is */
  Outcome run(Source source, String program) {
    if (switches.wantsListing()) {
      printListing(source);
    }
    try (vm) {
      return ended(shell.interruption().during(vm::interrupt, () -> switches.debugListen == null && switches.debugConnect == null
          ? vm.load(source, program, true, found -> warn(source, found)) : runDebugged(source, program)));
    }
  }

  /** Runs it under a debugger that was told what to do. */
  Outcome run(Source source, String program, Debugger debugger) {
    try (vm) {
      return ended(shell.interruption().during(vm::interrupt, () -> debugger.run(vm, source, program, found -> warn(source, found))));
    }
  }

  /** Compiles the program to run it several times; what is wrong with it is told now. */
  Repetition repeat(Source source, String program) {
    if (switches.wantsListing()) {
      printListing(source);
    }
    Repetition repetition = new Repetition(vm, source, program);
    List<Diagnostic> errors = repetition.errors();
    if (errors.isEmpty()) {
      warn(source, repetition.findings());
    } else {
      shell.out().flush();
      shell.err().print(Report.of(source, errors, shell.paint(Terminals.ERR)));
    }
    return repetition;
  }

  /** Ends what {@link #repeat} began. */
  void end() {
    vm.close();
    traces.end();
  }

  /** Runs what was compiled before. */
  Outcome run(Gir gir, String program) {
    if (switches.wantsListing()) {
      printListing(gir.code());
    }
    try (vm) {
      return ended(shell.interruption().during(vm::interrupt, () -> new CompiledProgram(gir).run(vm, program, found -> warn(gir.code().source(), found))));
    }
  }

  private Outcome ended(Outcome outcome) {
    traces.end();
    shell.out().flush();
    report(outcome);
    return switches.replOnError && outcome.failure() instanceof Fault.UncaughtFault ? afterwards(outcome) : outcome;
  }

  /** A session in what is left of the program; the run has failed, whatever is typed, unless a form says `(exit n)`. */
  private Outcome afterwards(Outcome failed) {
    Optional<Session> session = Dialogues.of(vm).afterFailure(vm);
    if (session.isEmpty()) {
      return failed;
    }
    try (Repl repl = Repl.of(shell, session.get())) {
      OptionalInt status = repl.run(vm, session.get());
      return status.isEmpty() ? failed : new Outcome(status.getAsInt(), failed.value(), null, failed.analysis(), true);
    }
  }

  /** Runs under a debugger: one that is waited for, or one that waits. */
  private Outcome runDebugged(Source source, String program) {
    Host host = Debugging.host(shell);
    if (switches.debugConnect != null) {
      try {
        return Attachment.runFor(shell.folder().resolve(switches.debugConnect), vm, source, program, shell.err(), host);
      } catch (IOException e) {
        throw new Refusal("there is no debugger at " + switches.debugConnect + ": " + e.getMessage());
      }
    }
    Path at = switches.debugListen.isEmpty() ? null : shell.folder().resolve(switches.debugListen);
    try {
      return Attachment.run(vm, source, program, at, shell.err(), host);
    } catch (IOException e) {
      throw new Refusal("no debugger can connect at " + at + ": " + e.getMessage());
    }
  }

  /** Warnings come before anything the program prints. */
  private void warn(Source source, List<Diagnostic> found) {
    for (Diagnostic d : found) {
      if (d.severity() == Diagnostic.Severity.WARNING && !d.code().equals(UNDEFINED)) {
        shell.err().print(Report.warning(source, d, shell.paint(Terminals.ERR)) + "\n");
      }
    }
    shell.err().flush();
  }

  private void report(Outcome outcome) {
    Fault fault = outcome.failure();
    if (fault != null) {
      shell.err().print(Report.of(fault, shell.paint(Terminals.ERR)));
    }
  }

  private void printListing(Source source) {
    var analysis = Analysis.of(Reader.read(source), Builtins.table(), shell.environment());
    if (analysis.hasErrors()) {
      // The run is about to report them.
      return;
    }
    printListing(Compiler.compile(analysis, new Compiler.Options(options.typeChecks(), options.contracts())));
  }

  private void printListing(Code code) {
    shell.err().print("=== Compilation Output ===\n" + Disassembler.listing(code, Disassembler.Style.PRETTY, false, false));
    if (switches.traceInstruction) {
      shell.err().print("=== Execution Trace ===\n");
    }
  }
}
