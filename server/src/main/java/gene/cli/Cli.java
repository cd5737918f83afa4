// The `gene` command with the streams, folder and environment of whoever runs it; any number of them in one JVM.
package gene.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public final class Cli {
  private Cli() {}

  /** Runs a command to its end on the calling thread; nothing of it remains.
   *  @param workingFolder what relative paths are relative to
   *  @param environment   all of it; nothing is inherited
   *  @return the exit status */
  public static int run(List<String> args, InputStream in, OutputStream out, OutputStream err, Path workingFolder,
      Map<String, String> environment) {
    return run(args, new Shell(new BufferedInputStream(in), out, err, workingFolder, environment, Terminals.NONE));
  }

  static int run(List<String> args, Shell shell) {
    int status = guarded(args, shell);
    shell.out().flush();
    shell.err().flush();
    IOException broken = shell.output().failure();
    if (broken == null) {
      return status;
    } else if (!shell.output().isReaderGone()) {
      shell.error("Cannot write to standard output: " + broken.getMessage());
    }
    return 1;
  }

  private static int guarded(List<String> args, Shell shell) {
    try {
      return dispatch(args, shell);
    } catch (Refusal e) {
      shell.error(e.getMessage());
    } catch (OutOfMemoryError e) {
      shell.error("Out of memory. GENE_JAVA_OPTS=-Xmx4g gives the program more.");
    } catch (RuntimeException | Error e) {
      // Ours, not the program's: nobody but us can do anything with more than the place.
      StackTraceElement[] trace = e.getStackTrace();
      shell.error("Gene itself has failed, please report it: " + e + (trace.length == 0 ? "" : " in " + trace[0]));
    }
    return 1;
  }

  private static int dispatch(List<String> args, Shell shell) {
    if (args.isEmpty()) {
      return new HelpCommand(shell).run(List.of());
    }
    List<String> rest = args.subList(1, args.size());
    if (args.get(0).equals("run") && !rest.isEmpty() && !rest.get(0).startsWith("-")) {
      // The usual start, without picocli: it would take longer than the rest of a small program.
      return new RunCommand(shell).run(rest);
    }
    if (rest.isEmpty() || rest.equals(List.of("--stdio"))) {
      // The same for editors: picocli's classes are too old for the archive, and take a fifth of a server's start.
      switch (args.get(0)) {
        case "lsp" -> {
          return new LspCommand(shell).run(List.of());
        }
        case "dap" -> {
          return new DapCommand(shell).run(List.of());
        }
        default -> { }
      }
    }
    Command command = Command.find(args.get(0)).orElse(null);
    return command == null ? HelpCommand.unknown(shell, args.get(0)) : new CommandParser(command, shell).run(rest);
  }
}
