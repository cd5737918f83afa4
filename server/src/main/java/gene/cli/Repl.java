// The loop of a session: reads an input, runs it, prints its value; errors do not end it.
package gene.cli;

import gene.data.Printer;
import gene.source.Source;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.Session;
import gene.vm.Vm;
import java.util.Optional;

final class Repl {
  static final String NAME = "<repl>";
  static final String PROMPT = "gene> ";
  static final String CONTINUATION = "    > ";
  private static final String BANNER = """
      Gene REPL - Interactive Gene Language Shell
      Type 'exit' or 'quit' to exit, 'help' for help

      """;
  private static final String HELP = """
      exit, quit  leave the session
      help        print this list
      """;

  /** Where inputs come from. */
  interface Lines {
    /** The next input, which may have several lines; empty at the end. */
    Optional<String> next();
  }

  private final Shell shell;
  private final Vm vm;
  private final Session session;
  private final Lines lines;

  Repl(Shell shell, Vm vm, Session session, Lines lines) {
    this.shell = shell;
    this.vm = vm;
    this.session = session;
    this.lines = lines;
  }

  /** The exit status: 0, unless a form says `(exit n)`. */
  int run() {
    shell.out().print(BANNER);
    while (true) {
      Optional<String> input = lines.next();
      if (input.isEmpty()) {
        return 0;
      }
      String text = input.get().strip();
      switch (text) {
        case "" -> { }
        case "exit", "quit" -> {
          return 0;
        }
        case "help" -> shell.out().print(HELP);
        default -> {
          Outcome outcome = shell.interruption().during(vm::interrupt, () -> session.eval(Source.of(NAME, input.get())));
          if (outcome.exited()) {
            return outcome.exitStatus();
          }
          print(outcome, text);
        }
      }
    }
  }

  private void print(Outcome outcome, String text) {
    Fault fault = outcome.failure();
    if (fault instanceof Fault.InterruptedFault) {
      shell.out().print("interrupted\n");
    } else if (fault != null) {
      String report = Report.of(fault, shell.paint(Terminals.OUT));
      shell.out().print(report.lines().findFirst().orElse("") + "\n");
    } else if (EvalCommand.isShown(outcome.value()) && !text.startsWith("(print")) {
      shell.out().print(Printer.code(outcome.value()) + "\n");
    }
  }
}
