// `gene run-examples`: runs the `^examples` of the functions of a file.
package gene.cli;

import gene.library.Builtins;
import gene.source.Source;
import gene.testing.ExampleRuns;
import gene.testing.TestRunner;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.RunOptions;
import gene.vm.Vm;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import picocli.CommandLine;

@CommandLine.Command(description = "Runs the ^examples of the functions of a file, and says which hold.")
final class RunExamplesCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  private final Shell shell;

  RunExamplesCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.isEmpty()) {
      throw new Refusal("Missing file path. Usage: gene run-examples <file.gene>");
    }
    Source source = Inputs.file(shell, operands.get(0));
    try (Vm vm = new Vm.Builder(Builtins.library(), shell.folder()).in(shell.in()).out(shell.out()).err(shell.err())
        .environment(shell.environment()).arguments(operands.subList(1, operands.size())).options(RunOptions.DEFAULT).build()) {
      return shell.interruption().during(vm::interrupt, () -> run(vm, source));
    } catch (ExampleRuns.Ended e) {
      return e.outcome.exitStatus();
    }
  }

  private int run(Vm vm, Source source) {
    Outcome loaded = vm.load(source, source.name(), false, analysis -> { });
    if (loaded.exited() || loaded.failure() instanceof Fault.InterruptedFault) {
      return loaded.exitStatus();
    } else if (loaded.failure() != null) {
      shell.error("Failed to load/compile examples file: " + TestRunner.summary(loaded.failure()));
      shell.err().print(Report.of(loaded.failure(), shell.paint(Terminals.ERR)));
      return 1;
    }
    var runs = new ExampleRuns(vm.sessionInProgram());
    List<ExampleRuns.Example> examples = runs.examples();
    if (examples.isEmpty()) {
      shell.out().print("No examples found in " + source.id() + "\n");
      return 0;
    }
    int passed = 0;
    var functions = new HashSet<String>();
    for (ExampleRuns.Example e : examples) {
      ExampleRuns.Result r = runs.run(e);
      functions.add(e.function());
      passed += r.passed() ? 1 : 0;
      print(r);
    }
    shell.out().print("Examples run: " + examples.size() + ", passed: " + passed + ", failed: " + (examples.size() - passed) + ", functions: "
        + functions.size() + "\n");
    return passed == examples.size() ? 0 : 1;
  }

  private void print(ExampleRuns.Result r) {
    PrintStream out = shell.out();
    out.print((r.passed() ? "PASS " : "FAIL ") + r.function() + " example " + r.number() + ": " + r.text() + "\n");
    if (!r.passed()) {
      Source source = r.of().code().source();
      int start = r.of().code().start();
      out.print("  expected: " + r.expected() + "\n  actual: " + r.actual() + "\n  location: " + source.id() + ":" + source.line(start) + ":"
          + source.column(start) + "\n");
    }
  }
}
