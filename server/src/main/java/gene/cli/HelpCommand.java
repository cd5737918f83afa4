// `gene help`: the overview, or the usage of one command.
package gene.cli;

import java.util.List;
import picocli.CommandLine;

@CommandLine.Command(description = "Prints the overview, or the help of a command.")
final class HelpCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  private final Shell shell;

  HelpCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.isEmpty()) {
      shell.out().print(overview());
      return 0;
    }
    String word = operands.get(0);
    Command command = Command.find(word).orElse(null);
    if (command == null) {
      return unknown(shell, word);
    }
    new CommandParser(command, shell).usage();
    return 0;
  }

  static int unknown(Shell shell, String word) {
    shell.error("Unknown command: " + word);
    shell.out().print("\n" + overview());
    return 1;
  }

  static String overview() {
    var text = new StringBuilder("""
        Usage: gene COMMAND [options] [arguments]

        Commands:
        """);
    for (Command c : Command.values()) {
      String name = c.alias().isEmpty() ? c.text() : c.text() + ", " + c.alias();
      text.append(String.format("  %-14s %-17s %s\n", name, c.operands(), c.summary()));
    }
    return text.append("""

        `gene COMMAND --help` explains a command.
        """).toString();
  }
}
