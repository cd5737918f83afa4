// `gene compile`: writes compiled files, or shows the instructions of a program and what it declares.
package gene.cli;

import gene.analysis.Analysis;
import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.bytecode.Disassembler.Style;
import gene.compiler.Compiler;
import gene.gir.AskedVariables;
import gene.gir.GirOptions;
import gene.library.Builtins;
import gene.source.Source;
import gene.syntax.Reader;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Compiles files to GIR, or shows the instructions of files, of CODE or of standard input.")
final class CompileCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-f", "--format"}, paramLabel = "gir|pretty|compact|bytecode|ai-metadata",
      description = "compiled files (the default for files), listings (pretty is the default for code), or what is declared, as JSON")
  private String format;

  @Option(names = {"-e", "--eval"}, paramLabel = "CODE", description = "compile this text")
  private String code;

  @Option(names = {"-o", "--out-dir"}, paramLabel = "DIR", description = "where compiled files go (build)")
  private String outDir = "build";

  @Option(names = "--force", description = "compile again though the file is up to date")
  private boolean force;

  @Option(names = {"-a", "--addresses"}, description = "number the instructions")
  private boolean addresses;

  @Option(names = "--source", description = "show the source lines beside the instructions")
  private boolean sourceLines;

  @Option(names = "--no-type-check", description = "no static checks, no checks of annotations")
  private boolean noTypeCheck;

  @Option(names = "--emit-debug", description = "accepted; compiled files always have the places that traces and debuggers need")
  private boolean emitDebug;

  @Option(names = "--eager", description = "accepted; compiled files have all functions")
  private boolean eager;

  private final Shell shell;

  CompileCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    boolean files = code == null && !operands.isEmpty();
    String asked = format != null ? format : files ? "gir" : "pretty";
    checkFormat(asked);
    List<Source> sources = code != null ? List.of(Source.of("<code>", code))
        : Inputs.all(shell, operands, "No input provided. Use -e for code or provide a file.");
    int status = 0;
    for (Source source : sources) {
      status = Math.max(status, asked.equals("gir") ? write(source) : show(source, asked, files));
    }
    return status;
  }

  private static void checkFormat(String name) {
    switch (name) {
      case "gir", "pretty", "compact", "bytecode", "ai-metadata" -> { }
      default -> throw new Refusal("Invalid format '" + name + "'. Must be: gir, pretty, compact, bytecode, or ai-metadata");
    }
  }

  private int write(Source source) {
    var target = new GirTarget(shell, outDir, source, options());
    if (!force && target.isUpToDate()) {
      shell.out().print("Up-to-date: " + target.name() + "\n");
      return 0;
    }
    shell.out().print("Compiling: " + source.name() + " -> " + target.name() + "\n");
    var environment = new AskedVariables(shell.environment());
    Analysis analysis = analyse(source, environment);
    if (analysis == null) {
      return 1;
    }
    target.write(compile(analysis), analysis.diagnostics(), environment.inputs());
    shell.out().print("Written: " + target.name() + "\n");
    return 0;
  }

  private GirOptions options() {
    return new GirOptions(!noTypeCheck, true, false, true, false);
  }

  /** Null when there were errors, which are reported then. */
  private Analysis analyse(Source source, Map<String, String> environment) {
    var analysis = noTypeCheck ? Analysis.untyped(Reader.read(source), Builtins.table(), environment)
        : Analysis.of(Reader.read(source), Builtins.table(), environment);
    if (analysis.hasErrors()) {
      shell.out().flush();
      shell.err().print(Report.of(source, analysis.errors(), shell.paint(Terminals.ERR)));
      return null;
    }
    return analysis;
  }

  private Code compile(Analysis analysis) {
    return Compiler.compile(analysis, new Compiler.Options(!noTypeCheck, true));
  }

  private int show(Source source, String asked, boolean header) {
    Analysis analysis = analyse(source, shell.environment());
    if (analysis == null) {
      return 1;
    }
    Code compiled = compile(analysis);
    if (asked.equals("ai-metadata")) {
      shell.out().print(ModuleMetadata.json(compiled, analysis) + "\n");
      return 0;
    }
    Style style = switch (asked) {
      case "compact" -> Style.COMPACT;
      case "bytecode" -> Style.BYTECODE;
      default -> Style.PRETTY;
    };
    shell.out().print((header ? "=== Compiling: " + source.name() + " ===\n\n" : "")
        + Disassembler.listing(compiled, style, addresses, sourceLines));
    return 0;
  }
}
