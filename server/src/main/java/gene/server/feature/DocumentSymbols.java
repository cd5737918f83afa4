// Document symbols: the outline of a file, from its tree alone, so that a file which is being typed keeps its outline.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

public final class DocumentSymbols {
  private static final int DETAIL_LIMIT = 80;
  /** Nobody nests so; readers of JSON stop at some depth. */
  private static final int DEEPEST = 50;

  private final String text;
  private final Tree.Top top;
  private int depth;

  private DocumentSymbols(String text, Tree.Top top) {
    this.text = text;
    this.top = top;
  }

  public static List<Symbol> of(Document document) {
    return document.symbols();
  }

  /** Those of one top-level form. */
  static List<Symbol> in(String text, Tree.Top top) {
    var all = new ArrayList<Symbol>();
    new DocumentSymbols(text, top).collect(top.form(), false, all);
    return List.copyOf(all);
  }

  /** @param local whether the form runs in a function, where variables are no part of the outline */
  private void collect(Form form, boolean local, List<Symbol> into) {
    if (form instanceof Form.Broken broken) {
      broken.items().forEach(f -> collect(f, local, into));
      return;
    }
    Optional<DefinitionForm> found = DefinitionForm.of(form);
    if (found.isPresent()) {
      DefinitionForm d = found.get();
      boolean variable = d.kind() == Symbol.Kind.VARIABLE || d.kind() == Symbol.Kind.CONSTANT;
      if (!(variable && local)) {
        into.add(symbol(d));
      }
    } else if (form instanceof Form.Node n && (n.isCall("var") || n.isCall("let")) && !n.children().isEmpty() && !local) {
      patternNames(n, n.children().get(0), into);
    } else if (form instanceof Form.Node n && n.isCall("comptime")) {
      n.children().forEach(f -> collect(f, local, into));
    }
  }

  private Symbol symbol(DefinitionForm d) {
    depth++;
    List<Symbol> children = depth > DEEPEST ? List.of() : switch (d.kind()) {
      case FUNCTION, METHOD, CONSTRUCTOR -> inside(d.body(), true);
      case NAMESPACE -> inside(d.body(), false);
      case CLASS, OBJECT, INTERFACE -> members(d);
      case ENUM -> variants(d);
      case FIELD, VARIANT, VARIABLE, CONSTANT, TYPE -> List.of();
    };
    depth--;
    return new Symbol(d.name(), detail(d), d.kind(), absolute(d.node()), d.nameSpan().shift(top.start()), children, top, d.node());
  }

  private String detail(DefinitionForm d) {
    if (d.params() != null) {
      return oneLine(d.params()) + (d.type() == null ? "" : " -> " + oneLine(d.type()));
    } else if (d.kind() == Symbol.Kind.CLASS || d.kind() == Symbol.Kind.OBJECT) {
      return d.type() == null ? "" : "< " + oneLine(d.type());
    }
    return d.type() == null ? "" : oneLine(d.type());
  }

  private List<Symbol> inside(List<Form> forms, boolean local) {
    var all = new ArrayList<Symbol>();
    forms.forEach(f -> collect(f, local, all));
    return all;
  }

  /** What the body defines, then the fields that only the constructor's assignments show. */
  private List<Symbol> members(DefinitionForm d) {
    var fieldNames = new LinkedHashSet<String>();
    var all = new ArrayList<Symbol>();
    if (d.node().prop("fields") instanceof Form.MapForm declared) {
      for (Form.Prop p : declared.props()) {
        var key = new Span(p.keyStart(), p.keyEnd()).shift(top.start());
        var whole = new Span(p.keyStart(), Math.max(p.keyEnd(), p.value().end())).shift(top.start());
        all.add(new Symbol(p.key(), oneLine(p.value()), Symbol.Kind.FIELD, whole, key, List.of(), top, p.value()));
      }
    }
    all.addAll(inside(d.body(), false));
    all.stream().filter(s -> s.kind() == Symbol.Kind.FIELD).forEach(s -> fieldNames.add(s.name()));
    for (Symbol s : List.copyOf(all)) {
      if (s.kind() == Symbol.Kind.CONSTRUCTOR) {
        DefinitionForm ctor = DefinitionForm.of(s.form()).orElseThrow();
        if (ctor.params() != null) {
          ctor.params().items().forEach(p -> ownField(p, p, fieldNames, all));
        }
        ctor.body().forEach(f -> assignedField(f, fieldNames, all));
      }
    }
    return all;
  }

  private void assignedField(Form f, Set<String> known, List<Symbol> into) {
    if (f instanceof Form.Node n && n.children().size() > 1 && DefinitionForm.isName(n.children().get(0), "=")) {
      ownField(n.head(), n, known, into);
    }
  }

  private void ownField(Form place, Form whole, Set<String> known, List<Symbol> into) {
    if (place instanceof Form.Path p && p.segments().size() == 2 && p.segments().get(0).text().isEmpty()) {
      Form.Segment s = p.segments().get(1);
      String name = s.text().endsWith(":") ? s.text().substring(0, s.text().length() - 1) : s.text();
      if (!name.isEmpty() && known.add(name)) {
        var nameSpan = new Span(s.start(), s.start() + name.length()).shift(top.start());
        into.add(new Symbol(name, "", Symbol.Kind.FIELD, absolute(whole), nameSpan, List.of(), top, whole));
      }
    }
  }

  private List<Symbol> variants(DefinitionForm d) {
    List<Form> forms = d.node().prop("values") instanceof Form.Array values ? values.items() : d.body();
    var all = new ArrayList<Symbol>();
    for (Form f : forms) {
      Form nameForm = f instanceof Form.Node n ? n.head() : f;
      if (nameForm instanceof Form.Name name) {
        String fields = f instanceof Form.Node n ? oneLine(n).replaceFirst("^\\(\\S+\\s*", "").replaceFirst("\\)$", "") : "";
        all.add(new Symbol(name.text(), fields, Symbol.Kind.VARIANT, absolute(f), absolute(name), List.of(), top, f));
      }
    }
    return all;
  }

  /** The variables of `(var [a b] …)` and `(var {^k a} …)`. */
  private void patternNames(Form.Node declaration, Form pattern, List<Symbol> into) {
    Symbol.Kind kind = declaration.isCall("let") ? Symbol.Kind.CONSTANT : Symbol.Kind.VARIABLE;
    if (pattern instanceof Form.Name n) {
      int from = n.text().startsWith("^") ? 1 : 0;
      String name = n.text().substring(from, n.text().length() - (n.text().endsWith("...") && n.text().length() > 3 ? 3 : 0));
      if (!name.isEmpty() && !name.equals("_") && !name.equals("...")) {
        var span = new Span(n.start() + from, n.start() + from + name.length()).shift(top.start());
        into.add(new Symbol(name, "", kind, absolute(declaration), span, List.of(), top, declaration));
      }
    } else if (pattern instanceof Form.Array a) {
      for (int i = 0; i < a.items().size(); i++) {
        if (DefinitionForm.isName(a.items().get(i), "=")) {
          i++; // the default that follows is no name of the pattern
        } else {
          patternNames(declaration, a.items().get(i), into);
        }
      }
    } else if (pattern instanceof Form.MapForm m) {
      m.props().forEach(p -> patternNames(declaration, p.value(), into));
    }
  }

  private Span absolute(Form f) {
    return top.span(f);
  }

  private String oneLine(Form f) {
    Span span = absolute(f);
    String line = text.substring(span.start(), Math.min(span.end(), span.start() + 4 * DETAIL_LIMIT)).strip().replaceAll("\\s+", " ");
    return line.length() <= DETAIL_LIMIT ? line : line.substring(0, line.offsetByCodePoints(0, Math.min(DETAIL_LIMIT - 1, line.codePointCount(0, line.length())))) + "…";
  }
}
