// An answer in parts, sent while it is being made to a client that has asked for that; otherwise collected.
package gene.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;

/** For one thread. */
final class PartialResults<T> {
  /** Enough that messages are few, little enough that the first ones come soon. */
  private static final int PART = 32;

  private final LanguageClient client;
  private final Either<String, Integer> token;
  private final Function<List<T>, Object> message;
  private List<T> waiting = new ArrayList<>();

  /** @param token null where the answer is to come as a whole */
  PartialResults(LanguageClient client, Either<String, Integer> token, Function<List<T>, Object> message) {
    this.client = client;
    this.token = token;
    this.message = message;
  }

  void add(T item) {
    waiting.add(item);
    if (token != null && waiting.size() == PART) {
      send();
    }
  }

  private void send() {
    client.notifyProgress(new ProgressParams(token, Either.forRight(message.apply(waiting))));
    waiting = new ArrayList<>();
  }

  /** What the final answer holds: nothing where all has been sent before it. */
  List<T> rest() {
    if (token != null && !waiting.isEmpty()) {
      send();
    }
    return waiting;
  }
}
