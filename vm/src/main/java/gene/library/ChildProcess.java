// Runs another program to its end and collects its output.
package gene.library;

import gene.data.Raise;
import gene.vm.Vm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two daemon threads, "gene process output" and "gene process errors", may block on the child's pipes; they end with the
 * child. Whoever stops the VM stops the child too.
 */
final class ChildProcess {
  record Outcome(String output, int status) {}

  private ChildProcess() {}

  /**
   * @param mergeErrors whether standard error belongs to the output; else it goes to the VM's own
   * @throws Raise `IOError` "Failed to execute command: …" when the program cannot be started
   */
  static Outcome run(Vm vm, List<String> command, boolean mergeErrors) {
    Process process = start(vm, command, mergeErrors);
    var output = new ByteArrayOutputStream();
    var reader = new Pump("gene process output", process.getInputStream(), new PrintStream(output, true));
    var errors = new Pump("gene process errors", process.getErrorStream(), vm.err());
    reader.start();
    errors.start();
    return vm.block(() -> kill(process), () -> {
      int status = process.waitFor();
      try {
        reader.finish();
        errors.finish();
      } catch (IOException e) {
        throw Raise.io("Failed to read the output of " + command.get(0) + ": " + e.getMessage());
      }
      return new Outcome(output.toString(StandardCharsets.UTF_8), status);
    });
  }

  static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static Process start(Vm vm, List<String> command, boolean mergeErrors) {
    try {
      Process process = builder(vm, command, vm.workingFolder(), Map.of()).redirectErrorStream(mergeErrors).start();
      // It reads nothing from here: at once at the end of its input.
      process.getOutputStream().close();
      return process;
    } catch (IOException | IllegalArgumentException e) {
      throw Raise.io("Failed to execute command: " + command.get(0) + ": " + reason(e));
    }
  }

  /**
   * @param more variables beside those of the VM
   * @throws IOException naming what is wrong with the command
   */
  static ProcessBuilder builder(Vm vm, List<String> command, Path folder, Map<String, String> more) throws IOException {
    var resolved = new ArrayList<>(command);
    resolved.set(0, executable(vm, command.get(0)));
    var builder = new ProcessBuilder(resolved).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(vm.environment());
    builder.environment().putAll(more);
    return builder;
  }

  /** Java searches the PATH that the process started with; a program may have set another one. */
  private static String executable(Vm vm, String command) throws IOException {
    String path = vm.environment().get("PATH");
    if (path == null || command.isEmpty() || command.indexOf('/') >= 0 || isWindows()) {
      return command;
    }
    for (String folder : path.split(":")) {
      try {
        Path file = vm.workingFolder().resolve(folder).resolve(command);
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return file.toString();
        }
      } catch (InvalidPathException notAFolder) {
        continue;
      }
    }
    throw new IOException("no such program in PATH");
  }

  static boolean isWindows() {
    return EnvironmentFunctions.operatingSystem(System.getProperty("os.name")).equals("windows");
  }

  /** Java's message starts with the command and ends with the reason: `…: error=2, No such file or directory`. */
  static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    int comma = message.lastIndexOf("error=");
    int space = comma < 0 ? -1 : message.indexOf(", ", comma);
    return space < 0 ? message : message.substring(space + 2);
  }

  /** Copies what the child writes until it ends. */
  private static final class Pump extends Thread {
    private final InputStream from;
    private final PrintStream to;
    private IOException failure;

    Pump(String name, InputStream from, PrintStream to) {
      super(name);
      setDaemon(true);
      this.from = from;
      this.to = to;
    }

    @Override
    public void run() {
      try {
        from.transferTo(to);
        to.flush();
      } catch (IOException e) {
        failure = e;
      }
    }

    void finish() throws InterruptedException, IOException {
      join();
      if (failure != null) {
        throw failure;
      }
    }
  }
}
