// Definitions with a body of their own: classes, singletons, namespaces, enums, type aliases, and the members of classes.
package gene.analysis;

import gene.syntax.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

final class ClassForms {
  private final Analyzer a;

  ClassForms(Analyzer a) {
    this.a = a;
  }

  /** Where a definition's name goes: a variable of the scope, or a member for `/Name` and `ns/Name`. */
  Node.Target memberTarget(Form nameForm, String name, Binding.Kind kind) {
    if (nameForm instanceof Form.Path p) {
      return a.bindingForms.definitionTarget(p);
    }
    return Node.Target.of(a.functions.bindingFor(nameForm, name, kind));
  }

  Node classDef(Form.Node n, boolean singleton) {
    String word = singleton ? "object" : "class";
    List<Form> rest = n.children();
    if (rest.isEmpty() || !(rest.get(0) instanceof Form.Name || rest.get(0) instanceof Form.Path)) {
      return a.error(rest.isEmpty() ? n : rest.get(0), AnalysisCode.CLASS, word + " requires a name");
    }
    Form nameForm = rest.get(0);
    String name = FunctionForms.nameOf(nameForm);
    int at = 1;
    Node superclass = null;
    if (at < rest.size() && Analyzer.isName(rest.get(at), "<")) {
      if (at + 1 >= rest.size()) {
        return a.error(rest.get(at), AnalysisCode.CLASS, "Missing superclass after <");
      }
      Form s = rest.get(at + 1);
      if (!(s instanceof Form.Name || s instanceof Form.Path)) {
        return a.error(s, AnalysisCode.CLASS, "Invalid superclass: a name or a path is expected");
      }
      superclass = a.expression(s);
      at += 2;
    }
    var interfaces = new ArrayList<Node>();
    at = a.interfaces.header(rest, at, interfaces);
    Node.Target target = memberTarget(nameForm, name, singleton ? Binding.Kind.VAR : Binding.Kind.CLASS);
    FunctionInfo body = body(n, singleton ? name + "Class" : name, true, rest.subList(at, rest.size()));
    var definition = new Node.ClassDef(n, singleton ? name + "Class" : name, superclass, interfaces, a.entries(n.props()), target, body, singleton);
    a.shapes.add(definition, a.top);
    return definition;
  }

  Node namespace(Form.Node n) {
    List<Form> rest = n.children();
    if (rest.isEmpty() || !(rest.get(0) instanceof Form.Name || rest.get(0) instanceof Form.Path)) {
      return a.error(rest.isEmpty() ? n : rest.get(0), AnalysisCode.NS, "ns requires a name");
    }
    String name = FunctionForms.nameOf(rest.get(0));
    Node.Target target = memberTarget(rest.get(0), name, Binding.Kind.NAMESPACE);
    return new Node.NsDef(n, name, target, body(n, name, false, rest.subList(1, rest.size())));
  }

  /** The body of a namespace or class runs at once, as a function of its own whose `self` is what it defines. */
  FunctionInfo body(Form.Node n, String name, boolean isClass, List<Form> forms) {
    var info = new FunctionInfo(name, FunctionInfo.Kind.BODY, n, a.top, a.function);
    info.className = isClass ? name : null;
    a.functions.enter(info, n);
    for (Form f : forms) {
      declareMember(f);
    }
    info.body = FunctionInfo.Sequenced.of(a.expressions(forms));
    a.functions.leave();
    return info;
  }

  /** `(var /x …)`, `(fn /f …)` and the like make a member, which hides outer variables inside the body. */
  private void declareMember(Form f) {
    if (f instanceof Form.Node d && !d.children().isEmpty() && d.children().get(0) instanceof Form.Path p
        && p.segments().size() == 2 && p.segments().get(0).text().isEmpty()) {
      String name = FunctionForms.stripTypeParameters(p.segments().get(1).text());
      a.scope.addMember(name);
      a.shapes.declare(name);
      a.memberNames.add(name);
    }
  }

  // Members of a class body

  Node method(Form.Node n) {
    if (!inClass(n, "method")) {
      return Analyzer.nil(n);
    }
    List<Form> rest = n.children();
    if (rest.size() < 2) {
      return a.error(n, AnalysisCode.METHOD, "Method definition requires at least name and args", "(method name [] …)");
    }
    String name = FunctionForms.nameOf(rest.get(0));
    if (name.isEmpty() || rest.get(0) instanceof Form.Path && !name.equals("/")) {
      return a.error(rest.get(0), AnalysisCode.METHOD, "a method's name is a symbol or a string");
    }
    if (name.endsWith("!") && name.length() > 1) {
      return a.error(rest.get(0), AnalysisCode.METHOD, "Macro-like class methods are not supported");
    }
    if (!(rest.get(1) instanceof Form.Array)) {
      return a.error(rest.get(1), AnalysisCode.METHOD, "method " + name + " requires an array argument list; use [] for no arguments");
    }
    var named = new Form.Node(n.start(), n.end(), n.head(), n.props(), rest.subList(1, rest.size()), false);
    FunctionForms.Parts parts = a.functions.split(named, 0, "method");
    return new Node.ClassMember(n, Node.MemberKind.METHOD, name, a.functions.define(n, name, FunctionInfo.Kind.METHOD, parts, false), null);
  }

  Node ctor(Form.Node n) {
    if (!inClass(n, "ctor")) {
      return Analyzer.nil(n);
    }
    if (n.children().isEmpty() || !(n.children().get(0) instanceof Form.Array)) {
      return a.error(n, AnalysisCode.METHOD, "ctor requires an array argument list; use [] for no arguments");
    }
    FunctionForms.Parts parts = a.functions.split(n, 0, "ctor");
    return new Node.ClassMember(n, Node.MemberKind.CTOR, "ctor", a.functions.define(n, "ctor", FunctionInfo.Kind.CTOR, parts, false), null);
  }

  Node onMethodMissing(Form.Node n) {
    if (!inClass(n, "on_method_missing")) {
      return Analyzer.nil(n);
    }
    FunctionForms.Parts parts = a.functions.split(n, 0, "on_method_missing");
    return parts == null ? Analyzer.nil(n) : new Node.ClassMember(n, Node.MemberKind.METHOD, "on_method_missing",
        a.functions.define(n, "on_method_missing", FunctionInfo.Kind.METHOD, parts, false), null);
  }

  Node field(Form.Node n) {
    if (!inClass(n, "field")) {
      return Analyzer.nil(n);
    }
    List<Form> rest = n.children();
    if (rest.isEmpty() || !(rest.get(0) instanceof Form.Name name)) {
      return a.error(n, AnalysisCode.FIELD, "field requires a name");
    }
    TypeExpr type = rest.size() > 1 ? a.types.parse(rest.get(1)) : null;
    deprecated(n);
    return new Node.ClassMember(n, Node.MemberKind.FIELD, fieldName(name), null, type);
  }

  /** The name in `(field name Type)` and `(field name: Type)`. */
  static String fieldName(Form.Name name) {
    String text = name.text();
    return text.endsWith(":") && text.length() > 1 ? text.substring(0, text.length() - 1) : text;
  }

  /** Points out that `prop` is an old name. */
  void deprecated(Form.Node n) {
    if (n.isCall("prop")) {
      a.report(gene.source.Diagnostic.warning(AnalysisCode.DEPRECATED.id(), Analyzer.span(n), "prop is an old name of field")
          .fix("Change to `field`", new gene.source.Diagnostic.Edit(Analyzer.span(n.head()), "field")).tag(gene.source.Diagnostic.Tag.DEPRECATED));
    }
  }

  private boolean inClass(Form.Node n, String word) {
    if (a.function.kind() == FunctionInfo.Kind.BODY) {
      return true;
    }
    a.error(n, AnalysisCode.CLASS, word + " is only possible in the body of a class");
    return false;
  }

  Node superCall(Form.Node n) {
    String name = n.children().isEmpty() ? null : CallForms.textOf(n.children().get(0));
    if (name == null || !name.startsWith(".") || name.length() < 2) {
      return a.error(n, AnalysisCode.SUPER, "super requires a dotted member (e.g. .m or .ctor)");
    }
    boolean inMethod = false;
    for (FunctionInfo f = a.function; f != null; f = f.outer()) {
      inMethod |= f.isMethod();
    }
    if (!inMethod) {
      return a.error(n, AnalysisCode.SUPER, "super is only possible in a method of a class");
    }
    if (name.endsWith("!")) {
      return a.error(n, AnalysisCode.SUPER, "Macro-like class methods are not supported");
    }
    return new Node.SuperCall(n, name.substring(1), a.arguments(n, 1));
  }

  // Enums and types

  Node enumDef(Form.Node n) {
    List<Form> rest = n.children();
    if (rest.isEmpty()) {
      return a.error(n, AnalysisCode.ENUM, "enum expects at least a name");
    }
    if (!(rest.get(0) instanceof Form.Name || rest.get(0) instanceof Form.Path)) {
      return a.error(rest.get(0), AnalysisCode.ENUM, "enum name must be a symbol");
    }
    String full = rest.get(0) instanceof Form.Name n0 ? n0.text() : ((Form.Path) rest.get(0)).segments().get(((Form.Path) rest.get(0)).segments().size() - 1).text();
    String[] parts = full.split(":", -1);
    var parameters = new HashSet<String>();
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].isEmpty() || !Character.isUpperCase(parts[i].codePointAt(0))) {
        return a.error(rest.get(0), AnalysisCode.ENUM, "malformed enum head " + full + ": a type parameter begins with an upper-case letter");
      } else if (!parameters.add(parts[i])) {
        return a.error(rest.get(0), AnalysisCode.ENUM, "duplicate generic parameter " + parts[i]);
      }
    }
    List<String> generic = List.of(parts).subList(1, parts.length);
    var variants = new ArrayList<Node.Variant>();
    var names = new HashSet<String>();
    List<Form> forms = rest.subList(1, rest.size());
    Form values = n.prop("values");
    if (values != null) {
      if (!(values instanceof Form.Array list)) {
        return a.error(values, AnalysisCode.ENUM, "^values must be an array of names");
      } else if (!forms.isEmpty()) {
        return a.error(forms.get(0), AnalysisCode.ENUM, "an enum with ^values takes no further variants");
      }
      forms = list.items();
    }
    for (Form f : forms) {
      Node.Variant v = variant(f, generic);
      if (v == null) {
        return Analyzer.nil(n);
      } else if (!names.add(v.name())) {
        return a.error(f, AnalysisCode.ENUM, "duplicate variant " + v.name());
      }
      variants.add(v);
    }
    var definition = new Node.EnumDef(n, parts[0], generic, variants, memberTarget(rest.get(0), parts[0], Binding.Kind.ENUM));
    a.shapes.add(definition, a.top, a.scope);
    return definition;
  }

  private Node.Variant variant(Form f, List<String> generic) {
    if (f instanceof Form.Name name) {
      return new Node.Variant(name.text(), List.of(), List.of());
    }
    if (!(f instanceof Form.Node list) || !(list.head() instanceof Form.Name name)) {
      a.error(f, AnalysisCode.ENUM, f instanceof Form.Node ? "enum: a variant's name must be a symbol" : "enum: a variant is a name or a list (Name field: Type …)");
      return null;
    }
    var fields = new ArrayList<String>();
    var types = new ArrayList<TypeExpr>();
    for (int i = 0; i < list.children().size(); i++) {
      if (!(list.children().get(i) instanceof Form.Name field)) {
        a.error(list.children().get(i), AnalysisCode.ENUM, "a variant's field must be a symbol");
        return null;
      }
      String text = field.text();
      TypeExpr type = null;
      if (text.endsWith(":") && text.length() > 1) {
        text = text.substring(0, text.length() - 1);
        if (i + 1 >= list.children().size()) {
          a.error(field, AnalysisCode.ENUM, "field " + text + " is missing a type after ':'");
          return null;
        }
        type = a.types.parse(list.children().get(++i), generic);
      }
      if (fields.contains(text)) {
        a.error(field, AnalysisCode.ENUM, "duplicate field " + text);
        return null;
      }
      fields.add(text);
      types.add(type);
    }
    return new Node.Variant(name.text(), fields, types);
  }

  Node typeAlias(Form.Node n) {
    List<Form> rest = n.children();
    if (rest.size() == 2 && rest.get(0) instanceof Form.Node) {
      return a.error(n, AnalysisCode.TYPE, "type cannot declare variants; use (enum Name (Variant field: Type) …)");
    }
    if (rest.size() != 2 || !(rest.get(0) instanceof Form.Name || rest.get(0) instanceof Form.Path)) {
      boolean removed = rest.size() > 2 && rest.get(0) instanceof Form.Node;
      return a.error(n, AnalysisCode.TYPE, removed ? "type cannot declare variants; use (enum Name (Variant field: Type) …)"
          : "type requires a name and one type expression");
    }
    TypeExpr type = a.types.parse(rest.get(1));
    String name = FunctionForms.nameOf(rest.get(0));
    Node.Target target = memberTarget(rest.get(0), name, Binding.Kind.TYPE);
    if (target.binding() != null) {
      target.binding().setType(type);
    }
    return new Node.TypeValue(n, type, target);
  }
}
