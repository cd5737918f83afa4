// `comptime`: a closed evaluator without loops, calls or input; its effect is the definitions that it emits.
package gene.analysis;

import gene.data.Arithmetic;
import gene.data.Compare;
import gene.data.Equality;
import gene.data.Raise;
import gene.data.Special;
import gene.syntax.Form;
import gene.syntax.Forms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class Comptime {
  private static final Set<String> EMITTED = Set.of("fn", "class", "ns", "enum", "type", "object", "import", "interface", "implement", "$dep");

  private final Analyzer a;
  // Shared by all comptime expressions of a module; they do not exist at run time.
  private final Map<String, Object> variables = new HashMap<>();
  private List<Form> emitted = new ArrayList<>();

  Comptime(Analyzer a) {
    this.a = a;
  }

  private static final class Unsupported extends RuntimeException {
    final Form form;

    Unsupported(Form form, String message) {
      super(message, null, false, false);
      this.form = form;
    }
  }

  /** The form itself, or for a `comptime` expression what it emits followed by the expression, whose value is nil. */
  List<Form> expand(Form form) {
    if (!(form instanceof Form.Node n) || !n.isCall("comptime")) {
      return List.of(form);
    }
    emitted = new ArrayList<>();
    try {
      evaluateAll(n.children());
    } catch (Unsupported u) {
      a.error(u.form, AnalysisCode.COMPTIME, "comptime: " + u.getMessage());
    } catch (Raise r) {
      a.error(n, AnalysisCode.COMPTIME, "comptime: " + r.getMessage());
    }
    emitted.add(form);
    return emitted;
  }

  private Object evaluateAll(List<Form> forms) {
    Object last = Special.NIL;
    for (Form f : forms) {
      last = evaluate(f);
    }
    return last;
  }

  private Object evaluate(Form f) {
    if (f instanceof Form.Literal l) {
      return l.value();
    } else if (f instanceof Form.Quote q) {
      return Forms.toData(q.datum(), null, 0);
    } else if (f instanceof Form.Hole h) {
      return evaluate(h.datum());
    } else if (f instanceof Form.Array array) {
      return gene.data.GeneArray.of(array.items().stream().map(this::evaluate).toList());
    } else if (f instanceof Form.MapForm m) {
      var entries = new LinkedHashMap<String, Object>();
      m.props().forEach(p -> entries.put(p.key(), evaluate(p.value())));
      return new gene.data.GeneMap(entries);
    } else if (f instanceof Form.Name n) {
      return variable(n);
    } else if (f instanceof Form.Path p && p.text().startsWith("$env/") && p.segments().size() == 2) {
      String value = a.environment.get(p.segments().get(1).text());
      return value == null ? Special.VOID : value;
    } else if (f instanceof Form.Node n && n.head() != null) {
      return node(n);
    }
    throw unsupported(f);
  }

  private Object variable(Form.Name n) {
    Object v = variables.get(n.text());
    if (v == null) {
      throw new Unsupported(n, "unknown variable " + n.text());
    }
    return v;
  }

  private static Unsupported unsupported(Form f) {
    return new Unsupported(f, "unsupported expression");
  }

  private Object node(Form.Node n) {
    List<Form> rest = n.children();
    String first = rest.isEmpty() ? null : CallForms.textOf(rest.get(0));
    String head = n.head() instanceof Form.Name name ? name.text() : null;
    if (rest.isEmpty() && n.head() instanceof Form.Literal l && l.value() instanceof Number) {
      return l.value();
    }
    if (head != null && EMITTED.contains(head) || "async".equals(head) && !rest.isEmpty() && Analyzer.isName(rest.get(0), "fn")) {
      emitted.add(n);
      return Special.NIL;
    }
    if (first != null && Operator.findInfix(first).isPresent()) {
      return infix(n);
    }
    if (first != null && first.endsWith("=") && first.length() <= 2 && rest.size() == 2 && n.head() instanceof Form.Name target) {
      return assign(target, first, rest.get(1));
    }
    return head == null ? raise(n) : form(n, head, rest);
  }

  private static Object raise(Form f) {
    throw unsupported(f);
  }

  private Object form(Form.Node n, String head, List<Form> rest) {
    switch (head) {
      case "do", "comptime":
        return evaluateAll(rest);
      case "if", "ifel", "if_not":
        return branch(n, head, rest);
      case "var":
        return declare(n, rest);
      case "$env", "get_env":
        return environment(n, rest);
      case "not", "!":
        return rest.size() == 1 ? Arithmetic.not(evaluate(rest.get(0))) : raise(n);
      default:
        return prefix(n, head, rest);
    }
  }

  private Object environment(Form.Node n, List<Form> rest) {
    if (rest.isEmpty() || rest.size() > 2 || !(evaluate(rest.get(0)) instanceof String name)) {
      throw unsupported(n);
    }
    String value = a.environment.get(name);
    return value != null ? value : rest.size() == 2 ? evaluate(rest.get(1)) : Special.NIL;
  }

  private Object declare(Form.Node n, List<Form> rest) {
    if (rest.isEmpty() || !(rest.get(0) instanceof Form.Name name)) {
      throw unsupported(n);
    }
    boolean typed = name.text().endsWith(":") && name.text().length() > 1;
    String text = typed ? name.text().substring(0, name.text().length() - 1) : name.text();
    int at = typed ? 2 : 1;
    Object value = at < rest.size() ? evaluate(rest.get(at)) : Special.NIL;
    variables.put(text, value);
    return value;
  }

  private Object assign(Form.Name target, String word, Form valueForm) {
    Object value = evaluate(valueForm);
    if (word.length() == 2) {
      value = binary(target, Operator.findInfix(word.substring(0, 1)).orElseThrow(() -> unsupported(target)), variable(target), value);
    }
    variables.put(target.text(), value);
    return value;
  }

  private Object branch(Form.Node n, String head, List<Form> rest) {
    if (rest.isEmpty()) {
      throw unsupported(n);
    }
    if (head.equals("ifel")) {
      int at = truthy(evaluate(rest.get(0))) ? 1 : 2;
      return at < rest.size() ? evaluate(rest.get(at)) : Special.NIL;
    } else if (head.equals("if_not")) {
      return truthy(evaluate(rest.get(0))) ? Special.NIL : evaluateAll(rest.subList(1, rest.size()));
    }
    int at = 0;
    while (true) {
      boolean negated = Analyzer.isName(rest.get(at), "not") && at + 1 < rest.size();
      boolean condition = truthy(evaluate(rest.get(negated ? ++at : at))) != negated;
      at++;
      if (at < rest.size() && Analyzer.isName(rest.get(at), "then")) {
        at++;
      }
      int end = at;
      while (end < rest.size() && !Analyzer.isName(rest.get(end), "elif") && !Analyzer.isName(rest.get(end), "else")) {
        end++;
      }
      if (condition) {
        return evaluateAll(rest.subList(at, end));
      } else if (end >= rest.size()) {
        return Special.NIL;
      } else if (Analyzer.isName(rest.get(end), "else")) {
        return evaluateAll(rest.subList(end + 1, rest.size()));
      } else if (end + 1 >= rest.size()) {
        throw unsupported(n);
      }
      at = end + 1;
    }
  }

  private Object prefix(Form.Node n, String head, List<Form> rest) {
    Operator op = Operator.findInfix(head).orElseThrow(() -> unsupported(n));
    if (rest.isEmpty()) {
      throw unsupported(n);
    }
    Object value = evaluate(rest.get(0));
    if (rest.size() == 1) {
      return op == Operator.SUBTRACT ? Arithmetic.negate(value) : value;
    }
    for (Form f : rest.subList(1, rest.size())) {
      value = binary(n, op, value, evaluate(f));
    }
    return value;
  }

  private Object infix(Form.Node n) {
    List<Form> rest = n.children();
    if (rest.size() % 2 != 0) {
      throw new Unsupported(n, "Incomplete infix expression");
    }
    var values = new ArrayList<Object>();
    var pending = new ArrayList<Operator>();
    values.add(evaluate(n.head()));
    boolean chain = rest.size() > 2;
    for (int i = 0; i < rest.size(); i += 2) {
      String text = CallForms.textOf(rest.get(i));
      chain &= text != null && Operator.findInfix(text).filter(Operator::isComparison).isPresent();
    }
    if (chain) {
      return chain(n, rest);
    }
    for (int i = 0; i < rest.size(); i += 2) {
      String text = CallForms.textOf(rest.get(i));
      Operator op = text == null ? null : Operator.findInfix(text).orElse(null);
      if (op == null) {
        throw new Unsupported(rest.get(i), "Invalid infix expression");
      }
      while (!pending.isEmpty() && pending.get(pending.size() - 1).precedence() >= op.precedence()) {
        reduce(n, values, pending);
      }
      pending.add(op);
      values.add(evaluate(rest.get(i + 1)));
    }
    while (!pending.isEmpty()) {
      reduce(n, values, pending);
    }
    return values.get(0);
  }

  private Object chain(Form.Node n, List<Form> rest) {
    Object left = evaluate(n.head());
    for (int i = 0; i < rest.size(); i += 2) {
      Object right = evaluate(rest.get(i + 1));
      if (!truthy(binary(n, Operator.findInfix(CallForms.textOf(rest.get(i))).orElseThrow(), left, right))) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private void reduce(Form at, List<Object> values, List<Operator> pending) {
    Object right = values.remove(values.size() - 1);
    Object left = values.remove(values.size() - 1);
    values.add(binary(at, pending.remove(pending.size() - 1), left, right));
  }

  private static boolean truthy(Object v) {
    return v != Special.NIL && v != Special.VOID && !Boolean.FALSE.equals(v);
  }

  private static Object binary(Form at, Operator op, Object l, Object r) {
    return switch (op) {
      case ADD -> Arithmetic.add(l, r);
      case SUBTRACT -> Arithmetic.subtract(l, r);
      case MULTIPLY -> Arithmetic.multiply(l, r);
      case DIVIDE -> Arithmetic.divide(l, r);
      case REMAINDER -> Arithmetic.remainder(l, r);
      case POWER -> Arithmetic.power(l, r);
      case CONCAT -> Arithmetic.concat(l, r);
      case LESS -> Compare.test("<", l, r);
      case LESS_EQUAL -> Compare.test("<=", l, r);
      case GREATER -> Compare.test(">", l, r);
      case GREATER_EQUAL -> Compare.test(">=", l, r);
      case EQUAL -> Equality.equal(l, r);
      case NOT_EQUAL -> !Equality.equal(l, r);
      case AND -> truthy(l) && truthy(r);
      case OR -> truthy(l) || truthy(r);
      default -> raise(at);
    };
  }
}
