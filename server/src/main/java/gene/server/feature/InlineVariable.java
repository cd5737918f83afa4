// Inline: a variable that is written once gives way to its value.
package gene.server.feature;

import gene.analysis.Binding;
import gene.analysis.Operator;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class InlineVariable {
  private InlineVariable() {}

  static void in(Selected at, List<Refactoring> into) {
    if (at.isEmpty()) {
      return;
    }
    Document document = at.document();
    Optional<Binding> found = document.analysis().bindingAt(at.range().start());
    if (found.isEmpty() || !isInlinable(found.get())) {
      return;
    }
    Binding b = found.get();
    int start = document.analysis().start(b);
    Optional<Form.Node> declaration = declaration(document, document.analysis().span(b).orElseThrow());
    if (declaration.isEmpty()) {
      return;
    }
    String value = document.text(new Span(start + b.value().start(), start + b.value().end()));
    var edits = new ArrayList<Diagnostic.Edit>();
    for (Binding.Reference r : b.references()) {
      Span span = document.analysis().span(r);
      Optional<Cursor> use = Cursor.at(document, span.start());
      // A path begins with a name, an interpolation with a variable holds more than the name: neither can hold a value instead.
      if (use.isEmpty() || !(use.get().innermost() instanceof Form.Name n) || n.end() - n.start() != b.name().length()) {
        return;
      }
      edits.add(new Diagnostic.Edit(span, value));
    }
    edits.add(new Diagnostic.Edit(UnusedCode.withLine(document, new Span(start + declaration.get().start(), start + declaration.get().end())), ""));
    into.add(new Refactoring("Inline variable `" + b.name() + "`", Refactoring.Kind.INLINE, List.of(new Rename.Edits(document, edits)), false));
  }

  private static boolean isInlinable(Binding b) {
    boolean variable = b.kind() == Binding.Kind.VAR || b.kind() == Binding.Kind.LET;
    // What calls something would be called at each use, or at another moment.
    boolean once = b.references().size() == 1 || isWithoutEffect(b.value());
    return variable && once && b.value() != null && b.top() != null && !b.references().isEmpty() && b.references().stream().noneMatch(Binding.Reference::write);
  }

  private static boolean isWithoutEffect(Form value) {
    if (value instanceof Form.Node n) {
      boolean infix = n.children().size() > 1 && n.children().get(0) instanceof Form.Name op && Operator.findInfix(op.text()).isPresent();
      boolean prefix = n.head() instanceof Form.Name op && Operator.findInfix(op.text()).isPresent();
      return (infix || prefix) && n.parts().stream().allMatch(InlineVariable::isWithoutEffect);
    }
    return value instanceof Form.Literal || value instanceof Form.Name || value instanceof Form.Path;
  }

  private static Optional<Form.Node> declaration(Document document, Span name) {
    return Cursor.at(document, name.start()).flatMap(Cursor::parent).filter(f -> f instanceof Form.Node n && (n.isCall("var") || n.isCall("let")))
        .map(Form.Node.class::cast);
  }
}
