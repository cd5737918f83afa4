// `gene dap`: the debug adapter.
package gene.cli;

import gene.dap.Dap;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Lets a debugger's front end run a program, on standard input and output unless an option says otherwise.")
final class DapCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = "--stdio", description = "standard input and output (the default)")
  private boolean stdio;

  @Option(names = "--listen", paramLabel = "PATH", description = "make a Unix socket there, and serve the one client that connects")
  private String listen;

  private final Shell shell;

  DapCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (!operands.isEmpty()) {
      throw new Refusal("dap takes no arguments, the program comes with the launch: " + operands.get(0));
    }
    return Dap.run(listen == null ? List.of() : List.of("--listen=" + listen), shell.in(), shell.output(), shell.err(), Debugging.host(shell));
  }
}
