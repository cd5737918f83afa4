// The standard input of a program under the debugger: a file, or what is typed into the client's console.
package gene.dap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** One thread reads and waits for input; others add to it. The end of the program closes it. */
final class ProgramInput extends InputStream {
  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
  private int read;
  private boolean closed;

  synchronized void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && !closed) {
      pieces.add(bytes);
      notifyAll();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (pieces.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the program was told to end");
      }
    }
    if (pieces.isEmpty()) {
      return -1;
    }
    byte[] first = pieces.peek();
    int count = Math.min(length, first.length - read);
    System.arraycopy(first, read, into, from, count);
    read += count;
    if (read == first.length) {
      pieces.remove();
      read = 0;
    }
    return count;
  }

  @Override
  public synchronized int available() {
    return pieces.isEmpty() ? 0 : pieces.peek().length - read;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
