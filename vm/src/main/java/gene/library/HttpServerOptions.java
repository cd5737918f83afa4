// What `start_server` was asked for.
package gene.library;

import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import java.util.Set;

/**
 * @param host             null for every address of the machine
 * @param workers          how many actors run handlers; 0 when the program's own thread does
 * @param mostInFlight     how many requests may be under way; what comes beyond is refused
 * @param timeoutMillis    how long an answer may take; 0 for no limit
 * @param webSocketPath    null without WebSockets
 * @param webSocketHandler called with each connection
 */
record HttpServerOptions(int port, String host, int requestedWorkers, int workers, int queueLimit, int mostInFlight, int overloadStatus,
                         int timeoutMillis, String webSocketPath, Object webSocketHandler) {
  private static final int MOST_WORKERS = 8;
  private static final int DEFAULT_WORKERS = 4;
  private static final int DEFAULT_IN_FLIGHT = 10_000;
  private static final int DEFAULT_QUEUE = 10_000;
  private static final int DEFAULT_TIMEOUT_MILLIS = 10_000;
  private static final Set<String> KNOWN = Set.of("host", "concurrent", "workers", "queue_limit", "max_in_flight", "overload_status", "request_timeout_ms",
      "websocket");

  static HttpServerOptions of(Args a) {
    Arguments.knownKeywords(a, KNOWN);
    if (!a.isInt(0)) {
      throw Raise.argument("start_server requires a port, an integer, and a handler");
    }
    long port = a.intAt(0);
    if (port < 0 || port > 65535) {
      throw Raise.argument("start_server port must be 0 to 65535");
    }
    boolean concurrent = a.keyword("concurrent") != null && Args.isTruthy(a.keyword("concurrent"));
    int requested = number(a, "workers", 1, Integer.MAX_VALUE, DEFAULT_WORKERS);
    int queue = number(a, "queue_limit", 0, Integer.MAX_VALUE / 2, DEFAULT_QUEUE);
    int inFlight = number(a, "max_in_flight", 1, Integer.MAX_VALUE / 2, DEFAULT_IN_FLIGHT);
    boolean queued = a.keyword("queue_limit") != null;
    boolean limited = a.keyword("max_in_flight") != null;
    int workers = concurrent ? Math.min(requested, MOST_WORKERS) : 0;
    // A queue limit alone counts what waits beside what each worker has in hand.
    int most = limited ? inFlight : queued ? queue + Math.max(1, workers) : DEFAULT_IN_FLIGHT;
    Object socket = a.keyword("websocket");
    if (socket != null && socket != Special.NIL && !(socket instanceof GeneMap)) {
      throw Raise.argument("start_server ^websocket must be a map {^path ... ^handler ...}");
    }
    GeneMap webSocket = socket instanceof GeneMap map ? map : null;
    return new HttpServerOptions((int) port, host(a), concurrent ? requested : 0, workers, queue, most,
        number(a, "overload_status", 400, 599, 503), number(a, "request_timeout_ms", 0, Integer.MAX_VALUE, DEFAULT_TIMEOUT_MILLIS),
        webSocket == null ? null : path(webSocket), webSocket == null ? null : handler(webSocket));
  }

  boolean concurrent() {
    return workers > 0;
  }

  private static String host(Args a) {
    Object host = a.keyword("host");
    if (host == null || host == Special.NIL || host instanceof String) {
      return host instanceof String s ? s : null;
    }
    throw Raise.argument("start_server ^host must be a string");
  }

  private static int number(Args a, String name, int least, int most, int absent) {
    Object given = a.keyword(name);
    if (given == null || given == Special.NIL) {
      return absent;
    } else if (given instanceof Long n && n >= least && n <= most) {
      return n.intValue();
    }
    throw Raise.argument("start_server ^" + name + " must be an integer" + (most == Integer.MAX_VALUE || most == Integer.MAX_VALUE / 2
        ? ", " + least + " or more" : ", " + least + " to " + most));
  }

  private static String path(GeneMap webSocket) {
    Object path = webSocket.has("path") ? webSocket.get("path") : "/ws";
    if (path instanceof String text && text.startsWith("/")) {
      return text;
    }
    throw Raise.argument("start_server ^websocket ^path must be a string that begins with /");
  }

  private static Object handler(GeneMap webSocket) {
    Object handler = webSocket.get("handler");
    if (handler == null || !Arguments.isCallback(handler)) {
      throw Raise.argument("start_server ^websocket requires ^handler, a function");
    }
    return handler;
  }
}
