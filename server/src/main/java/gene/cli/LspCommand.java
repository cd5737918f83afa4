// `gene lsp`: the language server.
package gene.cli;

import gene.server.Host;
import gene.server.Lsp;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Serves an editor, on standard input and output unless an option says otherwise.")
final class LspCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = "--stdio", description = "standard input and output (the default)")
  private boolean stdio;

  @Option(names = "--pipe", paramLabel = "PATH", description = "connect to the pipe that the client has opened")
  private String pipe;

  @Option(names = "--socket", paramLabel = "PORT", description = "connect to the loopback port that the client has opened")
  private String socket;

  @Option(names = {"-w", "--workspace"}, paramLabel = "DIR", description = "the folder to serve when the client names none")
  private String workspace;

  @Option(names = {"-t", "--trace"}, description = "log requests and their times to standard error")
  private boolean trace;

  @Option(names = "--clientProcessId", paramLabel = "PID", hidden = true)
  private String clientProcessId;

  private final Shell shell;

  LspCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (!operands.isEmpty()) {
      throw new Refusal("lsp takes no arguments: " + operands.get(0));
    }
    var options = new ArrayList<String>();
    if (pipe != null) {
      options.add("--pipe=" + pipe);
    }
    if (socket != null) {
      options.add("--socket=" + socket);
    }
    if (workspace != null) {
      options.add("--workspace=" + workspace);
    }
    if (trace) {
      options.add("--trace");
    }
    var host = new Host(shell.folder(), shell.environment(), StateFolder.cache(shell.environment()), fault -> Report.of(fault, new Paint(false)),
        Debugging::command);
    return Lsp.run(shell.in(), shell.output(), shell.err(), options, host);
  }
}
