// `gene compile`: shows the instructions of a program.
package gene.cli;

import gene.analysis.Analysis;
import gene.bytecode.Disassembler;
import gene.bytecode.Disassembler.Style;
import gene.compiler.Compiler;
import gene.library.Builtins;
import gene.source.Source;
import gene.syntax.Reader;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Shows the instructions of files, of CODE or of standard input.")
final class CompileCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-f", "--format"}, paramLabel = "pretty|compact|bytecode", description = "how instructions are written")
  private String format;

  @Option(names = {"-e", "--eval"}, paramLabel = "CODE", description = "compile this text")
  private String code;

  @Option(names = {"-a", "--addresses"}, description = "number the instructions")
  private boolean addresses;

  @Option(names = "--source", description = "show the source lines beside the instructions")
  private boolean sourceLines;

  @Option(names = "--no-type-check", description = "no static checks, no checks of annotations")
  private boolean noTypeCheck;

  @Option(names = "--eager", description = "accepted; functions are always compiled at once")
  private boolean eager;

  @Option(names = {"-o", "--out-dir"}, paramLabel = "DIR", hidden = true)
  private String outDir;

  @Option(names = "--force", hidden = true)
  private boolean force;

  @Option(names = "--emit-debug", hidden = true)
  private boolean emitDebug;

  private final Shell shell;

  CompileCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    boolean files = code == null && !operands.isEmpty();
    Style style = style(format != null ? format : files ? "gir" : "pretty");
    refuse(outDir != null, "--out-dir");
    refuse(force, "--force");
    refuse(emitDebug, "--emit-debug");
    List<Source> sources = code != null ? List.of(Source.of("<code>", code))
        : Inputs.all(shell, operands, "No input provided. Use -e for code or provide a file.");
    int status = 0;
    for (Source source : sources) {
      status = Math.max(status, show(source, style, files));
    }
    return status;
  }

  private static Style style(String name) {
    return switch (name) {
      case "pretty" -> Style.PRETTY;
      case "compact" -> Style.COMPACT;
      case "bytecode" -> Style.BYTECODE;
      case "gir", "ai-metadata" -> throw new Refusal("The format " + name
          + " is not available in this version. Use -f pretty, -f compact or -f bytecode.");
      default -> throw new Refusal("Invalid format '" + name + "'. Must be: gir, pretty, compact, bytecode, or ai-metadata");
    };
  }

  private static void refuse(boolean asked, String option) {
    if (asked) {
      throw new Refusal(option + " is for GIR files, which this version does not write");
    }
  }

  private int show(Source source, Style style, boolean header) {
    var analysis = Analysis.of(Reader.read(source), Builtins.table(), shell.environment());
    if (analysis.hasErrors()) {
      shell.out().flush();
      shell.err().print(Report.of(source, analysis.errors(), shell.paint(Terminals.ERR)));
      return 1;
    }
    var compiled = Compiler.compile(analysis, new Compiler.Options(!noTypeCheck, true));
    shell.out().print((header ? "=== Compiling: " + source.name() + " ===\n\n" : "")
        + Disassembler.listing(compiled, style, addresses, sourceLines));
    return 0;
  }
}
