// The server's threads: named, none of which keeps the process alive, with room for deeply nested programs.
package gene.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

public final class Threads {
  /** The reader accepts 5,000 levels of nesting; the analysis of each takes some 500 bytes in up to six Java frames. */
  private static final long STACK = 64L << 20;

  private Threads() {}

  public static ExecutorService single(String name) {
    return Executors.newSingleThreadExecutor(factory(name));
  }

  public static ExecutorService pool(String name, int size) {
    return Executors.newFixedThreadPool(size, factory(name));
  }

  public static ScheduledExecutorService clock(String name) {
    return Executors.newSingleThreadScheduledExecutor(factory(name));
  }

  private static ThreadFactory factory(String name) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(null, task, "gene-lsp-" + name + "-" + count.incrementAndGet(), STACK);
      thread.setDaemon(true);
      return thread;
    };
  }
}
