// Fills in the options of a command with picocli, and says what is wrong with them.
package gene.cli;

import gene.cli.OptionForms.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

final class CommandParser {
  private final Command command;
  private final Shell shell;
  private final Operation operation;
  private final CommandLine parser;

  CommandParser(Command command, Shell shell) {
    this.command = command;
    this.shell = shell;
    operation = command.make(shell);
    parser = new CommandLine(operation).setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
    String operands = command.operands().isEmpty() ? "" : " " + command.operands();
    var usage = parser.getCommandSpec().usageMessage();
    usage.customSynopsis("gene " + command.text() + " [options]" + operands);
    if (!command.alias().isEmpty()) {
      usage.customSynopsis("gene " + command.text() + " [options]" + operands, "gene " + command.alias() + " …");
    }
    usage.width(110);
    parser.setColorScheme(CommandLine.Help.defaultColorScheme(shell.paint(Terminals.OUT).on() ? Ansi.ON : Ansi.OFF));
  }

  int run(List<String> words) {
    OptionForms.Split split = OptionForms.split(words, known(), command.takesProgram());
    try {
      parser.parseArgs(split.options().toArray(new String[0]));
    } catch (CommandLine.UnmatchedArgumentException e) {
      return unknownOption(e.getUnmatched().get(0));
    } catch (CommandLine.ParameterException e) {
      throw new Refusal(e.getMessage());
    }
    if (parser.isUsageHelpRequested()) {
      usage();
      return 0;
    }
    return operation.run(split.operands());
  }

  void usage() {
    parser.usage(shell.out());
  }

  private int unknownOption(String word) {
    String text = "Unknown option: " + word;
    switch (command) {
      case PARSE, COMPILE, FMT, DESER -> shell.error(text);
      default -> {
        shell.out().flush();
        shell.err().println(text);
      }
    }
    return 1;
  }

  private Map<String, Value> known() {
    var known = new HashMap<String, Value>();
    for (Map.Entry<String, OptionSpec> e : parser.getCommandSpec().optionsMap().entrySet()) {
      var arity = e.getValue().arity();
      known.put(e.getKey(), arity.max() == 0 ? Value.NONE : arity.min() == 0 ? Value.ATTACHED : Value.REQUIRED);
    }
    return known;
  }
}
