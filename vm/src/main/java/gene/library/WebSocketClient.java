// The connecting end of a WebSocket.
package gene.library;

import gene.data.Bytes;
import gene.data.Raise;
import gene.vm.Future;
import gene.vm.Operation;
import gene.vm.Vm;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The JDK calls its listener on threads of its own, one call at a time; the connection hears of it on the VM's thread. */
final class WebSocketClient implements WebSocket.Listener, WebSocketConnection.Link {
  private final Vm vm;
  private final WebSocketConnection connection;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private WebSocket socket;
  // Each sending waits for the one before.
  private CompletableFuture<WebSocket> sent;

  private WebSocketClient(Vm vm) {
    this.vm = vm;
    this.connection = new WebSocketConnection(vm.scheduler());
  }

  /** A future of the connection. */
  static Future connect(Vm vm, URI url) {
    var client = new WebSocketClient(vm);
    Operation operation = vm.scheduler().begin("connect to " + url);
    CompletableFuture<WebSocket> answer = HttpTransport.of(vm).connect(url, client);
    operation.onCancel(() -> answer.cancel(true));
    answer.whenComplete((socket, failure) -> {
      if (failure == null) {
        operation.succeedWith(() -> client.open(socket));
      } else {
        operation.fail(Raise.of("NetworkException", "WebSocket connect failed: " + reason(failure)));
      }
    });
    return operation.future();
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    return cause instanceof WebSocketHandshakeException refused && refused.getResponse() != null
        ? "the server answered with status " + refused.getResponse().statusCode() : HttpTransport.reason(cause);
  }

  private WebSocketConnection open(WebSocket opened) {
    socket = opened;
    sent = CompletableFuture.completedFuture(opened);
    connection.open(this);
    socket.request(1);
    return connection;
  }

  @Override
  public void onOpen(WebSocket opened) {
    // Nothing is asked for before the program has its connection.
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      String message = text.toString();
      text.setLength(0);
      vm.scheduler().post(() -> connection.received(message));
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    var bytes = new byte[part.remaining()];
    part.get(bytes);
    binary.writeBytes(bytes);
    if (last) {
      var message = new Bytes(binary.toByteArray());
      binary.reset();
      vm.scheduler().post(() -> connection.received(message));
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    vm.scheduler().post(connection::ended);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    vm.scheduler().post(connection::ended);
  }

  @Override
  public void send(String content) {
    sent = sent.thenCompose(s -> s.sendText(content, true));
  }

  @Override
  public void send(byte[] content) {
    sent = sent.thenCompose(s -> s.sendBinary(ByteBuffer.wrap(content), true));
  }

  @Override
  public void close() {
    sent = sent.thenCompose(s -> s.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }
}
