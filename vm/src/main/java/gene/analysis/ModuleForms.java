// The top of a file: definitions are hoisted, `comptime` is replaced by what it emits, `__init__` takes the rest.
package gene.analysis;

import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

final class ModuleForms {
  private static final Set<String> DEFINITIONS = Set.of("fn", "class", "ns", "object", "enum", "type", "interface", "implement", "import",
      "$dep", "$extend");

  private final Analyzer a;

  ModuleForms(Analyzer a) {
    this.a = a;
  }

  private record TopForm(Tree.Top top, Form form, boolean definition) {}

  FunctionInfo module(Tree tree) {
    Form whole = new Form.Broken(0, tree.source().length(), List.of());
    a.top = new Tree.Top(0, whole, List.of());
    var info = new FunctionInfo("<module>", FunctionInfo.Kind.MODULE, whole, a.top, null);
    a.function = info;
    info.scope = a.openScope(whole);
    var forms = new ArrayList<TopForm>();
    var comptime = new Comptime(a);
    for (Tree.Top top : tree.tops()) {
      a.top = top;
      for (Form f : comptime.expand(top.form())) {
        forms.add(new TopForm(top, f, isDefinition(f)));
      }
    }
    for (TopForm t : forms) {
      if (t.definition()) {
        a.top = t.top();
        hoist((Form.Node) t.form());
      }
    }
    var definitions = new ArrayList<Node>();
    var definitionTops = new ArrayList<Tree.Top>();
    var body = new ArrayList<Node>();
    var bodyTops = new ArrayList<Tree.Top>();
    for (TopForm t : forms) {
      if (t.definition()) {
        a.top = t.top();
        a.topForm = t.form();
        definitions.add(a.expression(t.form()));
        definitionTops.add(t.top());
      }
    }
    Node.Function init = definitions.stream().filter(n -> n instanceof Node.Function f && f.info().name().equals("__init__"))
        .map(n -> (Node.Function) n).findFirst().orElse(null);
    for (TopForm t : forms) {
      if (!t.definition()) {
        a.top = t.top();
        a.topForm = t.form();
        body.add(a.expression(t.form()));
        bodyTops.add(t.top());
      }
    }
    a.runDeferred();
    a.function = info;
    a.scope = info.scope;
    var nodes = new ArrayList<Node>(definitions);
    var tops = new ArrayList<>(definitionTops);
    if (init != null) {
      // The function runs first, then the rest of the top level; both see the module's own variables.
      var name = new Form.Name(init.form().start(), init.form().start(), "__init__");
      var call = new Form.Node(init.form().start(), init.form().end(), name, List.of(), List.of(), false);
      nodes.add(new Node.Call(call, new Node.Local(name, init.target().binding()), Node.Arguments.NONE, false));
      tops.add(init.info().top());
    }
    nodes.addAll(body);
    tops.addAll(bodyTops);
    info.body = new FunctionInfo.Sequenced(nodes, tops);
    info.definitions = definitions.size();
    return info;
  }

  private static boolean isDefinition(Form f) {
    if (!(f instanceof Form.Node n) || !(n.head() instanceof Form.Name head)) {
      return false;
    }
    boolean asyncFn = head.text().equals("async") && !n.children().isEmpty() && Analyzer.isName(n.children().get(0), "fn");
    boolean anonymous = head.text().equals("fn") && !n.children().isEmpty() && n.children().get(0) instanceof Form.Array;
    return (DEFINITIONS.contains(head.text()) || asyncFn) && !anonymous
        && (n.children().isEmpty() || CallForms.textOf(n.children().get(0)) == null
        || Operator.findInfix(CallForms.textOf(n.children().get(0))).isEmpty());
  }

  /** Declares the name of a definition before anything is analysed, so that code above it sees it. */
  private void hoist(Form.Node n) {
    String head = ((Form.Name) n.head()).text();
    int at = head.equals("async") ? 1 : 0;
    Form nameForm = at < n.children().size() ? n.children().get(at) : null;
    Binding.Kind kind = switch (head) {
      case "fn", "async" -> Binding.Kind.FUNCTION;
      case "class" -> Binding.Kind.CLASS;
      case "interface" -> Binding.Kind.INTERFACE;
      case "ns" -> Binding.Kind.NAMESPACE;
      case "enum" -> Binding.Kind.ENUM;
      case "type" -> Binding.Kind.TYPE;
      case "object" -> Binding.Kind.VAR;
      default -> null;
    };
    if (kind == null || nameForm == null || nameForm instanceof Form.Array) {
      return;
    }
    if (nameForm instanceof Form.Path p && p.segments().size() == 2 && p.segments().get(0).text().isEmpty()) {
      a.memberNames.add(FunctionForms.nameOf(nameForm));
      return;
    }
    boolean named = nameForm instanceof Form.Name || nameForm instanceof Form.Literal l && l.value() instanceof String && kind == Binding.Kind.FUNCTION;
    String name = FunctionForms.nameOf(nameForm);
    if (kind == Binding.Kind.ENUM && name.indexOf(':') > 0) {
      name = name.substring(0, name.indexOf(':'));
    }
    if (named && !name.isEmpty() && a.scope.find(name, kind) == null) {
      // A definition at the top is a member of the module: the variable and the member are one cell.
      a.declare(name, kind, nameForm.start(), Math.max(nameForm.start(), Math.min(nameForm.end(), nameForm.start() + name.length()))).capture();
    }
  }

  /** Forms that run (or, for a template, are filled) in a scope that exists: its variables are captured like those of an outer function. */
  FunctionInfo evaluation(Tree tree, Analysis.Surroundings around, boolean template) {
    Form whole = new Form.Broken(0, tree.source().length(), List.of());
    a.top = new Tree.Top(0, whole, List.of());
    var outer = new FunctionInfo("", around.inMethod() ? FunctionInfo.Kind.METHOD : FunctionInfo.Kind.FUNCTION, whole, a.top, null);
    a.function = outer;
    a.scope = new OuterScope(outer, around);
    outer.scope = a.scope;
    var info = new FunctionInfo("<eval>", FunctionInfo.Kind.EVAL, whole, a.top, outer);
    a.function = info;
    a.session = around.isSession();
    info.scope = a.openScope(whole);
    var nodes = new ArrayList<Node>();
    for (Tree.Top top : tree.tops()) {
      a.top = top;
      a.topForm = top.form();
      nodes.add(template ? new Templates(a).build(top.form()) : a.expression(top.form()));
    }
    a.runDeferred();
    info.body = new FunctionInfo.Sequenced(nodes, tree.tops());
    return info;
  }
}
