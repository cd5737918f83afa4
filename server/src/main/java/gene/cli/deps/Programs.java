// Runs programs of the system: Git, and the commands of native builds.
package gene.cli.deps;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class Programs {
  private final Map<String, String> environment;

  Programs(Map<String, String> environment) {
    this.environment = environment;
  }

  record Result(int status, String output) {
    /** The last line that says something. */
    String complaint() {
      return output.lines().filter(l -> !l.isBlank()).reduce((a, b) -> b).map(String::strip).orElse("status " + status);
    }
  }

  /** Runs it to its end without input. Blocks as long as the program runs; Ctrl-C reaches both. */
  Result run(Path folder, List<String> command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File(isWindows() ? "NUL" : "/dev/null")));
    builder.environment().clear();
    builder.environment().putAll(environment);
    // Nobody could answer a question for a password.
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new DepsFailure("Cannot run " + command.get(0) + ": it is not installed, or not on the PATH");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DepsFailure("interrupted while " + command.get(0) + " was running");
    }
  }

  Result shell(Path folder, String command) {
    return run(folder, isWindows() ? List.of("cmd", "/c", command) : List.of("sh", "-c", command));
  }

  private static boolean isWindows() {
    return File.separatorChar == '\\';
  }
}
