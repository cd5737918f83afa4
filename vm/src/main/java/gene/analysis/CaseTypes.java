// `case` over enums: what a pattern means, what it binds, and which variants nobody asks for (05, section 13; 10, section 7).
package gene.analysis;

import gene.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

final class CaseTypes {
  private final TypeChecker c;

  CaseTypes(TypeChecker c) {
    this.c = c;
  }

  /** A variant that a pattern names. */
  private record Named(EnumShape shape, EnumShape.Variant variant) {}

  Type check(Node.Case n) {
    Type target = c.type(n.target());
    var covered = new HashSet<String>();
    boolean all = n.otherwise() != null;
    Type result = Type.NEVER;
    for (Node.When w : n.clauses()) {
      var before = c.narrowing.mark();
      if (w.variant() != null) {
        Named found = resolve(w.variant(), target);
        if (found != null) {
          bind(w.variant(), found, target);
          if (target instanceof Type.EnumValue e && e.shape() == found.shape()) {
            covered.add(found.variant().name());
          }
        }
      } else if (w.value() != null) {
        c.type(w.value());
      } else {
        all = true;
      }
      result = Type.join(result, c.body(w.body()));
      c.narrowing.reset(before);
    }
    if (target instanceof Type.EnumValue e && !all) {
      missing(n, e.shape(), covered);
    }
    return Type.join(result, c.body(n.otherwise()));
  }

  private void missing(Node.Case n, EnumShape shape, Set<String> covered) {
    List<String> missing = shape.variants().stream().map(EnumShape.Variant::name).filter(v -> !covered.contains(v)).toList();
    if (!missing.isEmpty()) {
      c.warn(AnalysisCode.EXHAUSTIVE, n.target().form(), "non-exhaustive case over " + shape.name() + "; missing variants: " + String.join(", ", missing),
          shape.place(), shape.name() + " is declared here");
    }
  }

  private Named resolve(Node.VariantPattern p, Type target) {
    if (p.bareName() == null) {
      return qualified(p);
    }
    if (p.variant() != null && !(p.variant() instanceof Node.Name)) {
      // A variable of that name: which variant it holds shows when it is reached.
      return null;
    }
    EnumShape builtin = switch (p.bareName()) {
      case "Ok", "Err" -> EnumShape.RESULT;
      case "Some", "None" -> EnumShape.OPTION;
      default -> null;
    };
    EnumShape shape = target instanceof Type.EnumValue e && (builtin == null || e.shape() == builtin) ? e.shape() : builtin;
    if (shape != null) {
      return shape.find(p.bareName()).map(v -> new Named(shape, v)).orElse(null);
    }
    List<EnumShape> candidates = target.isKnown() ? List.of() : c.shapes.enumsWith(p.bareName());
    if (candidates.size() > 1) {
      c.warn(AnalysisCode.AMBIGUOUS_VARIANT, p.form(), "variant " + p.bareName() + " is ambiguous; use "
          + candidates.stream().map(e -> e.name() + "/" + p.bareName()).collect(Collectors.joining(" or ")), null, null);
    }
    return null;
  }

  private Named qualified(Node.VariantPattern p) {
    if (!(p.variant() instanceof Node.Path path) || path.steps().size() != 1 || path.steps().get(0).kind() != Node.StepKind.KEY) {
      return null;
    }
    EnumShape shape = c.members().enumOf(path.head());
    if (shape == null) {
      c.type(path);
      return null;
    }
    String name = path.steps().get(0).key();
    EnumShape.Variant v = shape.find(name).orElse(null);
    if (v == null) {
      Span at = new Span(c.top.start() + p.form().start(), c.top.start() + p.form().end());
      c.error(AnalysisCode.UNKNOWN_VARIANT, at, "enum pattern " + shape.name() + "/" + name + " references unknown enum or variant",
          Suggestions.nearest(name, shape.variants().stream().map(EnumShape.Variant::name).toList()).orElse(null), shape.place(), shape.name() + " is declared here");
      return null;
    }
    return new Named(shape, v);
  }

  /** Checks the number of binders and tells them their types. */
  private void bind(Node.VariantPattern p, Named found, Type target) {
    List<String> fields = found.variant().fields();
    List<Binding> binders = p.binders();
    if (binders.size() != fields.size()) {
      String names = fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")";
      c.error(AnalysisCode.VARIANT_ARITY, c.span(p.form()), "variant " + found.shape().name() + "/" + found.variant().name() + " pattern expects "
          + fields.size() + " binding(s)" + names + ", got " + binders.size(), null, found.shape().place(), found.shape().name() + " is declared here");
      return;
    }
    List<Type> arguments = target instanceof Type.EnumValue e && e.shape() == found.shape() ? e.arguments() : List.of();
    List<Type> types = found.shape().fieldTypes(found.variant(), arguments);
    for (int i = 0; i < binders.size(); i++) {
      if (binders.get(i) != null && !binders.get(i).isAssigned()) {
        binders.get(i).setInferred(types.get(i) instanceof Type.Variable ? Type.ANY : types.get(i));
      }
    }
  }

  /** What `(x ?)` gives: the payload of the built-in enums, anything else unchanged. */
  static Type unwrapped(Type t) {
    if (t instanceof Type.EnumValue e && (e.shape() == EnumShape.RESULT || e.shape() == EnumShape.OPTION)) {
      return e.arguments().isEmpty() ? Type.ANY : e.arguments().get(0);
    }
    return t instanceof Type.Union ? Type.ANY : t;
  }
}
