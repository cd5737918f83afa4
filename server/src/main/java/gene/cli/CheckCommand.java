// `gene check`: says what is wrong with files, without running them.
package gene.cli;

import gene.analysis.Analysis;
import gene.analysis.ImportCheck;
import gene.library.Builtins;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.syntax.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Says what is wrong with files, without running them; status 1 when there is an error.",
    "Findings as text go to standard error, json and sarif to standard output."})
final class CheckCommand implements Operation {
  /** What was found in a source, in order of place. */
  record Checked(Source source, List<Diagnostic> findings) {}

  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-f", "--format"}, paramLabel = "text|json|sarif", description = "how findings are written (text)")
  private String format = "text";

  private final Shell shell;

  CheckCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (!List.of("text", "json", "sarif").contains(format)) {
      throw new Refusal("Invalid format '" + format + "'. Must be: text, json, or sarif");
    }
    var checked = new ArrayList<Checked>();
    boolean failed = false;
    for (String name : operands) {
      try {
        checked.add(check(Inputs.source(shell, name)));
      } catch (Refusal e) {
        // The other files still want to be checked.
        shell.error(e.getMessage());
        failed = true;
      }
    }
    if (operands.isEmpty()) {
      checked.add(check(Inputs.all(shell, List.of(), "No input provided. Provide a file to check.").get(0)));
    }
    print(checked);
    return failed || checked.stream().anyMatch(c -> c.findings().stream().anyMatch(Diagnostic::isError)) ? 1 : 0;
  }

  private Checked check(Source source) {
    Analysis analysis = Analysis.of(Reader.read(source), Builtins.table(), shell.environment());
    var findings = new ArrayList<>(analysis.diagnostics());
    if (!source.name().startsWith("<")) {
      findings.addAll(ImportCheck.of(analysis, shell.folder().resolve(source.id()), Builtins.table(), shell.environment()));
      findings.sort(Comparator.comparingInt(d -> d.span().start()));
    }
    return new Checked(source, findings);
  }

  private void print(List<Checked> checked) {
    switch (format) {
      case "json" -> shell.out().print(FindingsJson.list(checked));
      case "sarif" -> shell.out().print(FindingsJson.sarif(checked, VersionCommand.version()));
      default -> shell.err().print(FindingsText.of(checked, shell.paint(Terminals.ERR)));
    }
  }
}
