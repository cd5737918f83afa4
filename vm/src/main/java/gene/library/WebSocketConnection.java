// One end of a WebSocket as a program sees it, whether the program connected or was connected to.
package gene.library;

import gene.data.Bytes;
import gene.data.Members;
import gene.data.Opaque;
import gene.data.Special;
import gene.vm.Future;
import gene.vm.Scheduler;
import gene.vm.Service;
import java.util.ArrayDeque;

/** Belongs to the VM's thread; what comes from the network is told there. */
final class WebSocketConnection implements Opaque, Members {
  /** What lies below: neither method blocks, and each may be called at any time. */
  interface Link {
    void send(String text);

    void send(byte[] bytes);

    /** Ends the connection in good order. */
    void close();
  }

  private final Scheduler scheduler;
  private final ArrayDeque<Object> arrived = new ArrayDeque<>();
  private final ArrayDeque<Future> waiting = new ArrayDeque<>();
  private Link link;
  private Service service;
  private boolean closed;

  WebSocketConnection(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** The connection is there; it is closed when the VM ends. */
  void open(Link to) {
    link = to;
    service = scheduler.open(to::close);
  }

  boolean send(Object textOrBytes) {
    if (closed) {
      return false;
    } else if (textOrBytes instanceof Bytes bytes) {
      link.send(bytes.toByteArray());
    } else {
      link.send((String) textOrBytes);
    }
    return true;
  }

  /** A future of the next message, of nil when the connection has ended. */
  Future receive() {
    if (!arrived.isEmpty()) {
      return Future.succeeded(arrived.poll());
    } else if (closed) {
      return Future.succeeded(Special.NIL);
    }
    var next = new Future();
    waiting.add(next);
    return next;
  }

  void close() {
    if (!closed) {
      link.close();
      ended();
    }
  }

  /** A message has come. */
  void received(Object message) {
    for (Future next = waiting.poll(); next != null; next = waiting.poll()) {
      if (next.isPending()) {
        scheduler.settle(next, Future.State.SUCCESS, message);
        return;
      }
    }
    arrived.add(message);
  }

  /** No more messages come. */
  void ended() {
    if (closed) {
      return;
    }
    closed = true;
    service.end();
    waiting.forEach(next -> scheduler.settle(next, Future.State.SUCCESS, Special.NIL));
    waiting.clear();
  }

  @Override
  public Object member(String name) {
    return name.equals("closed") ? (Object) closed : null;
  }

  @Override
  public String typeofName() {
    return "WsConnection";
  }

  @Override
  public String className() {
    return "WsConnection";
  }

  @Override
  public String display() {
    return "VkInstance";
  }
}
