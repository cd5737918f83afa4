// `gene fmt`: brings files to the canonical layout.
package gene.cli;

import gene.cli.Inputs.Raw;
import gene.source.Source;
import gene.syntax.Formatter;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Brings files to the canonical layout; without FILE, standard input to standard output.",
    "Of a folder all .gene files are taken, those in folders whose names begin with a dot excepted."})
final class FmtCommand implements Operation {
  private static final String STDIN = "-";

  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = "--check", description = "change nothing; status 1 at the first file that is not canonical")
  private boolean check;

  @Option(names = "--diff", description = "change nothing; print what would change")
  private boolean diff;

  @Option(names = "--strict", description = "refuse what has syntax errors, and report them; otherwise it is laid out as it is")
  private boolean strict;

  private final Shell shell;

  FmtCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.isEmpty() || operands.equals(List.of(STDIN))) {
      return standardInput();
    }
    if (operands.contains(STDIN)) {
      throw new Refusal("Standard input (-) is formatted alone: give either - or files");
    }
    List<String> names = operands.stream().flatMap(n -> files(n).stream()).toList();
    int status = 0;
    for (String name : names) {
      try {
        status = Math.max(status, file(name));
      } catch (Refusal e) {
        // The other files still want to be formatted.
        shell.error(e.getMessage());
        status = 1;
      }
      if (check && status > 0) {
        return status;
      }
    }
    if (check) {
      shell.out().print("All files are canonically formatted\n");
    }
    return status;
  }

  private List<String> files(String name) {
    List<String> found = GeneFiles.below(shell, name);
    if (found.isEmpty()) {
      throw new Refusal("There are no Gene files below " + name);
    }
    return found;
  }

  private int standardInput() {
    String nothing = "No input provided";
    Raw input = shell.isTerminal(Terminals.IN) ? null : Inputs.rawStandardInput(shell);
    if (input == null || input.text().isEmpty()) {
      throw new Refusal(nothing);
    }
    if (isRefused("<stdin>", input.text())) {
      return 1;
    }
    String formatted = formatted("standard input", input.text());
    boolean canonical = formatted.equals(input.text());
    if (diff) {
      shell.out().print(UnifiedDiff.of("<stdin>", input.text(), formatted));
    }
    if (check && canonical) {
      shell.out().print("Stdin is canonically formatted\n");
    } else if (check) {
      throw new Refusal("Stdin is not canonically formatted");
    } else if (!diff) {
      shell.out().print(formatted);
    }
    return 0;
  }

  private int file(String name) {
    Raw file = Inputs.raw(shell, name);
    if (isRefused(name, file.text())) {
      return 1;
    }
    String formatted = formatted(name, file.text());
    if (formatted.equals(file.text())) {
      return 0;
    }
    if (diff) {
      shell.out().print(UnifiedDiff.of(name, file.text(), formatted));
    }
    if (check) {
      throw new Refusal("File is not canonically formatted: " + name);
    } else if (!diff) {
      FileReplacement.write(Inputs.path(shell, name), name, file.bytes(), formatted);
    }
    return 0;
  }

  private boolean isRefused(String name, String text) {
    if (!strict) {
      return false;
    }
    Tree tree = Reader.read(Source.of(name, text));
    if (tree.hasErrors()) {
      shell.out().flush();
      shell.err().print(Report.of(tree.source(), tree.diagnostics(), shell.paint(Terminals.ERR)));
    }
    return tree.hasErrors();
  }

  private static String formatted(String name, String text) {
    var formatter = Formatter.of(text);
    if (!formatter.isCanonical() && !formatter.keepsMeaning()) {
      throw new Refusal("The layout would change what the text means; it stays as it is, please report this: " + name);
    }
    return formatter.text();
  }
}
