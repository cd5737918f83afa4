// What is wrong with the imports of a document: modules that are nowhere, names that they lack, circles.
package gene.server.feature;

import gene.analysis.Analysis;
import gene.analysis.ImportCheck;
import gene.library.Builtins;
import gene.source.Diagnostic;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what it has found as long as neither the imports nor other documents and files have changed. Any thread may ask. */
public final class ImportFindings {
  /** @param found by the place of their import among the imports, relative to that */
  private record Known(List<Form> imports, Index index, List<Document> others, List<Found> found) {}

  private record Found(int place, Diagnostic relative) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** Whether {@link #of} needs no look at other files. */
  public boolean isKnown(Snapshot snapshot, Document document) {
    Known k = known.get(document.uri().key());
    return k != null && isOf(k, snapshot, document);
  }

  private static boolean isOf(Known k, Snapshot snapshot, Document document) {
    List<Tree.Top> imports = imports(document);
    List<Document> others = others(snapshot, document);
    boolean same = k.imports.size() == imports.size() && k.index == snapshot.index() && k.others.size() == others.size();
    for (int i = 0; same && i < imports.size(); i++) {
      same = k.imports.get(i) == imports.get(i).form();
    }
    for (int i = 0; same && i < others.size(); i++) {
      same = k.others.get(i) == others.get(i);
    }
    return same;
  }

  /** What was found last, where its imports are now; nothing of those that have changed. */
  public List<Diagnostic> last(Document document) {
    Known k = known.get(document.uri().key());
    return k == null ? List.of() : placed(k, imports(document));
  }

  public List<Diagnostic> of(Snapshot snapshot, Document document) {
    List<Tree.Top> imports = imports(document);
    Known k = known.get(document.uri().key());
    if (k == null || !isOf(k, snapshot, document)) {
      var found = new ArrayList<Found>();
      for (Diagnostic d : imports.isEmpty() ? List.<Diagnostic>of() : find(snapshot, document)) {
        for (int i = 0; i < imports.size(); i++) {
          if (imports.get(i).start() <= d.span().start() && d.span().end() <= imports.get(i).end()) {
            found.add(new Found(i, d.shift(-imports.get(i).start())));
          }
        }
      }
      k = new Known(imports.stream().map(Tree.Top::form).toList(), snapshot.index(), others(snapshot, document), List.copyOf(found));
      known.put(document.uri().key(), k);
    }
    return placed(k, imports);
  }

  public void forget(DocumentUri uri) {
    known.remove(uri.key());
  }

  private static List<Diagnostic> placed(Known k, List<Tree.Top> now) {
    return k.found.stream().filter(f -> f.place < now.size() && now.get(f.place).form() == k.imports.get(f.place))
        .map(f -> f.relative.shift(now.get(f.place).start())).toList();
  }

  private static List<Tree.Top> imports(Document document) {
    return document.tree().tops().stream().filter(t -> t.form() instanceof Form.Node n && (n.isCall("import") || n.isCall("$dep"))).toList();
  }

  public static boolean hasImports(Document document) {
    return !imports(document).isEmpty();
  }

  private static List<Document> others(Snapshot snapshot, Document document) {
    return snapshot.open().stream().filter(d -> !d.uri().key().equals(document.uri().key())).toList();
  }

  /** A document without a file has no folder to import from. */
  private static List<Diagnostic> find(Snapshot snapshot, Document document) {
    return document.uri().path().filter(p -> p.getParent() != null).map(file ->
        ImportCheck.of(document.outline(), file, Builtins.table(), Map.of(), new Documents(snapshot))).orElse(List.of());
  }

  /** Modules as the editor has them. */
  private record Documents(Snapshot snapshot) implements ImportCheck.Modules {
    @Override
    public Optional<Path> findNear(String specifier, Path from) {
      try {
        Path named = from.resolveSibling(specifier).normalize();
        List<Path> files = specifier.endsWith(".gene") ? List.of(named) : List.of(named.resolveSibling(named.getFileName() + ".gene"), named);
        return files.stream().filter(f -> snapshot.findOpen(DocumentUri.of(f)).isPresent()).findFirst();
      } catch (InvalidPathException e) {
        return Optional.empty(); // no file can have this name
      }
    }

    @Override
    public Optional<Analysis> find(Path file) {
      snapshot.check();
      return snapshot.find(DocumentUri.of(file)).map(Document::analysis);
    }
  }
}
