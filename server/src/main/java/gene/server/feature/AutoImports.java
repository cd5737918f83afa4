// Names of other files that an import would bring, with the edit that makes the import.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class AutoImports {
  private static final int MOST = 100;

  /** @param edit adds the name to the file's imports */
  record Name(String name, Symbol.Kind kind, String module, String subject, Diagnostic.Edit edit) {}

  private final Snapshot snapshot;
  private final Document document;
  private final ModulePaths paths;

  AutoImports(Snapshot snapshot, Document document) {
    this.snapshot = snapshot;
    this.document = document;
    this.paths = new ModulePaths(snapshot, document);
  }

  /** Exported names that fit what has been typed. */
  List<Name> names(String typed) {
    return search(typed, false);
  }

  /** Those of exactly this name. */
  List<Name> named(String name) {
    return search(name, true);
  }

  private List<Name> search(String typed, boolean exact) {
    var all = new ArrayList<Name>();
    for (IndexedFile f : snapshot.index().files()) {
      boolean own = document.uri().path().filter(f.path()::equals).isPresent() || document.uri().key().equals(f.path().toString());
      if (own || exact && !f.mentions(typed)) {
        continue;
      }
      for (IndexedFile.Entry e : f.symbols()) {
        boolean fits = exact ? e.name().equals(typed) : e.name().length() > 1 && e.name().regionMatches(true, 0, typed, 0, typed.length());
        if (e.exported() && fits && all.size() < MOST) {
          paths.to(f.path()).ifPresent(module -> all.add(new Name(e.name(), e.kind(), module,
              "at " + e.start() + " " + DocumentUri.of(f.path()).text(), edit(e.name(), module))));
        }
      }
    }
    return all;
  }

  /** Into the import of that module if there is one, else a line of its own behind the last import. */
  Diagnostic.Edit edit(String name, String module) {
    Tree.Top last = null;
    for (Tree.Top top : document.tree().tops()) {
      if (top.form() instanceof Form.Node n && n.isCall("import")) {
        last = top;
        Optional<Form.Literal> from = Imports.modulePath(n);
        if (from.isPresent() && sameModule((String) from.get().value(), module)) {
          List<Form> children = n.children();
          int at = children.stream().filter(f -> DefinitionForm.isName(f, "from")).findFirst().map(Form::start).orElse(n.end() - 1);
          return new Diagnostic.Edit(new Span(top.start() + at, top.start() + at), name + " ");
        }
      }
    }
    String line = "(import " + name + " from \"" + module + "\")";
    if (last != null) {
      return new Diagnostic.Edit(new Span(last.end(), last.end()), "\n" + line);
    }
    int at = afterHeader();
    return new Diagnostic.Edit(new Span(at, at), line + "\n");
  }

  private static boolean sameModule(String a, String b) {
    return a.equals(b) || ("./" + a).equals(b) || a.equals(b + ".gene");
  }

  /** Behind the comments with which the file begins, unless they belong to its first form. */
  private int afterHeader() {
    var source = document.source();
    int line = 1;
    int after = 0;
    while (line <= source.lineCount() && source.lineText(line).stripLeading().startsWith("#") && document.tree().tops().stream().limit(1)
        .allMatch(t -> t.start() > source.lineStart(source.line(0)))) {
      line++;
    }
    boolean blankFollows = line <= source.lineCount() && line > 1 && source.lineText(line).isBlank();
    if (blankFollows && line < source.lineCount()) {
      after = source.lineStart(line + 1);
    } else if (source.text().startsWith("#!") && source.lineCount() > 1) {
      after = source.lineStart(2);
    }
    return after;
  }
}
