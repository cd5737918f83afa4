// Sends each open document's diagnostics after every change, once for a burst of changes.
package gene.server;

import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.Exports;
import gene.server.feature.ImportFindings;
import gene.server.feature.Snapshot;
import gene.source.Diagnostic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.lsp4j.PublishDiagnosticsParams;

/**
 * The thread `diagnostics` analyses and writes; it may wait for the client to read. Changes that come while it works are published
 * together when it is done, so it is never more than one state behind. {@link #close} ends it.
 */
final class DiagnosticsPublisher implements AutoCloseable {
  /** Enough to catch edits that were sent together, too little for a person to see. */
  private static final long DELAY_MILLIS = 1;
  /** What a document offers while no other one imports anything: nothing that has a name. */
  private static final List<String> NOBODY_ASKED = List.of("");

  private final ScheduledExecutorService thread = Threads.clock("diagnostics");
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean publishing;
  private final Workspace workspace;
  private final Log log;
  private final Consumer<PublishDiagnosticsParams> client;
  private final Supplier<Convert> convert;
  private final ImportFindings imports;
  // What open documents offer to others; used by the thread only.
  private final Map<String, List<String>> interfaces = new HashMap<>();

  DiagnosticsPublisher(Workspace workspace, Log log, Supplier<Convert> convert, ImportFindings imports, Consumer<PublishDiagnosticsParams> client) {
    this.imports = imports;
    this.workspace = workspace;
    this.log = log;
    this.convert = convert;
    this.client = client;
  }

  /** The document has been opened, edited or closed. */
  void changed(DocumentUri uri) {
    if (waiting.add(uri.key())) {
      try {
        thread.schedule(() -> publish(uri), DELAY_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        log.trace("a change of " + uri + " came after the end");
      }
    }
  }

  private void publish(DocumentUri uri) {
    publishing = true;
    waiting.remove(uri.key()); // before the snapshot is read: a later change must come back here
    try {
      Snapshot snapshot = workspace.latest();
      Optional<Document> document = snapshot.findOpen(uri);
      if (document.isPresent() && snapshot.settings().diagnostics()) {
        publish(snapshot, document.get());
        tellImporters(snapshot, uri, importers(snapshot, uri).findAny().isEmpty() ? NOBODY_ASKED : Exports.namesAndImports(document.get()));
      } else {
        imports.forget(uri);
        tellImporters(snapshot, uri, document.isPresent() ? interfaces.get(uri.key()) : null);
        client.accept(new PublishDiagnosticsParams(uri.text(), List.of()));
      }
    } catch (RuntimeException | Error e) {
      log.fault("diagnostics of " + uri, e);
    } finally {
      publishing = false;
    }
  }

  private static Stream<Document> importers(Snapshot snapshot, DocumentUri uri) {
    return snapshot.open().stream().filter(d -> !d.uri().key().equals(uri.key()) && ImportFindings.hasImports(d));
  }

  /** Other documents that import something may find there what they did not find before, or no longer. */
  private void tellImporters(Snapshot snapshot, DocumentUri uri, List<String> offered) {
    List<String> before = offered == null ? interfaces.remove(uri.key()) : interfaces.put(uri.key(), offered);
    if (before != null && !before.equals(offered)) {
      importers(snapshot, uri).forEach(d -> changed(d.uri()));
    }
  }

  /** What needs other files comes later, unless it is known from before. */
  private void publish(Snapshot snapshot, Document document) {
    List<Diagnostic> first = imports.last(document);
    client.accept(convert.get().diagnostics(document, first));
    if (!imports.isKnown(snapshot, document)) {
      List<Diagnostic> all = imports.of(snapshot, document);
      if (!all.equals(first) && workspace.latest().findOpen(document.uri()).filter(d -> d == document).isPresent()) {
        client.accept(convert.get().diagnostics(document, all));
      }
    }
  }

  boolean isBusy() {
    return publishing || !waiting.isEmpty();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
