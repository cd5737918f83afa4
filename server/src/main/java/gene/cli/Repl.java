// The loop of a session: reads an input, runs it, prints its value; errors do not end it.
package gene.cli;

import gene.data.Printer;
import gene.source.Source;
import gene.vm.Dialogue;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.Session;
import gene.vm.Vm;
import java.util.Optional;
import java.util.OptionalInt;

final class Repl implements Dialogue {
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

    /** Nothing more is asked for. */
    void close();
  }

  private final Shell shell;
  private final Lines lines;
  private boolean begun;

  private Repl(Shell shell, Lines lines) {
    this.shell = shell;
    this.lines = lines;
  }

  /** With line editing where a person sits at a terminal. */
  static Repl of(Shell shell, Session session) {
    boolean person = shell.isTerminal(Terminals.IN) && shell.isTerminal(Terminals.OUT) && !"dumb".equals(shell.environment().get("TERM"));
    return new Repl(shell, person ? new EditedLines(shell, session) : new PlainLines(shell));
  }

  /** Runs inputs until the end. Gives the exit status when a form says `(exit n)`. */
  OptionalInt run(Vm vm, Session session) {
    while (true) {
      Optional<Source> input = next();
      if (input.isEmpty()) {
        return OptionalInt.empty();
      }
      Outcome outcome = shell.interruption().during(vm::interrupt, () -> session.eval(input.get()));
      if (outcome.exited()) {
        return OptionalInt.of(outcome.exitStatus());
      } else if (outcome.failure() != null) {
        tell(outcome.failure());
      } else {
        show(input.get(), outcome.value());
      }
    }
  }

  @Override
  public Optional<Source> next() {
    if (!begun) {
      shell.out().print(BANNER);
      begun = true;
    }
    while (true) {
      Optional<String> input = lines.next();
      String text = input.orElse("quit").strip();
      switch (text) {
        case "" -> { }
        case "exit", "quit" -> {
          return Optional.empty();
        }
        case "help" -> shell.out().print(HELP);
        default -> {
          return Optional.of(Source.of(NAME, input.get()));
        }
      }
    }
  }

  @Override
  public void show(Source input, Object value) {
    if (EvalCommand.isShown(value) && !input.text().strip().startsWith("(print")) {
      shell.out().print(Printer.code(value) + "\n");
    }
  }

  @Override
  public void tell(Fault fault) {
    String report = fault instanceof Fault.InterruptedFault ? "interrupted" : Report.of(fault, shell.paint(Terminals.OUT));
    shell.out().print(report.lines().findFirst().orElse("") + "\n");
  }

  @Override
  public void close() {
    lines.close();
  }
}
