// Type expressions: reading annotations, and telling a type in value position from a call.
package gene.analysis;

import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class TypeForms {
  static final Set<String> BUILT_IN = Set.of("Any", "Int", "Float", "String", "Bool", "Nil", "Void", "Symbol", "ComplexSymbol", "Char",
      "Array", "Map", "HashMap", "HashSet", "Set", "Gene", "Range", "Regex", "Regexp", "Date", "DateTime", "Time", "Bytes", "Function",
      "Generator", "Class", "Namespace", "Selector", "Future", "Actor", "Thread", "Type", "Numeric", "Collection", "Object", "Fn",
      "Method", "Option", "Result");
  private static final Map<String, String> SPELLINGS = Map.ofEntries(Map.entry("int", "Int"), Map.entry("Int64", "Int"),
      Map.entry("int64", "Int"), Map.entry("i64", "Int"), Map.entry("float", "Float"), Map.entry("Float64", "Float"),
      Map.entry("float64", "Float"), Map.entry("f64", "Float"), Map.entry("string", "String"), Map.entry("bool", "Bool"),
      Map.entry("nil", "Nil"), Map.entry("void", "Void"), Map.entry("Regexp", "Regex"), Map.entry("Set", "HashSet"));

  /** A name in an annotation. */
  record Use(String name, gene.syntax.Tree.Top top, Form form, Scope scope) {}

  private final Analyzer a;
  private final List<Use> uses = new ArrayList<>();

  TypeForms(Analyzer a) {
    this.a = a;
  }

  TypeExpr parse(Form f) {
    return parse(f, List.of());
  }

  /** @param variables type parameters that hold here, besides those of the functions around */
  TypeExpr parse(Form f, List<String> variables) {
    TypeExpr t = read(f);
    if (t == null) {
      a.error(f, AnalysisCode.TYPE, "Invalid type expression");
      return TypeExpr.ANY;
    }
    return resolve(t, f, variables);
  }

  /** Aliases stand for what they name, `Self` for the class around it. */
  private TypeExpr resolve(TypeExpr t, Form at, List<String> variables) {
    if (t instanceof TypeExpr.Named n) {
      if (n.name().equals("Self")) {
        return self(at);
      }
      if (isVariable(n.name(), variables)) {
        return new TypeExpr.Variable(n.name());
      }
      Binding b = a.find(n.name());
      if (b == null && !BUILT_IN.contains(n.name())) {
        uses.add(new Use(n.name(), a.top, at, a.scope));
      }
      return b != null && b.kind() == Binding.Kind.TYPE && b.type() != null ? b.type() : t;
    } else if (t instanceof TypeExpr.Union u) {
      return union(u.members().stream().map(m -> resolve(m, at, variables)).toList());
    } else if (t instanceof TypeExpr.Applied applied) {
      return new TypeExpr.Applied(applied.name(), applied.arguments().stream().map(x -> resolve(x, at, variables)).toList());
    } else if (t instanceof TypeExpr.Fn fn) {
      var params = fn.params().stream().map(p -> new TypeExpr.Param(p.key(), p.rest(), resolve(p.type(), at, variables))).toList();
      return new TypeExpr.Fn(fn.head(), params, resolve(fn.result(), at, variables), fn.effects());
    }
    throw new AssertionError(t);
  }

  private boolean isVariable(String name, List<String> variables) {
    if (variables.contains(name)) {
      return true;
    }
    for (FunctionInfo f = a.function; f != null; f = f.outer()) {
      if (f.typeParameters.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** Names in annotations that nothing had defined where they stand. */
  List<Use> uses() {
    return uses;
  }

  private TypeExpr self(Form at) {
    for (FunctionInfo f = a.function; f != null; f = f.outer()) {
      if (f.className != null) {
        return new TypeExpr.Named(f.className);
      }
    }
    a.error(at, AnalysisCode.TYPE, "Self is only available inside class scope");
    return TypeExpr.ANY;
  }

  static String canonical(String name) {
    return SPELLINGS.getOrDefault(name, name);
  }

  /** Null when the form is no type expression. */
  static TypeExpr read(Form f) {
    if (f instanceof Form.Name n) {
      return new TypeExpr.Named(canonical(n.text()));
    } else if (f instanceof Form.Path p) {
      return new TypeExpr.Named(p.text());
    } else if (f instanceof Form.Literal l && (l.value() == gene.data.Special.NIL || l.value() == gene.data.Special.VOID)) {
      return new TypeExpr.Named(canonical(l.value().toString()));
    } else if (f instanceof Form.Node n && n.head() != null && n.props().isEmpty() | n.isCall("Fn")) {
      return readApplied(n);
    }
    return null;
  }

  private static TypeExpr readApplied(Form.Node n) {
    List<Form> rest = n.children();
    if (!rest.isEmpty() && Analyzer.isName(rest.get(0), "|")) {
      var members = new ArrayList<TypeExpr>();
      members.add(read(n.head()));
      for (int i = 0; i < rest.size(); i += 2) {
        if (!Analyzer.isName(rest.get(i), "|") || i + 1 >= rest.size()) {
          return null;
        }
        members.add(read(rest.get(i + 1)));
      }
      return members.contains(null) ? null : union(members);
    }
    if (!(n.head() instanceof Form.Name head)) {
      return n.children().isEmpty() ? read(n.head()) : null;
    }
    if (head.text().equals("Fn") || head.text().equals("Method")) {
      return readFn(head.text(), rest);
    }
    var arguments = new ArrayList<TypeExpr>();
    for (Form f : rest) {
      TypeExpr t = read(f);
      if (t == null) {
        return null;
      }
      arguments.add(t);
    }
    return arguments.isEmpty() ? read(head) : new TypeExpr.Applied(canonical(head.text()), arguments);
  }

  private static TypeExpr union(List<TypeExpr> members) {
    var flat = new ArrayList<TypeExpr>();
    for (TypeExpr m : members) {
      for (TypeExpr each : m instanceof TypeExpr.Union u ? u.members() : List.of(m)) {
        if (!flat.contains(each)) {
          flat.add(each);
        }
      }
    }
    return flat.size() == 1 ? flat.get(0) : new TypeExpr.Union(flat);
  }

  private static TypeExpr readFn(String head, List<Form> rest) {
    var params = new ArrayList<TypeExpr.Param>();
    int at = 0;
    if (at < rest.size() && rest.get(at) instanceof Form.Array list) {
      at++;
      String key = null;
      for (Form f : list.items()) {
        if (f instanceof Form.Name n && n.text().startsWith("^") && key == null) {
          key = n.text().substring(1);
          continue;
        }
        Form undotted = Analyzer.withoutDots(f);
        TypeExpr t = read(undotted == null ? f : undotted);
        if (t == null) {
          return null;
        }
        params.add(new TypeExpr.Param(key, undotted != null, t));
        key = null;
      }
    }
    if (at < rest.size() && Analyzer.isName(rest.get(at), "->")) {
      at++;
    }
    TypeExpr result = at < rest.size() ? read(rest.get(at)) : null;
    if (result == null) {
      return null;
    }
    at++;
    var effects = new ArrayList<String>();
    if (at + 1 < rest.size() && Analyzer.isName(rest.get(at), "!") && rest.get(at + 1) instanceof Form.Array list) {
      for (Form f : list.items()) {
        effects.add(FunctionForms.nameOf(f));
      }
      at += 2;
    }
    return at == rest.size() ? new TypeExpr.Fn(head, params, result, effects) : null;
  }

  /** The type that the whole expression looks like; null when it is a call. */
  TypeExpr inValuePosition(Form.Node n) {
    if (!n.props().isEmpty() || n.children().isEmpty() || !(n.head() instanceof Form.Name head)) {
      return null;
    }
    boolean union = Analyzer.isName(n.children().get(0), "|");
    if (!union && (!BUILT_IN.contains(head.text()) || a.resolve(head.text()) != null)) {
      return null;
    }
    if (!union && !head.text().equals("Fn") && !head.text().equals("Method") && !n.children().stream().allMatch(this::looksLikeType)) {
      return null;
    }
    return read(n);
  }

  private boolean looksLikeType(Form f) {
    if (f instanceof Form.Name n) {
      if (BUILT_IN.contains(n.text()) || SPELLINGS.containsKey(n.text())) {
        return true;
      }
      Binding b = a.resolve(n.text());
      return b != null && (b.kind() == Binding.Kind.CLASS || b.kind() == Binding.Kind.TYPE || b.kind() == Binding.Kind.ENUM);
    }
    return f instanceof Form.Node n && inValuePosition(n) != null;
  }
}
