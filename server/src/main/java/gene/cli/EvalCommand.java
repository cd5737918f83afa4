// `gene eval`: runs code given as arguments or on standard input, and prints its value.
package gene.cli;

import gene.data.GeneArray;
import gene.data.Printer;
import gene.data.Special;
import gene.source.Source;
import gene.vm.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Runs CODE, or without it standard input, and prints the value of the last form.")
final class EvalCommand implements Operation {
  private static final String NAME = "<eval>";

  @CommandLine.Mixin
  private HelpOption help;

  @CommandLine.Mixin
  private RunSwitches switches = new RunSwitches();

  @Option(names = {"-p", "--print-last"}, description = "print the value even when it is nil or void")
  private boolean always;

  @Option(names = {"-q", "--quiet"}, description = "do not print the value")
  private boolean never;

  @Option(names = "--csv", description = "print an array as comma-separated texts")
  private boolean csv;

  @Option(names = "--gene", description = "print literal text (the default)")
  private boolean gene;

  @Option(names = "--line", description = "accepted, no effect here")
  private boolean line;

  private final Shell shell;

  EvalCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    Outcome outcome = new Execution(shell, switches, List.of()).run(source(operands), NAME);
    if (outcome.failure() == null && outcome.exitStatus() == 0 && !never && (always || isShown(outcome.value()))) {
      shell.out().print(text(outcome.value()) + "\n");
    }
    return outcome.exitStatus();
  }

  static boolean isShown(Object value) {
    return value != Special.NIL && value != Special.VOID;
  }

  private Source source(List<String> operands) {
    Source source;
    if (!operands.isEmpty()) {
      source = Source.of(NAME, String.join(" ", operands));
    } else {
      source = shell.isTerminal(Terminals.IN) ? Source.of(NAME, "") : Inputs.standardInput(shell, NAME);
    }
    if (source.text().isBlank()) {
      throw new Refusal("No code provided to evaluate");
    }
    return source;
  }

  private String text(Object value) {
    if (csv && !gene && value instanceof GeneArray a) {
      return Arrays.stream(a.toObjects()).map(Printer::display).map(EvalCommand::field).collect(Collectors.joining(","));
    }
    return Printer.code(value);
  }

  /** Quoted where the text would otherwise fall apart. */
  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
