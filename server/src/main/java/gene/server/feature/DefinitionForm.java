// A form that defines something, taken apart: which word, which name and where it stands, parameters, type, body.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * It reads what is there, also in a form that is being typed. Spans are relative to the top-level form.
 *
 * @param params null where the definition has none
 * @param type   the result of a function, the type of a field or variable, the superclass; null without one
 * @param body   what follows name, parameters and type
 */
record DefinitionForm(Form.Node node, Symbol.Kind kind, String name, Span nameSpan, Form.Array params, Form type, List<Form> body) {
  private static final Map<String, Symbol.Kind> WORDS = Map.ofEntries(Map.entry("fn", Symbol.Kind.FUNCTION),
      Map.entry("method", Symbol.Kind.METHOD), Map.entry("ctor", Symbol.Kind.CONSTRUCTOR),
      Map.entry("on_method_missing", Symbol.Kind.METHOD), Map.entry("field", Symbol.Kind.FIELD), Map.entry("prop", Symbol.Kind.FIELD),
      Map.entry("class", Symbol.Kind.CLASS), Map.entry("object", Symbol.Kind.OBJECT), Map.entry("interface", Symbol.Kind.INTERFACE),
      Map.entry("ns", Symbol.Kind.NAMESPACE), Map.entry("enum", Symbol.Kind.ENUM), Map.entry("type", Symbol.Kind.TYPE),
      Map.entry("var", Symbol.Kind.VARIABLE), Map.entry("let", Symbol.Kind.CONSTANT));

  /** Empty for any other form, and for a definition that has no name yet. */
  static Optional<DefinitionForm> of(Form f) {
    if (!(f instanceof Form.Node n) || !(n.head() instanceof Form.Name head)) {
      return Optional.empty();
    }
    boolean async = head.text().equals("async") && !n.children().isEmpty() && isName(n.children().get(0), "fn");
    Symbol.Kind kind = async ? Symbol.Kind.FUNCTION : WORDS.get(head.text());
    if (kind == null) {
      return Optional.empty();
    }
    List<Form> rest = n.children().subList(async ? 1 : 0, n.children().size());
    if (head.text().equals("ctor") || head.text().equals("on_method_missing")) {
      return Optional.of(callable(n, kind, head.text(), new Span(head.start(), head.end()), rest));
    }
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    return named(n, kind, rest.get(0), rest.subList(1, rest.size()));
  }

  /** A function literal: `(fn [a] …)`, `(block [a] …)`, `([a b] -> …)`, `(x -> …)`; its name is empty. */
  static Optional<DefinitionForm> anonymous(Form f) {
    if (!(f instanceof Form.Node n)) {
      return Optional.empty();
    }
    boolean literal = (n.isCall("fn") || n.isCall("block")) && first(n.children()) instanceof Form.Array;
    if (literal) {
      return Optional.of(callable(n, Symbol.Kind.FUNCTION, "", new Span(n.head().start(), n.head().end()), n.children()));
    } else if (n.isCall("fn") && !n.children().isEmpty()) {
      return of(n);
    }
    boolean arrow = isName(first(n.children()), "->") && (n.head() instanceof Form.Array || n.head() instanceof Form.Name);
    if (!arrow) {
      return Optional.empty();
    }
    Form.Array params = n.head() instanceof Form.Array a ? a : new Form.Array(n.head().start(), n.head().end(), List.of(n.head()), false);
    return Optional.of(new DefinitionForm(n, Symbol.Kind.FUNCTION, "", new Span(n.head().start(), n.head().end()), params, null,
        n.children().subList(1, n.children().size())));
  }

  private static Optional<DefinitionForm> named(Form.Node n, Symbol.Kind kind, Form nameForm, List<Form> rest) {
    String name;
    var span = new Span(nameForm.start(), nameForm.end());
    if (nameForm instanceof Form.Name plain) {
      name = stripped(plain.text(), kind);
      span = new Span(plain.start(), Math.min(plain.end(), plain.start() + name.length()));
    } else if (nameForm instanceof Form.Path p && p.segments().size() == 2 && p.segments().get(0).text().isEmpty()) {
      Form.Segment s = p.segments().get(1);
      name = stripped(s.text(), kind);
      span = new Span(s.start(), Math.min(s.end(), s.start() + name.length()));
    } else if (nameForm instanceof Form.Path p) {
      name = stripped(p.text(), kind);
    } else if (nameForm instanceof Form.Literal l && l.value() instanceof String text) {
      name = text;
    } else {
      return Optional.empty();
    }
    if (name.isEmpty()) {
      return Optional.empty();
    }
    boolean annotated = nameForm instanceof Form.Name plain && plain.text().endsWith(":");
    return Optional.of(switch (kind) {
      case FUNCTION, METHOD, CONSTRUCTOR -> callable(n, kind, name, span, rest);
      case CLASS, OBJECT -> isName(first(rest), "<") && rest.size() > 1
          ? new DefinitionForm(n, kind, name, span, null, rest.get(1), rest.subList(2, rest.size()))
          : new DefinitionForm(n, kind, name, span, null, null, rest);
      case FIELD, TYPE -> new DefinitionForm(n, kind, name, span, null, first(rest), List.of());
      case VARIABLE, CONSTANT -> annotated && !rest.isEmpty()
          ? new DefinitionForm(n, kind, name, span, null, rest.get(0), rest.subList(1, rest.size()))
          : new DefinitionForm(n, kind, name, span, null, null, rest);
      case INTERFACE, NAMESPACE, ENUM, VARIANT -> new DefinitionForm(n, kind, name, span, null, null, rest);
    });
  }

  private static DefinitionForm callable(Form.Node n, Symbol.Kind kind, String name, Span span, List<Form> rest) {
    Form.Array params = first(rest) instanceof Form.Array a ? a : null;
    List<Form> after = params == null ? rest : rest.subList(1, rest.size());
    boolean typed = after.size() > 1 && isName(after.get(0), "->");
    return new DefinitionForm(n, kind, name, span, params, typed ? after.get(1) : null, typed ? after.subList(2, after.size()) : after);
  }

  /** Without type parameters (`name:T`) and without the colon that announces a type (`name:`). */
  private static String stripped(String text, Symbol.Kind kind) {
    int colon = text.indexOf(':');
    boolean typed = colon > 0 && (colon == text.length() - 1 || kind == Symbol.Kind.ENUM || Character.isUpperCase(text.charAt(colon + 1)));
    return typed ? text.substring(0, colon) : text;
  }

  static boolean isName(Form f, String text) {
    return f instanceof Form.Name n && n.text().equals(text);
  }

  private static Form first(List<Form> forms) {
    return forms.isEmpty() ? null : forms.get(0);
  }
}
