// Files that get another name or place: the imports that name them follow.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** @param moves old paths to new ones; a folder stands for all that it holds */
public record MovedFiles(Map<Path, Path> moves) {
  public MovedFiles {
    moves = Map.copyOf(moves);
  }

  /** The edits in files as they are called before the move. */
  public List<Rename.Edits> edits(Snapshot snapshot) {
    Map<String, Document> documents = new LinkedHashMap<>();
    snapshot.open().forEach(d -> documents.put(d.uri().key(), d));
    for (IndexedFile f : snapshot.index().files()) {
      snapshot.check();
      if (!f.imports().isEmpty()) {
        DocumentUri uri = DocumentUri.of(f.path());
        documents.computeIfAbsent(uri.key(), k -> snapshot.find(uri).orElse(null));
      }
    }
    var all = new ArrayList<Rename.Edits>();
    for (Document d : documents.values()) {
      List<Diagnostic.Edit> edits = d == null ? List.of() : of(snapshot, d);
      if (!edits.isEmpty()) {
        all.add(new Rename.Edits(d, edits));
      }
    }
    return all;
  }

  private List<Diagnostic.Edit> of(Snapshot snapshot, Document document) {
    var edits = new ArrayList<Diagnostic.Edit>();
    Optional<Path> own = document.uri().path();
    if (own.isEmpty()) {
      return edits;
    }
    Path importer = moved(own.get());
    for (Tree.Top top : document.tree().tops()) {
      if (top.form() instanceof Form.Node n && n.isCall("import")) {
        Imports.modulePath(n).ifPresent(l -> edit(snapshot, document, top.span(l), (String) l.value(), importer).ifPresent(edits::add));
      }
    }
    return edits;
  }

  private Optional<Diagnostic.Edit> edit(Snapshot snapshot, Document document, Span literal, String module, Path importer) {
    Optional<Path> target = new Imports(snapshot, document).module(module).flatMap(d -> d.uri().path());
    boolean touched = target.isPresent() && (!moved(target.get()).equals(target.get()) || !importer.equals(document.uri().path().get()));
    if (!touched || module.startsWith("/")) {
      return Optional.empty();
    }
    String relative = importer.getParent().relativize(moved(target.get())).toString().replace('\\', '/');
    String without = module.endsWith(".gene") || !relative.endsWith(".gene") ? relative : relative.substring(0, relative.length() - 5);
    String spelled = without.startsWith("../") || !module.startsWith(".") ? without : "./" + without;
    return spelled.equals(module) ? Optional.empty() : Optional.of(new Diagnostic.Edit(new Span(literal.start() + 1, literal.end() - 1), spelled));
  }

  private Path moved(Path path) {
    for (Map.Entry<Path, Path> m : moves.entrySet()) {
      if (path.startsWith(m.getKey())) {
        return path.equals(m.getKey()) ? m.getValue() : m.getValue().resolve(m.getKey().relativize(path));
      }
    }
    return path;
  }
}
