// Stops code that runs too long or keeps too much alive, and answers for code that does not stop.
package gene.server.run;

import gene.server.Threads;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** While something runs the thread `limits` looks at it every few milliseconds; it never blocks. {@link #close} ends it. */
public final class Supervisor implements AutoCloseable {
  /** Why code was stopped. */
  public enum Reason { TIMEOUT, MEMORY, CANCELLED }

  private static final long TICK_MILLIS = 20;
  /** What blocks in a library that cannot be interrupted gets so long, then it is left behind. */
  private static final long GRACE_NANOS = 2_000_000_000L;

  private final ScheduledExecutorService clock = Threads.clock("limits");
  private final Set<Watch> all = ConcurrentHashMap.newKeySet();

  /**
   * From now until {@link Watch#end}.
   *
   * @param interrupt asks the code to stop; it may be called again
   * @param abandon   called once if the code has not ended some time after that
   */
  public Watch watch(Limits limits, Runnable interrupt, Runnable abandon) {
    var watch = new Watch(limits, interrupt, abandon);
    all.add(watch);
    watch.begin();
    return watch;
  }

  int running() {
    return all.size();
  }

  public final class Watch {
    private final long deadline;
    private final long mostBytes;
    private final Runnable interrupt;
    private final Runnable abandon;
    private ScheduledFuture<?> looking;
    private Reason reason;
    private long stoppedAt;
    private boolean ended;

    private Watch(Limits limits, Runnable interrupt, Runnable abandon) {
      this.deadline = System.nanoTime() + limits.milliseconds() * 1_000_000;
      this.mostBytes = alive() + limits.bytes();
      this.interrupt = interrupt;
      this.abandon = abandon;
    }

    private synchronized void begin() {
      try {
        looking = clock.scheduleWithFixedDelay(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        stop(Reason.CANCELLED); // everything is ending
      }
    }

    public synchronized void stop(Reason why) {
      if (!ended && reason == null) {
        reason = why;
        stoppedAt = System.nanoTime();
        interrupt.run();
      }
    }

    private synchronized void look() {
      long now = System.nanoTime();
      if (ended) {
        return;
      } else if (reason != null && now - stoppedAt > GRACE_NANOS) {
        end();
        abandon.run();
      } else if (reason == null && now > deadline) {
        stop(Reason.TIMEOUT);
      } else if (reason == null && used() > mostBytes && alive() > mostBytes) {
        stop(Reason.MEMORY);
      }
    }

    /** The code has ended. @return why it was stopped; null when it was not */
    public synchronized Reason end() {
      ended = true;
      all.remove(this);
      if (looking != null) {
        looking.cancel(false);
      }
      return reason;
    }
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** What the last collections have left, and what is there since where none has been. */
  public static long alive() {
    long all = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage left = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      all += left == null ? 0 : left.getUsed();
    }
    return all;
  }

  @Override
  public void close() {
    all.forEach(w -> w.stop(Reason.CANCELLED));
    clock.shutdownNow();
  }
}
