// Advice around methods and functions: `interceptor` and `fn-interceptor`.
package gene.analysis;

import gene.data.Interceptor;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

final class InterceptorForms {
  private static final Map<String, Interceptor.Kind> KINDS = Map.of("before_filter", Interceptor.Kind.BEFORE_FILTER,
      "before", Interceptor.Kind.BEFORE, "invariant", Interceptor.Kind.INVARIANT, "around", Interceptor.Kind.AROUND,
      "after", Interceptor.Kind.AFTER);

  private final Analyzer a;

  InterceptorForms(Analyzer a) {
    this.a = a;
  }

  Node interceptor(Form.Node n, boolean forFunctions) {
    String word = forFunctions ? "fn-interceptor" : "interceptor";
    List<Form> rest = n.children();
    if (rest.isEmpty() || !(rest.get(0) instanceof Form.Name || rest.get(0) instanceof Form.Path)) {
      return fault(rest.isEmpty() ? n : rest.get(0), word + " requires a name");
    } else if (rest.size() < 2 || !(rest.get(1) instanceof Form.Array list)) {
      return fault(rest.size() < 2 ? n : rest.get(1), word + " requires an array of targets after its name");
    }
    var targets = new ArrayList<String>();
    for (Form f : ((Form.Array) rest.get(1)).items()) {
      if (!(f instanceof Form.Name name)) {
        return fault(f, "a target of an interceptor is a name");
      } else if (targets.contains(name.text())) {
        return fault(f, "the target '" + name.text() + "' stands twice");
      }
      targets.add(name.text());
    }
    if (forFunctions && targets.size() != 1) {
      return fault(rest.get(1), "fn-interceptor requires exactly one target");
    }
    String name = FunctionForms.nameOf(rest.get(0));
    var advice = new ArrayList<Node.Advice>();
    var around = new HashSet<String>();
    for (Form f : rest.subList(2, rest.size())) {
      String wrong = problem(f, targets);
      if (wrong != null) {
        return fault(f, wrong);
      }
      Node.Advice one = advice((Form.Node) f, forFunctions);
      if (one == null) {
        return Analyzer.nil(n);
      } else if (one.kind() == Interceptor.Kind.AROUND && !around.add(one.target())) {
        return fault(f, "around advice already defined for '" + one.target() + "'");
      }
      advice.add(one);
    }
    return new Node.InterceptorDef(n, name, forFunctions, targets, advice, a.classes.memberTarget(rest.get(0), name, Binding.Kind.VAR));
  }

  /** Null when the form is advice. */
  private static String problem(Form f, List<String> targets) {
    if (!(f instanceof Form.Node n) || !(n.head() instanceof Form.Name head)) {
      return "advice is a list: (before target [args] …)";
    } else if (!KINDS.containsKey(head.text())) {
      return "unknown advice kind '" + head.text() + "': before_filter, before, invariant, around or after is expected";
    }
    List<Form> rest = n.children();
    if (rest.isEmpty() || !(rest.get(0) instanceof Form.Name target)) {
      return head.text() + " requires the name of a target";
    } else if (!targets.contains(target.text())) {
      return "unknown target '" + target.text() + "'" + Suggestions.nearest(target.text(), targets).map(s -> "; a target that is close: " + s).orElse("");
    }
    boolean inline = rest.size() >= 2 && rest.get(1) instanceof Form.Array;
    boolean named = rest.size() == 2 && (rest.get(1) instanceof Form.Name || rest.get(1) instanceof Form.Path);
    return inline || named ? null : head.text() + " requires an array argument list and a body, or the name of a function";
  }

  /** Null, and reported, when the inline function is malformed. */
  private Node.Advice advice(Form.Node n, boolean forFunctions) {
    List<Form> rest = n.children();
    String kind = ((Form.Name) n.head()).text();
    Node function;
    if (rest.get(1) instanceof Form.Array) {
      var inline = new Form.Node(n.start(), n.end(), n.head(), List.of(), rest.subList(1, rest.size()), false);
      FunctionForms.Parts parts = a.functions.split(inline, 0, kind);
      if (parts == null) {
        return null;
      }
      FunctionInfo.Kind as = forFunctions ? FunctionInfo.Kind.FUNCTION : FunctionInfo.Kind.METHOD;
      function = new Node.Function(n, a.functions.define(inline, kind, as, parts, false), null, false);
    } else {
      function = a.expression(rest.get(1));
    }
    boolean replaces = n.prop("replace_result") instanceof Form.Literal l && Boolean.TRUE.equals(l.value());
    return new Node.Advice(n, KINDS.get(kind), ((Form.Name) rest.get(0)).text(), replaces, function);
  }

  /** What is wrong with a definition stops the program, unless a `try` is there to catch it. */
  private Node fault(Form at, String message) {
    if (a.guarded == 0) {
      return a.error(at, AnalysisCode.INTERCEPTOR, message);
    }
    var text = new Node.Item(new Node.Const(at, message), false);
    return new Node.Throw(at, new Node.New(at, new Node.Name(at, "ArgumentException"), new Node.Arguments(List.of(), List.of(text))));
  }
}
