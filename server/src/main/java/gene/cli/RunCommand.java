// `gene run`: runs a program.
package gene.cli;

import gene.gir.Gir;
import gene.gir.GirCache;
import gene.source.Source;
import java.nio.file.InvalidPathException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Runs a program; without FILE, standard input. Everything after FILE goes to $args unchanged.")
final class RunCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @CommandLine.Mixin
  private RunSwitches switches = new RunSwitches();

  @Option(names = "--no-gir-cache", description = "neither use nor keep compiled code")
  private boolean noCache;

  @Option(names = "--force-compile", description = "compile, and keep the code for later runs")
  private boolean forceCompile;

  private final Shell shell;

  RunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.isEmpty()) {
      return new Execution(shell, switches, List.of()).run(program(), "<stdin>").exitStatus();
    }
    String file = operands.get(0);
    List<String> arguments = operands.subList(1, operands.size());
    if (!arguments.isEmpty() && arguments.get(0).equals("--debug")) {
      switches.debug = true;
      arguments = arguments.subList(1, arguments.size());
    }
    if (file.endsWith(GirFiles.SUFFIX)) {
      Gir gir = GirFiles.load(shell, file);
      return new Execution(shell, switches, arguments).run(gir, gir.header().name()).exitStatus();
    }
    Source source = switches.pkg == null ? Inputs.source(shell, file) : inPackage(file);
    GirCache cache = file.equals(Inputs.STDIN_OPERAND) ? null : cache();
    if (cache != null) {
      cache.seek(source, switches.options().compiled(), shell.environment());
    }
    return new Execution(shell, switches, arguments, cache).run(source, source.name()).exitStatus();
  }

  /** The file, relative to the package; it keeps the name that was given. */
  private Source inPackage(String file) {
    if (file.equals(Inputs.STDIN_OPERAND)) {
      return Inputs.source(shell, file);
    }
    try {
      Source source = Inputs.source(shell, Execution.packageRoot(shell, switches.pkg).resolve(file).toString());
      return new Source(source.id(), file, source.text());
    } catch (InvalidPathException e) {
      throw Inputs.missing(file);
    }
  }

  /** Null when compiled code is neither used nor kept. */
  private GirCache cache() {
    return noCache || switches.isTraced() ? null : GirFiles.cache(shell, !forceCompile).orElse(null);
  }

  private Source program() {
    String nothing = "No input provided. Provide a file to run.";
    Source source = Inputs.all(shell, List.of(), nothing).get(0);
    if (source.length() == 0) {
      throw new Refusal(nothing);
    }
    return source;
  }
}
