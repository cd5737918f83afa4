// Semantic tokens as changes of those that the client has already.
package gene.server;

import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensDelta;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Keeps the last answer for each document. Any thread may ask. */
final class TokenDeltas {
  private record Sent(String id, TokenNumbers data) {}

  private final Map<String, Sent> last = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  SemanticTokens full(Document document, TokenNumbers data) {
    return new SemanticTokens(keep(document, data), data);
  }

  private String keep(Document document, TokenNumbers data) {
    String id = Long.toString(count.incrementAndGet());
    last.put(document.uri().key(), new Sent(id, data));
    return id;
  }

  /** One edit that covers all that differs; everything anew where the client has something else than what was sent last. */
  Either<SemanticTokens, SemanticTokensDelta> delta(Document document, TokenNumbers data, String previous) {
    Sent before = last.get(document.uri().key());
    if (before == null || !before.id.equals(previous)) {
      return Either.forLeft(full(document, data));
    }
    return Either.forRight(new SemanticTokensDelta(data.since(before.data), keep(document, data)));
  }

  /** What was sent last, to make the next answer of; null before the first. */
  TokenNumbers last(Document document) {
    Sent before = last.get(document.uri().key());
    return before == null ? null : before.data;
  }

  void forget(DocumentUri uri) {
    last.remove(uri.key());
  }
}
