// `gene deser`: reads serialized data and shows the value.
package gene.cli;

import gene.data.Kinds;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.syntax.Reader;
import gene.syntax.Tree;
import gene.vm.Fault;
import gene.vm.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Reads serialized data from TEXT, files or standard input, and shows the value.")
final class DeserCommand implements Operation {
  // The text is handed over as an argument: what it holds is never code.
  private static final String PROGRAM = "(gene/serdes/deserialize $args/0)";

  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-e", "--eval"}, paramLabel = "TEXT", description = "read this text")
  private String text;

  @Option(names = {"-f", "--format"}, paramLabel = "pretty|compact|gene", description = "how values are written (pretty)")
  private String format = "pretty";

  @Option(names = "--gene", description = "the same as --format gene")
  private boolean gene;

  @Option(names = {"-p", "--print-type"}, description = "print the type of each value too")
  private boolean printType;

  @Option(names = "--project", paramLabel = "DIR", description = "resolve references in the package of this folder")
  private String project;

  private final Shell shell;

  DeserCommand(Shell shell) {
    this.shell = shell;
  }

  private record Text(String name, String text) {}

  @Override
  public int run(List<String> operands) {
    ValueText.Style style = style();
    List<Text> texts = texts(operands);
    int status = 0;
    for (Text t : texts) {
      if (texts.size() > 1) {
        shell.out().print("=== " + t.name + " ===\n");
      }
      status = Math.max(status, show(t, style));
    }
    return status;
  }

  private ValueText.Style style() {
    return switch (gene ? "gene" : format) {
      case "pretty" -> ValueText.Style.PRETTY;
      case "compact" -> ValueText.Style.COMPACT;
      case "gene" -> ValueText.Style.GENE;
      default -> throw new Refusal("Invalid format '" + format + "'. Must be: pretty, compact, or gene");
    };
  }

  private List<Text> texts(List<String> operands) {
    if (text != null) {
      return List.of(new Text("<eval>", text));
    } else if (!operands.isEmpty()) {
      var all = new ArrayList<Text>();
      for (String name : operands) {
        all.add(new Text(name, Inputs.source(shell, name).text()));
      }
      return all;
    }
    Source input = Inputs.all(shell, List.of(), "Empty input from stdin.").get(0);
    if (input.text().isBlank()) {
      throw new Refusal("Empty input from stdin.");
    }
    return List.of(new Text("<stdin>", input.text()));
  }

  private int show(Text t, ValueText.Style style) {
    Tree tree = Reader.read(Source.of(t.name, t.text));
    if (tree.hasErrors() || tree.tops().size() != 1) {
      String why = tree.hasErrors() ? message(tree) : tree.tops().isEmpty() ? "no value" : "more than one value";
      shell.error("Parse error in " + t.name + ": " + why);
      return 1;
    }
    var execution = new Execution(shell, new RunSwitches(), List.of(t.text), null, folder());
    Outcome outcome = shell.interruption().during(execution.vm()::interrupt, () -> execution.vm().runFile(Source.of("<deser>", PROGRAM), "<deser>"));
    shell.out().flush();
    if (outcome.failure() instanceof Fault.UncaughtFault fault) {
      shell.error("Deserialization error in " + t.name + ": " + fault.exception().message());
      return 1;
    } else if (outcome.failure() != null) {
      return outcome.exitStatus();
    }
    shell.out().print(new ValueText(style).of(outcome.value()) + "\n");
    if (printType) {
      shell.out().print("Type: " + Kinds.plainName(outcome.value()) + "\n");
    }
    return 0;
  }

  private static String message(Tree tree) {
    Diagnostic first = tree.diagnostics().stream().filter(Diagnostic::isError).findFirst().orElseThrow();
    return first.message() + " (" + tree.source().place(first.span().start()) + ")";
  }

  /** Where references to modules and packages begin. */
  private Path folder() {
    if (project == null) {
      return shell.folder();
    }
    Path folder = Inputs.path(shell, project);
    if (!Files.isDirectory(folder)) {
      throw new Refusal("Not a folder: " + project);
    }
    return folder;
  }
}
