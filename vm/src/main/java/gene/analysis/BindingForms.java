// Variables and places: var, let, assignment, paths.
package gene.analysis;

import gene.source.Diagnostic;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

final class BindingForms {
  private static final Set<String> DECLARING = Set.of("var", "let", "fn", "async", "class", "object", "ns", "enum", "interface", "type");

  private final Analyzer a;

  BindingForms(Analyzer a) {
    this.a = a;
  }

  // Declarations

  Node declaration(Form.Node n, boolean let) {
    String word = let ? "let" : "var";
    List<Form> rest = n.children();
    if (rest.isEmpty()) {
      return a.error(n, AnalysisCode.VAR, word + " requires a name");
    }
    Form target = rest.get(0);
    int at = 1;
    TypeExpr type = null;
    boolean annotated = target instanceof Form.Name name && name.text().length() > 1 && name.text().endsWith(":");
    if (annotated) {
      if (rest.size() < 2) {
        return a.error(target, AnalysisCode.TYPE, "Missing type for variable " + plain(target));
      }
      type = a.types.parse(rest.get(1));
      at = 2;
    }
    if (rest.size() > at + 1) {
      return a.error(rest.get(at + 1), AnalysisCode.VAR, word + " takes one value; put an expression in parentheses: (" + word + " x (a + b))");
    }
    Form valueForm = at < rest.size() ? rest.get(at) : null;
    if (target instanceof Form.Array || target instanceof Form.MapForm) {
      Node value = valueForm == null ? Analyzer.nil(n) : a.expression(valueForm);
      return new Node.Destructure(n, a.patterns.pattern(target, let ? Binding.Kind.LET : Binding.Kind.VAR), value);
    }
    if (target instanceof Form.Path p) {
      Node value = valueForm == null ? Analyzer.nil(n) : a.expression(valueForm);
      return new Node.DeclareMember(n, memberTarget(p, false), value);
    }
    if (!(target instanceof Form.Name name)) {
      return a.error(target, AnalysisCode.VAR, "Variable name must be a symbol");
    }
    String text = annotated ? plain(target) : name.text();
    if (text.startsWith("$") && text.length() > 1) {
      return new Node.DeclareMember(n, Node.Target.global(text.substring(1)), valueForm == null ? Analyzer.nil(n) : a.expression(valueForm));
    }
    Binding.Kind kind = let ? Binding.Kind.LET : Binding.Kind.VAR;
    int end = name.start() + text.length();
    Binding b;
    Node value;
    if (valueForm != null && functionNames(valueForm, text, false) && !declares(valueForm, text) && !isKnown(text)) {
      // Nothing of that name exists, so functions inside the value may refer to the variable that it becomes.
      b = a.declare(text, kind, name.start(), Math.min(end, name.end()));
      b.hideFrom(a.function);
      value = a.expression(valueForm);
      b.hideFrom(null);
    } else {
      value = valueForm == null ? null : a.expression(valueForm);
      b = a.declare(text, kind, name.start(), Math.min(end, name.end()));
    }
    b.setType(type);
    b.setValue(valueForm);
    if (value != null) {
      b.addValue(value);
    }
    if (value instanceof Node.Function f) {
      b.setFunction(f.info());
    }
    return new Node.Declare(n, b, value);
  }

  private static String plain(Form name) {
    String text = ((Form.Name) name).text();
    return text.substring(0, text.length() - 1);
  }

  private boolean isFunctionLiteral(Form f) {
    return f instanceof Form.Node n && (n.isCall("fn") || n.isCall("block") || n.isCall("->")
        || !n.children().isEmpty() && Analyzer.isName(n.children().get(0), "->"));
  }

  /** Whether a function literal inside the form uses the name. */
  private boolean functionNames(Form f, String name, boolean inFunction) {
    if (f instanceof Form.Name n) {
      return inFunction && n.text().equals(name);
    } else if (f instanceof Form.Path p) {
      return inFunction && p.segments().get(0).text().equals(name);
    }
    boolean inside = inFunction || isFunctionLiteral(f);
    for (Form part : f.parts()) {
      if (functionNames(part, name, inside)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the form makes a variable of the name itself: then its functions mean that one. */
  private static boolean declares(Form f, String name) {
    boolean here = f instanceof Form.Node n && n.head() instanceof Form.Name head && DECLARING.contains(head.text())
        && n.children().stream().limit(2).anyMatch(c -> Analyzer.isName(c, name));
    return here || f.parts().stream().anyMatch(part -> declares(part, name));
  }

  private boolean isKnown(String name) {
    return a.resolve(name) != null || a.builtins.find(name).isPresent() || a.memberNames.contains(name);
  }

  // Assignment

  Node assignment(Form.Node n, String word) {
    List<Form> rest = n.children();
    if (rest.size() != 2) {
      return a.error(n, AnalysisCode.ASSIGN, rest.size() < 2 ? "an assignment needs a value after " + word
          : "an assignment takes one value; put an expression in parentheses: (x " + word + " (a + b))");
    }
    Operator op = word.equals("=") ? null : Operator.findInfix(word.substring(0, word.length() - 1)).orElseThrow();
    Form target = n.head();
    if (target instanceof Form.Array || target instanceof Form.MapForm) {
      return a.error(n, AnalysisCode.ASSIGN, "destructuring assignment has been removed; use (var pattern value)");
    }
    if (target instanceof Form.Name name) {
      String text = name.text();
      if (text.startsWith("$") && text.length() > 1) {
        return new Node.Assign(n, Node.Target.global(text.substring(1)), op, a.expression(rest.get(1)));
      }
      Binding b = a.resolve(text);
      Node value = a.expression(rest.get(1));
      if (b == null) {
        a.memberNames.add(text);
        return new Node.Assign(n, Node.Target.name(text), op, value);
      }
      b.refer(a.top, name.start(), name.end(), true);
      if (b.kind() == Binding.Kind.LET) {
        a.report(Diagnostic.error(AnalysisCode.LET.id(), Analyzer.span(name), "Cannot reassign 'let' binding '" + text + "'")
            .hint("declare it with var if it has to change"));
      }
      b.addValue(op == null ? value : new Node.Binary(n, op, new Node.Local(name, b), value));
      return new Node.Assign(n, Node.Target.of(b), op, value);
    }
    if (target instanceof Form.Path p) {
      Node.Target t = memberTarget(p, true);
      return new Node.Assign(n, t, op, a.expression(rest.get(1)));
    }
    return a.error(target, AnalysisCode.ASSIGN, "only a name or a path can be assigned");
  }

  /** The place a path denotes: its last segment in the container that the rest gives. */
  Node.Target memberTarget(Form.Path p, boolean assign) {
    List<Form.Segment> segments = p.segments();
    var joined = join(p, segments);
    if (segments.get(0).text().equals("$ns") && joined.size() == 2) {
      a.memberNames.add(joined.get(1).text());
    }
    if (segments.get(0).text().isEmpty() && joined.size() == 2) {
      a.memberNames.add(joined.get(1).text());
    }
    List<Node.Step> steps = steps(p, 1, assign && joined.size() >= 3);
    if (steps.isEmpty()) {
      a.error(p, AnalysisCode.PATH, "a path needs a name after the slash");
      return Node.Target.name("");
    }
    Node.Step last = steps.get(steps.size() - 1);
    if (last.kind() != Node.StepKind.KEY && last.kind() != Node.StepKind.INDEX && last.kind() != Node.StepKind.DYNAMIC) {
      a.error(p, AnalysisCode.PATH, "a path that is assigned must end in a name, an index or <key>");
    }
    a.writesMember(last.key());
    if (last.kind() == Node.StepKind.DYNAMIC) {
      a.writesAnyMember();
    }
    Node head = head(p);
    var before = steps.subList(0, steps.size() - 1);
    return Node.Target.member(before.isEmpty() ? head : new Node.Path(p, head, before), last);
  }

  /** The place of `(fn a/b …)`, `(class a/B …)` and the like: a member with a name of its own. */
  Node.Target definitionTarget(Form.Path p) {
    var segments = new ArrayList<>(p.segments());
    Form.Segment last = segments.remove(segments.size() - 1);
    String name = FunctionForms.stripTypeParameters(last.text());
    segments.add(new Form.Segment(last.start(), last.start() + name.length(), name));
    Node.Target target = memberTarget(new Form.Path(p.start(), p.end(), segments), false);
    if (target.step() != null && target.step().kind() != Node.StepKind.KEY) {
      a.error(p, AnalysisCode.PATH, "the path of a definition must end in a name");
    }
    return target;
  }

  // Paths

  Node path(Form.Path p) {
    String first = p.segments().get(0).text();
    if (first.startsWith("@") && first.length() >= 1) {
      var segments = new ArrayList<>(p.segments());
      Form.Segment s = segments.get(0);
      segments.set(0, new Form.Segment(s.start() + 1, s.end(), s.text().substring(1)));
      return a.small.selectorLiteral(p, segments);
    }
    String last = p.segments().get(p.segments().size() - 1).text();
    if (last.endsWith("...")) {
      return a.error(p, AnalysisCode.SPREAD, "a spread is only possible in array literals, map literals and call arguments");
    }
    String member = p.segments().get(1).text();
    boolean computed = first.equals("gene") && (member.equals("ex") || member.equals("ns")) && a.resolve("gene") == null;
    if (computed) {
      // The other spelling of `$ex` and `$ns`, which are no members of the namespace: each place has its own.
      return new Node.Path(p, a.global(p, member), steps(p, 2, true));
    }
    Node head = head(p);
    return new Node.Path(p, head, steps(p, 1, true));
  }

  private Node head(Form.Path p) {
    Form.Segment s = p.segments().get(0);
    String text = s.text();
    var at = new Form.Name(s.start(), s.end(), text);
    if (text.isEmpty() || text.equals("self")) {
      return a.self(at);
    } else if (text.startsWith("$") && text.length() > 1) {
      return a.global(at, text.substring(1));
    }
    return text.equals("nil") ? Analyzer.nil(at) : a.variable(at, text, s.start(), s.end());
  }

  /** @param variables whether a plain name may stand for a variable's value (04, section 4) */
  List<Node.Step> steps(Form.Path p, int from, boolean variables) {
    var steps = new ArrayList<Node.Step>();
    List<Form.Segment> joined = join(p, p.segments());
    boolean ofSelf = joined.get(0).text().isEmpty() || joined.get(0).text().equals("self");
    for (int i = from; i < joined.size(); i++) {
      boolean instanceField = i == 1 && ofSelf && a.function.isMethod() && a.selfBinding == null;
      Node.Step step = step(p, joined.get(i), variables && !instanceField);
      if (step != null) {
        steps.add(step);
      }
    }
    return steps;
  }

  private Node.Step step(Form.Path p, Form.Segment s, boolean variables) {
    String text = s.text();
    if (text.isEmpty() || text.equals("...")) {
      a.error(p, AnalysisCode.PATH, text.isEmpty() ? "a path must not have an empty segment" : "... is no path segment");
      return null;
    } else if (isInteger(text)) {
      return new Node.Step(Node.StepKind.INDEX, text, Long.parseLong(text), null, s.start(), s.end());
    } else if (text.equals("!")) {
      return new Node.Step(Node.StepKind.ASSERT, text, 0, null, s.start(), s.end());
    } else if (text.startsWith("<")) {
      Node key = dynamic(p, s, text);
      return key == null ? null : new Node.Step(Node.StepKind.DYNAMIC, text, 0, key, s.start(), s.end());
    } else if (text.startsWith(".<")) {
      Node key = dynamic(p, s, text.substring(1));
      return key == null ? null : new Node.Step(Node.StepKind.DYNAMIC_METHOD, text, 0, key, s.start(), s.end());
    } else if (text.startsWith(".") && text.length() > 1) {
      return new Node.Step(Node.StepKind.METHOD, text.substring(1), 0, null, s.start(), s.end());
    }
    Binding b = variables ? a.resolve(text) : null;
    Node variable = b == null || b.function() != null ? null : new Node.Local(p, b);
    return new Node.Step(Node.StepKind.KEY, text, 0, variable, s.start(), s.end());
  }

  private Node dynamic(Form.Path p, Form.Segment s, String text) {
    if (!text.endsWith(">")) {
      a.error(p, AnalysisCode.PATH, "the dynamic segment " + text + " lacks its closing >");
      return null;
    }
    String inside = text.substring(1, text.length() - 1);
    if (inside.isEmpty()) {
      a.error(p, AnalysisCode.PATH, "a dynamic segment must not be empty: write a name between < and >");
      return null;
    }
    int start = s.start() + s.text().indexOf('<') + 1;
    if (inside.indexOf('/') < 0) {
      return a.expression(new Form.Name(start, start + inside.length(), inside));
    }
    var parts = new ArrayList<Form.Segment>();
    int at = start;
    for (String part : inside.split("/", -1)) {
      parts.add(new Form.Segment(at, at + part.length(), part));
      at += part.length() + 1;
    }
    return path(new Form.Path(start, start + inside.length(), parts));
  }

  /** The slashes inside `< >` belong to the expression: puts such segments together again. */
  private static List<Form.Segment> join(Form.Path p, List<Form.Segment> segments) {
    var joined = new ArrayList<Form.Segment>();
    for (int i = 0; i < segments.size(); i++) {
      Form.Segment s = segments.get(i);
      boolean open = i > 0 && (s.text().startsWith("<") || s.text().startsWith(".<")) && !s.text().endsWith(">");
      if (open) {
        var text = new StringBuilder(s.text());
        int end = s.end();
        while (i + 1 < segments.size() && !text.toString().endsWith(">")) {
          i++;
          text.append('/').append(segments.get(i).text());
          end = segments.get(i).end();
        }
        s = new Form.Segment(s.start(), end, text.toString());
      }
      joined.add(s);
    }
    return joined;
  }

  static boolean isInteger(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.length() == from || text.length() - from > 18) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
