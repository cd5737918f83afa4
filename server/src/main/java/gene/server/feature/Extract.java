// Extract a variable, a constant of the module, or a function from an expression.
package gene.server.feature;

import gene.analysis.Binding;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class Extract {
  /** What leaves the function around, or means its `self`, cannot move into another function. */
  private static final Set<String> BOUND = Set.of("return", "break", "continue", "yield", "super", "$caller_eval");

  private Extract() {}

  static void in(Selected at, List<Refactoring> into) {
    Optional<Form> selected = at.exactly();
    if (selected.isEmpty() || at.isQuoted() || !isValue(at, selected.get())) {
      return;
    }
    variable(at, selected.get(), into);
    function(at, selected.get(), into);
  }

  /** Whether it stands where a value is computed: no name of a definition, no parameter list, no type. */
  private static boolean isValue(Selected at, Form f) {
    for (Form p : at.path()) {
      Optional<DefinitionForm> d = DefinitionForm.of(p).or(() -> DefinitionForm.anonymous(p));
      if (d.isPresent() && p != f) {
        Span span = new Span(f.start(), f.end());
        boolean params = d.get().params() != null && new Span(d.get().params().start(), d.get().params().end()).covers(span);
        boolean type = d.get().type() != null && new Span(d.get().type().start(), d.get().type().end()).covers(span);
        if (params || type || d.get().nameSpan().covers(span)) {
          return false;
        }
      }
    }
    Form parent = at.parent(f);
    boolean word = f instanceof Form.Name n && (n.text().startsWith(".") || SpecialForms.isReserved(n.text()));
    boolean definition = DefinitionForm.of(f).isPresent() || f instanceof Form.Node n && (n.isCall("import") || n.isCall("export"));
    boolean pattern = parent instanceof Form.Node n && n.isCall("case") && n.children().indexOf(f) > 0
        && DefinitionForm.isName(n.children().get(n.children().indexOf(f) - 1), "when");
    return !word && !definition && !pattern && !(parent instanceof Form.Node n && n.head() == f && f instanceof Form.Name);
  }

  private static void variable(Selected at, Form f, List<Refactoring> into) {
    Form statement = f;
    while (!at.isStatement(statement)) {
      Form parent = at.parent(statement);
      boolean repeated = parent instanceof Form.Node n && n.isCall("while") || DefinitionForm.anonymous(parent).isPresent();
      if (repeated || DefinitionForm.of(parent).filter(d -> d.params() != null || d.kind() == Symbol.Kind.CLASS).isPresent()) {
        return;
      }
      statement = parent;
    }
    String name = at.fresh("value");
    int before = at.top().start() + statement.start();
    String text = at.document().source().text();
    int from = before;
    while (!at.isFirstInLine(before) && from > 0 && text.charAt(from - 1) == ' ') {
      from--;
    }
    String line = (from < before ? "\n" : "") + "(var " + name + " " + at.text(f) + ")\n";
    if (statement == f) {
      into.add(Refactoring.of("Extract variable", Refactoring.Kind.EXTRACT, at.document(), new Diagnostic.Edit(new Span(from, at.top().start() + f.end()), line + name)));
    } else {
      into.add(Refactoring.of("Extract variable", Refactoring.Kind.EXTRACT, at.document(), new Diagnostic.Edit(new Span(from, before), line), at.replace(f, name)));
    }
  }

  private static void function(Selected at, Form f, List<Refactoring> into) {
    var names = new LinkedHashSet<String>();
    if (!(f instanceof Form.Node) || !isMovable(at, f, names)) {
      return;
    }
    String name = at.fresh("extracted");
    String parameters = String.join(" ", names);
    String definition = "(fn " + name + " [" + parameters + "]\n" + at.text(f) + ")\n\n";
    String call = "(" + name + (names.isEmpty() ? "" : " " + parameters) + ")";
    into.add(new Refactoring("Extract function", Refactoring.Kind.EXTRACT, List.of(new Rename.Edits(at.document(),
        List.of(at.insert(lineStart(at), definition), new Diagnostic.Edit(at.top().span(f), call)))), false));
  }

  /** Above the comments of the top-level form. */
  private static int lineStart(Selected at) {
    var source = at.document().source();
    int line = source.line(at.top().start());
    while (line > 1 && source.lineText(line - 1).stripLeading().startsWith("#") && !source.lineText(line - 1).startsWith("#!")) {
      line--;
    }
    return source.lineStart(line);
  }

  /** Collects the local variables that the form uses from outside; false when it writes one or is bound to its place. */
  private static boolean isMovable(Selected at, Form f, Set<String> names) {
    if (f instanceof Form.Name n && BOUND.contains(n.text()) || f instanceof Form.Name s && (s.text().equals("self") || s.text().startsWith("."))
        && !isMethodOfOther(at, s)) {
      return false;
    } else if (f instanceof Form.Path p && (p.segments().get(0).text().isEmpty() || p.segments().get(0).text().equals("self"))) {
      return false;
    }
    Span moved = at.range();
    if (f instanceof Form.Name || f instanceof Form.Path) {
      int start = at.top().start() + f.start();
      Optional<Binding> b = at.document().analysis().bindingAt(start);
      if (b.isPresent() && isOutside(at, b.get(), moved)) {
        boolean written = b.get().references().stream().anyMatch(r -> r.write() && moved.covers(at.document().analysis().span(r)));
        names.add(b.get().name());
        return !written;
      }
      return true;
    }
    var parts = new ArrayList<Form>(f.parts());
    return parts.stream().allMatch(p -> isMovable(at, p, names));
  }

  /** `.m` behind a receiver is a method of that, at the head one of `self`. */
  private static boolean isMethodOfOther(Selected at, Form.Name name) {
    Optional<Cursor> c = Cursor.at(at.document(), at.top().start() + name.end());
    return name.text().startsWith(".") && c.flatMap(Cursor::parent).filter(p -> p instanceof Form.Node n && n.head() != name).isPresent();
  }

  private static boolean isOutside(Selected at, Binding b, Span moved) {
    boolean local = b.scope().parent() != null;
    return local && at.document().analysis().span(b).filter(s -> !moved.covers(s)).isPresent();
  }
}
