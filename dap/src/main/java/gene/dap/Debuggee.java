// The connection with a program's own process, which speaks the protocol as an adapter: requests go there, events come from there.
package gene.dap;

import com.google.gson.JsonElement;
import gene.debug.TooLateException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.debug.DebugRemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.debug.json.DebugMessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.debug.messages.DebugRequestMessage;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageProducer;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;

/** The thread `gene-dap-debuggee` reads what comes; it ends with the connection. All contents stay JSON: nothing of them is lost on the way. */
final class Debuggee {
  private static final int BUFFER = 1 << 16;

  /** Hears of the program, on the reading thread and in the order of the messages. */
  interface Hearer {
    void event(String name, JsonElement body);

    /** The process is gone, or has closed the connection. */
    void gone();
  }

  /** The process has refused a request; the client gets the same answer. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient ResponseError error;

    Refusal(ResponseError error) {
      super(error.getMessage());
      this.error = error;
    }

    ResponseError error() {
      return error;
    }
  }

  private static final class Wire extends DebugRemoteEndpoint {
    private String lastId = "";

    Wire(MessageConsumer out, Endpoint events) {
      super(out, events);
    }

    @Override
    protected DebugRequestMessage createRequestMessage(String method, Object parameter) {
      DebugRequestMessage message = super.createRequestMessage(method, parameter);
      lastId = message.getId();
      return message;
    }
  }

  private final SocketChannel channel;
  private final Wire wire;
  /** Requests without an answer yet, and their ids on this connection. */
  private final Map<CompletableFuture<Object>, String> open = new ConcurrentHashMap<>();
  private boolean gone;

  Debuggee(SocketChannel channel, Hearer hearer) {
    this.channel = channel;
    var json = new DebugMessageJsonHandler(Map.of()) {
      @Override
      public JsonRpcMethod getJsonRpcMethod(String name) {
        return JsonRpcMethod.request(name, JsonElement.class, JsonElement.class);
      }
    };
    wire = new Wire(new StreamMessageConsumer(new BufferedOutputStream(ChannelStreams.output(channel), BUFFER), json), new Endpoint() {
      @Override
      public CompletableFuture<?> request(String method, Object parameter) {
        throw new UnsupportedOperationException(method);
      }

      @Override
      public void notify(String method, Object parameter) {
        hearer.event(method, (JsonElement) parameter);
      }
    });
    json.setMethodProvider(wire);
    var reader = new Thread(() -> {
      // It returns when the stream has ended.
      new StreamMessageProducer(new BufferedInputStream(ChannelStreams.input(channel), BUFFER), json, wire) {
        @Override
        protected void fireStreamClosed(Exception closed) {
          // The end of the stream says as much; LSP4J's would log a Java stack trace.
        }
      }.listen(wire);
      end();
      hearer.gone();
    }, "gene-dap-debuggee");
    reader.setDaemon(true);
    reader.start();
  }

  /** @param answer gets the answer, or why there is none */
  synchronized void request(String method, Object parameter, CompletableFuture<Object> answer) {
    if (gone) {
      answer.completeExceptionally(ended());
      return;
    }
    CompletableFuture<Object> coming = wire.request(method, parameter);
    open.put(answer, wire.lastId);
    coming.whenComplete((value, failure) -> {
      open.remove(answer);
      if (failure == null) {
        answer.complete(value);
      } else {
        answer.completeExceptionally(failure instanceof ResponseErrorException refused ? new Refusal(refused.getResponseError()) : failure);
      }
    });
  }

  /** The id here of a request that has no answer yet; null for all others. */
  String idOf(CompletableFuture<?> answer) {
    return open.get(answer);
  }

  private synchronized void end() {
    gone = true;
    open.keySet().forEach(answer -> answer.completeExceptionally(ended()));
  }

  private static RuntimeException ended() {
    return TooLateException.ended();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The process notices on its side.
      return;
    }
  }
}
