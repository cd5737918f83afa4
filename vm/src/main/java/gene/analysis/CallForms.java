// Which shape of expression means what (language reference 01, section 16): infix, method calls, special forms, calls.
package gene.analysis;

import gene.data.Special;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

final class CallForms {
  private static final Set<String> NO_INFIX = Set.of("var", "if", "ifel", "fn", "do", "loop", "while", "for", "ns", "class", "try",
      "throw", "import", "export", "interface", "implement", "field", "$", "$vm", "$vmstmt", ".", "->", "@");
  private static final Set<String> ASSIGNMENTS = Set.of("=", "+=", "-=", "*=", "/=", "%=");

  private final Analyzer a;

  CallForms(Analyzer a) {
    this.a = a;
  }

  Node node(Form.Node n) {
    Form head = n.head();
    List<Form> rest = n.children();
    String h = head instanceof Form.Name name ? name.text() : null;
    String first = rest.isEmpty() ? null : isLookupMark(rest.get(0)) ? "./" : textOf(rest.get(0));
    if (head == null) {
      return a.nil(n);
    }
    Node lookup = lookup(n, first);
    if (lookup != null) {
      return lookup;
    }
    if (rest.size() == 2 && "..".equals(first)) {
      return new Node.RangeLit(n, a.expression(head), a.expression(rest.get(1)));
    }
    if (rest.isEmpty() && n.props().isEmpty() && head instanceof Form.Literal l && l.value() instanceof Number) {
      return new Node.Const(n, l.value());
    }
    if ("super".equals(h)) {
      return a.classes.superCall(n);
    }
    if (n.sealed() || "_".equals(h) || head instanceof Form.Quote && !isMethodName(rest) && !isInfix(first)) {
      return construction(n, head);
    }
    if (isInfix(first) && (h == null || !NO_INFIX.contains(h))) {
      return infix(n);
    }
    if (first != null && first.startsWith(".") && !first.startsWith("..") && !first.equals("./")) {
      Node call = methodCall(n, first);
      if (call != null) {
        return call;
      }
    }
    if (h != null) {
      Node prefix = prefix(n, h);
      if (prefix != null) {
        return prefix;
      }
    }
    if (first != null) {
      if (ASSIGNMENTS.contains(first)) {
        return a.bindingForms.assignment(n, first);
      } else if (first.equals("..")) {
        return a.error(n, AnalysisCode.RANGE, "a range takes a start and an end: (1 .. 5)");
      } else if (first.equals("?") && rest.size() == 1) {
        return new Node.Special(n, Node.SpecialKind.TRY_RESULT, List.of(a.expression(head)), a.functions.home(n));
      } else if (first.equals("->") && !(("Fn".equals(h) || "Method".equals(h)) && a.find(h) == null)) {
        return a.functions.block(n, head, rest.subList(1, rest.size()));
      }
    }
    if (h != null) {
      Node special = a.small.special(n, h);
      if (special == null) {
        special = a.tests.node(n, h);
      }
      if (special != null) {
        return special;
      }
    }
    TypeExpr type = a.types.inValuePosition(n);
    return type != null ? new Node.TypeValue(n, type, null) : call(n, head);
  }

  static String textOf(Form f) {
    if (f instanceof Form.Name n) {
      return n.text();
    } else if (f instanceof Form.Path p && p.segments().get(0).text().startsWith(".")) {
      return p.segments().get(0).text();
    }
    return null;
  }

  private static boolean isMethodName(List<Form> rest) {
    String first = rest.isEmpty() ? null : textOf(rest.get(0));
    return first != null && first.startsWith(".") && first.length() > 1 && !first.startsWith("..");
  }

  private static boolean isInfix(String first) {
    return first != null && Operator.findInfix(first).isPresent();
  }

  /** `(./ target key [default])`, `(target ./ key default)`, `(target ./name [default])`; null for another shape. */
  private Node lookup(Form.Node n, String first) {
    List<Form> rest = n.children();
    if (isLookupMark(n.head())) {
      if (rest.size() < 2 || rest.size() > 3) {
        return a.error(n, AnalysisCode.LOOKUP, "./ expects a target, a key and an optional default");
      }
      return new Node.Lookup(n, a.expression(rest.get(0)), a.expression(rest.get(1)), rest.size() == 3 ? a.expression(rest.get(2)) : null);
    }
    if (isLookupMark(rest.isEmpty() ? null : rest.get(0)) && rest.size() == 3) {
      return new Node.Lookup(n, a.expression(n.head()), a.expression(rest.get(1)), a.expression(rest.get(2)));
    }
    if (".".equals(first) && rest.get(0) instanceof Form.Path p && p.segments().size() >= 2 && !isLookupMark(p)) {
      if (rest.size() > 2) {
        return a.error(rest.get(2), AnalysisCode.LOOKUP, "./name takes one default at most");
      }
      Node target = a.expression(n.head());
      for (int i = 1; i < p.segments().size(); i++) {
        Node fallback = i == p.segments().size() - 1 && rest.size() == 2 ? a.expression(rest.get(1)) : null;
        target = new Node.Lookup(n, target, new Node.Const(p, keyOf(p.segments().get(i).text())), fallback);
      }
      return target;
    }
    return null;
  }

  /** The token `./` reads as a path of `.` and an empty part. */
  private static boolean isLookupMark(Form f) {
    return f instanceof Form.Path p && p.segments().size() == 2 && p.segments().get(0).text().equals(".")
        && p.segments().get(1).text().isEmpty() || Analyzer.isName(f, "./");
  }

  static Object keyOf(String text) {
    return BindingForms.isInteger(text) ? (Object) Long.parseLong(text) : text;
  }

  private Node construction(Form.Node n, Form head) {
    Node type = head instanceof Form.Quote q ? a.quoted(q, q.datum())
        : Analyzer.isName(head, "_") ? new Node.Const(head, gene.data.Symbol.of("_")) : a.expression(head);
    return new Node.GeneLit(n, type, a.arguments(n, 0), n.sealed());
  }

  // Operators

  private Node infix(Form.Node n) {
    List<Form> rest = n.children();
    if (!n.props().isEmpty()) {
      return a.error(n, AnalysisCode.INFIX, "an infix expression takes no properties");
    }
    if (rest.size() % 2 != 0) {
      return a.error(n, AnalysisCode.INFIX, "Incomplete infix expression: an operand is missing or two stand side by side",
          "operators and operands alternate: (a + b * c)");
    }
    var operators = new ArrayList<Operator>();
    for (int i = 0; i < rest.size(); i += 2) {
      Form f = rest.get(i);
      String text = isLookupMark(f) ? "./" : textOf(f);
      var op = text == null ? java.util.Optional.<Operator>empty() : Operator.findInfix(text);
      if (op.isEmpty()) {
        return a.error(f, AnalysisCode.INFIX, "Invalid infix expression: an operator is expected here");
      }
      operators.add(op.get());
    }
    var operands = new ArrayList<Node>();
    operands.add(a.expression(n.head()));
    for (int i = 1; i < rest.size(); i += 2) {
      operands.add(a.expression(rest.get(i)));
    }
    if (operators.size() > 1 && operators.stream().allMatch(Operator::isComparison)) {
      return new Node.Chain(n, operands, operators);
    }
    return reduce(n, operands, operators);
  }

  private Node reduce(Form at, List<Node> operands, List<Operator> operators) {
    var values = new ArrayList<Node>();
    var pending = new ArrayList<Operator>();
    values.add(operands.get(0));
    for (int i = 0; i < operators.size(); i++) {
      Operator op = operators.get(i);
      while (!pending.isEmpty() && pending.get(pending.size() - 1).precedence() >= op.precedence()) {
        reduceOne(at, values, pending);
      }
      pending.add(op);
      values.add(operands.get(i + 1));
    }
    while (!pending.isEmpty()) {
      reduceOne(at, values, pending);
    }
    return values.get(0);
  }

  private void reduceOne(Form at, List<Node> values, List<Operator> pending) {
    Node right = values.remove(values.size() - 1);
    Node left = values.remove(values.size() - 1);
    values.add(binary(at, pending.remove(pending.size() - 1), left, right));
  }

  static Node binary(Form at, Operator op, Node left, Node right) {
    return switch (op) {
      case AND, OR -> new Node.Logic(at, op == Operator.AND, left, right);
      case LOOKUP -> new Node.Lookup(at, left, right, null);
      default -> new Node.Binary(at, op, left, right);
    };
  }

  /** A prefix operator; null when the head is none. */
  private Node prefix(Form.Node n, String h) {
    if (h.equals("!") || h.equals("not")) {
      return n.children().size() == 1 ? new Node.Unary(n, Operator.NOT, a.expression(n.children().get(0)))
          : a.error(n, AnalysisCode.OPERATOR, h + " takes one operand, got " + n.children().size());
    }
    Operator op = Operator.findInfix(h).orElse(null);
    if (op == null || op == Operator.LOOKUP) {
      return null;
    }
    if (!n.props().isEmpty()) {
      return a.error(n, AnalysisCode.OPERATOR, "the operator " + h + " takes no properties");
    }
    List<Node> operands = a.expressions(n.children());
    int count = operands.size();
    boolean exactlyTwo = op.isComparison() || op == Operator.POWER || op == Operator.IS || op == Operator.SHIFT_LEFT || op == Operator.SHIFT_RIGHT;
    if (exactlyTwo && count != 2) {
      return a.error(n, AnalysisCode.OPERATOR, h + " takes two operands, got " + count);
    }
    if (count == 0) {
      return switch (op) {
        case ADD -> new Node.Const(n, 0L);
        case MULTIPLY -> new Node.Const(n, 1L);
        case CONCAT -> new Node.Const(n, "");
        default -> a.error(n, AnalysisCode.OPERATOR, h + " needs an operand");
      };
    }
    if (count == 1) {
      return switch (op) {
        case SUBTRACT -> new Node.Unary(n, Operator.NEGATE, operands.get(0));
        case DIVIDE -> new Node.Unary(n, Operator.INVERT, operands.get(0));
        case REMAINDER -> a.error(n, AnalysisCode.OPERATOR, "% takes two operands or more, got 1");
        case CONCAT -> new Node.Binary(n, op, operands.get(0), new Node.Const(n, ""));
        default -> operands.get(0);
      };
    }
    Node folded = operands.get(0);
    for (Node operand : operands.subList(1, count)) {
      folded = binary(n, op, folded, operand);
    }
    return folded;
  }

  // Calls

  private Node methodCall(Form.Node n, String first) {
    List<Form> rest = n.children();
    Form nameForm = rest.get(0);
    if (first.startsWith(".@")) {
      return selectorApplication(n, a.expression(n.head()), nameForm, rest.subList(1, rest.size()));
    }
    if (first.equals(".")) {
      if (nameForm instanceof Form.Path || rest.size() < 2) {
        return nameForm instanceof Form.Path ? null : a.error(n, AnalysisCode.METHOD, "a dynamic method call needs the name's expression after the dot");
      }
      Node receiver = a.expression(n.head());
      return new Node.MethodCall(n, receiver, null, a.expression(rest.get(1)), a.arguments(n, 2));
    }
    Node receiver = a.expression(n.head());
    return method(n, receiver, nameForm, first.substring(1));
  }

  private Node method(Form.Node n, Node receiver, Form nameForm, String name) {
    int from = nameForm == n.head() ? 0 : 1;
    if (name.endsWith("!") && name.length() > 1) {
      return a.error(nameForm, AnalysisCode.METHOD, "Macro-like class methods are not supported");
    }
    Node call = new Node.MethodCall(n, receiver, name, null, a.arguments(n, from));
    if (nameForm instanceof Form.Path p) {
      return new Node.Path(n, call, a.bindingForms.steps(p, 1, false));
    }
    return call;
  }

  /** `(obj .@a/b)`, `(obj .@ "a" 0)`. */
  private Node selectorApplication(Form.Node n, Node target, Form selector, List<Form> arguments) {
    Node sel;
    if (selector instanceof Form.Path p) {
      var segments = new ArrayList<>(p.segments());
      Form.Segment s = segments.get(0);
      segments.set(0, new Form.Segment(Math.min(s.end(), s.start() + 2), s.end(), s.text().substring(2)));
      sel = a.small.selectorLiteral(selector, segments);
      if (!arguments.isEmpty()) {
        return a.error(arguments.get(0), AnalysisCode.SELECTOR, "a selector application takes no further arguments");
      }
    } else {
      String text = ((Form.Name) selector).text().substring(2);
      sel = text.isEmpty() ? a.small.selector(selector, arguments)
          : a.small.selectorLiteral(selector, List.of(new Form.Segment(selector.start() + 2, selector.end(), text)));
    }
    return new Node.MethodCall(n, sel, "call", null, new Node.Arguments(List.of(), List.of(new Node.Item(target, false))));
  }

  /** A head that starts with a dot calls a method of `self`. */
  Node selfMethod(Form.Node n, String h) {
    Node self = a.self(n.head());
    if (h.startsWith(".@")) {
      return selectorApplication(n, self, n.head(), n.children());
    }
    return method(n, self, n.head(), h.substring(1));
  }

  private Node call(Form.Node n, Form head) {
    if (head instanceof Form.Name name && name.text().startsWith(".") && name.text().length() > 1) {
      return selfMethod(n, name.text());
    }
    if (head instanceof Form.Path p) {
      if (p.segments().get(0).text().startsWith(".@")) {
        return selectorApplication(n, a.self(p), p, n.children());
      }
      Node byMethod = callThroughMethod(n, p);
      if (byMethod != null) {
        return byMethod;
      }
    }
    Node callee = a.expression(head);
    boolean plainName = head instanceof Form.Name;
    boolean mayBeMacro = plainName ? ((Form.Name) head).text().endsWith("!") : !(callee instanceof Node.Function);
    if (plainName && mayBeMacro) {
      a.captureVisible();
    }
    if (callee instanceof Node.Const c && !(c.value() instanceof Special)) {
      // A literal is never callable: the expression makes a Gene value of it, its parts unevaluated.
      return new Node.Quoted(n, n);
    }
    if (plainName) {
      return new Node.Call(n, callee, mayBeMacro ? dataArguments(n) : a.arguments(n, 0), mayBeMacro);
    }
    // What a computed head gives may be no callable: then the expression makes a Gene value of its parts.
    a.guarded++;
    Node.Arguments arguments = a.arguments(n, 0);
    a.guarded--;
    return new Node.Call(n, callee, arguments, mayBeMacro);
  }

  /**
   * The arguments of a call that most likely gets them as data: what they declare is not declared here, and what would be wrong
   * with them as code is an exception of the call in the rare case that they are evaluated.
   */
  private Node.Arguments dataArguments(Form.Node n) {
    a.openScope(n);
    var args = new Node.Arguments[1];
    String fault = a.quietly(() -> args[0] = a.arguments(n, 0));
    a.closeScope();
    if (fault == null) {
      return args[0];
    }
    Node thrown = new Node.Throw(n, new Node.Const(n, fault));
    return new Node.Arguments(args[0].keywords().stream().map(k -> new Node.Entry(k.key(), thrown)).toList(),
        args[0].positional().stream().map(i -> new Node.Item(thrown, i.spread())).toList());
  }

  /** `(obj/.name arg…)` passes the arguments to the method; null when the path does not end in one. */
  private Node callThroughMethod(Form.Node n, Form.Path p) {
    Node path = a.bindingForms.path(p);
    if (path instanceof Node.Path full && !full.steps().isEmpty()) {
      Node.Step last = full.steps().get(full.steps().size() - 1);
      var before = full.steps().subList(0, full.steps().size() - 1);
      Node receiver = before.isEmpty() ? full.head() : new Node.Path(p, full.head(), before);
      if (last.kind() == Node.StepKind.METHOD) {
        return new Node.MethodCall(n, receiver, last.key(), null, a.arguments(n, 0));
      } else if (last.kind() == Node.StepKind.DYNAMIC_METHOD) {
        return new Node.MethodCall(n, receiver, null, last.dynamic(), a.arguments(n, 0));
      }
    }
    boolean macroName = p.segments().size() > 1 && p.segments().get(p.segments().size() - 1).text().matches("[^.<].*!");
    a.maybeData++;
    Node.Arguments arguments = macroName ? dataArguments(n) : a.arguments(n, 0);
    a.maybeData--;
    return new Node.Call(n, path, arguments, true);
  }
}
