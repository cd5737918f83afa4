// A standard stream with a buffer: programs print fast, and a reader that goes away ends the program instead of every line.
package gene.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Writes after a failure are dropped: the program has been asked to stop, and cannot do anything about it. */
final class ProgramOutput extends OutputStream {
  enum Flushing {
    /** For files and pipes. */
    WHEN_FULL,
    /** For a terminal: a person reads line by line. */
    AT_LINE_END,
    /** For errors: they must be out before anything goes wrong. */
    ALWAYS
  }

  private static final int SIZE = 1 << 16;

  private final OutputStream target;
  private final Flushing flushing;
  private final Runnable whenBroken;
  // Not the monitor: at the end of the process somebody wants to flush, but not to wait for a writer that is stuck.
  private final ReentrantLock lock = new ReentrantLock();
  private final byte[] buffer = new byte[SIZE];
  private int used;
  private IOException failure;

  /** @param whenBroken called once, when the target takes nothing more */
  ProgramOutput(OutputStream target, Flushing flushing, Runnable whenBroken) {
    this.target = target;
    this.flushing = flushing;
    this.whenBroken = whenBroken;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    lock.lock();
    try {
      if (length > SIZE - used) {
        drain();
      }
      if (length > SIZE) {
        send(bytes, from, length);
      } else {
        System.arraycopy(bytes, from, buffer, used, length);
        used += length;
      }
      if (flushing == Flushing.ALWAYS || flushing == Flushing.AT_LINE_END && hasLineEnd(bytes, from, length)) {
        push();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() {
    lock.lock();
    try {
      push();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up when a writer is stuck for so long. */
  void flushWithin(long milliseconds) {
    try {
      if (lock.tryLock(milliseconds, TimeUnit.MILLISECONDS)) {
        try {
          push();
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why the target takes nothing more; null while it does. */
  IOException failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Whether whoever read the output has gone, which is no fault of anybody. */
  boolean isReaderGone() {
    IOException e = failure();
    // The JDK has no exception for it; these are the texts of Linux and macOS, and of Windows.
    return e != null && e.getMessage() != null
        && (e.getMessage().contains("Broken pipe") || e.getMessage().toLowerCase(java.util.Locale.ROOT).contains("the pipe "));
  }

  private static boolean hasLineEnd(byte[] bytes, int from, int length) {
    for (int i = from + length - 1; i >= from; i--) {
      if (bytes[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  private void push() {
    drain();
    if (failure == null) {
      try {
        target.flush();
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private void drain() {
    if (used > 0) {
      int length = used;
      used = 0;
      send(buffer, 0, length);
    }
  }

  private void send(byte[] bytes, int from, int length) {
    if (failure == null) {
      try {
        target.write(bytes, from, length);
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private void fail(IOException e) {
    failure = e;
    whenBroken.run();
  }
}
