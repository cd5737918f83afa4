// `gene view`: browses the data of a file on the whole screen.
package gene.cli;

import gene.source.Source;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import picocli.CommandLine;

@CommandLine.Command(description = {"Browses the data of a file on the whole screen of a terminal.",
    "Keys: arrows, PgUp, PgDn; Enter or Right into a container, Left out of it, Esc to the root; Ctrl-F search, F1 help,",
    "F5 read the file again, F10 quit."})
final class ViewCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  private final Shell shell;

  ViewCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.size() != 1) {
      throw new Refusal(operands.isEmpty() ? "Missing file path. Usage: gene view FILE" : "view shows one file: " + operands.get(1) + " is too much");
    }
    if (!shell.isTerminal(Terminals.IN) || !shell.isTerminal(Terminals.OUT) || "dumb".equals(shell.environment().get("TERM"))) {
      throw new Refusal("gene view requires an interactive terminal");
    }
    String name = operands.get(0);
    Source source = Inputs.file(shell, name);
    Tree tree = Reader.read(source);
    if (tree.hasErrors()) {
      shell.err().print(Report.of(source, tree.diagnostics(), shell.paint(Terminals.ERR)));
      return 1;
    }
    var view = new DataView(tree);
    try (Terminal terminal = EditedLines.terminal()) {
      return new ViewScreen(terminal, name, view, () -> reload(view, name)).run();
    } catch (IOException e) {
      throw new Refusal("Cannot use the terminal: " + e.getMessage());
    }
  }

  private Optional<String> reload(DataView view, String name) {
    try {
      Tree tree = Reader.read(Inputs.file(shell, name));
      if (tree.hasErrors()) {
        var first = tree.diagnostics().get(0);
        return Optional.of("Kept as it was: " + tree.source().place(first.span().start()) + ": " + first.message());
      }
      view.reload(tree);
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of("Kept as it was: " + e.getMessage());
    }
  }
}
