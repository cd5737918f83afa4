// Something that goes on off the VM's thread, and the future that its end settles: how built-ins begin what takes time.
package gene.vm;

import gene.data.Raise;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Begun on the VM's thread by {@link Scheduler#begin}; its end may be told from any thread. The program does not end before
 * the operation has. Settling the future from elsewhere (`.cancel`, a timeout) does not stop the operation, whose end then is
 * ignored, unless it asked for that with {@link #onCancel}.
 */
public final class Operation {
  private final Scheduler scheduler;
  private final String what;
  private final Future future = new Future();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile AutoCloseable close;

  Operation(Scheduler scheduler, String what) {
    this.scheduler = scheduler;
    this.what = what;
  }

  /** For the VM's thread. */
  public Future future() {
    return future;
  }

  /** Such as "read file 'a.txt'". */
  public String what() {
    return what;
  }

  /** The future succeeds; callable from any thread, later ends of the same operation count for nothing. @param value known to nobody else */
  public void succeed(Object value) {
    succeedWith(() -> value);
  }

  /** The same, with a value that is made on the VM's thread; what making it raises fails the future. */
  public void succeedWith(Supplier<Object> make) {
    if (ended.compareAndSet(false, true)) {
      scheduler.post(() -> scheduler.ended(this, make));
    }
  }

  /** The future fails; callable from any thread. */
  public void fail(Raise fault) {
    succeedWith(() -> {
      throw fault;
    });
  }

  /** What ends it at once when the VM ends: closes the socket, kills the process. Callable from any thread. */
  public Operation onEnd(AutoCloseable closing) {
    close = closing;
    if (closed.get()) {
      close();
    }
    return this;
  }

  /** The same, when the program cancels the future or gives up waiting for it, too. For the VM's thread. */
  public Operation onCancel(AutoCloseable closing) {
    onEnd(closing);
    future.whenSettled(f -> close());
    return this;
  }

  /** The VM ends. */
  void abandon() {
    close();
  }

  boolean isEnded() {
    return ended.get();
  }

  private void close() {
    closed.set(true);
    AutoCloseable closing = close;
    if (closing == null || ended.get()) {
      return;
    }
    close = null;
    try {
      closing.close();
    } catch (Exception e) {
      // Its end was asked for; that it resists matters to nobody but the operation, which tells how it ended.
      fail(Raise.io(what + " could not be stopped: " + e.getMessage()));
    }
  }
}
