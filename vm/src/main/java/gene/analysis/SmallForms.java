// The table of special forms, and those that are small enough to stand beside it.
package gene.analysis;

import gene.analysis.Node.SpecialKind;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;

final class SmallForms {
  private final Analyzer a;

  SmallForms(Analyzer a) {
    this.a = a;
  }

  /** The node of a special form; null when the head is none. */
  Node special(Form.Node n, String head) {
    return switch (head) {
      case "do" -> a.sequence(n, n.children());
      case "if" -> a.control.branch(n);
      case "ifel" -> a.control.ifel(n);
      case "if_not" -> a.control.ifNot(n);
      case "case" -> a.control.caseOf(n);
      case "var" -> a.bindingForms.declaration(n, false);
      case "let" -> a.bindingForms.declaration(n, true);
      case "loop" -> a.control.loop(n, Node.LoopKind.LOOP);
      case "while" -> a.control.loop(n, Node.LoopKind.WHILE);
      case "repeat" -> a.control.loop(n, Node.LoopKind.REPEAT);
      case "for" -> a.control.forLoop(n);
      case "break" -> a.control.leave(n, true);
      case "continue" -> a.control.leave(n, false);
      case "fn" -> a.functions.fn(n, 0, false);
      case "->" -> a.functions.block(n, null, n.children());
      case "block" -> block(n);
      case "return" -> returnFrom(n);
      case "try" -> a.control.tryBlock(n);
      case "throw" -> throwValue(n);
      case "enum" -> a.classes.enumDef(n);
      case "ns" -> a.classes.namespace(n);
      case "class", "object" -> a.classes.classDef(n, head.equals("object"));
      case "interface" -> a.interfaces.interfaceDef(n);
      case "implement" -> a.interfaces.implement(n);
      case "interceptor", "fn-interceptor" -> a.interceptors.interceptor(n, head.equals("fn-interceptor"));
      case "field", "prop" -> a.classes.field(n);
      case "method" -> a.classes.method(n);
      case "ctor" -> a.classes.ctor(n);
      case "on_method_missing" -> a.classes.onMethodMissing(n);
      case "type" -> a.classes.typeAlias(n);
      case "new" -> construct(n);
      case "range" -> range(n);
      case ".." -> rangeLiteral(n);
      case "typeof" -> typeof(n);
      case "async" -> async(n);
      case "await" -> await(n);
      case "yield" -> yieldValue(n);
      case "eval", "$repl" -> eval(n, head.equals("$repl"));
      case "@" -> selector(n, n.children());
      case "$with" -> with(n);
      case "$tap" -> tap(n);
      case "$parse" -> oneOperand(n, SpecialKind.PARSE, "$parse");
      case "$caller_eval" -> oneOperand(n, SpecialKind.CALLER_EVAL, "$caller_eval");
      case "$render" -> render(n);
      case "$emit" -> emit(n);
      case "$if_main" -> ifMain(n);
      case "$set" -> set(n);
      case "$vm", "$vmstmt" -> timer(n, head);
      case "assert" -> assertion(n);
      case "#Str" -> new Node.Concat(n, a.expressions(n.children()));
      case "comptime" -> new Node.Special(n, SpecialKind.NOTHING, List.of(), null);
      case "import" -> importForm(n);
      case "export" -> export(n);
      case "$dep" -> dependency(n);
      case "$extend" -> a.prelude ? extend(n) : null;
      case "match" -> removed(n, "match has been removed; use (var pattern value) for binding or (case ...) for branching");
      case "fnx", "fnx!", "fnxx" -> removed(n, head + " has been removed; use (fn [args] …), or (fn name! [args] …) for a macro function");
      case "macro" -> removed(n, "there is no macro keyword; a function whose name ends in ! is a macro function: (fn name! [args] …)");
      case "method!", "ctor!", ".ctor!", ".fn!", ".fnx!" -> removed(n, "Macro-like class methods are not supported");
      case ".fn", ".fnx" -> removed(n, head + " has been removed; use (method name [args] …)");
      case ".ctor" -> removed(n, ".ctor has been removed; use (ctor [args] …)");
      case "new!" -> removed(n, "Macro-like constructors are not supported; use new");
      default -> null;
    };
  }

  private Node removed(Form.Node n, String advice) {
    return a.error(n, AnalysisCode.REMOVED, advice);
  }

  private Node oneOperand(Form.Node n, SpecialKind kind, String word) {
    if (n.children().size() != 1) {
      return a.error(n, AnalysisCode.FORM, word + " expects exactly 1 argument, got " + n.children().size());
    }
    if (kind == SpecialKind.CALLER_EVAL) {
      a.function.usesEval = true;
    }
    return new Node.Special(n, kind, a.expressions(n.children()), null);
  }

  private Node block(Form.Node n) {
    List<Form> rest = n.children();
    if (!rest.isEmpty() && rest.get(0) instanceof Form.Array params) {
      return a.functions.block(n, params, rest.subList(1, rest.size()));
    }
    return a.functions.block(n, null, rest);
  }

  private Node returnFrom(Form.Node n) {
    if (n.children().size() > 1) {
      return a.error(n.children().get(1), AnalysisCode.RETURN, "return takes one value; put an expression in parentheses: (return (a + b))");
    }
    Node value = n.children().isEmpty() ? Analyzer.nil(n) : a.expression(n.children().get(0));
    return new Node.Return(n, value, a.functions.home(n));
  }

  private Node throwValue(Form.Node n) {
    if (n.children().size() > 1) {
      return a.error(n.children().get(1), AnalysisCode.THROW, "throw takes one value");
    }
    return new Node.Throw(n, n.children().isEmpty() ? Analyzer.nil(n) : a.expression(n.children().get(0)));
  }

  private Node construct(Form.Node n) {
    if (n.children().isEmpty()) {
      return a.error(n, AnalysisCode.NEW, "new requires a class");
    }
    return new Node.New(n, a.expression(n.children().get(0)), a.arguments(n, 1));
  }

  private Node range(Form.Node n) {
    int count = n.children().size();
    if (count < 2 || count > 3) {
      return a.error(n, AnalysisCode.RANGE, "range takes a start, an end and an optional step, got " + count + " arguments");
    }
    return new Node.Call(n, new Node.Name(n.head(), "range"), a.arguments(n, 0), false);
  }

  private Node rangeLiteral(Form.Node n) {
    if (n.children().size() != 2) {
      return a.error(n, AnalysisCode.RANGE, ".. takes a start and an end");
    }
    return new Node.RangeLit(n, a.expression(n.children().get(0)), a.expression(n.children().get(1)));
  }

  private Node typeof(Form.Node n) {
    if (n.children().size() != 1) {
      return a.error(n, AnalysisCode.FORM, "typeof expects exactly 1 argument, got " + n.children().size());
    }
    return new Node.Call(n, new Node.Name(n.head(), "typeof"), a.arguments(n, 0), false);
  }

  private Node async(Form.Node n) {
    if (!n.children().isEmpty() && Analyzer.isName(n.children().get(0), "fn")) {
      return a.functions.fn(n, 1, true);
    }
    if (n.children().size() != 1) {
      return a.error(n, AnalysisCode.ASYNC, "async expects exactly 1 argument");
    }
    return new Node.Special(n, SpecialKind.ASYNC, a.expressions(n.children()), null);
  }

  /** `(await f g)` is one instruction over `[f g]`. */
  private Node await(Form.Node n) {
    if (n.children().isEmpty()) {
      return a.error(n, AnalysisCode.AWAIT, "await expects at least 1 argument");
    }
    Form timeout = n.prop("timeout");
    long millis = -1;
    if (timeout != null) {
      Object value = timeout instanceof Form.Literal l ? l.value() : null;
      if (value instanceof Long ms) {
        millis = Math.max(0, ms);
      } else if (value instanceof Double seconds) {
        millis = (long) Math.max(0, Math.ceil(seconds * 1000));
      } else {
        return a.error(timeout, AnalysisCode.AWAIT, "await ^timeout must be int milliseconds or float seconds");
      }
    }
    List<Node.Item> operands = a.items(n.children(), true);
    boolean all = operands.size() != 1 || operands.get(0).spread();
    Node operand = all ? new Node.ArrayLit(n, operands, false) : operands.get(0).value();
    return new Node.Special(n, SpecialKind.AWAIT, List.of(operand), new Node.Await(all, millis));
  }

  private Node yieldValue(Form.Node n) {
    if (n.children().size() > 1) {
      return a.error(n.children().get(1), AnalysisCode.YIELD, "yield expects 0 or 1 argument");
    }
    if (!a.function.isGenerator()) {
      a.report(gene.source.Diagnostic.warning(AnalysisCode.YIELD.id(), Analyzer.span(n), "yield used outside of generator function"));
    }
    Node value = n.children().isEmpty() ? Analyzer.nil(n) : a.expression(n.children().get(0));
    return new Node.Special(n, SpecialKind.YIELD, List.of(value), a.function.isGenerator());
  }

  private Node eval(Form.Node n, boolean session) {
    a.captureVisible();
    a.opaqueNames = true;
    return session && !n.children().isEmpty() ? a.error(n, AnalysisCode.FORM, "$repl expects no arguments, got " + n.children().size())
        : new Node.Special(n, session ? SpecialKind.SESSION : SpecialKind.EVAL, a.expressions(n.children()), null);
  }

  // Selectors

  Node selector(Form at, List<Form> forms) {
    if (forms.isEmpty()) {
      return a.error(at, AnalysisCode.SELECTOR, "(@) needs at least one segment");
    }
    var segments = new ArrayList<Node>();
    for (Form f : forms) {
      if (f instanceof Form.Name n) {
        segments.add(new Node.Const(n, segmentOf(n.text(), true)));
      } else {
        segments.add(a.expression(f));
      }
    }
    return new Node.SelectorLit(at, segments);
  }

  Node selectorLiteral(Form at, List<Form.Segment> parts) {
    var segments = new ArrayList<Node>();
    for (Form.Segment s : parts) {
      if (s.text().isEmpty()) {
        return a.error(at, AnalysisCode.SELECTOR, "@ selector segment cannot be empty");
      }
      segments.add(new Node.Const(new Form.Name(s.start(), s.end(), s.text()), segmentOf(s.text(), false)));
    }
    return new Node.SelectorLit(at, segments);
  }

  /** A Long for an index, a Symbol for an operator, else a String key. */
  private static Object segmentOf(String text, boolean symbol) {
    return switch (text) {
      case "*", "**", "@", "@@", "!" -> gene.data.Symbol.of(text);
      default -> !symbol && BindingForms.isInteger(text) ? (Object) Long.parseLong(text) : text;
    };
  }

  private Node set(Form.Node n) {
    List<Form> rest = n.children();
    if (rest.size() != 3) {
      return a.error(n, AnalysisCode.SET, "$set expects a target, a selector with one property and a value");
    }
    Node key = singleKey(rest.get(1));
    if (key == null) {
      return a.error(rest.get(1), AnalysisCode.SET, "$set selector must have exactly one property");
    }
    a.writesAnyMember();
    var step = new Node.Step(Node.StepKind.DYNAMIC, "", 0, key, rest.get(1).start(), rest.get(1).end());
    return new Node.Assign(n, Node.Target.member(a.expression(rest.get(0)), step), null, a.expression(rest.get(2)));
  }

  private Node singleKey(Form f) {
    if (f instanceof Form.Name n && n.text().startsWith("@") && n.text().length() > 1) {
      return new Node.Const(n, CallForms.keyOf(n.text().substring(1)));
    } else if (f instanceof Form.Node s && s.isCall("@") && s.children().size() == 1) {
      Form key = s.children().get(0);
      return key instanceof Form.Name n ? new Node.Const(n, n.text()) : a.expression(key);
    }
    return null;
  }

  // $with, $tap and the other dollar forms

  private Node with(Form.Node n) {
    if (n.children().isEmpty()) {
      return a.error(n, AnalysisCode.WITH, "$with requires a target");
    }
    Node target = a.expression(n.children().get(0));
    return withSelf(n, false, target, null, n.children().subList(1, n.children().size()));
  }

  private Node tap(Form.Node n) {
    List<Form> rest = n.children();
    if (rest.isEmpty()) {
      return a.error(n, AnalysisCode.WITH, "$tap requires a value");
    }
    Node target = a.expression(rest.get(0));
    boolean named = rest.size() > 1 && rest.get(1) instanceof Form.Name m && m.text().startsWith(":") && m.text().length() > 1;
    return withSelf(n, true, target, named ? (Form.Name) rest.get(1) : null, rest.subList(named ? 2 : 1, rest.size()));
  }

  private Node withSelf(Form.Node n, boolean tap, Node target, Form.Name named, List<Form> body) {
    Scope s = a.openScope(n);
    Binding self = a.hidden("self", n);
    Binding name = named == null ? null : a.declare(named.text().substring(1), Binding.Kind.VAR, named);
    Binding before = a.selfBinding;
    a.selfBinding = self;
    var nodes = a.expressions(body);
    a.selfBinding = before;
    a.closeScope();
    return new Node.With(n, tap, target, self, name, new Node.Sequence(n, nodes, s));
  }

  private Node render(Form.Node n) {
    if (n.children().size() != 1) {
      return a.error(n, AnalysisCode.FORM, "$render expects exactly 1 argument, got " + n.children().size());
    }
    if (n.children().get(0) instanceof Form.Quote q) {
      return new Templates(a).build(q.datum());
    }
    a.captureVisible();
    return new Node.Special(n, SpecialKind.RENDER, a.expressions(n.children()), null);
  }

  private Node emit(Form.Node n) {
    if (n.children().size() == 1) {
      return a.expression(n.children().get(0));
    }
    return new Node.ArrayLit(n, a.items(n.children(), true), false);
  }

  private Node ifMain(Form.Node n) {
    return new Node.Special(n, SpecialKind.IF_MAIN, List.of(a.sequence(n, n.children())), null);
  }

  private Node timer(Form.Node n, String head) {
    String name = n.children().size() == 1 && n.children().get(0) instanceof Form.Name w ? w.text() : "";
    if (head.equals("$vmstmt") && name.equals("duration_start")) {
      return new Node.Special(n, SpecialKind.TIMER_START, List.of(), null);
    } else if (head.equals("$vm") && name.equals("duration")) {
      return new Node.Special(n, SpecialKind.TIMER_READ, List.of(), null);
    }
    return a.error(n, AnalysisCode.FORM, head.equals("$vm") ? "$vm knows only duration" : "$vmstmt knows only duration_start");
  }

  private Node assertion(Form.Node n) {
    if (n.children().isEmpty() || n.children().size() > 2) {
      return a.error(n, AnalysisCode.ASSERT, "assert takes a condition and an optional message");
    }
    return new Node.Special(n, SpecialKind.ASSERT, a.expressions(n.children()), null);
  }

  // Modules

  private Node importForm(Form.Node n) {
    if (!isTopLevel(n)) {
      return a.error(n, AnalysisCode.IMPORT, "import is compile-time only; place imports at module top level or emit them from (comptime ...)");
    }
    ImportSpec spec = ImportSpec.parse(a, n);
    if (spec == null) {
      return Analyzer.nil(n);
    }
    spec.items().forEach(i -> a.importedNames.addAll(a.builtins.published(i.path())));
    a.tests.imports(spec);
    return new Node.Special(n, SpecialKind.IMPORT, List.of(), spec);
  }

  private boolean isTopLevel(Form.Node n) {
    return n == a.topForm && (a.function.kind() == FunctionInfo.Kind.MODULE || a.session);
  }

  private Node dependency(Form.Node n) {
    if (!isTopLevel(n)) {
      return a.error(n, AnalysisCode.DEPENDENCY, "$dep stands at the top level of a module, or in the ^dependencies of a package.gene");
    }
    return ImportSpec.parseDependency(a, n).map(spec -> new Node.Special(n, SpecialKind.IMPORT, List.of(), spec))
        .orElseGet(() -> new Node.Special(n, SpecialKind.NOTHING, List.of(), null));
  }

  private Node export(Form.Node n) {
    List<Form> names = n.children().size() == 1 && n.children().get(0) instanceof Form.Array list ? list.items() : n.children();
    if (names.isEmpty()) {
      return a.error(n, AnalysisCode.EXPORT, "export expects at least one name");
    }
    var texts = new ArrayList<String>();
    var values = new ArrayList<Node>();
    for (Form f : names) {
      String text = f instanceof Form.Name name ? name.text() : f instanceof Form.Literal l && l.value() instanceof String s && s.indexOf('/') < 0 ? s : null;
      if (text == null) {
        return a.error(f, AnalysisCode.EXPORT, "export names must be symbols or strings");
      }
      texts.add(text);
      values.add(a.variable(f, text, f.start(), f.end()));
      a.memberNames.add(text);
    }
    return new Node.Special(n, SpecialKind.EXPORT, values, List.copyOf(texts));
  }

  /** The prelude adds methods in Gene to built-in classes: `($extend Array (method …)…)`. */
  private Node extend(Form.Node n) {
    var cls = (Form.Name) n.children().get(0);
    var info = new FunctionInfo(cls.text(), FunctionInfo.Kind.BODY, n, a.top, a.function);
    a.functions.enter(info, n);
    info.body = FunctionInfo.Sequenced.of(a.expressions(n.children().subList(1, n.children().size())));
    a.functions.leave();
    return new Node.Special(n, SpecialKind.EXTEND, List.of(new Node.Name(cls, cls.text())), info);
  }
}
