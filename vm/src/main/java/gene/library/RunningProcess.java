// A child process of a program: its streams, its life and its end.
package gene.library;

import gene.data.Members;
import gene.data.Opaque;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Vm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Used by the thread of its VM; whoever stops the VM while it waits ends the process. */
final class RunningProcess implements Opaque, Members {
  private final Vm vm;
  private final Process process;
  private final OutputBuffer output;
  /** Null when it is merged into the output. */
  private final OutputBuffer errors;
  private boolean inputClosed;

  RunningProcess(Vm vm, Process process, boolean merged) {
    this.vm = vm;
    this.process = process;
    this.output = new OutputBuffer(process.getInputStream());
    this.errors = merged ? null : new OutputBuffer(process.getErrorStream());
  }

  void write(String text) {
    if (inputClosed) {
      throw Raise.io("Process stdin is closed");
    } else if (!process.isAlive()) {
      throw Raise.io("Process is no longer running");
    }
    waiting(() -> {
      try {
        OutputStream to = process.getOutputStream();
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.flush();
        return null;
      } catch (IOException e) {
        throw Raise.io(process.isAlive() ? "Process does not read its stdin: " + e.getMessage() : "Process is no longer running");
      }
    });
  }

  void closeInput() {
    inputClosed = true;
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // What was written and not yet sent is lost, because nobody is there to read it.
      if (process.isAlive()) {
        throw Raise.io("Failed to close the stdin of a process: " + e.getMessage());
      }
    }
  }

  Object readLine(double seconds) {
    String line = waiting(() -> output.readUntil("\n", deadline(seconds)));
    if (line == null || line.isEmpty()) {
      return Special.NIL;
    }
    int end = line.endsWith("\r\n") ? 2 : line.endsWith("\n") ? 1 : 0;
    return line.substring(0, line.length() - end);
  }

  Object readUntil(String delimiter, double seconds) {
    return orNil(waiting(() -> output.readUntil(delimiter, deadline(seconds))));
  }

  String readAvailable() {
    return output.readAvailable();
  }

  Object readErrors(double seconds) {
    if (errors == null) {
      throw Raise.io("stderr is merged into stdout for this Process");
    }
    return orNil(waiting(() -> errors.readSome(deadline(seconds))));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void signal(String name) {
    switch (name) {
      case "TERM" -> process.destroy();
      case "KILL" -> process.destroyForcibly();
      case "INT" -> interrupt();
      default -> throw Raise.argument("Unsupported signal: " + name);
    }
  }

  /** Java knows no way of its own. */
  private void interrupt() {
    if (!process.isAlive()) {
      return;
    }
    try {
      var kill = new ProcessBuilder("/bin/kill", "-INT", String.valueOf(process.pid())).redirectErrorStream(true).start();
      kill.getOutputStream().close();
      byte[] said = kill.getInputStream().readAllBytes();
      if (waiting(kill::waitFor) != 0 && process.isAlive()) {
        throw Raise.io("Failed to signal a process: " + new String(said, StandardCharsets.UTF_8).strip());
      }
    } catch (IOException e) {
      throw Raise.io("Failed to signal a process: " + ChildProcess.reason(e));
    }
  }

  /** The status, 128 + n after signal n; nil when it still runs after so long. */
  Object await(double seconds) {
    return waiting(() -> process.waitFor(nanos(seconds), TimeUnit.NANOSECONDS)) ? (Object) exitCode() : Special.NIL;
  }

  long shutdown(double seconds) {
    closeInput();
    if (await(seconds / 2) == Special.NIL) {
      process.destroy();
      if (await(seconds / 2) == Special.NIL) {
        process.destroyForcibly();
        waiting(process::waitFor);
      }
    }
    return exitCode();
  }

  private long exitCode() {
    return process.exitValue();
  }

  @Override
  public Object member(String name) {
    return switch (name) {
      case "pid" -> process.pid();
      case "exit_code" -> process.isAlive() ? Special.NIL : (Object) exitCode();
      default -> null;
    };
  }

  private <T> T waiting(Callable<T> wait) {
    return vm.block(() -> ChildProcess.kill(process), wait);
  }

  private static Object orNil(String text) {
    return text == null ? Special.NIL : text;
  }

  private static long nanos(double seconds) {
    // More than a century is for ever.
    return (long) (Math.min(seconds, 3e9) * 1e9);
  }

  private static long deadline(double seconds) {
    return System.nanoTime() + nanos(seconds);
  }

  @Override
  public String typeofName() {
    return "Process";
  }

  @Override
  public String className() {
    return "Process";
  }

  @Override
  public String display() {
    return "VkInstance";
  }
}
