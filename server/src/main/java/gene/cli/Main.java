// Entry point of the `gene` command: the only class that knows the process.
package gene.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;

public final class Main {
  // A program that waits for something outside cannot be stopped at a safepoint, and Ctrl-C must not seem to fail.
  private static final long PATIENCE_MILLISECONDS = 1000;
  private static final long FLUSH_MILLISECONDS = 200;

  private Main() {}

  public static void main(String[] args) {
    var shell = new Shell(System.in, new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err), Path.of("").toAbsolutePath(), System.getenv(), new ProcessTerminals());
    Runtime.getRuntime().addShutdownHook(new End(shell));
    int status = Cli.run(List.of(args), shell);
    System.exit(status);
  }

  /**
   * The thread `gene-end` runs when the process ends for whatever reason. After Ctrl-C the JVM has set the status 130 already (143
   * after SIGTERM) and the program is still running: it is asked to stop, and what it has printed leaves the process.
   */
  static final class End extends Thread {
    private final Shell shell;

    End(Shell shell) {
      super("gene-end");
      this.shell = shell;
    }

    @Override
    public void run() {
      if (shell.interruption().request()) {
        shell.interruption().awaitEnd(PATIENCE_MILLISECONDS);
      }
      shell.output().flushWithin(FLUSH_MILLISECONDS);
    }
  }
}
