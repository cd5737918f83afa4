// What every command takes.
package gene.cli;

import picocli.CommandLine.Option;

final class HelpOption {
  @Option(names = {"-h", "--help"}, usageHelp = true, description = "print this help")
  private boolean help;
}
