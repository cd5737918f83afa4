// Interfaces and their implementations: `interface`, `implement`, and the `implements` of a class header.
package gene.analysis;

import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;

final class InterfaceForms {
  private final Analyzer a;

  InterfaceForms(Analyzer a) {
    this.a = a;
  }

  Node interfaceDef(Form.Node n) {
    List<Form> rest = n.children();
    if (rest.isEmpty()) {
      return a.error(n, AnalysisCode.INTERFACE, "interface requires a name");
    }
    Form nameForm = rest.get(0);
    if (!(nameForm instanceof Form.Name || nameForm instanceof Form.Path)) {
      return a.error(nameForm, AnalysisCode.INTERFACE, "interface name must be a symbol");
    }
    String name = FunctionForms.nameOf(nameForm);
    Node.Target target = a.classes.memberTarget(nameForm, name, Binding.Kind.INTERFACE);
    var members = new ArrayList<Node.InterfaceMember>();
    for (Form f : rest.subList(1, rest.size())) {
      Node.InterfaceMember m = member(f);
      if (m != null) {
        members.add(m);
      }
    }
    var definition = new Node.InterfaceDef(n, name, members, target);
    a.shapes.add(definition);
    return definition;
  }

  /** Null, and reported, when the form declares no member. */
  private Node.InterfaceMember member(Form f) {
    if (f instanceof Form.Node n && !n.children().isEmpty()) {
      if (n.isCall("method")) {
        return method(n);
      } else if (n.isCall("field") || n.isCall("prop")) {
        return field(n);
      }
    }
    a.error(f, AnalysisCode.INTERFACE, "a member of an interface is (method name [params] -> Type) or (field name Type)");
    return null;
  }

  private Node.InterfaceMember method(Form.Node n) {
    List<Form> rest = n.children();
    String name = FunctionForms.nameOf(rest.get(0));
    if (name.isEmpty()) {
      a.error(rest.get(0), AnalysisCode.METHOD, "a method's name is a symbol or a string");
      return null;
    }
    if (rest.size() == 1) {
      return new Node.InterfaceMember(n, name, true, null, null, false);
    }
    var signature = new Form.Node(n.start(), n.end(), n.head(), n.props(), rest.subList(1, rest.size()), false);
    FunctionForms.Parts parts = a.functions.split(signature, 0, "method");
    if (parts == null) {
      return null;
    } else if (parts.name() != null) {
      a.error(rest.get(1), AnalysisCode.METHOD, "method " + name + " requires an array argument list; use [] for no arguments");
      return null;
    } else if (!parts.body().isEmpty()) {
      a.error(parts.body().get(0), AnalysisCode.INTERFACE, "a method of an interface has no body");
      return null;
    }
    return new Node.InterfaceMember(n, name, true, a.functions.signature(n, name, parts), null, false);
  }

  private Node.InterfaceMember field(Form.Node n) {
    List<Form> rest = n.children();
    if (!(rest.get(0) instanceof Form.Name name)) {
      a.error(rest.get(0), AnalysisCode.FIELD, "field requires a name");
      return null;
    } else if (rest.size() > 2) {
      a.error(rest.get(2), AnalysisCode.FIELD, "a field has a name and a type");
      return null;
    }
    a.classes.deprecated(n);
    TypeExpr type = rest.size() > 1 ? a.types.parse(rest.get(1)) : null;
    boolean readonly = n.prop("readonly") instanceof Form.Literal l && Boolean.TRUE.equals(l.value());
    return new Node.InterfaceMember(n, ClassForms.fieldName(name), false, null, type, readonly);
  }

  /** `(implement R for C (ctor …) (method …)…)`. */
  Node implement(Form.Node n) {
    if (a.function.kind() == FunctionInfo.Kind.BODY && a.function.className != null) {
      return a.error(n, AnalysisCode.IMPLEMENT, "Classes must declare interfaces in the header with implements",
          "(class Name implements Interface …)");
    }
    List<Form> rest = n.children();
    boolean shape = rest.size() >= 3 && isReference(rest.get(0)) && Analyzer.isName(rest.get(1), "for") && isReference(rest.get(2));
    if (!shape) {
      return a.error(n, AnalysisCode.IMPLEMENT, "implement requires an interface and a class", "(implement Interface for Class (method …) …)");
    }
    Node iface = a.expression(rest.get(0));
    Node cls = a.expression(rest.get(2));
    List<Form> members = rest.subList(3, rest.size());
    for (Form f : members) {
      if (!(f instanceof Form.Node m && (m.isCall("method") || m.isCall("ctor")))) {
        return a.error(f, AnalysisCode.IMPLEMENT, "implement takes nothing but (ctor …) and (method …)");
      }
    }
    return new Node.ImplementDef(n, iface, cls, a.classes.body(n, FunctionForms.nameOf(rest.get(0)), false, members));
  }

  /** Reads what follows `implements` in a class header into `into`; gives the index of the first form of the body. */
  int header(List<Form> rest, int at, List<Node> into) {
    if (at >= rest.size() || !Analyzer.isName(rest.get(at), "implements")) {
      return at;
    }
    int next = at + 1;
    if (next < rest.size() && rest.get(next) instanceof Form.Array list) {
      for (Form f : list.items()) {
        into.add(isReference(f) ? a.expression(f) : a.error(f, AnalysisCode.IMPLEMENT, "the name of an interface is expected after implements"));
      }
      return next + 1;
    }
    while (next < rest.size() && isReference(rest.get(next))) {
      into.add(a.expression(rest.get(next++)));
    }
    if (next == at + 1) {
      a.error(rest.get(at), AnalysisCode.IMPLEMENT, "the name of an interface is expected after implements");
    }
    return next;
  }

  private static boolean isReference(Form f) {
    return f instanceof Form.Name || f instanceof Form.Path;
  }
}
