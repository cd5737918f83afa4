// Functions and blocks: parameter lists, properties, bodies.
package gene.analysis;

import gene.analysis.FunctionInfo.Param;
import gene.analysis.FunctionInfo.ParamKind;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

final class FunctionForms {
  private final Analyzer a;

  FunctionForms(Analyzer a) {
    this.a = a;
  }

  /** A function's parts as they stand in its form. */
  record Parts(Form name, Form.Array params, Form returnType, List<Form> effects, List<Form> body) {}

  /** `(fn …)`; `from` is the index of the first child to read: 1 in `(async fn …)`. */
  Node fn(Form.Node n, int from, boolean async) {
    Parts parts = split(n, from, "fn");
    if (parts == null) {
      return Analyzer.nil(n);
    }
    Form nameForm = parts.name();
    if (nameForm == null) {
      FunctionInfo info = define(n, "", FunctionInfo.Kind.FUNCTION, parts, async);
      return new Node.Function(n, info, null, false);
    }
    String name = nameOf(nameForm);
    if (nameForm instanceof Form.Path p) {
      String last = p.segments().get(p.segments().size() - 1).text();
      Node.Target target = a.bindingForms.definitionTarget(p);
      FunctionInfo info = define(n, stripTypeParameters(last), FunctionInfo.Kind.FUNCTION, parts, async);
      return new Node.Function(n, info, target, false);
    }
    boolean known = isModuleVariable(name);
    Binding b = bindingFor(nameForm, name, Binding.Kind.FUNCTION);
    FunctionInfo info = define(n, name, FunctionInfo.Kind.FUNCTION, parts, async);
    if (b.function() != null && a.redefined.add(b)) {
      a.report(Diagnostic.warning(AnalysisCode.DUPLICATE_DEFINITION.id(), Analyzer.span(nameForm), "`" + name + "` is defined more than once; the last definition holds everywhere"));
    }
    b.setFunction(info);
    boolean nested = a.function.kind() != FunctionInfo.Kind.MODULE && a.function.kind() != FunctionInfo.Kind.BODY;
    if (nested) {
      a.memberNames.add(name);
    }
    return new Node.Function(n, info, Node.Target.of(b), nested && !known);
  }

  private boolean isModuleVariable(String name) {
    Scope outermost = a.scope;
    while (outermost.parent() != null) {
      outermost = outermost.parent();
    }
    return outermost.function().kind() == FunctionInfo.Kind.MODULE && outermost.findFirst(name) != null;
  }

  /** The binding that a definition sets: the hoisted one at the top of a module, else a new one. */
  Binding bindingFor(Form nameForm, String name, Binding.Kind kind) {
    if (a.function.kind() == FunctionInfo.Kind.MODULE && a.scope == a.function.scope) {
      Binding hoisted = a.scope.find(name, kind);
      if (hoisted != null) {
        return hoisted;
      }
    }
    return a.declare(name, kind, nameForm.start(), Math.min(nameForm.end(), nameForm.start() + Math.max(1, name.length())));
  }

  static String nameOf(Form f) {
    if (f instanceof Form.Name n) {
      return stripTypeParameters(n.text());
    } else if (f instanceof Form.Literal l && l.value() instanceof String s) {
      return s;
    } else if (f instanceof Form.Path p) {
      return stripTypeParameters(p.segments().get(p.segments().size() - 1).text());
    }
    return "";
  }

  /** `name:T:U` is the name `name`: a type parameter begins with an upper-case letter. */
  static String stripTypeParameters(String text) {
    int colon = text.indexOf(':');
    return colon > 0 && colon + 1 < text.length() && Character.isUpperCase(text.charAt(colon + 1)) ? text.substring(0, colon) : text;
  }

  private static List<String> typeParameters(Form name) {
    String text = name instanceof Form.Name n ? n.text()
        : name instanceof Form.Path p ? p.segments().get(p.segments().size() - 1).text() : "";
    return stripTypeParameters(text).equals(text) ? List.of() : List.of(text.substring(text.indexOf(':') + 1).split(":"));
  }

  /** For an exit written in a block: the token of the function that it leaves; null outside of blocks. */
  Binding home(Form.Node exit) {
    FunctionInfo home = a.function;
    while (home.kind() == FunctionInfo.Kind.BLOCK && home.outer() != null) {
      home = home.outer();
    }
    if (home == a.function) {
      return null;
    }
    if (home.home == null) {
      home.home = new Binding("(home)", Binding.Kind.HIDDEN, home.scope, a.top, exit.start(), exit.start());
    }
    a.capture(home.home);
    return home.home;
  }

  Node block(Form.Node n, Form params, List<Form> body) {
    Form.Array list = params == null ? new Form.Array(n.start(), n.start(), List.of(), false)
        : params instanceof Form.Array p ? p
        : params instanceof Form.Name ? new Form.Array(params.start(), params.end(), List.of(params), false) : null;
    if (list == null) {
      return a.error(params, AnalysisCode.BLOCK, "a block's parameters are a name or an array of names");
    }
    FunctionInfo info = define(n, "", FunctionInfo.Kind.BLOCK, new Parts(null, list, null, List.of(), body), false);
    return new Node.Function(n, info, null, false);
  }

  /** Finds name, parameters, return type and body; reports and gives null when the form is malformed. */
  Parts split(Form.Node n, int from, String word) {
    List<Form> rest = n.children().subList(from, n.children().size());
    if (rest.isEmpty()) {
      a.error(n, AnalysisCode.FN, word + " requires a name or argument list");
      return null;
    }
    Form name = null;
    int at = 0;
    if (!(rest.get(0) instanceof Form.Array)) {
      name = rest.get(0);
      at = 1;
      boolean named = name instanceof Form.Name || name instanceof Form.Path || name instanceof Form.Literal l && l.value() instanceof String;
      if (!named) {
        a.error(name, AnalysisCode.FN, word + " requires a name or argument list: the name is a symbol, a path or a string");
        return null;
      }
      if (rest.size() == 1) {
        a.error(n, AnalysisCode.FN, word + " requires an argument list after the name", "write [] for no arguments");
        return null;
      }
    }
    if (!(rest.get(at) instanceof Form.Array params)) {
      a.error(rest.get(at), AnalysisCode.FN, word + " argument list must be an array", "write [" + "a b] for two arguments, [] for none");
      return null;
    }
    at++;
    Form returnType = null;
    List<Form> effects = List.of();
    if (at + 1 < rest.size() && Analyzer.isName(rest.get(at), "->")) {
      returnType = rest.get(at + 1);
      at += 2;
      if (at + 1 < rest.size() && Analyzer.isName(rest.get(at), "!") && rest.get(at + 1) instanceof Form.Array list) {
        effects = list.items();
        at += 2;
      }
    }
    return new Parts(name, params, returnType, effects, rest.subList(at, rest.size()));
  }

  FunctionInfo define(Form.Node n, String name, FunctionInfo.Kind kind, Parts parts, boolean async) {
    var info = new FunctionInfo(name, kind, n, a.top, a.function);
    Form named = kind == FunctionInfo.Kind.METHOD && !n.children().isEmpty() ? n.children().get(0) : parts.name();
    info.typeParameters = named == null ? List.of() : typeParameters(named);
    info.effects = parts.effects().stream().map(FunctionForms::nameOf).toList();
    info.returnForm = parts.returnType();
    info.returnType = parts.returnType() == null ? null : a.types.parse(parts.returnType(), info.typeParameters);
    info.startsAtOnce = !async && isTrue(n.prop("async"));
    info.async = async || info.startsAtOnce;
    info.generator = isTrue(n.prop("generator")) || name.endsWith("*") && name.length() > 1 && kind != FunctionInfo.Kind.BLOCK;
    if (info.isMacro()) {
      a.hasMacros();
    }
    checkProperties(n, info);
    a.functionBody(info, () -> analyzeBody(n, info, parts));
    return info;
  }

  /** The parameters and the return type alone, for a method that is only declared. */
  FunctionInfo signature(Form.Node n, String name, Parts parts) {
    var info = new FunctionInfo(name, FunctionInfo.Kind.METHOD, n, a.top, a.function);
    info.typeParameters = typeParameters(n.children().get(0));
    info.returnType = parts.returnType() == null ? null : a.types.parse(parts.returnType(), info.typeParameters);
    enter(info, n);
    parameters(info, parts.params());
    info.body = FunctionInfo.Sequenced.of(List.of());
    leave();
    return info;
  }

  private static boolean isTrue(Form f) {
    return f instanceof Form.Literal l && Boolean.TRUE.equals(l.value());
  }

  private void checkProperties(Form.Node n, FunctionInfo info) {
    Form intent = n.prop("intent");
    String what = info.name().isEmpty() ? "an anonymous function" : "function " + info.name();
    if (intent instanceof Form.Literal l && l.value() instanceof String s) {
      info.intent = s;
    } else if (intent != null) {
      a.error(intent, AnalysisCode.INTENT, "Invalid ^intent for " + what + ": expected a string");
    }
    Form examples = n.prop("examples");
    info.examples = examples;
    if (examples == null) {
      return;
    }
    String prefix = "Invalid ^examples for " + what + ": ";
    if (!(examples instanceof Form.Array list)) {
      a.error(examples, AnalysisCode.EXAMPLES, prefix + "expected an array of [args] -> result triples");
      return;
    }
    for (int i = 0; i < list.items().size(); i += 3) {
      Form args = list.items().get(i);
      if (!(args instanceof Form.Array)) {
        a.error(args, AnalysisCode.EXAMPLES, prefix + "expected an array of arguments");
        return;
      } else if (i + 1 >= list.items().size()) {
        a.error(args, AnalysisCode.EXAMPLES, prefix + "an operator -> or throws is missing");
        return;
      }
      Form op = list.items().get(i + 1);
      if (!Analyzer.isName(op, "->") && !Analyzer.isName(op, "throws")) {
        String text = op instanceof Form.Name name ? name.text() : "?";
        a.error(op, AnalysisCode.EXAMPLES, prefix + "unsupported operator '" + text + "'; expected '->' or 'throws'");
        return;
      } else if (i + 2 >= list.items().size()) {
        a.error(op, AnalysisCode.EXAMPLES, prefix + "the expected result is missing");
        return;
      }
    }
  }

  private void analyzeBody(Form.Node n, FunctionInfo info, Parts parts) {
    enter(info, n);
    parameters(info, parts.params());
    Form pre = n.prop("pre");
    Form post = n.prop("post");
    conditions(pre, info.preconditions);
    info.body = FunctionInfo.Sequenced.of(a.statements(parts.body()));
    if (post != null) {
      a.openScope(n);
      info.result = a.declare("result", Binding.Kind.VAR, post);
      conditions(post, info.postconditions);
      a.closeScope();
    }
    leave();
  }

  private void conditions(Form property, List<Node> into) {
    if (property instanceof Form.Array list) {
      into.addAll(a.expressions(list.items()));
    } else if (property != null) {
      into.add(a.expression(property));
    }
  }

  private record Saved(FunctionInfo function, Scope scope, ArrayDeque<Node.LoopLabel> loops, Binding self, int guarded) {}

  private final ArrayDeque<Saved> saved = new ArrayDeque<>();

  /** Makes the function the present one, with a scope of its own. */
  void enter(FunctionInfo info, Form over) {
    saved.push(new Saved(a.function, a.scope, a.loops, a.selfBinding, a.guarded));
    a.function = info;
    a.loops = new ArrayDeque<>();
    a.guarded = 0;
    if (info.isMethod() || info.kind() == FunctionInfo.Kind.BODY) {
      a.selfBinding = null;
    }
    info.scope = a.openScope(over);
  }

  void leave() {
    Saved s = saved.pop();
    a.function = s.function();
    a.scope = s.scope();
    a.loops = s.loops();
    a.selfBinding = s.self();
    a.guarded = s.guarded();
  }

  // Parameters

  void parameters(FunctionInfo info, Form.Array list) {
    var seen = new HashSet<String>();
    List<Form> items = new ArrayList<>(list.items());
    for (int i = 0; i < items.size(); i++) {
      i = parameter(info, items, i, seen);
    }
    if (count(info, ParamKind.REST) > 1) {
      a.error(list, AnalysisCode.PARAMS, "Only one positional rest parameter is allowed");
    } else if (count(info, ParamKind.KEYWORD_REST) > 1) {
      a.error(list, AnalysisCode.PARAMS, "Only one keyword rest parameter is allowed");
    }
  }

  private static int count(FunctionInfo info, ParamKind kind) {
    int count = 0;
    for (FunctionInfo.Param p : info.params) {
      if (p.kind() == kind) {
        count++;
      }
    }
    return count;
  }

  /** Reads one parameter; gives the index of its last form. */
  private int parameter(FunctionInfo info, List<Form> items, int at, HashSet<String> seen) {
    Form f = items.get(at);
    if (f instanceof Form.Array || f instanceof Form.MapForm) {
      Pattern pattern = a.patterns.pattern(f, Binding.Kind.PARAM);
      info.params.add(new Param(ParamKind.POSITIONAL, "", null, pattern, null, null, null, false));
      return at;
    }
    boolean field = f instanceof Form.Path p && p.segments().size() == 2 && p.segments().get(0).text().isEmpty();
    if (!(f instanceof Form.Name) && !field) {
      a.error(f, AnalysisCode.PARAMS, "Unsupported destructuring pattern in a parameter list: a parameter is a name, a pattern or ^name");
      return at;
    }
    String text = field ? ((Form.Path) f).segments().get(1).text() : ((Form.Name) f).text();
    int start = field ? f.start() + 1 : f.start();
    if (field) {
      a.writesMember(text);
    }
    if (text.equals("...") || text.equals("^...")) {
      a.error(f, AnalysisCode.PARAMS, "Positional rest must follow a named parameter");
      return at;
    }
    boolean keyword = text.startsWith("^") && text.length() > 1;
    if (keyword) {
      text = text.substring(1);
      start++;
    }
    boolean typed = text.endsWith(":") && text.length() > 1;
    if (typed) {
      text = text.substring(0, text.length() - 1);
    }
    boolean rest = text.endsWith("...") && text.length() > 3;
    if (rest) {
      text = text.substring(0, text.length() - 3);
    }
    TypeExpr type = null;
    if (typed) {
      if (at + 1 >= items.size()) {
        a.error(f, AnalysisCode.TYPE, "Missing type for parameter " + text);
        return at;
      }
      Form typeForm = items.get(++at);
      Form undotted = Analyzer.withoutDots(typeForm);
      rest |= undotted != null;
      type = a.types.parse(undotted != null ? undotted : typeForm);
    }
    if (!rest && at + 1 < items.size() && Analyzer.isName(items.get(at + 1), "...")) {
      rest = true;
      at++;
    }
    Node fallback = null;
    Form fallbackForm = null;
    if (at + 1 < items.size() && Analyzer.isName(items.get(at + 1), "=")) {
      if (at + 2 >= items.size()) {
        a.error(items.get(at + 1), AnalysisCode.PARAMS, "the default of parameter " + text + " is missing after =");
        return at + 1;
      }
      fallbackForm = items.get(at + 2);
      // A macro function gets even its defaults as data.
      a.guarded += info.isMacro() ? 1 : 0;
      fallback = a.expression(fallbackForm);
      a.guarded -= info.isMacro() ? 1 : 0;
      at += 2;
    }
    ParamKind kind = keyword ? (rest ? ParamKind.KEYWORD_REST : ParamKind.KEYWORD) : rest ? ParamKind.REST : ParamKind.POSITIONAL;
    Binding b = null;
    if (!text.equals("_")) {
      if (!seen.add(text)) {
        a.report(Diagnostic.warning(AnalysisCode.DUPLICATE_PARAM.id(), new Span(start, start + text.length()),
            "the parameter " + text + " stands twice; the last one wins"));
      }
      b = a.declare(text, Binding.Kind.PARAM, start, Math.max(start, Math.min(start + text.length(), items.get(at).end())));
      b.setType(type == null || !rest ? type : keyword ? new TypeExpr.Named("Map") : new TypeExpr.Applied("Array", List.of(type)));
    }
    info.params.add(new Param(kind, text, b, null, fallback, fallbackForm, type, field));
    return at;
  }
}
