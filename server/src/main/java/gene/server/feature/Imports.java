// The imports of a document: the files they name, and what the imported names stand for there.
package gene.server.feature;

import gene.analysis.Builtin;
import gene.analysis.ImportCheck;
import gene.analysis.ImportSpec;
import gene.analysis.Node;
import gene.library.Builtins;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class Imports {
  /** Modules import from one another's imports, in theory in circles. */
  private static final int FARTHEST = 16;

  private final Snapshot snapshot;
  private final Document document;
  private final int distance;

  Imports(Snapshot snapshot, Document document) {
    this(snapshot, document, 0);
  }

  private Imports(Snapshot snapshot, Document document, int distance) {
    this.snapshot = snapshot;
    this.document = document;
    this.distance = distance;
  }

  /** What an import binds the name to; the last one counts. */
  Optional<Entity> find(String name) {
    List<Node.Special> imports = imports();
    for (int i = imports.size() - 1; i >= 0; i--) {
      var spec = (ImportSpec) imports.get(i).data();
      for (ImportSpec.Item item : spec.items()) {
        Optional<Entity> found = Optional.empty();
        if (item.isWildcard()) {
          var path = new ArrayList<>(item.path().subList(0, item.path().size() - 1));
          path.add(name);
          found = member(spec, path);
        } else if (item.as().equals(name)) {
          found = member(spec, item.path());
        }
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** What the cursor touches inside an import form. */
  Optional<Entity> at(Cursor cursor, Form.Node form) {
    Optional<ImportSpec> spec = imports().stream().filter(n -> n.form() == form).map(n -> (ImportSpec) n.data()).findFirst();
    if (spec.isEmpty()) {
      return Optional.empty();
    }
    Form touched = cursor.innermost();
    if (touched instanceof Form.Literal l && l.value() instanceof String) {
      return l.value().equals(spec.get().module()) ? module(spec.get()).map(Entity.Module::new) : Optional.empty();
    }
    var path = new ArrayList<String>();
    if (cursor.parent().filter(Form.Array.class::isInstance).isPresent()) {
      path.addAll(prefix(form, cursor.parent().get()));
    }
    if (touched instanceof Form.Name n) {
      path.add(imported(n.text()));
    } else if (touched instanceof Form.Path p) {
      p.segments().subList(0, cursor.segment(p) + 1).forEach(s -> path.add(imported(s.text())));
    }
    return path.isEmpty() ? Optional.empty() : member(spec.get(), path);
  }

  /** The literal after `from`. */
  static Optional<Form.Literal> modulePath(Form.Node form) {
    List<Form> children = form.children();
    for (int i = 0; i + 1 < children.size(); i++) {
      if (DefinitionForm.isName(children.get(i), "from") && children.get(i + 1) instanceof Form.Literal l && l.value() instanceof String) {
        return Optional.of(l);
      }
    }
    return Optional.empty();
  }

  /** The other names under which the document's imports bind what is called so in its module. */
  Set<String> aliasesOf(String name) {
    var names = new LinkedHashSet<String>();
    for (Node.Special n : imports()) {
      for (ImportSpec.Item item : ((ImportSpec) n.data()).items()) {
        if (item.path().get(item.path().size() - 1).equals(name)) {
          names.add(item.as());
        }
      }
    }
    return names;
  }

  /** Where an import names the thing of this key. */
  Optional<Span> itemOf(String key) {
    for (Tree.Top top : document.tree().tops()) {
      if (top.form() instanceof Form.Node n && n.isCall("import")) {
        for (Form part : n.parts()) {
          List<Form> items = part instanceof Form.Array group ? group.items() : List.of(part);
          for (Form item : items) {
            boolean named = item instanceof Form.Name || item instanceof Form.Path;
            if (named && Names.at(snapshot, document, top.start() + item.end()).filter(f -> f.entities().stream().anyMatch(e -> e.key().equals(key))).isPresent()) {
              return Optional.of(top.span(item));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The path that stands before a group `prefix/[a b]`. */
  private static List<String> prefix(Form.Node form, Form group) {
    int at = form.children().indexOf(group);
    if (at > 0 && form.children().get(at - 1) instanceof Form.Path p) {
      return p.segments().stream().map(Form.Segment::text).filter(s -> !s.isEmpty()).toList();
    }
    return List.of();
  }

  /** `a` for `a:b`. */
  private static String imported(String item) {
    int colon = item.indexOf(':');
    return colon > 0 ? item.substring(0, colon) : item;
  }

  List<ImportSpec> specs() {
    return imports().stream().map(n -> (ImportSpec) n.data()).toList();
  }

  private List<Node.Special> imports() {
    var all = new ArrayList<Node.Special>();
    for (Node n : document.outline().module().body().nodes()) {
      if (n instanceof Node.Special s && s.kind() == Node.SpecialKind.IMPORT) {
        all.add(s);
      }
    }
    return all;
  }

  private Optional<Entity> member(ImportSpec spec, List<String> path) {
    if (spec.module() == null) {
      return builtIn(path).map(Entity.BuiltIn::new);
    }
    Optional<Document> file = module(spec);
    if (file.isEmpty() || distance == FARTHEST) {
      return Optional.empty();
    }
    Optional<Symbol> symbol = Symbol.find(file.get().symbols(), path.get(0));
    if (symbol.isEmpty()) {
      return path.size() == 1 ? new Imports(snapshot, file.get(), distance + 1).find(path.get(0)) : Optional.empty();
    }
    String owner = "";
    for (String next : path.subList(1, path.size())) {
      owner = symbol.get().name();
      symbol = symbol.get().findChild(next);
      if (symbol.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(new Entity.Member(file.get(), symbol.get(), owner));
  }

  /** Entries of the namespace `gene` are found with and without it. */
  static Optional<Builtin> builtIn(List<String> path) {
    String name = String.join("/", path);
    String without = name.startsWith("gene/") || name.startsWith("global/") ? name.substring(name.indexOf('/') + 1) : name;
    return Builtins.table().find(name).or(() -> Builtins.table().find(without)).or(() -> Builtins.table().find("gene/" + name));
  }

  /** The file that an import reads: near, in the package around, or in the one that it names, as when the program runs. */
  Optional<Document> module(ImportSpec spec) {
    if (spec.module() == null || spec.isNative()) {
      return Optional.empty();
    }
    Optional<Document> near = spec.pkg() == null && spec.pkgPath() == null ? module(spec.module()) : Optional.empty();
    return near.or(() -> document.uri().path().flatMap(here -> ImportCheck.target(specs(), spec, here, Builtins.table(), Map.of()))
        .flatMap(this::file));
  }

  /** The file that a module path names, seen from the document's folder (language reference 11, section 4, first tier). */
  Optional<Document> module(String specifier) {
    Optional<Path> folder = document.uri().path().map(Path::getParent).or(() -> snapshot.folders().stream().findFirst());
    if (folder.isEmpty() || specifier.isEmpty()) {
      return Optional.empty();
    }
    try {
      boolean hasEnding = specifier.endsWith(".gene");
      Optional<Document> file = hasEnding ? Optional.empty() : file(folder.get().resolve(specifier + ".gene"));
      return file.or(() -> file(folder.get().resolve(specifier)));
    } catch (InvalidPathException e) {
      // No file can have this name.
      return Optional.empty();
    }
  }

  private Optional<Document> file(Path path) {
    return snapshot.find(DocumentUri.of(path));
  }
}
