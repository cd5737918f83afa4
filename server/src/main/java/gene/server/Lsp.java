// `gene lsp`: connects a language server with its client and serves until the client ends it or is gone.
package gene.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.launch.LSPLauncher;

public final class Lsp {
  private Lsp() {}

  /** Serves a client; relative paths among the options are seen from the root of the file system. */
  public static int run(InputStream in, OutputStream out, OutputStream err, List<String> options) {
    return run(in, out, err, options, Host.none(Path.of(URI.create("file:///"))));
  }

  /**
   * Serves a client on the given streams, or on the socket or pipe that the options name. From now on what is printed to standard
   * output goes to `err`: a stray line would break the protocol.
   *
   * @return the exit status: 0 after `shutdown` and `exit`, otherwise 1
   */
  public static int run(InputStream in, OutputStream out, OutputStream err, List<String> options, Host host) {
    var messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    LspOptions parsed;
    try {
      parsed = LspOptions.parse(options, host.folder());
    } catch (LspOptions.Invalid e) {
      messages.println(e.getMessage());
      return 1;
    }
    System.setOut(messages);
    var log = new Log(err, parsed.trace());
    Logger lsp4j = Logger.getLogger("org.eclipse.lsp4j");
    var handler = new OneLine(log);
    lsp4j.setUseParentHandlers(false);
    lsp4j.addHandler(handler);
    try (Connection connection = Connection.open(parsed, in, out)) {
      return serve(connection, log, parsed.folder(), host);
    } catch (IOException e) {
      messages.println("Error: the client cannot be reached: " + e.getMessage());
      return 1;
    } finally {
      lsp4j.removeHandler(handler);
      lsp4j.setUseParentHandlers(true);
    }
  }

  static int serve(Connection connection, Log log, Path folder, Host host) {
    ExecutorService reader = Threads.single("reader");
    try (var server = new LspServer(log, folder, host)) {
      Launcher<GeneClient> launcher = new LSPLauncher.Builder<GeneClient>()
          .setLocalService(server).setRemoteInterface(GeneClient.class)
          .setInput(connection.in()).setOutput(connection.out())
          .setExecutorService(reader)
          .configureGson(Json::register)
          .setExceptionHandler(cause -> answer(cause, log))
          .create();
      server.connect(launcher.getRemoteProxy());
      server.warm();
      Future<Void> listening = launcher.startListening();
      reader.execute(server::streamEnded); // runs once there is nothing more to read
      int status = server.ended().join();
      listening.cancel(true);
      return status;
    } finally {
      reader.shutdownNow();
    }
  }

  /** What a request that failed is answered: never a Java stack trace. */
  private static ResponseError answer(Throwable failed, Log log) {
    Throwable cause = failed;
    while (isWrapper(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ResponseErrorException e) {
      return e.getResponseError();
    } else if (cause instanceof UnsupportedOperationException) { // LSP4J's own answer to what no method here overrides
      return new ResponseError(ResponseErrorCode.MethodNotFound, "the server has not announced that it can do this", null);
    }
    log.fault("a request", cause);
    return new ResponseError(ResponseErrorCode.InternalError, "a fault of the language server; its log on standard error says more", null);
  }

  private static boolean isWrapper(Throwable t) {
    return t instanceof CompletionException || t instanceof ExecutionException || t instanceof InvocationTargetException
        || t.getClass() == RuntimeException.class;
  }

  /** LSP4J reports with stack traces what is everyday's business, such as the end of a stream: one line each, for traces. */
  private static final class OneLine extends Handler {
    private final Log log;

    OneLine(Log log) {
      this.log = log;
    }

    @Override
    public void publish(LogRecord record) {
      log.trace(record.getMessage() + (record.getThrown() == null ? "" : ": " + record.getThrown()));
    }

    @Override
    public void flush() {
      // The log does not hold lines back.
    }

    @Override
    public void close() {
      // The stream below belongs to the caller.
    }
  }
}
