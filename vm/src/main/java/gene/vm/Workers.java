// The threads of one VM for work that blocks: files, name look-ups, queries.
package gene.vm;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads "gene worker N", at most {@link #MOST}, made when there is work and ended after some idle seconds. They may
 * block on whatever their work waits for; {@link Vm#close} interrupts them and forgets them.
 */
final class Workers {
  private static final int MOST = 32;
  private static final int IDLE_SECONDS = 5;

  private ThreadPoolExecutor pool;
  private int count;

  void run(Runnable work) {
    if (pool == null) {
      pool = new ThreadPoolExecutor(MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
        var thread = new Thread(null, task, "gene worker " + ++count);
        thread.setDaemon(true);
        return thread;
      });
      pool.allowCoreThreadTimeOut(true);
    }
    pool.execute(work);
  }

  void close() {
    if (pool != null) {
      pool.shutdownNow();
      pool = null;
    }
  }
}
