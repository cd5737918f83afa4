// What a child process has written and nobody has read yet: filled by a thread of its own, read with a limit of time.
package gene.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The daemon thread "gene process reader" may block on the child's pipe, or on a full buffer; it ends with the child's output, or
 * when the pipe is closed.
 */
final class OutputBuffer {
  // Beyond this the child has to wait until somebody reads, as with any pipe.
  private static final int MOST = 64 << 20;

  private final InputStream from;
  private byte[] bytes = new byte[8192];
  private int start;
  private int end;
  private boolean atEnd;

  OutputBuffer(InputStream from) {
    this.from = from;
    var thread = new Thread(this::fill, "gene process reader");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The text up to and including the delimiter, or at the end of the output the rest of it, which may be empty; null when neither
   * comes before the deadline.
   *
   * @param deadline of System.nanoTime()
   */
  synchronized String readUntil(String delimiter, long deadline) throws InterruptedException {
    byte[] wanted = delimiter.getBytes(StandardCharsets.UTF_8);
    int searched = 0;
    while (true) {
      int at = find(wanted, searched);
      if (at >= 0) {
        return take(at + wanted.length - start);
      } else if (atEnd) {
        return take(end - start);
      }
      searched = Math.max(0, end - start - wanted.length + 1);
      if (!awaitMore(deadline)) {
        return null;
      }
    }
  }

  /** What there is, perhaps nothing; a character that has come in part stays. */
  synchronized String readAvailable() {
    return take(whole());
  }

  /** What there is, at least something; empty at the end of the output; null when nothing comes before the deadline. */
  synchronized String readSome(long deadline) throws InterruptedException {
    while (whole() == 0 && !atEnd) {
      if (!awaitMore(deadline)) {
        return null;
      }
    }
    return take(whole());
  }

  synchronized boolean isDrained() {
    return atEnd && start == end;
  }

  private boolean awaitMore(long deadline) throws InterruptedException {
    long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
    if (left <= 0) {
      return false;
    }
    int had = end;
    int hadStart = start;
    while (end == had && start == hadStart && !atEnd && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
    }
    return end != had || start != hadStart || atEnd;
  }

  private int find(byte[] wanted, int searched) {
    for (int i = start + searched; i <= end - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private String take(int count) {
    var text = new String(bytes, start, count, StandardCharsets.UTF_8);
    start += count;
    if (start == end) {
      start = 0;
      end = 0;
      bytes = bytes.length > 1 << 20 ? new byte[8192] : bytes;
    }
    notifyAll();
    return text;
  }

  /** The bytes up to the last character that is complete. */
  private int whole() {
    int count = end - start;
    for (int back = 1; !atEnd && back <= Math.min(3, count); back++) {
      int b = bytes[end - back] & 0xff;
      if (b >= 0xc0) {
        int length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
        return length > back ? count - back : count;
      } else if (b < 0x80) {
        break;
      }
    }
    return count;
  }

  private void fill() {
    var chunk = new byte[8192];
    try (from) {
      for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
        append(chunk, n);
      }
    } catch (IOException | InterruptedException closed) {
      // The pipe was closed from here: there is no more output.
    } finally {
      synchronized (this) {
        atEnd = true;
        notifyAll();
      }
    }
  }

  private synchronized void append(byte[] chunk, int n) throws InterruptedException {
    while (end - start > MOST) {
      wait();
    }
    if (end + n > bytes.length) {
      byte[] to = end - start + n > bytes.length / 2 ? new byte[Math.max(bytes.length * 2, end - start + n)] : bytes;
      System.arraycopy(bytes, start, to, 0, end - start);
      end -= start;
      start = 0;
      bytes = to;
    }
    System.arraycopy(chunk, 0, bytes, end, n);
    end += n;
    notifyAll();
  }
}
