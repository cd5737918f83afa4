// The server's end of a WebSocket: frames to messages and back.
package gene.library;

import gene.data.Bytes;
import gene.vm.Vm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;

/** Called on the server's threads, one call at a time; the connection hears of everything on the VM's thread, in order. */
final class WebSocketFrames implements FrameHandler, WebSocketConnection.Link {
  private static final int LONGEST_MESSAGE = 64 << 20;

  private final Vm vm;
  private final WebSocketConnection connection;
  private final Consumer<WebSocketConnection> opened;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private boolean text;
  private CoreSession session;

  WebSocketFrames(Vm vm, Consumer<WebSocketConnection> opened) {
    this.vm = vm;
    this.connection = new WebSocketConnection(vm.scheduler());
    this.opened = opened;
  }

  @Override
  public void onOpen(CoreSession coreSession, Callback callback) {
    session = coreSession;
    vm.scheduler().post(() -> {
      connection.open(this);
      opened.accept(connection);
    });
    callback.succeeded();
    session.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    byte kind = frame.getOpCode();
    if (kind == OpCode.PING) {
      session.sendFrame(new Frame(OpCode.PONG).setPayload(copy(frame)), Callback.NOOP, false);
    } else if (kind == OpCode.TEXT || kind == OpCode.BINARY || kind == OpCode.CONTINUATION) {
      text = kind == OpCode.CONTINUATION ? text : kind == OpCode.TEXT;
      byte[] part = bytes(frame);
      if (message.size() + part.length > LONGEST_MESSAGE) {
        callback.succeeded();
        session.close(CloseStatus.MESSAGE_TOO_LARGE, "the message is too long", Callback.NOOP);
        return;
      }
      message.writeBytes(part);
      if (frame.isFin()) {
        Object whole = text ? message.toString(StandardCharsets.UTF_8) : new Bytes(message.toByteArray());
        message.reset();
        vm.scheduler().post(() -> connection.received(whole));
      }
    } else if (kind == OpCode.CLOSE) {
      callback.succeeded();
      session.close(CloseStatus.NORMAL, null, Callback.NOOP);
      return;
    }
    callback.succeeded();
    session.demand();
  }

  private static byte[] bytes(Frame frame) {
    ByteBuffer payload = frame.getPayload().slice();
    var bytes = new byte[payload.remaining()];
    payload.get(bytes);
    return bytes;
  }

  private static ByteBuffer copy(Frame frame) {
    return ByteBuffer.wrap(bytes(frame));
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    // The end of the connection is told next.
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    vm.scheduler().post(connection::ended);
    callback.succeeded();
  }

  @Override
  public void send(String content) {
    session.sendFrame(new Frame(OpCode.TEXT).setPayload(content), Callback.NOOP, false);
  }

  @Override
  public void send(byte[] content) {
    session.sendFrame(new Frame(OpCode.BINARY).setPayload(ByteBuffer.wrap(content)), Callback.NOOP, false);
  }

  @Override
  public void close() {
    session.close(CloseStatus.NORMAL, null, Callback.NOOP);
  }
}
