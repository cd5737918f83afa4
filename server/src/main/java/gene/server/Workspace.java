// The one place that changes: it holds the newest snapshot, and one thread that makes the next.
package gene.server;

import gene.server.feature.Snapshot;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The thread `state` runs edits and hands out snapshots in the order in which messages came, so that a request sees every edit
 * before it and none after it. It never waits for anything; {@link #close} ends it.
 */
final class Workspace implements AutoCloseable {
  /** A turn that takes longer delays what comes after it noticeably. */
  private static final long LONG_TURN_NANOS = 10_000_000;

  private final ExecutorService state = Threads.single("state");
  private final Log log;
  private volatile Snapshot latest = Snapshot.empty();

  Workspace(Log log) {
    this.log = log;
  }

  /** Makes the next snapshot, soon and in turn.
   *  @param then runs in the same turn, after the snapshot has become the newest one */
  void change(String what, UnaryOperator<Snapshot> edit, Runnable then) {
    turn(what, () -> {
      latest = edit.apply(latest);
      then.run();
    });
  }

  /** Hands over the snapshot that all earlier messages have made. */
  void ask(String what, Consumer<Snapshot> asking) {
    turn(what, () -> asking.accept(latest));
  }

  /** The newest snapshot at this moment. */
  Snapshot latest() {
    return latest;
  }

  private void turn(String what, Runnable task) {
    try {
      state.execute(() -> timed(what, task));
    } catch (RejectedExecutionException e) {
      log.trace(what + " came after the end");
    }
  }

  private void timed(String what, Runnable task) {
    long start = System.nanoTime();
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      // The snapshot stays as it was; the thread and all other documents go on.
      log.fault(what, e);
    }
    long took = System.nanoTime() - start;
    if (took > LONG_TURN_NANOS) {
      log.info("warning: " + what + " held up the state for " + took / 1_000_000 + " ms");
    }
  }

  @Override
  public void close() {
    state.shutdownNow();
  }
}
