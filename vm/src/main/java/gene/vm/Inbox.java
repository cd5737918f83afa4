// What other threads tell a VM: events in order, taken by the VM's own thread, which sleeps here while it has nothing to do.
package gene.vm;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

final class Inbox {
  private final ConcurrentLinkedQueue<Runnable> events = new ConcurrentLinkedQueue<>();
  private volatile Thread sleeper;
  private volatile boolean woken;

  /** From any thread. */
  void post(Runnable event) {
    events.add(event);
    unpark();
  }

  /** Ends the present or the next sleep; from any thread. */
  void wake() {
    woken = true;
    unpark();
  }

  private void unpark() {
    Thread t = sleeper;
    if (t != null) {
      LockSupport.unpark(t);
    }
  }

  /** The next event, or null. */
  Runnable poll() {
    return events.poll();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** Sleeps until an event comes, somebody wakes it, the thread is interrupted, or the time has passed; may wake for nothing. */
  void sleep(long nanos) {
    sleeper = Thread.currentThread();
    try {
      if (events.isEmpty() && !woken) {
        LockSupport.parkNanos(this, nanos);
      }
    } finally {
      sleeper = null;
      woken = false;
    }
  }
}
