// The order of work: a request's work begins when its answer is wired to the connection, and in the order of the requests.
package gene.dap;

import gene.debug.Ask;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * LSP4J calls a request's method on the reader's thread. The method only says what is to be done; {@link #start}, called when the
 * answer is wired, does it, mostly by asking the VM's thread (see {@link gene.debug.Debugger}). So an answer leaves before any
 * event that its work brings about.
 */
final class Requests {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  /** Requests without an answer yet, by their ids. */
  private final Map<String, CompletableFuture<?>> open = new ConcurrentHashMap<>();
  private String arriving = "";

  /** Before the method of a request is called. */
  void arriving(String id) {
    arriving = id;
  }

  /** The id of the request whose method is being called. */
  String arrivingId() {
    return arriving;
  }

  /** Work that answers with what the debugger is asked for. */
  <T> CompletableFuture<T> ask(Supplier<Ask<T>> work) {
    return begin(answer -> work.get().send(answer));
  }

  /** @param work completes the answer, now or later, or throws */
  <T> CompletableFuture<T> begin(Consumer<CompletableFuture<T>> work) {
    var answer = new CompletableFuture<T>();
    String id = arriving;
    open.put(id, answer);
    answer.whenComplete((value, failure) -> open.remove(id, answer));
    waiting.add(() -> {
      try {
        work.accept(answer);
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  /** Answers at once; the work follows the answer. */
  <T> CompletableFuture<T> after(T answer, Runnable work) {
    waiting.add(work);
    return CompletableFuture.completedFuture(answer);
  }

  void start() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  /** Whether there was a request of that id without an answer; now it has one. */
  boolean cancel(String id) {
    CompletableFuture<?> answer = open.get(id);
    return answer != null && answer.completeExceptionally(new Overtaken("cancelled"));
  }
}
