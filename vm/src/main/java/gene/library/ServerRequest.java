// A request as the handler of a server sees it: an object whose properties say what was asked for.
package gene.library;

import gene.data.GeneClass;
import gene.data.Instance;
import java.util.List;

final class ServerRequest extends Instance {
  static final List<String> PROPERTIES = List.of("method", "path", "url", "params", "headers", "body", "body_params");

  /** Null for the request that began a WebSocket. */
  private final HttpExchange exchange;

  ServerRequest(GeneClass cls, HttpExchange exchange) {
    super(cls);
    this.exchange = exchange;
  }

  HttpExchange exchange() {
    return exchange;
  }
}
