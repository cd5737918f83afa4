// Whether a class has what the interfaces in its header ask for (language reference 05, section 7; 07, section 11).
package gene.analysis;

import gene.analysis.FunctionInfo.Param;
import gene.analysis.FunctionInfo.ParamKind;
import java.util.List;
import java.util.Optional;

/** Only what cannot be otherwise is a fault: a class whose members may come from elsewhere is left alone. */
final class InterfaceCheck {
  private final TypeChecker c;

  InterfaceCheck(TypeChecker c) {
    this.c = c;
  }

  void check(Node.ClassDef definition, ClassShape cls) {
    for (Node n : definition.interfaces()) {
      if (n instanceof Node.Local l) {
        c.shapes.findInterface(l.binding()).ifPresent(i -> check(i, l, cls));
      }
    }
  }

  private void check(Node.InterfaceDef wanted, Node.Local at, ClassShape cls) {
    for (Node.InterfaceMember m : wanted.members()) {
      String fault = m.isMethod() ? method(m, wanted, cls) : field(m, wanted, at.binding().scope(), cls);
      if (fault != null) {
        c.error(AnalysisCode.CONFORMANCE, c.span(at.form()), fault, null, c.place(at.binding()), wanted.name() + " is declared here");
      }
    }
  }

  /** What is wrong with the class's method; null when nothing is. */
  private String method(Node.InterfaceMember m, Node.InterfaceDef wanted, ClassShape cls) {
    Optional<FunctionInfo> own = cls.findMethod(m.name());
    if (own.isEmpty()) {
      boolean elsewhere = !cls.isClosed() || cls.findMethod("on_method_missing").isPresent()
          || c.a.builtins.findInherited(cls.builtinAncestor(), m.name()).isPresent();
      return elsewhere ? null : lacks("method", m, wanted, cls);
    }
    return m.signature() == null || fits(own.get(), m.signature()) ? null : differs("method", m, wanted, cls);
  }

  private boolean fits(FunctionInfo has, FunctionInfo wanted) {
    return samePositions(has, wanted) && sameKeywords(has, wanted)
        && fits(resolve(has.returnType(), has), resolve(wanted.returnType(), wanted));
  }

  /** A call that suits the interface suits the method: it may have more parameters when these have defaults. */
  private boolean samePositions(FunctionInfo has, FunctionInfo wanted) {
    List<Param> mine = of(has, ParamKind.POSITIONAL);
    List<Param> theirs = of(wanted, ParamKind.POSITIONAL);
    if (mine.size() < theirs.size() || of(has, ParamKind.REST).size() != of(wanted, ParamKind.REST).size()) {
      return false;
    }
    for (int i = 0; i < mine.size(); i++) {
      if (i < theirs.size() ? !takes(mine.get(i), has, theirs.get(i), wanted) : mine.get(i).isRequired()) {
        return false;
      }
    }
    return true;
  }

  private boolean sameKeywords(FunctionInfo has, FunctionInfo wanted) {
    boolean takesAny = !of(has, ParamKind.KEYWORD_REST).isEmpty();
    for (Param p : of(wanted, ParamKind.KEYWORD)) {
      Optional<Param> mine = keyword(has, p.name());
      if (mine.isEmpty() ? !takesAny : !takes(mine.get(), has, p, wanted)) {
        return false;
      }
    }
    boolean anyWanted = !of(wanted, ParamKind.KEYWORD_REST).isEmpty();
    return (takesAny || !anyWanted)
        && of(has, ParamKind.KEYWORD).stream().allMatch(p -> !p.isRequired() || keyword(wanted, p.name()).isPresent());
  }

  /** An argument that is optional for the interface's callers is optional here, and what they may pass can be taken. */
  private boolean takes(Param mine, FunctionInfo has, Param wanted, FunctionInfo in) {
    return (!mine.isRequired() || wanted.isRequired()) && fits(resolve(wanted.type(), in), resolve(mine.type(), has));
  }

  private Type resolve(TypeExpr t, FunctionInfo in) {
    return c.shapes.resolve(t, in.scope());
  }

  private boolean fits(Type given, Type wanted) {
    return c.conformity.possible(given, wanted, false);
  }

  private static List<Param> of(FunctionInfo f, ParamKind kind) {
    return f.params().stream().filter(p -> p.kind() == kind).toList();
  }

  private static Optional<Param> keyword(FunctionInfo f, String name) {
    return f.params().stream().filter(p -> p.kind() == ParamKind.KEYWORD && p.name().equals(name)).findFirst();
  }

  private String field(Node.InterfaceMember m, Node.InterfaceDef wanted, Scope in, ClassShape cls) {
    Optional<ClassShape.Field> own = cls.findField(m.name());
    if (own.isPresent()) {
      return fits(own.get().type(), c.shapes.resolve(m.type(), in)) ? null : differs("field", m, wanted, cls);
    }
    boolean open = cls.lineage().stream().anyMatch(a -> !a.declaresFields());
    boolean written = open && (c.a.whole.written.contains(m.name()) || c.a.whole.writesAny);
    return written || !cls.isClosed() ? null : lacks("field", m, wanted, cls);
  }

  private static String lacks(String kind, Node.InterfaceMember m, Node.InterfaceDef wanted, ClassShape cls) {
    return "class " + cls.name() + " does not implement " + kind + " " + m.name() + " required by interface " + wanted.name();
  }

  private static String differs(String kind, Node.InterfaceMember m, Node.InterfaceDef wanted, ClassShape cls) {
    return kind + " " + m.name() + " on " + cls.name() + " is incompatible with interface " + wanted.name();
  }
}
