// The HTTP client of one VM: sends requests, and settles the futures of their answers.
package gene.library;

import gene.data.GeneMap;
import gene.data.Raise;
import gene.vm.Future;
import gene.vm.Operation;
import gene.vm.Vm;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Daemon threads "gene http client N" run what the JDK's client has to do; they block on nothing, and end with the VM. */
final class HttpTransport implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(30);

  /** @param nanos how long the answer may take; 0 for no limit */
  record Call(String method, URI url, List<HttpHeaders.Field> headers, HttpBody body, long nanos) {
    Call {
      headers = List.copyOf(headers);
    }
  }

  record Answer(int status, String body, List<HttpHeaders.Field> fields) {
    Answer {
      fields = List.copyOf(fields);
    }

    GeneMap headers() {
      return HttpHeaders.map(fields);
    }
  }

  private final Vm vm;
  private final ExecutorService executor;
  private final HttpClient client;

  private HttpTransport(Vm vm) {
    this.vm = vm;
    var count = new AtomicInteger();
    this.executor = Executors.newCachedThreadPool(task -> {
      var thread = new Thread(task, "gene http client " + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    });
    this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(CONNECT).executor(executor).build();
  }

  static HttpTransport of(Vm vm) {
    return vm.part(HttpTransport.class, HttpTransport::new);
  }

  /** @param then makes the future's value of the answer, on the VM's thread */
  Future send(Call call, Function<Answer, Object> then) {
    HttpRequest request = request(call);
    Operation exchange = vm.scheduler().begin(call.method() + " " + call.url());
    CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    exchange.onCancel(() -> answer.cancel(true));
    answer.whenComplete((response, failure) -> {
      if (failure == null) {
        Answer read = read(response);
        exchange.succeedWith(() -> then.apply(read));
      } else {
        exchange.fail(Raise.of("NetworkException", "Failed to " + exchange.what() + ": " + reason(failure)));
      }
    });
    return exchange.future();
  }

  CompletableFuture<WebSocket> connect(URI url, WebSocket.Listener listener) {
    return client.newWebSocketBuilder().connectTimeout(CONNECT).buildAsync(url, listener);
  }

  private static HttpRequest request(Call call) {
    try {
      boolean empty = call.body().bytes().length == 0;
      HttpRequest.Builder request = HttpRequest.newBuilder(call.url()).method(call.method(),
          empty ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(call.body().bytes()));
      if (call.nanos() > 0) {
        request.timeout(Duration.ofNanos(call.nanos()));
      }
      for (HttpHeaders.Field field : call.headers()) {
        // The client counts for itself.
        if (!field.name().equalsIgnoreCase("content-length")) {
          request.header(field.name(), field.value());
        }
      }
      if (call.body().contentType() != null && !HttpHeaders.has(call.headers(), "content-type")) {
        request.header("Content-Type", call.body().contentType());
      }
      return request.build();
    } catch (IllegalArgumentException e) {
      throw Raise.argument("Cannot send this request: " + e.getMessage());
    }
  }

  private static Answer read(HttpResponse<byte[]> response) {
    var fields = new ArrayList<HttpHeaders.Field>();
    response.headers().map().forEach((name, values) -> values.forEach(value -> fields.add(new HttpHeaders.Field(name, value))));
    return new Answer(response.statusCode(), HttpHeaders.text(response.body(), response.headers().firstValue("content-type").orElse(null)), fields);
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static String reason(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof HttpConnectTimeoutException) {
      return "no connection in time";
    } else if (cause instanceof HttpTimeoutException) {
      return "no answer in time";
    } else if (cause.getCause() instanceof UnresolvedAddressException || cause instanceof UnresolvedAddressException
        || cause instanceof UnknownHostException) {
      return "the host is not known";
    } else if (cause instanceof ConnectException) {
      return cause.getMessage() == null ? "connection refused" : cause.getMessage().toLowerCase(java.util.Locale.ROOT);
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
