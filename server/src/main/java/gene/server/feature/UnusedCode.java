// Removes what nothing uses: variables, imported names, code that is never reached.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.List;
import java.util.Optional;

final class UnusedCode {
  private UnusedCode() {}

  static void in(Selected at, List<Refactoring> into) {
    Document document = at.document();
    for (Diagnostic d : document.diagnostics()) {
      boolean here = d.span().start() <= at.range().end() && at.range().start() <= d.span().end();
      if (here && d.code().equals("GENE.SCOPE.UNUSED_VAR")) {
        variable(document, d.span(), into);
      } else if (here && d.code().equals("GENE.FLOW.UNREACHABLE")) {
        into.add(Refactoring.of("Remove what is never reached", Refactoring.Kind.QUICK_FIX, document, new Diagnostic.Edit(withLine(document, d.span()), "")));
      }
    }
    unusedImport(at, into);
  }

  private static void variable(Document document, Span name, List<Refactoring> into) {
    Optional<Cursor> cursor = Cursor.at(document, name.start());
    Optional<Form.Node> declaration = cursor.flatMap(Cursor::parent).filter(f -> f instanceof Form.Node n && (n.isCall("var") || n.isCall("let")))
        .map(Form.Node.class::cast);
    String text = document.text(name);
    if (declaration.isPresent() && cursor.get().innermost() instanceof Form.Name) {
      Form.Node n = declaration.get();
      Span whole = cursor.get().top().span(n);
      Form value = n.children().get(n.children().size() - 1);
      boolean pure = n.children().size() == 1 || value instanceof Form.Literal || value instanceof Form.Name || value instanceof Form.Path;
      into.add(pure ? Refactoring.of("Remove `" + text + "`", Refactoring.Kind.QUICK_FIX, document, new Diagnostic.Edit(withLine(document, whole), ""))
          : Refactoring.of("Remove `" + text + "`, keep its value", Refactoring.Kind.QUICK_FIX, document,
              new Diagnostic.Edit(whole, document.text(cursor.get().top().span(value)))));
    }
    into.add(Refactoring.of("Rename to `_" + text + "`", Refactoring.Kind.QUICK_FIX, document, new Diagnostic.Edit(name, "_" + text)));
  }

  /** The name of an import under the cursor, if nothing in the file says it. */
  private static void unusedImport(Selected at, List<Refactoring> into) {
    boolean item = !at.isEmpty() && at.path().get(0) instanceof Form.Node n && n.isCall("import")
        && (at.innermost() instanceof Form.Name || at.innermost() instanceof Form.Path) && !DefinitionForm.isName(at.innermost(), "from");
    if (!item) {
      return;
    }
    String written = at.text(at.innermost());
    String name = written.substring(Math.max(written.lastIndexOf(':'), written.lastIndexOf('/')) + 1);
    if (name.isEmpty() || name.equals("*") || at.innermost() == ((Form.Node) at.path().get(0)).head() || isUsed(at.document(), name)) {
      return;
    }
    var form = (Form.Node) at.path().get(0);
    long items = form.children().stream().filter(f -> (f instanceof Form.Name || f instanceof Form.Path) && !DefinitionForm.isName(f, "from")).count();
    Span span = items == 1 ? withLine(at.document(), at.top().span(form)) : withBlank(at.document(), at.top().span(at.innermost()));
    into.add(Refactoring.of("Remove the unused import of `" + name + "`", Refactoring.Kind.QUICK_FIX, at.document(), new Diagnostic.Edit(span, "")));
  }

  static boolean isUsed(Document document, String name) {
    for (Tree.Top top : document.tree().tops()) {
      if (!(top.form() instanceof Form.Node n && n.isCall("import")) && mentions(top.form(), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mentions(Form f, String name) {
    if (f instanceof Form.Name n) {
      return Words.core(n.text()).equals(name);
    } else if (f instanceof Form.Path p) {
      return p.segments().stream().anyMatch(s -> Words.core(s.text()).equals(name));
    }
    return f.parts().stream().anyMatch(part -> mentions(part, name));
  }

  /** With the line if nothing else is in it, else with the blanks before it. */
  static Span withLine(Document document, Span span) {
    Source source = document.source();
    int first = source.line(span.start());
    int last = source.line(span.end());
    boolean alone = source.text().substring(source.lineStart(first), span.start()).isBlank()
        && source.text().substring(span.end(), source.lineEnd(last)).isBlank();
    if (alone && last < source.lineCount()) {
      return new Span(source.lineStart(first), source.lineStart(last + 1));
    } else if (alone) {
      return new Span(first > 1 ? source.lineEnd(first - 1) : 0, source.length());
    }
    int from = span.start();
    while (from > 0 && Character.isWhitespace(source.text().charAt(from - 1))) {
      from--;
    }
    boolean closes = span.end() < source.length() && ")]}".indexOf(source.text().charAt(span.end())) >= 0;
    return closes ? new Span(from, span.end()) : withBlank(document, span);
  }

  private static Span withBlank(Document document, Span span) {
    String text = document.source().text();
    int to = span.end();
    while (to < text.length() && text.charAt(to) == ' ') {
      to++;
    }
    return new Span(span.start(), to);
  }
}
