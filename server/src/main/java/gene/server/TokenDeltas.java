// Semantic tokens as changes of those that the client has already.
package gene.server;

import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensDelta;
import org.eclipse.lsp4j.SemanticTokensEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Keeps the last answer for each document. Any thread may ask. */
final class TokenDeltas {
  private record Sent(String id, int[] data) {}

  private final Map<String, Sent> last = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  SemanticTokens full(Document document, List<Integer> data) {
    return new SemanticTokens(keep(document, data), data);
  }

  private String keep(Document document, List<Integer> data) {
    String id = Long.toString(count.incrementAndGet());
    last.put(document.uri().key(), new Sent(id, data.stream().mapToInt(Integer::intValue).toArray()));
    return id;
  }

  /** One edit that covers all that differs; everything anew where the client has something else than what was sent last. */
  Either<SemanticTokens, SemanticTokensDelta> delta(Document document, List<Integer> data, String previous) {
    Sent before = last.get(document.uri().key());
    if (before == null || !before.id.equals(previous)) {
      return Either.forLeft(full(document, data));
    }
    int[] old = before.data;
    int start = 0;
    while (start < old.length && start < data.size() && old[start] == data.get(start)) {
      start++;
    }
    int end = 0;
    while (end < old.length - start && end < data.size() - start && old[old.length - 1 - end] == data.get(data.size() - 1 - end)) {
      end++;
    }
    String id = keep(document, data);
    if (start == old.length && start == data.size()) {
      return Either.forRight(new SemanticTokensDelta(List.of(), id));
    }
    var edit = new SemanticTokensEdit(start, old.length - start - end, List.copyOf(data.subList(start, data.size() - end)));
    return Either.forRight(new SemanticTokensDelta(List.of(edit), id));
  }

  void forget(DocumentUri uri) {
    last.remove(uri.key());
  }
}
