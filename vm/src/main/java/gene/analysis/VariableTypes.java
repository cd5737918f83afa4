// Types of variables: declared ones, and those of all the values that the file gives them.
package gene.analysis;

final class VariableTypes {
  private final TypeChecker c;

  VariableTypes(TypeChecker c) {
    this.c = c;
  }

  /** Inside a function the variables around it count as Any: others may have assigned them. */
  Type visibleType(Binding b) {
    boolean definition = switch (b.kind()) {
      case FUNCTION, CLASS, INTERFACE, NAMESPACE, ENUM, TYPE -> true;
      case VAR, LET, PARAM, LOOP, CATCH, HIDDEN, OUTER -> false;
    };
    return definition || c.isAsked() || b.scope().function() == c.function ? typeOf(b) : Type.ANY;
  }

  /** The declared type; without one the types of all values that it gets. */
  Type typeOf(Binding b) {
    if (!b.isInferred()) {
      b.setInferred(Type.NEVER);
      Type t = infer(b);
      b.setInferred(t instanceof Type.Never ? Type.ANY : t);
    }
    return b.inferred();
  }

  private Type infer(Binding b) {
    switch (b.kind()) {
      case FUNCTION:
        return b.function() == null || c.a.redefined.contains(b) || b.isAssigned() ? Type.FUNCTION : c.calls().typeOf(b.function());
      case CLASS:
        return c.shapes.findClass(b).<Type>map(Type.ClassValue::new).orElseGet(() -> new Type.Kind("Class"));
      case NAMESPACE:
        return new Type.Kind("Namespace");
      case TYPE:
        return new Type.Kind("Type");
      case INTERFACE, ENUM, HIDDEN, OUTER, CATCH:
        return Type.ANY;
      case VAR, LET, PARAM, LOOP:
        break;
    }
    if (b.type() != null) {
      return c.shapes.resolve(b.type(), b.scope());
    } else if (b.kind() == Binding.Kind.PARAM || b.values().isEmpty()) {
      return Type.ANY;
    }
    FunctionInfo around = c.function;
    c.function = b.scope().function();
    Type t = Type.NEVER;
    for (Node value : b.values()) {
      t = Type.join(t, c.glance(value));
    }
    c.function = around;
    return t;
  }

  Type assign(Node.Assign n) {
    Node.Target t = n.target();
    Type value = c.type(n.value());
    Binding b = t.binding();
    if (b == null) {
      return n.operator() == null ? value : Type.ANY;
    }
    if (n.operator() != null) {
      value = c.operators().combine(n.form(), n.operator(), typeOf(b), value);
    }
    boolean visible = b.scope().function() == c.function || b.type() != null;
    if (visible && b.type() != null) {
      c.expect(value, typeOf(b), false, n.value().form(), "variable ", b.name(), c.place(b));
    } else if (visible && b.initial() != null && !b.initial().equals(Type.NIL) && !b.initial().equals(Type.VOID)) {
      c.expect(value, b.initial(), true, n.value().form(), "variable ", b.name(), c.place(b));
    }
    c.narrowing.end(b);
    return value;
  }

  Type declare(Node.Declare n) {
    Binding b = n.binding();
    Type value = n.value() == null ? Type.NIL : c.type(n.value());
    b.setInitial(value);
    if (b.type() != null && n.value() != null) {
      c.expect(value, typeOf(b), false, n.value().form(), "var ", b.name(), c.place(b));
    } else if (b.type() == null && !b.isAssigned() && !b.isInferred()) {
      b.setInferred(n.value() == null || value instanceof Type.Never ? Type.ANY : value);
    } else {
      typeOf(b);
    }
    return value;
  }
}
