// A stream of server-sent events to one client: what is sent waits its turn.
package gene.library;

import gene.data.Opaque;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

final class EventStream implements Opaque {
  // A client that does not read cannot make the program keep any amount for it.
  private static final int MOST_WAITING = 16 << 20;

  private final Response response;
  private final Callback callback;
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean writing;
  private boolean closed;
  private boolean ended;

  EventStream(Response response, Callback callback) {
    this.response = response;
    this.callback = callback;
    synchronized (this) {
      // The client learns at once that the stream is there.
      waiting.add(ByteBuffer.allocate(0));
      next();
    }
  }

  /** Whether the event is on its way; false once the stream is closed, by whom ever. */
  synchronized boolean send(String text) {
    if (closed) {
      return false;
    }
    var event = new StringBuilder();
    for (String line : text.split("\r\n|\r|\n", -1)) {
      event.append("data: ").append(line).append('\n');
    }
    byte[] bytes = event.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    waitingBytes += bytes.length;
    waiting.add(ByteBuffer.wrap(bytes));
    if (waitingBytes > MOST_WAITING) {
      closed = true;
      waiting.clear();
    }
    next();
    return !closed;
  }

  synchronized void close() {
    closed = true;
    next();
  }

  private void next() {
    if (writing || ended) {
      return;
    }
    ByteBuffer first = waiting.poll();
    if (first == null) {
      if (closed) {
        ended = true;
        response.write(true, ByteBuffer.allocate(0), callback);
      }
      return;
    }
    writing = true;
    waitingBytes -= first.remaining();
    response.write(false, first, Callback.from(this::written, this::failed));
  }

  private synchronized void written() {
    writing = false;
    next();
  }

  private synchronized void failed(Throwable failure) {
    writing = false;
    closed = true;
    ended = true;
    waiting.clear();
    callback.failed(failure);
  }

  @Override
  public String typeofName() {
    return "ServerStream";
  }

  @Override
  public String className() {
    return "ServerStream";
  }

  @Override
  public String display() {
    return "VkInstance";
  }
}
