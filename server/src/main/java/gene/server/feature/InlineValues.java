// Inline values: the variables to show in the text of a stopped program, between its function's beginning and where it stopped.
package gene.server.feature;

import gene.analysis.Binding;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** @param expression what to evaluate in the stopped frame; a variable's name when `variable` */
public record InlineValues(Span span, String expression, boolean variable) {
  /** @param stopped where the program has stopped: only what stands before has a value */
  public static List<InlineValues> in(Document document, Span visible, int stopped) {
    Optional<Cursor> cursor = Cursor.at(document, stopped);
    if (cursor.isEmpty()) {
      return List.of();
    }
    Form around = cursor.get().top().form();
    for (Form f : cursor.get().path()) {
      if (f instanceof Form.Node n && (DefinitionForm.of(n).filter(d -> d.params() != null).isPresent() || DefinitionForm.anonymous(n).isPresent())) {
        around = f;
      }
    }
    var all = new ArrayList<InlineValues>();
    new Walk(document, cursor.get().top(), visible, document.source().lineEnd(document.source().line(stopped)), all).form(around);
    return List.copyOf(all);
  }

  private record Walk(Document document, Tree.Top top, Span visible, int until, List<InlineValues> into) {
    void form(Form f) {
      if (top.start() + f.start() > until || f instanceof Form.Quote) {
        return;
      }
      if (f instanceof Form.Name n) {
        variable(new Span(n.start(), n.end()).shift(top.start()));
      } else if (f instanceof Form.Path p) {
        path(p);
      } else {
        f.parts().forEach(this::form);
      }
    }

    private void variable(Span span) {
      Optional<Binding> b = document.analysis().bindingAt(span.start());
      if (b.isPresent() && isValue(b.get()) && span.start() >= visible.start() && span.end() <= Math.min(until, visible.end())) {
        String text = document.text(span);
        int from = Words.leading(text);
        add(new Span(span.start() + from, span.start() + from + Words.core(text).length()), b.get().name(), true);
      }
    }

    private static boolean isValue(Binding b) {
      return switch (b.kind()) {
        case VAR, LET, PARAM, LOOP, CATCH -> true;
        case FUNCTION, CLASS, INTERFACE, NAMESPACE, ENUM, TYPE, HIDDEN, OUTER -> false;
      };
    }

    private void path(Form.Path p) {
      boolean field = p.segments().get(0).text().isEmpty() && p.segments().stream().skip(1).noneMatch(s -> s.text().startsWith("."));
      Span span = top.span(p);
      if (field && span.end() <= until && visible.covers(span)) {
        add(span, p.text(), false);
      } else {
        variable(new Span(p.segments().get(0).start(), p.segments().get(0).end()).shift(top.start()));
      }
    }

    /** Once in a line: the same value beside it again would say nothing. */
    private void add(Span span, String expression, boolean variable) {
      int line = document.source().line(span.start());
      var seen = new HashSet<String>();
      into.stream().filter(v -> document.source().line(v.span().start()) == line).forEach(v -> seen.add(v.expression()));
      if (seen.add(expression)) {
        into.add(new InlineValues(span, expression, variable));
      }
    }
  }
}
