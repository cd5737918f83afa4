// A way to run the `gene` command: what tests know of it. They never see how it was started.
package gene.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

public interface GeneProcess {
  /** @param environment all of it; nothing is inherited */
  record Invocation(List<String> args, String stdin, Path folder, Map<String, String> environment) {
    public Invocation {
      args = List.copyOf(args);
      environment = Map.copyOf(environment);
    }
  }

  record Outcome(int status, String out, String err) {}

  /** Runs the command to its end. An {@link AssertionError} tells of one that does not end within the limit. */
  Outcome run(Invocation invocation, Duration limit);
}
