// What `(http_server_status)` tells of a server: counted on its threads and on the VM's.
package gene.library;

import gene.data.GeneMap;
import gene.data.Special;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

final class HttpServerStatus {
  private final HttpServerOptions options;
  private final AtomicLong overloads = new AtomicLong();
  private long timeouts;
  private long failures;
  private volatile String lastError;
  private volatile boolean running;
  private boolean failedToStart;
  private int port;
  private AtomicInteger inFlight = new AtomicInteger();

  /** @param options null when no server was ever asked for */
  HttpServerStatus(HttpServerOptions options) {
    this.options = options;
    this.port = options == null ? 0 : options.port();
  }

  void started(int actualPort, AtomicInteger counter) {
    running = true;
    port = actualPort;
    inFlight = counter;
  }

  void startupFailed(String message) {
    failedToStart = true;
    lastError = message;
  }

  void stopped() {
    running = false;
  }

  void overloaded() {
    overloads.incrementAndGet();
    lastError = "Service overloaded";
  }

  void timedOut() {
    timeouts++;
    lastError = "Async response error: await timed out";
  }

  void failed(String message) {
    failures++;
    lastError = message;
  }

  boolean isRunning() {
    return running;
  }

  int port() {
    return port;
  }

  GeneMap map() {
    boolean troubled = overloads.get() > 0 || timeouts > 0 || failures > 0;
    var map = new LinkedHashMap<String, Object>();
    map.put("status", failedToStart ? "startup-failed" : !running ? "stopped" : troubled ? "degraded" : "ok");
    map.put("server_running", running);
    map.put("port", options == null ? Special.NIL : (Object) (long) port);
    map.put("concurrent", options != null && options.concurrent());
    map.put("requested_workers", options == null ? 0L : (long) options.requestedWorkers());
    map.put("effective_workers", options == null ? 0L : (long) options.workers());
    map.put("worker_clamped", options != null && options.workers() < options.requestedWorkers());
    map.put("queue_limit", options == null ? 0L : (long) options.queueLimit());
    map.put("max_in_flight", options == null ? 0L : (long) options.mostInFlight());
    map.put("in_flight", (long) inFlight.get());
    map.put("overload_count", overloads.get());
    map.put("timeout_count", timeouts);
    map.put("handler_failure_count", failures);
    map.put("last_error", lastError == null ? Special.NIL : lastError);
    map.put("redacted", true);
    return new GeneMap(map);
  }
}
