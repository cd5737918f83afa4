// `gene parse`: shows the forms of a text.
package gene.cli;

import gene.data.Raise;
import gene.source.Source;
import gene.syntax.FormPrinter;
import gene.syntax.FormPrinter.Format;
import gene.syntax.Forms;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Shows the forms of files, of CODE or of standard input.")
final class ParseCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-f", "--format"}, paramLabel = "pretty|compact|sexp", description = "how forms are written (pretty)")
  private String formatName = "pretty";

  @Option(names = {"-e", "--eval"}, paramLabel = "CODE", description = "parse this text")
  private String code;

  private final Shell shell;

  ParseCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    Format format = format();
    boolean files = code == null && !operands.isEmpty();
    List<Source> sources = code != null ? List.of(Source.of("<code>", code))
        : Inputs.all(shell, operands, "No input provided. Use -e for code or provide a file.");
    int status = 0;
    for (Source source : sources) {
      if (files && (format == Format.PRETTY || sources.size() > 1)) {
        shell.out().print("=== Parsing: " + source.name() + " ===\n");
      }
      status = Math.max(status, show(source, format));
    }
    return status;
  }

  private Format format() {
    return switch (formatName) {
      case "pretty" -> Format.PRETTY;
      case "compact" -> Format.COMPACT;
      case "sexp" -> Format.SEXP;
      default -> throw new Refusal("Invalid format '" + formatName + "'. Must be: pretty, compact, or sexp");
    };
  }

  private int show(Source source, Format format) {
    Tree tree = Reader.read(source);
    PrintStream out = shell.out();
    if (tree.hasErrors()) {
      out.flush();
      shell.err().print(Report.of(source, tree.diagnostics(), shell.paint(Terminals.ERR)));
      return 1;
    } else if (tree.tops().isEmpty()) {
      out.print("(empty)\n");
    }
    String between = "";
    for (Tree.Top top : tree.tops()) {
      try {
        out.print(between + FormPrinter.print(Forms.toData(top.form(), source, top.start()), format) + "\n");
      } catch (Raise e) {
        throw new Refusal(e.getMessage() + ": " + source.place(top.start()));
      }
      between = "\n";
    }
    return 0;
  }
}
