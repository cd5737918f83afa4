// Types of paths and of what is written through them: fields, payloads, variants, methods without arguments.
package gene.analysis;

import gene.source.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

final class MemberTypes {
  private final TypeChecker c;

  MemberTypes(TypeChecker c) {
    this.c = c;
  }

  Type path(Node.Path n) {
    EnumShape variants = enumOf(n.head());
    Type t = c.type(n.head());
    Node receiver = n.head();
    List<Node.Step> steps = n.steps();
    for (int i = 0; i < steps.size(); i++) {
      Node.Step s = steps.get(i);
      t = i == 0 && variants != null && s.kind() == Node.StepKind.KEY ? variant(variants, s) : step(t, receiver, s);
      receiver = null;
    }
    return t;
  }

  /** The enum that a name denotes; null for anything else. */
  EnumShape enumOf(Node n) {
    if (n instanceof Node.Local l && l.binding().kind() == Binding.Kind.ENUM) {
      return c.shapes.findEnum(l.binding()).orElse(null);
    } else if (n instanceof Node.Name name) {
      return name.name().equals("Result") ? EnumShape.RESULT : name.name().equals("Option") ? EnumShape.OPTION : null;
    }
    return null;
  }

  private Span span(Node.Step s) {
    return new Span(c.top.start() + s.start(), c.top.start() + s.end());
  }

  private Type variant(EnumShape e, Node.Step s) {
    EnumShape.Variant v = e.find(s.key()).orElse(null);
    if (v == null) {
      List<String> names = e.variants().stream().map(EnumShape.Variant::name).toList();
      c.fault(AnalysisCode.UNKNOWN_VARIANT, false, span(s), "enum " + e.name() + " has no variant " + s.key(),
          Suggestions.nearest(s.key(), names).orElse(null), e.place(), e.name() + " is declared here");
      return Type.ANY;
    }
    var value = new Type.EnumValue(e, List.of());
    return v.fields().isEmpty() ? value
        : new Type.Fn(v.types().stream().map(t -> new Type.Param(null, false, true, t)).toList(), value, List.of());
  }

  /** @param receiver the node whose type this is; null when it is a step of the same path */
  private Type step(Type t, Node receiver, Node.Step s) {
    return switch (s.kind()) {
      case KEY -> s.dynamic() != null ? Type.ANY : read(t, receiver, s);
      case INDEX, ASSERT -> Type.ANY;
      case DYNAMIC, DYNAMIC_METHOD -> {
        c.type(s.dynamic());
        yield Type.ANY;
      }
      case METHOD -> c.methods().result(t, receiver, s.key(), Node.Arguments.NONE, span(s));
    };
  }

  private Type read(Type t, Node receiver, Node.Step s) {
    if (t instanceof Type.Instance i) {
      return field(i.cls(), receiver, s);
    } else if (t instanceof Type.EnumValue e) {
      return payload(e, s.key());
    }
    return Type.ANY;
  }

  /** The type of a field that any variant of the enum has. */
  Type payload(Type.EnumValue e, String field) {
    Type found = Type.NEVER;
    for (EnumShape.Variant v : e.shape().variants()) {
      int at = v.fields().indexOf(field);
      if (at >= 0) {
        found = Type.join(found, e.shape().fieldTypes(v, e.arguments()).get(at));
      }
    }
    return found instanceof Type.Never ? Type.ANY : found;
  }

  private Type field(ClassShape cls, Node receiver, Node.Step s) {
    ClassShape.Field known = cls.findField(s.key()).orElse(null);
    if (known != null) {
      return known.type();
    }
    if (!mayHaveField(cls, s.key())) {
      boolean certain = receiver != null && c.methods().isCertain(receiver);
      c.fault(AnalysisCode.UNKNOWN_FIELD, certain, span(s), "Unknown field: " + s.key() + " on class " + cls.name(),
          Suggestions.nearest(s.key(), fieldNames(cls)).orElse(null), cls.place(), cls.name() + " declares its fields here");
    }
    return Type.ANY;
  }

  /** A class that declares fields has only these; what an ancestor writes without declaring is its field too. */
  boolean mayHaveField(ClassShape cls, String field) {
    if (cls.findField(field).isPresent() || !cls.declaresFields() || !cls.isClosed() || !cls.builtinAncestor().equals("Object")) {
      return true;
    }
    boolean allDeclared = cls.lineage().stream().allMatch(a -> a.declaresFields() || a.methods.isEmpty() && a.ctor == null);
    return !allDeclared && (c.a.whole.written.contains(field) || c.a.whole.writesAny);
  }

  private static Set<String> fieldNames(ClassShape cls) {
    var names = new LinkedHashSet<String>();
    cls.lineage().forEach(a -> names.addAll(a.fields().keySet()));
    return names;
  }

  /** `(a/b = v)`. */
  Type write(Node.Assign n) {
    Node.Step s = n.target().step();
    Type container = c.type(n.target().container());
    if (s.dynamic() != null) {
      c.type(s.dynamic());
    }
    Type value = c.type(n.value());
    if (s.kind() == Node.StepKind.KEY && s.dynamic() == null && container instanceof Type.Instance i) {
      Type declared = field(i.cls(), n.target().container(), s);
      if (n.operator() != null) {
        value = c.operators().combine(n.form(), n.operator(), declared, value);
      }
      Span place = i.cls().findField(s.key()).map(ClassShape.Field::place).orElse(null);
      c.expect(value, declared, true, n.value().form(), "property ", s.key(), place);
    } else if (n.operator() != null) {
      return Type.ANY;
    }
    return value;
  }
}
