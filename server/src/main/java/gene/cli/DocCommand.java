// `gene doc`: signatures and documentation of modules and of what is built in.
package gene.cli;

import gene.analysis.BuiltinTable;
import gene.analysis.Suggestions;
import gene.library.Builtins;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.Documentation;
import gene.source.Source;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Prints the signatures and documentation of modules and of what is built in; nothing is run.",
    "NAME is a built-in one: println, math/sin, math, Array, Array.map, or .map for the methods of all classes.",
    "Without an argument: everything that is built in, without the members of namespaces and classes."})
final class DocCommand implements Operation {
  private static final String SOURCE = ".gene";

  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-f", "--format"}, paramLabel = "text|markdown|json", description = "how it is written (text)")
  private String format = "text";

  private final Shell shell;

  DocCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (!List.of("text", "markdown", "json").contains(format)) {
      throw new Refusal("Invalid format '" + format + "'. Must be: text, markdown, or json");
    }
    var found = new ArrayList<Documentation>();
    boolean failed = false;
    if (operands.isEmpty()) {
      found.add(Documentation.overview(Builtins.table()));
    }
    for (String word : operands) {
      try {
        Optional<Documentation> module = isFile(word) ? module(word) : Optional.empty();
        failed |= isFile(word) && module.isEmpty();
        found.addAll(isFile(word) ? module.stream().toList() : builtin(word));
      } catch (Refusal e) {
        // What else was asked for is still wanted.
        shell.error(e.getMessage());
        failed = true;
      }
    }
    shell.out().print(switch (format) {
      case "json" -> DocPages.json(found);
      case "markdown" -> DocPages.markdown(found);
      default -> DocPages.text(found, shell.paint(Terminals.OUT));
    });
    return failed ? 1 : 0;
  }

  /** A name is that of a file when it looks like one, or when there is one and nothing is built in under the name. */
  private boolean isFile(String word) {
    return word.endsWith(SOURCE) || word.equals("-")
        || Documentation.of(Builtins.table(), word).isEmpty() && Files.exists(Inputs.path(shell, word));
  }

  /** Empty when the file cannot be read as Gene, which has been reported then. */
  private Optional<Documentation> module(String name) {
    Source source = Inputs.source(shell, name);
    Document document = Document.of(DocumentUri.of(Inputs.path(shell, name)), 0, source.text());
    if (document.tree().hasErrors()) {
      shell.out().flush();
      shell.err().print(Report.of(source, document.tree().diagnostics(), shell.paint(Terminals.ERR)));
      return Optional.empty();
    }
    return Optional.of(Documentation.of(document, source.name()));
  }

  private static List<Documentation> builtin(String name) {
    List<Documentation> found = Documentation.of(Builtins.table(), name);
    if (found.isEmpty()) {
      throw new Refusal("Nothing built in is called " + name + ", and there is no such file"
          + Suggestions.nearest(name, names(Builtins.table())).map(n -> "; a name that is close: " + n).orElse(""));
    }
    return found;
  }

  private static LinkedHashSet<String> names(BuiltinTable table) {
    var names = new LinkedHashSet<String>();
    table.all().forEach(b -> names.add(b.qualifiedName()));
    for (String cls : table.classesWithMethods()) {
      table.methodsOf(cls).forEach(m -> {
        names.add(m.qualifiedName());
        names.add("." + m.name());
      });
    }
    return names;
  }
}
