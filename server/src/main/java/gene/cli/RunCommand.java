// `gene run`: runs a program.
package gene.cli;

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

  @Option(names = "--no-gir-cache", description = "accepted; this version keeps no compiled code")
  private boolean noCache;

  @Option(names = "--force-compile", description = "accepted; this version always compiles")
  private boolean forceCompile;

  private final Shell shell;

  RunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.isEmpty()) {
      return execute(program(), "<stdin>", List.of());
    }
    String file = operands.get(0);
    List<String> arguments = operands.subList(1, operands.size());
    if (!arguments.isEmpty() && arguments.get(0).equals("--debug")) {
      switches.debug = true;
      arguments = arguments.subList(1, arguments.size());
    }
    Source source = switches.pkg == null ? Inputs.source(shell, file) : inPackage(file);
    if (file.endsWith(".gir")) {
      throw new Refusal("GIR files cannot be run in this version: " + file + ". Run the source file.");
    }
    return execute(source, source.name(), arguments);
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

  private int execute(Source source, String program, List<String> arguments) {
    return new Execution(shell, switches, arguments).run(source, program).exitStatus();
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
