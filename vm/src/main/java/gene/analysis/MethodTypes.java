// Types of method calls, and methods that the class of the receiver certainly lacks.
package gene.analysis;

import gene.source.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class MethodTypes {
  /** Built-in kinds that answer nothing but their methods. */
  private static final Set<String> CLOSED = Set.of("Int", "Float", "String", "Bool", "Char", "Symbol", "Array", "Map", "HashMap", "HashSet",
      "Range", "Regex", "Date", "DateTime", "Time", "Bytes");
  /** A variable's value may be another variable, and so on. */
  private static final int FARTHEST = 8;

  private final TypeChecker c;

  MethodTypes(TypeChecker c) {
    this.c = c;
  }

  Type call(Node.MethodCall n) {
    Type receiver = c.type(n.receiver());
    if (n.dynamicName() != null) {
      c.type(n.dynamicName());
      c.calls().walk(n.arguments());
      return Type.ANY;
    }
    return result(receiver, n.receiver(), n.name(), n.arguments(), c.span(n.form()));
  }

  /**
   * Walks the arguments and gives the type of the call.
   *
   * @param node what has the receiver's type; null where that is a step of a path
   */
  Type result(Type receiver, Node node, String name, Node.Arguments arguments, Span at) {
    if (receiver instanceof Type.Instance i) {
      return ofInstance(i, node, name, arguments, at);
    }
    String kind = builtinClass(receiver);
    Optional<Builtin> builtin = kind == null ? Optional.empty() : c.a.builtins.findInherited(kind, name);
    if (builtin.isPresent()) {
      return c.calls().builtin(builtin.get(), arguments, at, name);
    }
    c.calls().walk(arguments);
    if (receiver instanceof Type.Kind k && CLOSED.contains(k.name())) {
      unknown(k.name(), name, methodNames(kind), node != null && isCertain(node), at, null);
    } else if (receiver instanceof Type.EnumValue e) {
      boolean field = e.shape().variants().stream().anyMatch(v -> v.fields().contains(name));
      if (!field) {
        unknown(e.toString(), name, Set.of(), false, at, e.shape().place());
      }
      return field && arguments.positional().isEmpty() ? c.members().payload(e, name) : Type.ANY;
    }
    return Type.ANY;
  }

  private void unknown(String cls, String name, Set<String> known, boolean certain, Span at, Span declared) {
    c.fault(AnalysisCode.UNKNOWN_METHOD, certain, at, "unknown method " + name + " on " + cls, Suggestions.nearest(name, known).orElse(null),
        declared, cls + " is declared here");
  }

  private static String builtinClass(Type t) {
    if (t instanceof Type.Kind k) {
      return k.name().equals("Regex") ? "Regexp" : k.name();
    }
    return t instanceof Type.Applied a ? a.name() : t instanceof Type.Fn ? "Function" : t instanceof Type.ClassValue ? "Class"
        : t instanceof Type.EnumValue ? "Object" : null;
  }

  private Type ofInstance(Type.Instance i, Node node, String name, Node.Arguments arguments, Span at) {
    ClassShape cls = i.cls();
    Optional<FunctionInfo> method = cls.findMethod(name);
    if (method.isPresent()) {
      return c.calls().known(method.get(), arguments, at, false);
    }
    Optional<Builtin> builtin = c.a.builtins.findInherited(cls.builtinAncestor(), name);
    if (builtin.isPresent()) {
      return c.calls().builtin(builtin.get(), arguments, at, name);
    }
    c.calls().walk(arguments);
    Optional<ClassShape.Field> field = cls.findField(name);
    boolean asField = arguments.positional().isEmpty() && arguments.keywords().isEmpty() && mayReadField(cls, name);
    if (field.isPresent() && asField) {
      return field.get().type();
    }
    if (cls.isClosed() && !asField && cls.findMethod("on_method_missing").isEmpty()) {
      unknown(cls.name(), name, methodNames(cls), node != null && !(node instanceof Node.Self) && isCertain(node), at, cls.place());
    }
    return Type.ANY;
  }

  /** `(p .x)` reads the field x when it is set. */
  private boolean mayReadField(ClassShape cls, String name) {
    if (cls.findField(name).isPresent()) {
      return true;
    }
    boolean undeclared = cls.lineage().stream().anyMatch(a -> !a.declaresFields());
    return undeclared && (c.a.whole.written.contains(name) || c.a.whole.writesAny);
  }

  private Set<String> methodNames(ClassShape cls) {
    var names = new LinkedHashSet<String>();
    cls.lineage().forEach(a -> names.addAll(a.methods().keySet()));
    names.addAll(methodNames(cls.builtinAncestor()));
    return names;
  }

  private Set<String> methodNames(String builtin) {
    var names = new LinkedHashSet<String>();
    c.a.builtins.methodsOf(builtin).forEach(b -> names.add(b.name()));
    c.a.builtins.methodsOf("Object").forEach(b -> names.add(b.name()));
    return names;
  }

  /** The language names the places whose types count for errors: the others give warnings at most. */
  boolean isCertain(Node n) {
    return isCertain(n, 0);
  }

  private boolean isCertain(Node n, int distance) {
    if (n instanceof Node.Local l) {
      return distance < FARTHEST && isCertain(l.binding(), distance + 1);
    } else if (n instanceof Node.Call call) {
      return call.callee() instanceof Node.Local l && l.binding().kind() == Binding.Kind.FUNCTION && l.binding().function() != null
          && l.binding().function().returnType() != null;
    }
    return n instanceof Node.Const || n instanceof Node.ArrayLit || n instanceof Node.MapLit || n instanceof Node.HashMapLit
        || n instanceof Node.Concat || n instanceof Node.RangeLit || n instanceof Node.New || n instanceof Node.Self;
  }

  private boolean isCertain(Binding b, int distance) {
    if (b.scope().function() != c.function) {
      return false;
    } else if (b.type() != null || c.narrowing.find(b) != null) {
      return true;
    }
    boolean variable = b.kind() == Binding.Kind.VAR || b.kind() == Binding.Kind.LET;
    return variable && b.values().stream().allMatch(v -> isCertain(v, distance));
  }

  Type superCall(Node.SuperCall n) {
    c.calls().walk(n.arguments());
    if (c.self == null || n.name().equals("ctor")) {
      return Type.ANY;
    }
    List<ClassShape> ancestors = c.self.lineage().subList(1, c.self.lineage().size());
    for (ClassShape a : ancestors) {
      if (a.methods().containsKey(n.name())) {
        return c.calls().resultOf(a.methods().get(n.name()));
      }
    }
    Optional<Builtin> builtin = c.a.builtins.findInherited(c.self.builtinAncestor(), n.name());
    if (builtin.isEmpty() && c.self.isClosed() && c.self.findMethod("on_method_missing").isEmpty()) {
      c.fault(AnalysisCode.UNKNOWN_METHOD, true, c.span(n.form()), "Method '" + n.name() + "' not found in super class hierarchy",
          Suggestions.nearest(n.name(), ancestors.isEmpty() ? methodNames("Object") : methodNames(ancestors.get(0))).orElse(null), null, null);
    }
    return Type.ANY;
  }
}
