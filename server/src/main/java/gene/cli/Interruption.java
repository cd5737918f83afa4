// What Ctrl-C stops: the work at hand, if there is any.
package gene.cli;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work begins and ends on the thread of a command; the request comes from any other. */
final class Interruption {
  private Runnable stop;

  /** @param stopWork asks the work to end soon; called from another thread, at most while the work goes on */
  <T> T during(Runnable stopWork, Supplier<T> work) {
    synchronized (this) {
      stop = stopWork;
    }
    try {
      return work.get();
    } finally {
      synchronized (this) {
        stop = null;
        notifyAll();
      }
    }
  }

  /** False when there is nothing to stop. */
  synchronized boolean request() {
    if (stop == null) {
      return false;
    }
    stop.run();
    return true;
  }

  /** Waits until the work has ended, or the time has passed. */
  synchronized void awaitEnd(long milliseconds) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    try {
      while (stop != null && end - System.nanoTime() > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
