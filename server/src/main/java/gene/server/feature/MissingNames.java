// For a name that nothing defines: import it, or define it; for a method or field that a class lacks: add it.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class MissingNames {
  private MissingNames() {}

  static void in(Selected at, List<Refactoring> into) {
    if (at.isEmpty()) {
      return;
    }
    Document document = at.document();
    for (Diagnostic d : document.diagnostics()) {
      if (d.code().equals("GENE.SCOPE.UNDEFINED_VAR") && d.span().start() <= at.range().end() && at.range().start() <= d.span().end()) {
        String name = document.text(d.span());
        imports(at, name, into);
        define(at, d.span(), name, into);
      }
    }
    member(at, into);
  }

  private static void imports(Selected at, String name, List<Refactoring> into) {
    for (AutoImports.Name n : new AutoImports(at.snapshot(), at.document()).named(name)) {
      into.add(Refactoring.of("Import `" + name + "` from \"" + n.module() + "\"", Refactoring.Kind.QUICK_FIX, at.document(), n.edit()));
    }
  }

  private static void define(Selected at, Span span, String name, List<Refactoring> into) {
    if (name.indexOf('/') >= 0) {
      return;
    }
    Optional<Form.Node> call = Cursor.at(at.document(), span.end()).flatMap(c -> c.parent().filter(p -> p instanceof Form.Node n && n.head() == c.innermost())).map(Form.Node.class::cast);
    int before = at.document().source().lineStart(at.document().source().line(at.top().start()));
    if (call.isPresent()) {
      String definition = "(fn " + name + " [" + parameters(at, call.get(), 0) + "]\n  nil)\n\n";
      into.add(Refactoring.of("Create the function `" + name + "`", Refactoring.Kind.QUICK_FIX, at.document(), at.insert(before, definition)));
    } else if (!Character.isUpperCase(name.codePointAt(0))) {
      into.add(Refactoring.of("Create the variable `" + name + "`", Refactoring.Kind.QUICK_FIX, at.document(), at.insert(before, "(var " + name + " nil)\n")));
    } else {
      into.add(Refactoring.of("Create the class `" + name + "`", Refactoring.Kind.QUICK_FIX, at.document(), at.insert(before, "(class " + name + ")\n\n")));
    }
  }

  /** Named after the arguments where these are names. */
  private static String parameters(Selected at, Form.Node call, int from) {
    var names = new ArrayList<String>();
    for (Form f : call.children().subList(Math.min(from, call.children().size()), call.children().size())) {
      String plain = f instanceof Form.Name n && !n.text().endsWith("...") && Character.isLetter(n.text().codePointAt(0)) ? n.text() : "";
      names.add(plain.isEmpty() || names.contains(plain) ? "arg" + (names.size() + 1) : plain);
    }
    call.props().forEach(p -> names.add("^" + p.key()));
    return String.join(" ", names);
  }

  private static void member(Selected at, List<Refactoring> into) {
    var receiver = new Receiver(at.snapshot(), at.document());
    Form form = at.innermost();
    boolean method = form instanceof Form.Name n && n.text().startsWith(".") && n.text().length() > 1 && Character.isLetter(n.text().codePointAt(1));
    Form parent = at.parent(form);
    if (method && parent instanceof Form.Node call) {
      String name = ((Form.Name) form).text().substring(1);
      Optional<String> cls = call.head() == form ? receiver.enclosingClass(at.range().start()).map(Symbol::name) : receiver.classOf(at.top(), call.head());
      if (cls.isPresent() && receiver.findMember(cls.get(), name, Symbol.Kind.METHOD).isEmpty()) {
        add(receiver.findClass(cls.get()), "Create the method `" + name + "`", "(method " + name + " [" + parameters(at, call, call.head() == form ? 0 : 1) + "]\n    nil)", into);
      }
    } else if (form instanceof Form.Path p && p.segments().size() == 2 && p.segments().get(0).text().isEmpty() && isName(p.segments().get(1).text())) {
      String name = p.segments().get(1).text();
      Optional<Symbol> cls = receiver.enclosingClass(at.range().start());
      boolean declared = cls.isPresent() && cls.get().children().stream().anyMatch(s -> s.kind() == Symbol.Kind.FIELD && s.name().equals(name)
          && s.form() instanceof Form.Node n && n.isCall("field"));
      if (cls.isPresent() && !declared) {
        add(receiver.findClass(cls.get().name()), "Declare the field `" + name + "`", "(field " + name + " Any)", into);
      }
    }
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && (Character.isLetter(text.codePointAt(0)) || text.charAt(0) == '_');
  }

  /** Fields go to the beginning of the class's body, methods to its end. */
  private static void add(Optional<Entity.Member> cls, String title, String text, List<Refactoring> into) {
    cls.flatMap(c -> DefinitionForm.of(c.symbol().form()).map(d -> {
      int start = c.symbol().top().start();
      boolean atEnd = text.startsWith("(method");
      List<Form> body = d.body().stream().filter(Form.Node.class::isInstance).toList();
      int offset = atEnd || body.isEmpty() ? start + d.node().end() - 1 : start + body.get(0).start();
      String inserted = atEnd || body.isEmpty() ? "\n  " + text : text + "\n  ";
      return Refactoring.of(title, Refactoring.Kind.QUICK_FIX, c.document(), new Diagnostic.Edit(new Span(offset, offset), inserted));
    })).ifPresent(into::add);
  }
}
