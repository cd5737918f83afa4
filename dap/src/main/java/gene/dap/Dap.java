// `gene dap`: serves one debugging session, on standard streams or on a socket that it opens.
package gene.dap;

import gene.debug.DebugException;
import gene.debug.TooLateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.debug.Message;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;
import org.eclipse.lsp4j.jsonrpc.debug.DebugRemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;

public final class Dap {
  private static final int ERROR_ID = 1;

  private Dap() {}

  /** Serves a client on the given streams until it disconnects or is gone. @return the exit status */
  public static int run(InputStream in, OutputStream out, OutputStream err, Host host) {
    return run(List.of(), in, out, err, host);
  }

  /** @param options `--stdio`, or `--listen=PATH` for a Unix socket that is made there and serves one client */
  public static int run(List<String> options, InputStream in, OutputStream out, OutputStream err, Host host) {
    var messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    String listen = null;
    for (String option : options) {
      if (option.startsWith("--listen=") && option.length() > "--listen=".length()) {
        listen = option.substring("--listen=".length());
      } else if (!option.equals("--stdio")) {
        messages.println("Error: dap knows --stdio and --listen=PATH, not " + option);
        return 1;
      }
    }
    try (Connection connection = listen == null ? Connection.of(in, out) : Connection.accept(host.folder().resolve(listen), messages)) {
      return serve(connection, messages, new DapServer(host));
    } catch (IOException e) {
      messages.println("Error: the debug adapter cannot listen at " + listen + ": " + e.getMessage());
      return 1;
    }
  }

  /** Until the client disconnects or is gone. */
  static int serve(Connection connection, PrintStream messages, DapServer server) {
    // What LSP4J logs are failures of the connection, with Java stack traces: the end of the stream says as much.
    Logger lsp4j = Logger.getLogger("org.eclipse.lsp4j.jsonrpc");
    Level level = lsp4j.getLevel();
    lsp4j.setLevel(Level.OFF);
    ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
      var thread = new Thread(work, "gene-dap-reader");
      thread.setDaemon(true);
      return thread;
    });
    try {
      Launcher<GeneClient> launcher = new Wiring(server)
          .setLocalServices(server.families()).setRemoteInterface(GeneClient.class)
          .setClassLoader(GeneClient.class.getClassLoader())
          .setInput(connection.in()).setOutput(connection.out())
          .setExecutorService(reader)
          .wrapMessages(consumer -> startAfterwards(consumer, server))
          .setExceptionHandler(cause -> answer(cause, messages))
          .configureGson(gson -> gson.registerTypeAdapter(TerminalRequest.class, new TerminalRequest.Json()))
          .create();
      server.connect(launcher.getRemoteProxy(), launcher.getRemoteEndpoint());
      Future<Void> listening = launcher.startListening();
      // The reader has one thread: this runs once there is nothing more to read.
      reader.execute(server::streamEnded);
      server.ended().join();
      listening.cancel(true);
      return 0;
    } finally {
      reader.shutdownNow();
      lsp4j.setLevel(level);
    }
  }

  /**
   * A request's work begins when its answer is wired to the connection, so that the answer leaves before any event that the work
   * brings about.
   */
  private static MessageConsumer startAfterwards(MessageConsumer consumer, DapServer server) {
    return message -> {
      if (message instanceof RequestMessage request) {
        server.arriving(request.getId());
      }
      consumer.consume(message);
      if (message instanceof RequestMessage) {
        server.startRequests();
      }
    };
  }

  private static ResponseError answer(Throwable thrown, PrintStream messages) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && (cause instanceof CompletionException || cause instanceof ExecutionException || cause instanceof InvocationTargetException
        || cause.getClass() == RuntimeException.class)) {
      cause = cause.getCause();
    }
    String text;
    if (cause instanceof Debuggee.Refusal refusal) {
      return refusal.error();
    } else if (cause instanceof DebugException || cause instanceof Overtaken) {
      text = cause.getMessage();
    } else if (cause instanceof UnsupportedOperationException || cause instanceof ResponseErrorException) {
      // Of the protocol, or of nobody.
      text = "Gene's debug adapter does not know this request";
    } else {
      // Ours: nobody but us can do anything with more than the place.
      StackTraceElement[] trace = cause.getStackTrace();
      text = "The debug adapter has failed, please report it: " + cause + (trace.length == 0 ? "" : " in " + trace[0]);
      messages.println(text);
    }
    var body = new Message();
    body.setId(ERROR_ID);
    // A format may have variables in braces; the text of an error has none.
    body.setFormat("{text}");
    body.setVariables(Map.of("text", text));
    body.setShowUser(!(cause instanceof Overtaken || cause instanceof TooLateException));
    return new ResponseError(ResponseErrorCode.RequestFailed, text, Map.of("error", body));
  }

  /** LSP4J's connection, in which the server sees each request before its families do. */
  private static final class Wiring extends DebugLauncher.Builder<GeneClient> {
    private final DapServer server;

    Wiring(DapServer server) {
      this.server = server;
    }

    @Override
    protected RemoteEndpoint createRemoteEndpoint(MessageJsonHandler json) {
      MessageConsumer out = wrapMessageConsumer(new StreamMessageConsumer(output, json));
      var endpoint = new DebugRemoteEndpoint(out, server.dispatch(ServiceEndpoints.toEndpoint(localServices)), exceptionHandler);
      json.setMethodProvider(endpoint);
      return endpoint;
    }
  }
}
