// Calls of functions, constructors, variants and built-ins: arguments against parameters, effects, and what comes out.
package gene.analysis;

import gene.analysis.FunctionInfo.ParamKind;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

final class CallTypes {
  private final TypeChecker c;
  private final Map<Builtin, Signature> signatures = new IdentityHashMap<>();

  CallTypes(TypeChecker c) {
    this.c = c;
  }

  /** Arguments of a callee without visible definition. */
  void walk(Node.Arguments arguments) {
    c.opaque++;
    argumentTypes(arguments);
    c.opaque--;
  }

  /** What the arguments are, keywords first. */
  private record Given(Map<String, Type> keywords, List<Type> positional) {}

  private static final Given NOTHING = new Given(Map.of(), List.of());

  private Given argumentTypes(Node.Arguments arguments) {
    if (arguments.keywords().isEmpty() && arguments.positional().isEmpty()) {
      return NOTHING;
    }
    Map<String, Type> keywords = arguments.keywords().isEmpty() ? Map.of() : new HashMap<>();
    for (Node.Entry e : arguments.keywords()) {
      Type t = c.type(e.value());
      if (e.key() != null) {
        keywords.put(e.key(), t);
      }
    }
    var positional = new ArrayList<Type>(arguments.positional().size());
    for (Node.Item i : arguments.positional()) {
      positional.add(c.type(i.value()));
    }
    return new Given(keywords, positional);
  }

  Type call(Node.Call n) {
    if (n.callee() instanceof Node.Local l && l.binding().kind() == Binding.Kind.FUNCTION) {
      return named(n, l.binding());
    } else if (takesData(n)) {
      return Type.ANY;
    } else if (n.callee() instanceof Node.Function f) {
      c.type(f);
      return known(f.info(), n.arguments(), c.span(n.form()), true);
    }
    Builtin builtin = builtinOf(n.callee());
    if (builtin != null) {
      return builtin.kind() == Builtin.Kind.FUNCTION ? builtin(builtin, n.arguments(), c.span(n.form()), builtin.qualifiedName()) : walked(n);
    }
    EnumShape shape = bareVariant(n.callee());
    if (n.callee() instanceof Node.Path p && p.steps().size() == 1 && c.members().enumOf(p.head()) != null) {
      c.type(p);
      shape = c.members().enumOf(p.head());
      EnumShape.Variant v = shape.find(p.steps().get(0).key()).orElse(null);
      return v == null ? walked(n) : variant(shape, v, n);
    } else if (shape != null) {
      return variant(shape, shape.find(((Node.Name) n.callee()).name()).orElseThrow(), n);
    }
    Type callee = c.type(n.callee());
    return callee instanceof Type.Fn fn ? byType(n, fn) : walked(n);
  }

  private Type walked(Node.Call n) {
    walk(n.arguments());
    return Type.ANY;
  }

  /** Whether the arguments are most likely data: the callee is called like a macro function. */
  private static boolean takesData(Node.Call n) {
    Form head = n.form().head();
    String name = head instanceof Form.Name h ? h.text() : head instanceof Form.Path p ? p.segments().get(p.segments().size() - 1).text() : "";
    return n.mayBeMacro() && name.endsWith("!") && name.length() > 1;
  }

  private Builtin builtinOf(Node callee) {
    if (callee instanceof Node.Name n) {
      return c.a.memberNames.contains(n.name()) || c.a.importedNames.contains(n.name()) ? null : c.a.builtins.find(n.name()).orElse(null);
    } else if (callee instanceof Node.Path p && p.head() instanceof Node.Name n && p.steps().stream().allMatch(s -> s.kind() == Node.StepKind.KEY && s.dynamic() == null)) {
      var name = new StringBuilder(n.name());
      p.steps().forEach(s -> name.append('/').append(s.key()));
      return c.a.memberNames.contains(n.name()) || c.a.importedNames.contains(n.name()) ? null : c.a.builtins.find(name.toString()).orElse(null);
    }
    return null;
  }

  private EnumShape bareVariant(Node callee) {
    String name = callee instanceof Node.Name n && !c.a.memberNames.contains(n.name()) && !c.a.importedNames.contains(n.name()) ? n.name() : "";
    return switch (name) {
      case "Ok", "Err" -> EnumShape.RESULT;
      case "Some" -> EnumShape.OPTION;
      default -> null;
    };
  }

  /** A call by the name of a function that the file defines. */
  private Type named(Node.Call n, Binding b) {
    FunctionInfo f = b.function();
    if (f == null || c.a.redefined.contains(b) || b.isAssigned()) {
      if (!takesData(n)) {
        argumentTypes(n.arguments());
      }
      return Type.ANY;
    }
    if (takesData(n)) {
      new CallCheck(c, f, c.span(n.form()), true).count(n.arguments());
      return Type.ANY;
    }
    return known(f, n.arguments(), c.span(n.form()), true);
  }

  /**
   * Arguments against the parameters of a function of the file.
   *
   * @param strict whether too many arguments are an error and the arguments themselves stand in visible code
   */
  Type known(FunctionInfo f, Node.Arguments arguments, Span at, boolean strict) {
    if (!strict) {
      c.opaque++;
    }
    Given given = argumentTypes(arguments);
    if (!strict) {
      c.opaque--;
    }
    if (c.isSilent()) {
      return f.typeParameters().isEmpty() ? resultOf(f) : generic(f, given);
    }
    if (!arguments.hasSpread()) {
      var check = new CallCheck(c, f, at, strict);
      check.count(arguments);
      if (f.isTyped()) {
        check.types(arguments, given.keywords(), given.positional());
      }
    }
    requireEffects(f.effects(), at, f);
    return f.typeParameters().isEmpty() ? resultOf(f) : generic(f, given);
  }

  private void requireEffects(List<String> effects, Span at, FunctionInfo callee) {
    if (effects.isEmpty()) {
      return;
    }
    FunctionInfo f = c.function;
    while (f.kind() == FunctionInfo.Kind.BLOCK && f.outer() != null) {
      f = f.outer();
    }
    boolean free = f.kind() == FunctionInfo.Kind.MODULE || f.kind() == FunctionInfo.Kind.BODY || f.kind() == FunctionInfo.Kind.EVAL;
    List<String> lacking = new ArrayList<>(effects);
    lacking.removeAll(f.effects());
    if (free || lacking.isEmpty()) {
      return;
    }
    String name = f.name().isEmpty() ? "the function" : f.name();
    Diagnostic d = Diagnostic.error(AnalysisCode.EFFECT.id(), at, "Effect error: " + String.join(", ", lacking) + " not allowed in call")
        .hint("declare it for " + name + ": -> " + (f.returnType() == null ? "Any" : f.returnType()) + " ! [" + String.join(" ", effects) + "]");
    c.report(d, callee == null || callee.returnForm == null ? null
        : new Span(callee.top().start() + callee.returnForm.start(), callee.top().start() + callee.returnForm.end()), "the callee's effects are declared here");
  }

  /** A callee of which only the type is known. */
  private Type byType(Node.Call n, Type.Fn fn) {
    c.opaque++;
    Given given = argumentTypes(n.arguments());
    c.opaque--;
    requireEffects(fn.effects(), c.span(n.form()), null);
    List<Type.Param> positional = fn.params().stream().filter(p -> p.key() == null).toList();
    for (int i = 0; i < given.positional().size() && i < positional.size() && !n.arguments().hasSpread(); i++) {
      c.expect(given.positional().get(i), positional.get(i).type(), true, n.arguments().positional().get(i).value().form(), "argument ", String.valueOf(i + 1), null);
    }
    return fn.result();
  }

  // Built-ins

  private Signature signature(Builtin b) {
    return signatures.computeIfAbsent(b, x -> Signature.parse(x.signature()));
  }

  Type builtin(Builtin b, Node.Arguments arguments, Span at, String name) {
    c.opaque++;
    Given given = argumentTypes(arguments);
    c.opaque--;
    Signature s = signature(b);
    if (!arguments.hasSpread() && !c.isSilent()) {
      checkBuiltin(b, s, arguments, given, at, name);
    }
    return s.result().isEmpty() ? Type.NEVER : c.shapes.builtin(s.result().equals("Regexp") ? "Regex" : s.result());
  }

  private void checkBuiltin(Builtin b, Signature s, Node.Arguments arguments, Given given, Span at, String name) {
    List<Signature.Parameter> positional = s.parameters().stream().filter(p -> p.kind() != Signature.Kind.KEYWORD).toList();
    boolean rest = positional.stream().anyMatch(p -> p.kind() == Signature.Kind.REST);
    long least = positional.stream().filter(p -> p.kind() == Signature.Kind.REQUIRED).count();
    int count = given.positional().size();
    if (count < least || count > positional.size() && !rest) {
      String few = count < least ? "too few" : "too many";
      c.report(Diagnostic.warning(AnalysisCode.ARITY.id(), at, few + " positional arguments in call (expected " + (count < least ? least : positional.size())
          + ", got " + count + ")").hint("`" + name + "` takes " + b.signature()), null, null);
    }
    for (int i = 0; i < count && i < positional.size() && positional.get(i).kind() != Signature.Kind.REST; i++) {
      Signature.Parameter p = positional.get(i);
      if (!p.type().isEmpty()) {
        c.expect(given.positional().get(i), c.shapes.builtin(p.type()), false, arguments.positional().get(i).value().form(), p.name(), " of " + name, null);
      }
    }
  }

  // Constructors

  Type construct(Node.New n) {
    if (n.cls() instanceof Node.Local l && l.binding().kind() == Binding.Kind.CLASS) {
      ClassShape cls = c.shapes.findClass(l.binding()).orElse(null);
      if (cls != null && cls.isClosed() && cls.findCtor().isPresent()) {
        known(cls.findCtor().get(), n.arguments(), c.span(n.form()), false);
        return new Type.Instance(cls);
      }
      walk(n.arguments());
      return cls == null ? Type.ANY : new Type.Instance(cls);
    }
    Type cls = c.type(n.cls());
    walk(n.arguments());
    if (cls instanceof Type.ClassValue v && n.cls() instanceof Node.Local) {
      return new Type.Instance(v.cls());
    }
    return n.cls() instanceof Node.Name name && c.a.builtins.isClass(name.name()) ? c.shapes.builtin(name.name()) : Type.ANY;
  }

  /** `(Shape/Rect 1 2)`, `(Shape/Rect ^w 1 ^h 2)`. */
  private Type variant(EnumShape shape, EnumShape.Variant v, Node.Call n) {
    walkVariant(shape, v, n);
    var arguments = new ArrayList<Type>();
    for (String parameter : shape.parameters()) {
      int at = v.types().indexOf(new Type.Variable(parameter));
      boolean given = at >= 0 && at < n.arguments().positional().size() && !n.arguments().hasSpread();
      arguments.add(given ? c.glance(n.arguments().positional().get(at).value()) : Type.ANY);
    }
    return new Type.EnumValue(shape, arguments.stream().allMatch(t -> t instanceof Type.Any) ? List.of() : arguments);
  }

  private void walkVariant(EnumShape shape, EnumShape.Variant v, Node.Call n) {
    c.opaque++;
    Given given = argumentTypes(n.arguments());
    c.opaque--;
    String name = shape.name() + "/" + v.name();
    int count = given.positional().size();
    if (n.arguments().hasSpread()) {
      return;
    }
    Span at = c.span(n.form());
    if (!given.keywords().isEmpty()) {
      for (String key : given.keywords().keySet()) {
        if (!v.fields().contains(key)) {
          c.fault(AnalysisCode.KEYWORD, false, at, "Variant " + name + " got unknown keyword argument: " + key + "; expected fields: " + String.join(", ", v.fields()),
              Suggestions.nearest(key, v.fields()).orElse(null), shape.place(), name + " is declared here");
        }
      }
    } else if (count != v.fields().size()) {
      c.fault(AnalysisCode.ARITY, false, at, v.fields().isEmpty() ? "Unit variant " + name + " expects 0 arguments, got " + count
          : "Variant " + name + " expects " + v.fields().size() + " arguments (" + String.join(", ", v.fields()) + "), got " + count, null, shape.place(), name + " is declared here");
    }
    for (int i = 0; i < v.fields().size(); i++) {
      Type actual = given.keywords().isEmpty() ? i < count ? given.positional().get(i) : Type.ANY : given.keywords().getOrDefault(v.fields().get(i), Type.ANY);
      Form where = given.keywords().isEmpty() && i < count ? n.arguments().positional().get(i).value().form() : n.form();
      c.expect(actual, v.types().get(i), true, where, "field " + name + ".", v.fields().get(i), shape.place());
    }
  }

  // Functions

  Type typeOf(FunctionInfo f) {
    if (f.type == null) {
      f.type = f.isMacro() ? Type.FUNCTION : new Type.Fn(f.params().stream().map(p -> param(f, p)).toList(), resultOf(f), f.effects());
    }
    return f.type;
  }

  private Type.Param param(FunctionInfo f, FunctionInfo.Param p) {
    boolean keyword = p.kind() == ParamKind.KEYWORD || p.kind() == ParamKind.KEYWORD_REST;
    boolean rest = p.kind() == ParamKind.REST || p.kind() == ParamKind.KEYWORD_REST;
    return new Type.Param(keyword ? p.name() : null, rest, p.isRequired(), c.shapes.resolve(p.type(), f.scope()));
  }

  Type resultOf(FunctionInfo f) {
    Type declared = f.returnType() == null ? Type.ANY : c.shapes.resolve(f.returnType(), f.scope());
    return f.isGenerator() ? new Type.Kind("Generator") : f.isAsync() ? new Type.Applied("Future", List.of(declared)) : declared;
  }

  /** The result where the type parameters stand for what the arguments are. */
  private Type generic(FunctionInfo f, Given given) {
    var bound = new HashMap<String, Type>();
    int at = 0;
    for (FunctionInfo.Param p : f.params()) {
      if (p.kind() == ParamKind.POSITIONAL && at < given.positional().size()) {
        unify(c.shapes.resolve(p.type(), f.scope()), given.positional().get(at++), bound);
      } else if (p.kind() == ParamKind.KEYWORD && given.keywords().containsKey(p.name())) {
        unify(c.shapes.resolve(p.type(), f.scope()), given.keywords().get(p.name()), bound);
      }
    }
    return substitute(resultOf(f), bound);
  }

  private static void unify(Type declared, Type actual, Map<String, Type> bound) {
    if (declared instanceof Type.Variable v) {
      bound.merge(v.name(), actual, Type::join);
    } else if (declared instanceof Type.Applied d && actual instanceof Type.Applied t && d.arguments().size() == t.arguments().size()) {
      for (int i = 0; i < d.arguments().size(); i++) {
        unify(d.arguments().get(i), t.arguments().get(i), bound);
      }
    } else if (declared instanceof Type.EnumValue d && actual instanceof Type.EnumValue t && d.arguments().size() == t.arguments().size()) {
      for (int i = 0; i < d.arguments().size(); i++) {
        unify(d.arguments().get(i), t.arguments().get(i), bound);
      }
    } else if (declared instanceof Type.Fn d && actual instanceof Type.Fn t) {
      unify(d.result(), t.result(), bound);
    }
  }

  private static Type substitute(Type t, Map<String, Type> bound) {
    if (t instanceof Type.Variable v) {
      return bound.getOrDefault(v.name(), Type.ANY);
    } else if (t instanceof Type.Applied a) {
      return new Type.Applied(a.name(), a.arguments().stream().map(x -> substitute(x, bound)).toList());
    } else if (t instanceof Type.EnumValue e) {
      return new Type.EnumValue(e.shape(), e.arguments().stream().map(x -> substitute(x, bound)).toList());
    } else if (t instanceof Type.Union u) {
      return Type.union(u.members().stream().map(x -> substitute(x, bound)).toList());
    }
    return t;
  }

  /** Checks the inside of a function. */
  void enter(FunctionInfo f) {
    FunctionInfo outer = c.function;
    Tree.Top outerTop = c.top;
    var before = c.narrowing.mark();
    c.narrowing.enterFunction();
    c.function = f;
    c.top = f.top();
    for (FunctionInfo.Param p : f.params()) {
      parameter(f, p);
    }
    c.types(f.preconditions());
    Type result = c.types(f.body().nodes());
    List<Node> nodes = f.body().nodes();
    f.inferredResult = result;
    checkResult(f, result, nodes.isEmpty() ? f.form() : nodes.get(nodes.size() - 1).form());
    c.types(f.postconditions());
    c.function = outer;
    c.top = outerTop;
    c.narrowing.reset(before);
  }

  private void parameter(FunctionInfo f, FunctionInfo.Param p) {
    if (p.fallback() != null) {
      Type given = c.type(p.fallback());
      c.expect(given, c.shapes.resolve(p.type(), f.scope()), true, p.fallback().form(), "", p.name(), null);
    }
    if (p.pattern() != null) {
      c.pattern(p.pattern());
    }
    if (p.binding() != null && p.type() == null) {
      Type t = p.kind() == ParamKind.REST ? Type.ARRAY : p.kind() == ParamKind.KEYWORD_REST ? Type.MAP : Type.ANY;
      p.binding().setInferred(p.binding().isAssigned() ? Type.ANY : t);
    }
  }

  /** A value that leaves the function, at its end or by `return`. */
  void checkResult(FunctionInfo f, Type value, Form at) {
    if (f.returnType() == null || f.isGenerator() || f.isAsync()) {
      return;
    }
    Span declared = f.returnForm == null ? null : new Span(f.top().start() + f.returnForm.start(), f.top().start() + f.returnForm.end());
    c.expect(value, c.shapes.resolve(f.returnType(), f.scope()), true, at, "return value of ", f.name().isEmpty() ? "a function" : f.name(), declared);
  }
}
