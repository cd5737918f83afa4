// What the server says about itself: lines on standard error, and for faults a message to the client.
package gene.server;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

final class Log {
  private final PrintStream err;
  private final boolean trace;
  private volatile Consumer<String> client = message -> { };

  Log(OutputStream err, boolean trace) {
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.trace = trace;
  }

  /** @param faults told of each fault */
  void connect(Consumer<String> faults) {
    client = faults;
  }

  void trace(String line) {
    if (trace) {
      info(line);
    }
  }

  void info(String line) {
    err.println("gene lsp: " + line);
  }

  /** A fault of the server. Where it happened is told in one line; the whole trace only to those who asked for traces. */
  void fault(String what, Throwable cause) {
    StackTraceElement[] frames = cause.getStackTrace();
    String where = frames.length == 0 ? "" : " at " + frames[0].getFileName() + ":" + frames[0].getLineNumber();
    String line = what + " failed: " + cause + where;
    info(line);
    if (trace) {
      cause.printStackTrace(err);
    }
    client.accept(line);
  }
}
