// Adds the annotation of a type that is known without it, or takes one away.
package gene.server.feature;

import gene.analysis.Binding;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import java.util.List;
import java.util.Optional;

final class TypeAnnotations {
  private TypeAnnotations() {}

  static void in(Selected at, List<Refactoring> into) {
    if (at.isEmpty() || at.isQuoted()) {
      return;
    }
    Form parent = at.parent(at.innermost());
    Form.Name before = parent == null ? null : annotating(parent, at.innermost());
    if (before != null) {
      annotated(at, parent instanceof Form.Array a ? a.items() : ((Form.Node) parent).children(), before, into);
      return;
    }
    boolean name = at.innermost() instanceof Form.Name;
    if (name && parent instanceof Form.Node n && (n.isCall("var") || n.isCall("let")) && n.children().indexOf(at.innermost()) == 0) {
      variable(at, n, (Form.Name) at.innermost(), into);
    } else if (name && parent instanceof Form.Array a) {
      annotated(at, a.items(), (Form.Name) at.innermost(), into);
    }
    at.node().flatMap(n -> DefinitionForm.of(n).or(() -> DefinitionForm.anonymous(n))).filter(d -> d.params() != null && d.type() != null)
        .filter(d -> at.range().start() >= at.top().start() + d.params().end() && at.range().end() <= at.top().start() + d.type().end())
        .ifPresent(d -> into.add(Refactoring.of("Remove the result's type", Refactoring.Kind.REWRITE, at.document(),
            new Diagnostic.Edit(new Span(at.top().start() + d.params().end(), at.top().start() + d.type().end()), ""))));
  }

  /** The `name:` before a type in a declaration or a parameter list; null where there is none. */
  private static Form.Name annotating(Form parent, Form type) {
    List<Form> forms = parent instanceof Form.Array a ? a.items() : parent instanceof Form.Node n && (n.isCall("var") || n.isCall("let")) ? n.children() : List.of();
    int i = forms.indexOf(type);
    return i > 0 && forms.get(i - 1) instanceof Form.Name n && n.text().length() > 1 && n.text().endsWith(":") ? n : null;
  }

  private static void variable(Selected at, Form.Node n, Form.Name name, List<Refactoring> into) {
    if (name.text().endsWith(":")) {
      annotated(at, n.children(), name, into);
      return;
    }
    Optional<Binding> b = at.document().analysis().bindingAt(at.top().start() + name.start());
    b.flatMap(x -> new Receiver(at.snapshot(), at.document()).classOf(x)).filter(c -> Character.isUpperCase(c.codePointAt(0)))
        .ifPresent(c -> into.add(Refactoring.of("Add the type `" + c + "`", Refactoring.Kind.REWRITE, at.document(),
            at.insert(at.top().start() + name.end(), ": " + c))));
  }

  /** `name: Type` among the children of a declaration or the items of a parameter list. */
  private static void annotated(Selected at, List<Form> forms, Form.Name name, List<Refactoring> into) {
    int i = forms.indexOf(name);
    if (name.text().length() > 1 && name.text().endsWith(":") && i + 1 < forms.size()) {
      into.add(Refactoring.of("Remove the type", Refactoring.Kind.REWRITE, at.document(),
          new Diagnostic.Edit(new Span(at.top().start() + name.end() - 1, at.top().start() + forms.get(i + 1).end()), "")));
    }
  }
}
