// Keeps a program that allocates without end from taking the memory of the process that it shares with the adapter.
package gene.dap;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The thread `gene-dap-memory` looks at what the last full collection has left, every few milliseconds, and never blocks; {@link #close} ends
 * it. When little is free, it tells its owner: once, and again after {@link #MERCY_MILLISECONDS} as long as that is so.
 */
final class MemoryWatch implements AutoCloseable {
  /** Of the pool of what lives long; the rest is for the adapter, the server and the editor. */
  private static final double MOST = 0.7;
  private static final int TICK_MILLISECONDS = 20;
  /** The beans take longer to load than the start of a session may take. */
  private static final int FIRST_MILLISECONDS = 300;
  private static final long MERCY_MILLISECONDS = 1000;
  private static final int MEGABYTE = 1 << 20;

  /** What is to be done; on the watching thread. */
  interface Owner {
    void memoryIsScarce(long aliveMegabytes, long mostMegabytes);
  }

  private final Owner owner;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
    var thread = new Thread(work, "gene-dap-memory");
    thread.setDaemon(true);
    return thread;
  });
  private MemoryPoolMXBean pool;
  private long quietUntil;

  MemoryWatch(Owner owner) {
    this.owner = owner;
    clock.scheduleWithFixedDelay(this::look, FIRST_MILLISECONDS, TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (pool == null) {
      pool = ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getType() == MemoryType.HEAP && p.getCollectionUsage() != null)
          .max(Comparator.comparingLong(p -> p.getUsage().getMax())).orElseThrow();
    }
    MemoryUsage left = pool.getCollectionUsage();
    if (left.getMax() > 0 && left.getUsed() > MOST * left.getMax() && System.nanoTime() > quietUntil) {
      owner.memoryIsScarce(left.getUsed() / MEGABYTE, left.getMax() / MEGABYTE);
      quietUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MERCY_MILLISECONDS);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
