// Walks the nodes of a module: gives each expression a type and reports what cannot fit (language reference 05, section 7).
package gene.analysis;

import gene.data.Kinds;
import gene.data.Special;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * It never changes what a program does. Types are those of the text, not of a run: a variable without annotation has the types of
 * all values that the file gives it.
 */
final class TypeChecker implements Node.Visitor<Type> {
  final Analyzer a;
  final Shapes shapes;
  final Conformity conformity;
  private final List<Diagnostic> into;
  /** Types by form, for the editor; null when nobody asked. */
  private final Map<Form, Type> types;
  private final OperatorTypes operators = new OperatorTypes(this);
  private final MemberTypes members = new MemberTypes(this);
  private final MethodTypes methods = new MethodTypes(this);
  private final CallTypes calls = new CallTypes(this);
  private final CaseTypes cases = new CaseTypes(this);
  private final InterfaceCheck interfaces = new InterfaceCheck(this);
  private final VariableTypes variables = new VariableTypes(this);
  final Narrowing narrowing = new Narrowing(this);

  Tree.Top top;
  FunctionInfo function;
  /** The class around; null outside of classes. */
  ClassShape self;
  /** More than 0 among the arguments of a call whose callee has no visible definition: faults there are warnings. */
  int opaque;
  /** More than 0 while a value is looked at a second time: nothing is reported, no function is entered. */
  private int silent;

  private TypeChecker(Analyzer a, List<Diagnostic> into, Map<Form, Type> types) {
    this.a = a;
    this.shapes = a.shapes;
    this.conformity = new Conformity(a.builtins);
    this.into = into;
    this.types = types;
  }

  /** Checks a whole module. */
  static void check(Analyzer a, FunctionInfo module, List<Diagnostic> into) {
    var c = new TypeChecker(a, into, null);
    c.function = module;
    for (int i = 0; i < module.body().nodes().size(); i++) {
      c.top = module.body().tops().get(i);
      c.type(module.body().nodes().get(i));
    }
    new AnnotationCheck(a).report(into);
  }

  /** The types of the expressions of one top-level form. */
  static Map<Form, Type> typesIn(Analyzer a, FunctionInfo module, Tree.Top top) {
    var types = new IdentityHashMap<Form, Type>();
    var c = new TypeChecker(a, new java.util.ArrayList<>(), types);
    c.function = module;
    c.top = top;
    for (int i = 0; i < module.body().nodes().size(); i++) {
      if (module.body().tops().get(i) == top) {
        c.type(module.body().nodes().get(i));
      }
    }
    return types;
  }

  /** The type of a variable wherever it stands. */
  Type typeOf(Binding b) {
    return variables.typeOf(b);
  }

  /** Whether somebody wants to know the types, and not whether the program is right. */
  boolean isAsked() {
    return types != null;
  }

  OperatorTypes operators() {
    return operators;
  }

  MemberTypes members() {
    return members;
  }

  MethodTypes methods() {
    return methods;
  }

  CallTypes calls() {
    return calls;
  }

  // Reports

  Span span(Form f) {
    return new Span(top.start() + f.start(), top.start() + f.end());
  }

  /**
   * An error, or a warning where the program may be meant to run into it.
   *
   * @param near a name that is close; null without one
   */
  void fault(AnalysisCode code, boolean certain, Span at, String message, String near, Span declared, String what) {
    var severity = certain && opaque == 0 ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING;
    Diagnostic d = Diagnostic.of(code.id(), severity, at, message);
    report(near == null ? d : d.hint("a name that is close: `" + near + "`"), declared, what);
  }

  /** What stops the program wherever it stands. */
  void error(AnalysisCode code, Span at, String message, String near, Span declared, String what) {
    int saved = opaque;
    opaque = 0;
    fault(code, true, at, message, near, declared, what);
    opaque = saved;
  }

  void warn(AnalysisCode code, Form at, String message, Span declared, String what) {
    report(Diagnostic.warning(code.id(), span(at), message), declared, what);
  }

  void report(Diagnostic d, Span declared, String what) {
    if (silent == 0) {
      into.add(declared == null ? d : d.related(declared, what));
    }
  }

  boolean isSilent() {
    return silent > 0;
  }

  /** Reports a value that its place refuses. The message ends with the place's kind and name, as in `in var x`. */
  void expect(Type actual, Type expected, boolean coerces, Form at, String kind, String name, Span declared) {
    if (actual != expected && !conformity.possible(actual, expected, coerces)) {
      warn(AnalysisCode.MISMATCH, at, "expected " + expected + ", got " + actual + " in " + kind + name, declared, "declared " + expected + " here");
    }
  }

  // Expressions

  Type type(Node n) {
    Type t = n.accept(this);
    if (types != null && silent == 0) {
      types.put(n.form(), t);
    }
    return t;
  }

  /** The type of a value that is checked elsewhere. */
  Type glance(Node n) {
    silent++;
    var before = narrowing.suspend();
    Type t = n.accept(this);
    narrowing.resume(before);
    silent--;
    return t;
  }

  Type types(List<Node> nodes) {
    Type last = Type.NIL;
    for (Node n : nodes) {
      last = type(n);
    }
    return last;
  }

  @Override
  public Type constant(Node.Const n) {
    return kindOf(n.value());
  }

  static Type kindOf(Object value) {
    if (value instanceof Long) {
      return Type.INT;
    } else if (value instanceof String) {
      return Type.STRING;
    } else if (value == Special.NIL) {
      return Type.NIL;
    } else if (value == Special.PLACEHOLDER || value == Special.NOT_FOUND) {
      return Type.ANY;
    }
    return new Type.Kind(Kinds.plainName(value));
  }

  @Override
  public Type quoted(Node.Quoted n) {
    return n.datum() instanceof Form.Node ? new Type.Kind("Gene") : n.datum() instanceof Form.Array ? Type.ARRAY
        : n.datum() instanceof Form.MapForm ? Type.MAP : Type.ANY;
  }

  @Override
  public Type array(Node.ArrayLit n) {
    for (Node.Item i : n.items()) {
      type(i.value());
    }
    return Type.ARRAY;
  }

  @Override
  public Type map(Node.MapLit n) {
    for (Node.Entry e : n.entries()) {
      type(e.value());
    }
    return Type.MAP;
  }

  @Override
  public Type hashMap(Node.HashMapLit n) {
    types(n.items());
    return new Type.Kind("HashMap");
  }

  @Override
  public Type gene(Node.GeneLit n) {
    type(n.type());
    calls.walk(n.parts());
    return new Type.Kind("Gene");
  }

  @Override
  public Type concat(Node.Concat n) {
    types(n.pieces());
    return Type.STRING;
  }

  @Override
  public Type selector(Node.SelectorLit n) {
    types(n.segments());
    return new Type.Kind("Selector");
  }

  @Override
  public Type range(Node.RangeLit n) {
    type(n.from());
    type(n.to());
    return Type.RANGE;
  }

  @Override
  public Type typeValue(Node.TypeValue n) {
    return new Type.Kind("Type");
  }

  @Override
  public Type local(Node.Local n) {
    Type narrowed = narrowing.find(n.binding());
    return narrowed != null ? narrowed : variables.visibleType(n.binding());
  }

  @Override
  public Type name(Node.Name n) {
    return a.builtins.find(n.name()).map(b -> switch (b.kind()) {
      case FUNCTION -> Type.FUNCTION;
      case CLASS -> new Type.Kind("Class");
      case METHOD, NAMESPACE, CONSTANT -> Type.ANY;
    }).orElse(Type.ANY);
  }

  @Override
  public Type global(Node.Global n) {
    return Type.ANY;
  }

  @Override
  public Type self(Node.Self n) {
    return n.rebound() == null && self != null && inMethod() ? new Type.Instance(self) : Type.ANY;
  }

  /** Whether `self` is an instance: in a method and the functions nested in it. */
  private boolean inMethod() {
    for (FunctionInfo f = function; f != null; f = f.outer()) {
      if (f.isMethod()) {
        return true;
      } else if (f.kind() == FunctionInfo.Kind.BODY) {
        return false;
      }
    }
    return false;
  }

  @Override
  public Type path(Node.Path n) {
    return members.path(n);
  }

  @Override
  public Type lookup(Node.Lookup n) {
    type(n.target());
    type(n.key());
    if (n.fallback() != null) {
      type(n.fallback());
    }
    return Type.ANY;
  }

  // Variables

  @Override
  public Type assign(Node.Assign n) {
    return n.target().container() != null ? members.write(n) : variables.assign(n);
  }

  @Override
  public Type declare(Node.Declare n) {
    return variables.declare(n);
  }

  /** The absolute span of the declaration; null for what the text does not show. */
  Span place(Binding b) {
    return b.top() == null ? null : new Span(b.top().start() + b.start(), b.top().start() + b.end());
  }

  @Override
  public Type declareMember(Node.DeclareMember n) {
    Node.Target t = n.target();
    if (t.container() != null) {
      type(t.container());
    }
    return type(n.value());
  }

  @Override
  public Type destructure(Node.Destructure n) {
    type(n.value());
    pattern(n.pattern());
    return Type.NIL;
  }

  /** The defaults in a pattern. */
  void pattern(Pattern p) {
    if (p instanceof Pattern.Sequence s) {
      for (Pattern.Item i : s.items()) {
        if (i.fallback() != null) {
          type(i.fallback());
        }
        pattern(i.target());
      }
    } else if (p instanceof Pattern.Map m) {
      m.fields().forEach(f -> pattern(f.target()));
    }
  }

  // Control

  @Override
  public Type sequence(Node.Sequence n) {
    return types(n.nodes());
  }

  Type body(Node.Sequence n) {
    return n == null ? Type.NIL : types(n.nodes());
  }

  @Override
  public Type branch(Node.If n) {
    type(n.condition());
    var before = narrowing.mark();
    narrowing.assume(n.condition(), true);
    Type then = type(n.then());
    narrowing.reset(before);
    narrowing.assume(n.condition(), false);
    Type otherwise = n.otherwise() == null ? Type.NIL : type(n.otherwise());
    narrowing.reset(before);
    return Type.join(then, otherwise);
  }

  @Override
  public Type loop(Node.Loop n) {
    var before = narrowing.mark();
    narrowing.enterLoop(n.form(), top);
    if (n.head() != null) {
      type(n.head());
      if (n.kind() == Node.LoopKind.WHILE) {
        narrowing.assume(n.head(), true);
      }
    }
    body(n.body());
    narrowing.reset(before);
    return n.kind() == Node.LoopKind.LOOP ? Type.ANY : Type.NIL;
  }

  @Override
  public Type forLoop(Node.For n) {
    Type collection = type(n.collection());
    if (n.value() instanceof Pattern.Bind b && collection.isKind("Range")) {
      b.binding().setInferred(b.binding().isAssigned() ? Type.ANY : Type.INT);
    }
    pattern(n.value());
    var before = narrowing.mark();
    narrowing.enterLoop(n.form(), top);
    body(n.body());
    narrowing.reset(before);
    return Type.NIL;
  }

  @Override
  public Type breakLoop(Node.Break n) {
    if (n.value() != null) {
      type(n.value());
    }
    return Type.NEVER;
  }

  @Override
  public Type continueLoop(Node.Continue n) {
    return Type.NEVER;
  }

  @Override
  public Type returnFrom(Node.Return n) {
    Type value = type(n.value());
    FunctionInfo home = function;
    while (home.kind() == FunctionInfo.Kind.BLOCK && home.outer() != null) {
      home = home.outer();
    }
    calls.checkResult(home, value, n.value().form());
    return Type.NEVER;
  }

  @Override
  public Type caseOf(Node.Case n) {
    return cases.check(n);
  }

  @Override
  public Type tryBlock(Node.Try n) {
    Type t = body(n.body());
    for (Node.Catch c : n.catches()) {
      types(c.classes());
      if (c.pattern() != null) {
        pattern(c.pattern());
      }
      t = Type.join(t, body(c.body()));
    }
    if (n.finallyBody() != null) {
      body(n.finallyBody());
    }
    return t;
  }

  @Override
  public Type throwValue(Node.Throw n) {
    type(n.value());
    return Type.NEVER;
  }

  // Operators

  @Override
  public Type binary(Node.Binary n) {
    return operators.binary(n);
  }

  @Override
  public Type unary(Node.Unary n) {
    return operators.unary(n);
  }

  @Override
  public Type logic(Node.Logic n) {
    return operators.logic(n);
  }

  @Override
  public Type chain(Node.Chain n) {
    opaque++;
    types(n.operands());
    opaque--;
    return Type.BOOL;
  }

  // Calls

  @Override
  public Type call(Node.Call n) {
    return calls.call(n);
  }

  @Override
  public Type methodCall(Node.MethodCall n) {
    return methods.call(n);
  }

  @Override
  public Type superCall(Node.SuperCall n) {
    return methods.superCall(n);
  }

  @Override
  public Type construct(Node.New n) {
    return calls.construct(n);
  }

  // Definitions

  @Override
  public Type function(Node.Function n) {
    Node.Target t = n.target();
    if (t != null && t.container() != null && !isSilent()) {
      type(t.container());
    }
    if (!isSilent()) {
      calls.enter(n.info());
    }
    return calls.typeOf(n.info());
  }

  @Override
  public Type classDef(Node.ClassDef n) {
    if (n.superclass() != null) {
      type(n.superclass());
    }
    n.interfaces().forEach(this::type);
    ClassShape shape = shapes.shape(n);
    if (isSilent()) {
      return n.singleton() ? new Type.Instance(shape) : new Type.ClassValue(shape);
    }
    if (n.singleton() && n.target().binding() != null && !n.target().binding().isAssigned()) {
      n.target().binding().setInferred(new Type.Instance(shape));
    }
    interfaces.check(n, shape);
    ClassShape around = self;
    self = shape;
    inBody(n.body());
    self = around;
    return n.singleton() ? new Type.Instance(shape) : new Type.ClassValue(shape);
  }

  private void inBody(FunctionInfo body) {
    FunctionInfo outer = function;
    Tree.Top outerTop = top;
    function = body;
    top = body.top();
    types(body.body().nodes());
    function = outer;
    top = outerTop;
  }

  @Override
  public Type member(Node.ClassMember n) {
    if (n.info() != null && !isSilent()) {
      calls.enter(n.info());
    }
    return Type.NIL;
  }

  @Override
  public Type namespace(Node.NsDef n) {
    ClassShape around = self;
    self = null;
    inBody(n.body());
    self = around;
    return new Type.Kind("Namespace");
  }

  @Override
  public Type interfaceDef(Node.InterfaceDef n) {
    return Type.ANY;
  }

  @Override
  public Type implementDef(Node.ImplementDef n) {
    type(n.iface());
    type(n.cls());
    ClassShape around = self;
    self = null;
    inBody(n.body());
    self = around;
    return Type.NIL;
  }

  @Override
  public Type interceptorDef(Node.InterceptorDef n) {
    ClassShape around = self;
    self = null;
    n.advice().forEach(a -> type(a.function()));
    self = around;
    return Type.ANY;
  }

  @Override
  public Type enumDef(Node.EnumDef n) {
    return Type.ANY;
  }

  @Override
  public Type with(Node.With n) {
    Type target = type(n.target());
    body(n.body());
    return n.tap() ? target : Type.ANY;
  }

  @Override
  public Type special(Node.Special n) {
    Type operand = n.operands().isEmpty() ? Type.NIL : types(n.operands());
    return switch (n.kind()) {
      case TRY_RESULT -> CaseTypes.unwrapped(operand);
      case AWAIT -> operand instanceof Type.Applied f && f.name().equals("Future") && f.arguments().size() == 1 ? f.arguments().get(0) : Type.ANY;
      case ASYNC -> new Type.Applied("Future", List.of(operand));
      case TIMER_READ -> Type.FLOAT;
      case ASSERT, TIMER_START, IMPORT, NOTHING -> Type.NIL;
      case EVAL, SESSION, RENDER, HOLE_NAME, CALLER_EVAL, PARSE, IF_MAIN, YIELD, EXPORT, EXTEND -> Type.ANY;
    };
  }
}
