// Branches, loops, case, try: the forms that decide what runs.
package gene.analysis;

import gene.data.Symbol;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;

final class ControlForms {
  private final Analyzer a;

  ControlForms(Analyzer a) {
    this.a = a;
  }

  // Branches

  Node branch(Form.Node n) {
    return branch(n, n.children(), 0, "if");
  }

  /** `cond [then] e… { elif … } [else e…]` from an index on. */
  private Node branch(Form.Node n, List<Form> rest, int from, String word) {
    int at = from;
    if (at >= rest.size()) {
      return a.error(n, AnalysisCode.IF, word + " is missing condition");
    }
    boolean negated = Analyzer.isName(rest.get(at), "not");
    Form conditionForm = negated && at + 1 < rest.size() ? rest.get(++at) : rest.get(at);
    Node condition = a.expression(conditionForm);
    if (negated) {
      condition = new Node.Unary(conditionForm, Operator.NOT, condition);
    }
    at++;
    boolean then = at < rest.size() && Analyzer.isName(rest.get(at), "then");
    if (then) {
      at++;
    }
    int end = at;
    while (end < rest.size() && !Analyzer.isName(rest.get(end), "elif") && !Analyzer.isName(rest.get(end), "else")) {
      end++;
    }
    if (end == rest.size() && end == at && !then) {
      return a.error(n, AnalysisCode.IF, word + " is missing body after condition");
    }
    Node body = a.scopedSequence(n, rest.subList(at, end));
    Node otherwise = null;
    if (end < rest.size()) {
      int last = clauseEnd(rest, end + 1, "elif", "else");
      if (Analyzer.isName(rest.get(end), "else") && last < rest.size()) {
        return a.error(rest.get(last), AnalysisCode.IF, ((Form.Name) rest.get(last)).text() + " after else: else must be the last branch of if");
      }
      otherwise = Analyzer.isName(rest.get(end), "elif") ? branch(n, rest, end + 1, "elif")
          : a.scopedSequence(n, rest.subList(end + 1, rest.size()));
    }
    return new Node.If(n, condition, body, otherwise);
  }

  Node ifel(Form.Node n) {
    List<Form> rest = n.children();
    if (rest.size() < 2 || rest.size() > 3) {
      return a.error(n, AnalysisCode.IF, rest.isEmpty() ? "ifel is missing condition" : rest.size() == 1 ? "ifel is missing body after condition"
          : "ifel takes a condition and one or two branches");
    }
    Node condition = a.expression(rest.get(0));
    Node then = a.scopedSequence(n, rest.subList(1, 2));
    return new Node.If(n, condition, then, rest.size() == 3 ? a.scopedSequence(n, rest.subList(2, 3)) : null);
  }

  Node ifNot(Form.Node n) {
    List<Form> rest = n.children();
    if (rest.isEmpty()) {
      return a.error(n, AnalysisCode.IF, "if_not is missing condition");
    }
    for (Form f : rest.subList(1, rest.size())) {
      if (Analyzer.isName(f, "else") || Analyzer.isName(f, "elif")) {
        return a.error(f, AnalysisCode.IF, "if_not takes no " + ((Form.Name) f).text() + "; use if");
      }
    }
    Node condition = new Node.Unary(rest.get(0), Operator.NOT, a.expression(rest.get(0)));
    int from = rest.size() > 1 && Analyzer.isName(rest.get(1), "then") ? 2 : 1;
    if (from == 1 && rest.size() == 1) {
      return a.error(n, AnalysisCode.IF, "if_not is missing body after condition");
    }
    return new Node.If(n, condition, a.scopedSequence(n, rest.subList(from, rest.size())), null);
  }

  // Loops

  private Node.LoopLabel label(Form.Node n) {
    Form f = n.prop("name");
    String name = f == null ? null : labelText(f);
    if (f != null && name == null) {
      a.error(f, AnalysisCode.LOOP, "a loop's ^name is a symbol or a string");
    }
    return new Node.LoopLabel(name, n);
  }

  private static String labelText(Form f) {
    return f instanceof Form.Name n ? n.text() : f instanceof Form.Literal l && l.value() instanceof String s ? s
        : f instanceof Form.Literal l && l.value() instanceof Symbol s ? s.name() : null;
  }

  Node loop(Form.Node n, Node.LoopKind kind) {
    List<Form> rest = n.children();
    Node.LoopLabel label = label(n);
    Node head = null;
    int from = 0;
    if (kind != Node.LoopKind.LOOP) {
      if (rest.isEmpty()) {
        return a.error(n, AnalysisCode.LOOP, n.head() instanceof Form.Name h && h.text().equals("while") ? "while is missing condition" : "repeat is missing its count");
      }
      from = 1;
    }
    // The count of `repeat` is no part of the loop; the condition of `while` is, as it runs in every round.
    if (kind == Node.LoopKind.REPEAT) {
      head = a.expression(rest.get(0));
    }
    a.loops.push(label);
    if (kind == Node.LoopKind.WHILE) {
      head = a.expression(rest.get(0));
    }
    List<Form> body = rest.subList(from, rest.size());
    Node.Sequence sequence = kind == Node.LoopKind.REPEAT ? a.scopedSequence(n, body) : a.sequence(n, body);
    a.loops.pop();
    return new Node.Loop(n, kind, label, head, sequence);
  }

  Node forLoop(Form.Node n) {
    List<Form> rest = n.children();
    int in = -1;
    for (int i = 0; i < rest.size() && i < 3; i++) {
      if (Analyzer.isName(rest.get(i), "in")) {
        in = i;
        break;
      }
    }
    if (in < 1 || in + 1 >= rest.size()) {
      return a.error(n, AnalysisCode.LOOP, "for loop requires 'in' keyword followed by a collection", "(for x in xs …)");
    }
    Node collection = a.expression(rest.get(in + 1));
    Node.LoopLabel label = label(n);
    Scope scope = a.openScope(n);
    Binding key = null;
    if (in == 2) {
      if (!(rest.get(0) instanceof Form.Name k)) {
        a.closeScope();
        return a.error(rest.get(0), AnalysisCode.LOOP, "the key variable of a for loop must be a symbol");
      }
      key = k.text().equals("_") ? a.hidden("key", k) : a.declare(k.text(), Binding.Kind.LOOP, k);
    }
    Pattern value = a.patterns.pattern(rest.get(in - 1), Binding.Kind.LOOP);
    a.loops.push(label);
    Node.Sequence body = a.sequence(n, rest.subList(in + 2, rest.size()));
    a.loops.pop();
    a.closeScope();
    return new Node.For(n, label, key, value, collection, body, scope);
  }

  Node leave(Form.Node n, boolean isBreak) {
    String word = isBreak ? "break" : "continue";
    int most = isBreak ? 1 : 0;
    if (n.children().size() > most) {
      return a.error(n.children().get(most), AnalysisCode.LOOP, word + (isBreak ? " takes one value" : " takes no value"));
    }
    Form from = n.prop("from");
    Node.LoopLabel target = a.loops.peek();
    if (from != null) {
      String name = labelText(from);
      target = a.loops.stream().filter(l -> l.name != null && l.name.equals(name)).findFirst().orElse(null);
      if (target == null) {
        return a.error(from, AnalysisCode.LOOP, "No loop named '" + name + "' found");
      }
    }
    Node value = n.children().isEmpty() ? null : a.expression(n.children().get(0));
    return isBreak ? new Node.Break(n, target, value) : new Node.Continue(n, target);
  }

  // case

  Node caseOf(Form.Node n) {
    List<Form> rest = n.children();
    if (rest.isEmpty()) {
      return a.error(n, AnalysisCode.CASE, "case is missing target expression");
    }
    Node target = a.expression(rest.get(0));
    var clauses = new ArrayList<Node.When>();
    Node.Sequence otherwise = null;
    int at = 1;
    while (at < rest.size()) {
      Form word = rest.get(at);
      if (Analyzer.isName(word, "else")) {
        int end = clauseEnd(rest, at + 1, "when", "else");
        if (end < rest.size()) {
          return a.error(rest.get(end), AnalysisCode.CASE, ((Form.Name) rest.get(end)).text() + " after else: else must be the last clause of case");
        }
        otherwise = a.scopedSequence(n, rest.subList(at + 1, rest.size()));
        break;
      } else if (!Analyzer.isName(word, "when")) {
        return a.error(word, AnalysisCode.CASE, "case expects when or else here");
      } else if (at + 1 >= rest.size()) {
        return a.error(word, AnalysisCode.CASE, "when is missing its value");
      }
      int end = clauseEnd(rest, at + 2, "when", "else");
      clauses.add(when(rest.get(at + 1), rest.subList(at + 2, end), n));
      at = end;
    }
    return new Node.Case(n, target, clauses, otherwise);
  }

  private static int clauseEnd(List<Form> rest, int from, String... words) {
    int end = from;
    while (end < rest.size()) {
      for (String w : words) {
        if (Analyzer.isName(rest.get(end), w)) {
          return end;
        }
      }
      end++;
    }
    return end;
  }

  private Node.When when(Form test, List<Form> body, Form.Node n) {
    if (Analyzer.isName(test, "_")) {
      return new Node.When(test, null, null, a.scopedSequence(n, body));
    }
    Form head = test instanceof Form.Node t ? t.head() : test;
    boolean list = test instanceof Form.Node;
    if (isVariantName(head) && !(test instanceof Form.Node t && (!t.props().isEmpty() || !t.children().isEmpty() && isOperatorLike(t.children().get(0))))) {
      Node.VariantPattern pattern = variantPattern(test, head, list);
      if (pattern != null) {
        Scope s = a.openScope(test);
        var binders = new ArrayList<Binding>();
        if (list) {
          for (Form b : ((Form.Node) test).children()) {
            if (!(b instanceof Form.Name name)) {
              a.error(b, AnalysisCode.CASE, "enum pattern " + variantText(head) + " binding must be a symbol");
              binders.add(null);
            } else {
              binders.add(name.text().equals("_") ? null : a.declare(name.text(), Binding.Kind.VAR, name));
            }
          }
        }
        if (!body.isEmpty()) {
          s.setRange(test.start(), body.get(body.size() - 1).end());
        }
        var nodes = a.expressions(body);
        a.closeScope();
        var full = new Node.VariantPattern(test, pattern.variant(), pattern.bareName(), binders, list);
        return new Node.When(test, null, full, new Node.Sequence(n, nodes, s));
      }
    }
    Node value = a.expression(test);
    return new Node.When(test, value, null, a.scopedSequence(n, body));
  }

  private static String variantText(Form head) {
    return head instanceof Form.Path p ? String.join("/", p.segments().stream().map(Form.Segment::text).toList()) : ((Form.Name) head).text();
  }

  private static boolean isOperatorLike(Form f) {
    String text = CallForms.textOf(f);
    return text != null && (Operator.findInfix(text).isPresent() || text.startsWith(".") || text.equals("->") || text.equals("="));
  }

  private static boolean isVariantName(Form f) {
    String text = f instanceof Form.Name n ? n.text()
        : f instanceof Form.Path p && p.segments().size() > 1 && !p.segments().get(0).text().isEmpty() ? p.segments().get(p.segments().size() - 1).text() : null;
    if (text == null || text.isEmpty()) {
      return false;
    }
    if (f instanceof Form.Name) {
      return Character.isUpperCase(text.codePointAt(0)) && !TypeForms.BUILT_IN.contains(text);
    }
    if (!(f instanceof Form.Path p)) {
      return false;
    }
    String owner = p.segments().get(p.segments().size() - 2).text();
    return !owner.isEmpty() && Character.isUpperCase(owner.codePointAt(0));
  }

  /** How the variant is named; null when the name denotes something that cannot be one (a class). */
  private Node.VariantPattern variantPattern(Form test, Form head, boolean list) {
    if (head instanceof Form.Name n) {
      Binding b = a.resolve(n.text());
      if (b != null && (b.kind() == Binding.Kind.CLASS || b.kind() == Binding.Kind.FUNCTION)) {
        return null;
      }
      Node variant = b == null ? null : a.variable(head, n.text(), n.start(), n.end());
      return new Node.VariantPattern(test, variant, n.text(), List.of(), list);
    }
    return new Node.VariantPattern(test, a.expression(head), null, List.of(), list);
  }

  // try

  Node tryBlock(Form.Node n) {
    List<Form> rest = n.children();
    int end = clauseEnd(rest, 0, "catch", "finally");
    a.guarded++;
    a.hasTry();
    Node.Sequence body = a.sequence(n, rest.subList(0, end));
    a.guarded--;
    var catches = new ArrayList<Node.Catch>();
    Node.Sequence finallyBody = null;
    int at = end;
    while (at < rest.size()) {
      Form word = rest.get(at);
      if (Analyzer.isName(word, "finally")) {
        int stop = clauseEnd(rest, at + 1, "catch", "finally");
        if (stop < rest.size()) {
          return a.error(rest.get(stop), AnalysisCode.TRY, (Analyzer.isName(rest.get(stop), "catch") ? "catch after finally: " : "") + "nothing may follow the finally part");
        }
        finallyBody = a.scopedSequence(n, rest.subList(at + 1, rest.size()));
        break;
      }
      if (at + 1 >= rest.size() || Analyzer.isName(rest.get(at + 1), "finally") || Analyzer.isName(rest.get(at + 1), "catch")) {
        return a.error(word, AnalysisCode.TRY, "catch needs a pattern: *, a name, a class, [classes] or {^field name}");
      }
      int stop = clauseEnd(rest, at + 2, "catch", "finally");
      catches.add(catchClause(n, rest.get(at + 1), rest.subList(at + 2, stop)));
      at = stop;
    }
    return new Node.Try(n, body, catches, finallyBody);
  }

  private Node.Catch catchClause(Form.Node n, Form test, List<Form> body) {
    Scope s = a.openScope(test);
    if (!body.isEmpty()) {
      s.setRange(test.start(), body.get(body.size() - 1).end());
    }
    Binding binding = null;
    var classes = new ArrayList<Node>();
    Pattern pattern = null;
    boolean classList = test instanceof Form.Array array && !array.items().isEmpty() && array.items().stream().allMatch(ControlForms::isClassName);
    if (isClassName(test)) {
      classes.add(a.expression(test));
    } else if (classList) {
      classes.addAll(a.expressions(((Form.Array) test).items()));
    } else if (test instanceof Form.Name name) {
      if (!name.text().equals("*") && !name.text().equals("_")) {
        binding = a.declare(name.text(), Binding.Kind.CATCH, name);
      }
    } else if (test instanceof Form.Array || test instanceof Form.MapForm) {
      pattern = a.patterns.pattern(test, Binding.Kind.CATCH);
    } else {
      a.error(test, AnalysisCode.TRY, "catch needs a pattern: *, a name, a class, [classes] or {^field name}");
    }
    var nodes = a.expressions(body);
    a.closeScope();
    return new Node.Catch(test, binding, classes, pattern, new Node.Sequence(n, nodes, s));
  }

  private static boolean isClassName(Form f) {
    String text = f instanceof Form.Name n ? n.text() : f instanceof Form.Path p ? p.segments().get(p.segments().size() - 1).text() : "";
    return !text.isEmpty() && Character.isUpperCase(text.codePointAt(0));
  }
}
