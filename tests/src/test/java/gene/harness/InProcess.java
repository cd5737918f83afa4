// Runs the command in this JVM: hundreds of cases cost no start-up, and a failing one can be stepped through.
package gene.harness;

import gene.cli.Cli;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Each run has a thread of its own, named after its arguments. It may block on whatever the program waits for; nobody
 * stops it after the limit but an interrupt, so it is a daemon and cannot hold up the end of the tests.
 */
public final class InProcess implements GeneProcess {
  // The launcher's -Xss: programs must not depend on more.
  private static final long STACK_BYTES = 4L << 20;

  @Override
  public Outcome run(Invocation invocation, Duration limit) {
    var stdin = new ByteArrayInputStream(invocation.stdin().getBytes(StandardCharsets.UTF_8));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var command = new FutureTask<>(
        () -> Cli.run(invocation.args(), stdin, out, err, invocation.folder(), invocation.environment()));
    var thread = new Thread(null, command, "gene " + String.join(" ", invocation.args()), STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      int status = command.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Outcome(status, text(out), text(err));
    } catch (TimeoutException e) {
      String where = Arrays.stream(thread.getStackTrace()).limit(20).map(f -> "\n    at " + f).collect(Collectors.joining());
      command.cancel(true);
      throw new AssertionError("no answer in " + limit.toSeconds() + " s; it was" + where
          + "\noutput so far: " + text(out) + "\nerrors so far: " + text(err));
    } catch (ExecutionException e) {
      throw new AssertionError("the command threw instead of answering; output so far: " + text(out), e.getCause());
    } catch (InterruptedException e) {
      command.cancel(true);
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + invocation.args(), e);
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
