// A running HTTP server of a program: hands requests to the VM's thread, and answers what the handler gives.
package gene.library;

import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Printer;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Future;
import gene.vm.Service;
import gene.vm.Vm;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Daemon threads "gene http server-N" accept and read; they never wait for the program. {@link Vm#close} stops them, or the
 * program does.
 */
final class HttpServer {
  private static final int MOST_THREADS = 12;
  private static final int MOST_BODY = 64 << 20;
  private static final int BACKLOG = 1024;
  private static final long KEEP_ALIVE_MILLIS = 60_000;

  private final Vm vm;
  private final Object handler;
  private final HttpServerOptions options;
  private final HttpServerStatus status;
  /** Null when the program's own thread runs the handler. */
  private HttpWorkers workers;
  private final AtomicInteger inFlight = new AtomicInteger();
  private Server server;
  private Service service;
  /** Pending while the server ends and requests are still answered; null before. */
  private volatile Future ending;

  HttpServer(Vm vm, Object handler, HttpServerOptions options, HttpServerStatus status) {
    this.vm = vm;
    this.handler = handler;
    this.options = options;
    this.status = status;
  }

  /** @throws Raise `NetworkException` when the port cannot be had */
  void start() {
    var pool = new QueuedThreadPool(MOST_THREADS, 2);
    pool.setName("gene http server");
    pool.setDaemon(true);
    pool.setReservedThreads(0);
    server = new Server(pool);
    server.setStopAtShutdown(false);
    // What is wrong with a request is told in words; pages with Java's exceptions are nobody's business.
    server.setErrorHandler((request, response, callback) -> {
      String reason = HttpStatus.getMessage(response.getStatus());
      response.getHeaders().put("Content-Type", HttpReply.PLAIN);
      Content.Sink.write(response, true, response.getStatus() + " " + reason, callback);
      return true;
    });
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setPort(options.port());
    connector.setHost(options.host());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(KEEP_ALIVE_MILLIS);
    // Who waits for an answer gets it, however long the server has been ending.
    connector.setShutdownIdleTimeout(TimeUnit.DAYS.toMillis(1));
    server.addConnector(connector);
    server.setHandler(options.webSocketPath() == null ? new Entry() : WebSocketEntry.around(new Entry(), server, this));
    try {
      vm.block(server::stop, () -> {
        server.start();
        return null;
      });
    } catch (Raise failed) {
      stopNow();
      String message = "Failed to start server on port " + options.port() + ": " + reason(failed);
      status.startupFailed(message);
      throw Raise.of("NetworkException", message);
    }
    if (options.concurrent()) {
      startWorkers();
    }
    service = vm.scheduler().open(this::stopNow);
    status.started(connector.getLocalPort(), inFlight);
  }

  private void startWorkers() {
    try {
      workers = new HttpWorkers(vm, handler, options.workers());
    } catch (Raise notTransportable) {
      stopNow();
      status.startupFailed(notTransportable.getMessage());
      throw notTransportable;
    }
  }

  private static String reason(Raise failed) {
    String message = String.valueOf(failed.getMessage());
    return message.startsWith("Failed to bind") ? "the address is already in use, or not allowed" : message;
  }

  Vm vm() {
    return vm;
  }

  HttpServerOptions options() {
    return options;
  }

  HttpServerStatus status() {
    return status;
  }

  /** Takes no more requests; the future succeeds when those that are under way have been answered. */
  Future stop() {
    if (ending == null) {
      ending = new Future();
      for (var connector : server.getConnectors()) {
        connector.shutdown();
      }
      endWhenIdle();
    }
    return ending;
  }

  private void endWhenIdle() {
    if (ending != null && ending.isPending() && inFlight.get() == 0) {
      try {
        service.close();
      } catch (Exception e) {
        status.failed("stopping: " + e.getMessage());
      }
      vm.scheduler().settle(ending, Future.State.SUCCESS, Special.NIL);
    }
  }

  private void stopNow() {
    if (workers != null) {
      workers.stop();
    }
    try {
      server.stop();
    } catch (Exception e) {
      status.failed("stopping: " + e.getMessage());
    }
    status.stopped();
  }

  /** On the server's threads. */
  private final class Entry extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      if (ending != null) {
        // Over a connection that was kept, or made just when the port was closed: the kernel may still complete one then.
        response.getHeaders().put("Connection", "close");
        refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "The server is stopping");
        return true;
      }
      if (inFlight.incrementAndGet() > options.mostInFlight()) {
        inFlight.decrementAndGet();
        status.overloaded();
        refuse(response, callback, options.overloadStatus(), "Service overloaded");
        return true;
      }
      Callback done = Callback.from(callback, this::leave);
      Content.Source.asByteBufferAsync(request, MOST_BODY).whenComplete((body, failure) -> {
        if (failure == null) {
          // A client may wait as long as the program does.
          request.addIdleTimeoutListener(timeout -> false);
          vm.scheduler().post(() -> serve(new HttpExchange(request, response, done, bytes(body))));
        } else if (String.valueOf(HttpTransport.cause(failure).getMessage()).contains("too large")) {
          refuse(response, done, 413, "The body is longer than " + (MOST_BODY >> 20) + " MB");
        } else {
          done.failed(failure);
        }
      });
      return true;
    }

    private static byte[] bytes(ByteBuffer body) {
      var bytes = new byte[body.remaining()];
      body.get(bytes);
      return bytes;
    }

    private void leave() {
      if (inFlight.decrementAndGet() == 0) {
        vm.scheduler().post(HttpServer.this::endWhenIdle);
      }
    }
  }

  private static void refuse(Response response, Callback callback, int status, String text) {
    response.setStatus(status);
    response.getHeaders().put("Content-Type", HttpReply.PLAIN);
    Content.Sink.write(response, true, text, callback);
  }

  // On the VM's thread

  private void serve(HttpExchange exchange) {
    ServerRequest request = exchange.serverRequest(vm);
    Future result = workers == null ? vm.scheduler().task("http request", vm.prelude("serve"), handler, request) : workers.ask(request);
    var timedOut = new boolean[1];
    if (options.timeoutMillis() > 0) {
      vm.scheduler().timeout(result, TimeUnit.MILLISECONDS.toNanos(options.timeoutMillis()), () -> {
        timedOut[0] = true;
        return Raise.coded("TimeoutException", "GENE.ASYNC.TIMEOUT", "await timed out");
      });
    }
    result.whenSettled(f -> {
      if (timedOut[0]) {
        status.timedOut();
        fail(exchange, 504, "Async response error: await timed out");
      } else if (f.state() == Future.State.SUCCESS && exchange.stream() == null) {
        HttpReply reply = workers == null ? (HttpReply) f.value() : HttpWorkers.reply((GeneMap) f.value());
        exchange.answer(reply.status(), reply.fields(), reply.body());
      } else if (f.state() != Future.State.SUCCESS) {
        String message = message(f.value());
        status.failed(message);
        fail(exchange, 500, "Internal Server Error: " + message);
      }
    });
  }

  /** The handler of a WebSocket has thrown. */
  void socketFailed(Object failure, WebSocketConnection connection) {
    status.failed(message(failure));
    connection.close();
  }

  private static String message(Object failure) {
    return failure instanceof Instance e && e.get("message") instanceof String text ? text : Printer.code(failure);
  }

  private static void fail(HttpExchange exchange, int status, String message) {
    if (exchange.stream() != null) {
      exchange.stream().close();
    } else {
      exchange.answer(status, List.of(), HttpBody.text(message, HttpReply.PLAIN));
    }
  }
}
