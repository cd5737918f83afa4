// Diagnostics that the client asks for: of one document, or of the whole workspace.
package gene.server;

import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.ImportFindings;
import gene.server.feature.IndexedFile;
import gene.server.feature.Snapshot;
import gene.source.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.PreviousResultId;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.RelatedUnchangedDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceUnchangedDocumentDiagnosticReport;

/** A result is known by the hash of the text that it is about, and by what is wrong with its imports. */
record PulledDiagnostics(Convert convert, ImportFindings imports, Progress progress) {
  DocumentDiagnosticReport of(Snapshot snapshot, Document document, String previous) {
    String id = id(snapshot, document);
    if (id.equals(previous)) {
      return new DocumentDiagnosticReport(new RelatedUnchangedDocumentDiagnosticReport(id));
    }
    var report = new RelatedFullDocumentDiagnosticReport(snapshot.settings().diagnostics() ? convert.all(document, imports.of(snapshot, document)) : List.of());
    report.setResultId(id);
    return new DocumentDiagnosticReport(report);
  }

  private String id(Snapshot snapshot, Document document) {
    List<Diagnostic> found = imports.of(snapshot, document);
    return id(snapshot, IndexStore.hash(document.source().text().getBytes(StandardCharsets.UTF_8))) + (found.isEmpty() ? "" : "." + Integer.toHexString(found.hashCode()));
  }

  /** What is found in a file depends on those that it imports, too. */
  private static String id(Snapshot snapshot, IndexedFile file) {
    var imported = new ArrayList<String>();
    for (String module : file.imports()) {
      imported.add(target(file.path(), module).flatMap(snapshot.index()::find).map(IndexedFile::hash).orElse(""));
    }
    return id(snapshot, file.hash()) + (imported.isEmpty() ? "" : "." + Integer.toHexString(imported.hashCode()));
  }

  private static String id(Snapshot snapshot, String hash) {
    return hash.substring(0, 32) + (snapshot.settings().diagnostics() ? "" : "-");
  }

  private static Optional<Path> target(Path from, String module) {
    try {
      return Optional.of(from.resolveSibling(module.endsWith(".gene") ? module : module + ".gene").normalize());
    } catch (InvalidPathException e) {
      return Optional.empty(); // no file can have this name
    }
  }

  /**
   * Of all documents and files; of those that the client knows and that are gone, that nothing is wrong any more.
   *
   * @param work hears how many are done, and may end it
   */
  void all(Snapshot snapshot, List<PreviousResultId> previous, Progress.Work work, Consumer<WorkspaceDocumentDiagnosticReport> to) {
    Map<String, PreviousResultId> known = new LinkedHashMap<>();
    previous.forEach(p -> known.put(DocumentUri.of(p.getUri()).key(), p));
    var done = new HashSet<String>();
    int count = snapshot.open().size() + snapshot.index().size();
    for (Document d : snapshot.open()) {
      done.add(d.uri().key());
      to.accept(report(snapshot, d, id(snapshot, d), known, d.version()));
    }
    for (IndexedFile f : snapshot.index().files()) {
      snapshot.check();
      DocumentUri uri = DocumentUri.of(f.path());
      String id = id(snapshot, f);
      if (work.isCancelled()) {
        return;
      } else if (!done.add(uri.key())) {
        continue;
      } else if (isKnown(id, uri, known)) {
        to.accept(new WorkspaceDocumentDiagnosticReport(new WorkspaceUnchangedDocumentDiagnosticReport(id, uri.text(), null)));
      } else {
        snapshot.find(uri).ifPresent(d -> to.accept(report(snapshot, d, id, known, null)));
      }
      work.report(done.size(), count);
    }
    known.forEach((key, p) -> {
      if (!done.contains(key)) {
        to.accept(new WorkspaceDocumentDiagnosticReport(new WorkspaceFullDocumentDiagnosticReport(List.of(), p.getUri(), null)));
      }
    });
  }

  private static boolean isKnown(String id, DocumentUri uri, Map<String, PreviousResultId> known) {
    return known.containsKey(uri.key()) && id.equals(known.get(uri.key()).getValue());
  }

  private WorkspaceDocumentDiagnosticReport report(Snapshot snapshot, Document document, String id, Map<String, PreviousResultId> known, Integer version) {
    String uri = document.uri().text();
    if (isKnown(id, document.uri(), known)) {
      return new WorkspaceDocumentDiagnosticReport(new WorkspaceUnchangedDocumentDiagnosticReport(id, uri, version));
    }
    var report = new WorkspaceFullDocumentDiagnosticReport(snapshot.settings().diagnostics() ? convert.all(document, imports.of(snapshot, document)) : List.of(), uri, version);
    report.setResultId(id);
    return new WorkspaceDocumentDiagnosticReport(report);
  }
}
