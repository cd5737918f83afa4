// `gene version`.
package gene.cli;

import java.util.List;
import picocli.CommandLine;

@CommandLine.Command(description = "Prints the version.")
final class VersionCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  private final Shell shell;

  VersionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    shell.out().print("gene " + version() + "\n");
    return 0;
  }

  /** The build writes it into the manifest of the jar; classes outside of one are somebody's work at hand. */
  static String version() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
