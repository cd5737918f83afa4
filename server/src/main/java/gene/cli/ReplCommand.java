// `gene repl`: an interactive session.
package gene.cli;

import gene.vm.Session;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Reads forms, runs them in one scope, and prints their values.")
final class ReplCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-d", "--debug"}, description = "print each executed instruction and the stack after it")
  private boolean debug;

  @Option(names = "--pkg", paramLabel = "NAME-OR-PATH", description = "the package that the code belongs to")
  private String pkg;

  private final Shell shell;

  ReplCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (!operands.isEmpty()) {
      throw new Refusal("repl takes no arguments: " + operands.get(0) + ". `gene run FILE` runs a file.");
    }
    var switches = new RunSwitches();
    switches.debug = debug;
    switches.pkg = pkg;
    var execution = new Execution(shell, switches, List.of());
    Session session = execution.vm().newSession(Repl.NAME);
    try (Repl repl = Repl.of(shell, session)) {
      return repl.run(execution.vm(), session).orElse(0);
    }
  }
}
