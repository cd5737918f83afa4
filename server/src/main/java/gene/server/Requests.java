// Runs requests: on threads of their own, on the snapshot they were asked on, until answered, cancelled or overtaken by an edit.
package gene.server;

import gene.server.feature.DocumentUri;
import gene.server.feature.Snapshot;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * Two pools, so that what a person waits for with the mouse or the keyboard never queues behind work on whole files. Their threads
 * `cursor` and `file` compute and write answers, the thread `overtaken` writes refusals; {@link #close} ends them.
 */
final class Requests implements AutoCloseable {
  enum Urgency { AT_CURSOR, WHOLE_FILE }

  private static final long QUIET_NANOS = 100_000_000;

  private final Workspace workspace;
  private final Log log;
  private final ExecutorService atCursor = Threads.pool("cursor", 2);
  private final ExecutorService wholeFile = Threads.pool("file", 2);
  // Answering writes to the client, which may be slow to read; the state's thread must not wait for that.
  private final ExecutorService overtaken = Threads.single("overtaken");
  private final Set<Running<?>> running = ConcurrentHashMap.newKeySet();
  private volatile long lastAsked = System.nanoTime();

  Requests(Workspace workspace, Log log) {
    this.workspace = workspace;
    this.log = log;
  }

  private static final class Running<T> {
    final String method;
    final String document;
    final CompletableFuture<T> reply = new CompletableFuture<>();

    Running(String method, String document) {
      this.method = method;
      this.document = document;
    }
  }

  /** The client has said something: more will come. */
  void noticed() {
    lastAsked = System.nanoTime();
  }

  /** Whether something is being answered, or the client has said something a moment ago. */
  boolean isBusy() {
    return !running.isEmpty() || System.nanoTime() - lastAsked < QUIET_NANOS;
  }

  /** @param document whose edits make the answer worthless; null when it is about more than one */
  <T> CompletableFuture<T> run(String method, Urgency urgency, DocumentUri document, Function<Snapshot, T> answer) {
    var request = new Running<T>(method, document == null ? "" : document.key());
    long asked = System.nanoTime();
    lastAsked = asked;
    workspace.ask(method, snapshot -> {
      if (request.reply.isDone()) {
        return;
      }
      running.add(request);
      try {
        pool(urgency).execute(() -> compute(request, snapshot, answer, asked));
      } catch (RejectedExecutionException e) {
        running.remove(request);
        request.reply.completeExceptionally(error(ResponseErrorCode.RequestCancelled, "the server is ending"));
      }
    });
    return request.reply;
  }

  private ExecutorService pool(Urgency urgency) {
    return switch (urgency) {
      case AT_CURSOR -> atCursor;
      case WHOLE_FILE -> wholeFile;
    };
  }

  private <T> void compute(Running<T> request, Snapshot snapshot, Function<Snapshot, T> answer, long asked) {
    try {
      // The client may have cancelled, or edited, while the request stood in the queue.
      if (!request.reply.isDone()) {
        request.reply.complete(answer.apply(snapshot.askedUntil(request.reply::isDone)));
        log.trace(request.method + " answered after " + (System.nanoTime() - asked) / 1000 + " µs");
      }
    } catch (Snapshot.Unwanted e) {
      log.trace(request.method + " was given up");
    } catch (ResponseErrorException e) {
      request.reply.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      log.fault(request.method, e);
      request.reply.completeExceptionally(error(ResponseErrorCode.InternalError,
          request.method + " met a fault of the language server; its log on standard error says more"));
    } finally {
      running.remove(request);
    }
  }

  /** The document has been edited: answers to what was asked before would be about places that have moved. */
  void overtake(DocumentUri document) {
    for (Running<?> request : running) {
      if (request.document.equals(document.key()) && running.remove(request)) {
        overtaken.execute(() -> request.reply.completeExceptionally(error(ResponseErrorCode.ContentModified, "the document has changed since")));
      }
    }
  }

  static ResponseErrorException error(ResponseErrorCode code, String message) {
    return new ResponseErrorException(new ResponseError(code, message, null));
  }

  @Override
  public void close() {
    atCursor.shutdownNow();
    wholeFile.shutdownNow();
    overtaken.shutdownNow();
  }
}
