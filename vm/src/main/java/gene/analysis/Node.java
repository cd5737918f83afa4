// What forms mean: the tree between reading and compiling. One node for each shape of code, names bound, infix rewritten.
package gene.analysis;

import gene.syntax.Form;
import java.util.List;

/** Every node knows the form a person wrote; spans come from there. */
public sealed interface Node {
  Form form();

  <R> R accept(Visitor<R> v);

  interface Visitor<R> {
    R constant(Const n);
    R quoted(Quoted n);
    R array(ArrayLit n);
    R map(MapLit n);
    R hashMap(HashMapLit n);
    R gene(GeneLit n);
    R concat(Concat n);
    R selector(SelectorLit n);
    R range(RangeLit n);
    R typeValue(TypeValue n);
    R local(Local n);
    R name(Name n);
    R global(Global n);
    R self(Self n);
    R path(Path n);
    R lookup(Lookup n);
    R assign(Assign n);
    R declare(Declare n);
    R declareMember(DeclareMember n);
    R destructure(Destructure n);
    R sequence(Sequence n);
    R branch(If n);
    R loop(Loop n);
    R forLoop(For n);
    R breakLoop(Break n);
    R continueLoop(Continue n);
    R returnFrom(Return n);
    R caseOf(Case n);
    R tryBlock(Try n);
    R throwValue(Throw n);
    R binary(Binary n);
    R unary(Unary n);
    R logic(Logic n);
    R chain(Chain n);
    R call(Call n);
    R methodCall(MethodCall n);
    R superCall(SuperCall n);
    R construct(New n);
    R function(Function n);
    R classDef(ClassDef n);
    R member(ClassMember n);
    R namespace(NsDef n);
    R interfaceDef(InterfaceDef n);
    R implementDef(ImplementDef n);
    R interceptorDef(InterceptorDef n);
    R enumDef(EnumDef n);
    R with(With n);
    R special(Special n);
  }

  // Values

  /** Immutable data: numbers, strings, symbols, nil …. */
  record Const(Form form, Object value) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.constant(this); }
  }

  /** A quoted datum: a fresh copy each time it is evaluated. */
  record Quoted(Form form, Form datum) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.quoted(this); }
  }

  /** An element, or with `spread` all elements of the array it gives. */
  record Item(Node value, boolean spread) {}

  /** A named value, or with a null key all pairs of the map it gives. */
  record Entry(String key, Node value) {
    boolean isSpread() { return key == null; }
  }

  record ArrayLit(Form form, List<Item> items, boolean sealed) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.array(this); }
  }

  record MapLit(Form form, List<Entry> entries, boolean sealed) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.map(this); }
  }

  record HashMapLit(Form form, List<Node> items, boolean sealed) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.hashMap(this); }
  }

  /** A Gene value made of evaluated parts. */
  record GeneLit(Form form, Node type, Arguments parts, boolean sealed) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.gene(this); }
  }

  /** An interpolated string. */
  record Concat(Form form, List<Node> pieces) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.concat(this); }
  }

  /** `@a/b` or `(@ seg…)`: a segment is a Const (String, Long, Symbol for an operator) or an expression. */
  record SelectorLit(Form form, List<Node> segments) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.selector(this); }
  }

  record RangeLit(Form form, Node from, Node to) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.range(this); }
  }

  /** A type expression in value position, or `(type Name Expr)` when a binding is given. */
  record TypeValue(Form form, TypeExpr type, Target bindTo) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.typeValue(this); }
  }

  // Names and places

  record Local(Form form, Binding binding) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.local(this); }
  }

  /** A name without a lexical binding: a member of the current namespace or an outer one, looked up when evaluated. */
  record Name(Form form, String name) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.name(this); }
  }

  /** `$name`. */
  record Global(Form form, String name) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.global(this); }
  }

  /** `self`; with a binding inside `$with`, which rebinds it. */
  record Self(Form form, Binding rebound) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.self(this); }
  }

  enum StepKind { KEY, INDEX, DYNAMIC, METHOD, DYNAMIC_METHOD, ASSERT }

  /**
   * One segment of a path, with its own relative span.
   *
   * @param key      the name or method name
   * @param index    for INDEX
   * @param dynamic  for DYNAMIC and DYNAMIC_METHOD; for KEY the variable of that name, if one is in scope (04, section 4)
   */
  record Step(StepKind kind, String key, long index, Node dynamic, int start, int end) {}

  record Path(Form form, Node head, List<Step> steps) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.path(this); }
  }

  /** `(target ./ key default)`; the default may be null. */
  record Lookup(Form form, Node target, Node key, Node fallback) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.lookup(this); }
  }

  /** What an assignment writes: exactly one of binding, name, global, (container and step) is set. */
  record Target(Binding binding, String name, String global, Node container, Step step) {
    static Target of(Binding b) { return new Target(b, null, null, null, null); }
    static Target name(String n) { return new Target(null, n, null, null, null); }
    static Target global(String g) { return new Target(null, null, g, null, null); }
    static Target member(Node c, Step s) { return new Target(null, null, null, c, s); }
  }

  /** `(target = value)`; a compound assignment has its operator. */
  record Assign(Form form, Target target, Operator operator, Node value) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.assign(this); }
  }

  /** `var` and `let`; the value is null when there is none. */
  record Declare(Form form, Binding binding, Node value) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.declare(this); }
  }

  /** `(var /x v)`, `(var ns/x v)`, `(var $g v)`. */
  record DeclareMember(Form form, Target target, Node value) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.declareMember(this); }
  }

  record Destructure(Form form, Pattern pattern, Node value) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.destructure(this); }
  }

  // Control

  /** Expressions one after the other; `scope` is null when they belong to the enclosing scope. */
  record Sequence(Form form, List<Node> nodes, Scope scope) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.sequence(this); }
  }

  /** The else part is null when there is none. */
  record If(Form form, Node condition, Node then, Node otherwise) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.branch(this); }
  }

  enum LoopKind { LOOP, WHILE, REPEAT }

  /** The identity that `break` and `continue` refer to. */
  final class LoopLabel {
    public final String name;
    public final Form form;

    LoopLabel(String name, Form form) {
      this.name = name;
      this.form = form;
    }
  }

  /** `head` is the condition of `while`, the count of `repeat`, null for `loop`. */
  record Loop(Form form, LoopKind kind, LoopLabel label, Node head, Sequence body) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.loop(this); }
  }

  /** The key binding is null for one variable. `scope` is that of one iteration. */
  record For(Form form, LoopLabel label, Binding key, Pattern value, Node collection, Sequence body, Scope scope) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.forLoop(this); }
  }

  /** The label is null outside of a loop: evaluating it raises. */
  record Break(Form form, LoopLabel label, Node value) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.breakLoop(this); }
  }

  record Continue(Form form, LoopLabel label) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.continueLoop(this); }
  }

  /** `home` is the token of the function that a block's `return` leaves; null outside of blocks. */
  record Return(Form form, Node value, Binding home) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.returnFrom(this); }
  }

  /** `variant` when the test is an enum pattern, else `value`; both null for `_`. */
  record When(Form form, Node value, VariantPattern variant, Sequence body) {}

  /** An enum pattern: how the variant is named, and its binders (null for `_`); `list` when it was written as a list. */
  record VariantPattern(Form form, Node variant, String bareName, List<Binding> binders, boolean list) {}

  record Case(Form form, Node target, List<When> clauses, Sequence otherwise) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.caseOf(this); }
  }

  /** One of: everything (all null), a binding, classes, a pattern over the cause or the fields. */
  record Catch(Form form, Binding binding, List<Node> classes, Pattern pattern, Sequence body) {}

  record Try(Form form, Sequence body, List<Catch> catches, Sequence finallyBody) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.tryBlock(this); }
  }

  record Throw(Form form, Node value) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.throwValue(this); }
  }

  // Operators

  record Binary(Form form, Operator operator, Node left, Node right) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.binary(this); }
  }

  record Unary(Form form, Operator operator, Node operand) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.unary(this); }
  }

  /** `&&` or `||`: the right operand may not be evaluated. */
  record Logic(Form form, boolean and, Node left, Node right) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.logic(this); }
  }

  /** `(a < b <= c)`: each operand is evaluated at most once. */
  record Chain(Form form, List<Node> operands, List<Operator> operators) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.chain(this); }
  }

  // Calls

  /** Keyword values in order of writing, then positional ones. */
  record Arguments(List<Entry> keywords, List<Item> positional) {
    public static final Arguments NONE = new Arguments(List.of(), List.of());

    public boolean hasSpread() {
      for (Entry e : keywords) {
        if (e.isSpread()) {
          return true;
        }
      }
      for (Item i : positional) {
        if (i.spread()) {
          return true;
        }
      }
      return false;
    }
  }

  /** `mayBeMacro`: the callee is tested before the arguments are evaluated; a macro function gets the data of `form`. */
  record Call(Form.Node form, Node callee, Arguments arguments, boolean mayBeMacro) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.call(this); }
  }

  /** `(receiver .name arg…)`; `dynamicName` instead of `name` for `(receiver . expr arg…)`. */
  record MethodCall(Form form, Node receiver, String name, Node dynamicName, Arguments arguments) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.methodCall(this); }
  }

  record SuperCall(Form form, String name, Arguments arguments) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.superCall(this); }
  }

  record New(Form form, Node cls, Arguments arguments) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.construct(this); }
  }

  // Definitions

  /** A function value, also bound to the target unless that is null; `alsoMember` for a nested named function. */
  record Function(Form form, FunctionInfo info, Target target, boolean alsoMember) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.function(this); }
  }

  /** `object`: the singleton's instance is bound instead of the class. */
  record ClassDef(Form form, String name, Node superclass, List<Node> interfaces, List<Entry> metadata, Target target, FunctionInfo body,
                  boolean singleton) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.classDef(this); }
  }

  enum MemberKind { METHOD, CTOR, FIELD }

  /** `method`, `ctor`, `field` inside a class body. */
  record ClassMember(Form form, MemberKind kind, String name, FunctionInfo info, TypeExpr type) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.member(this); }
  }

  record NsDef(Form form, String name, Target target, FunctionInfo body) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.namespace(this); }
  }

  /**
   * A member that an interface asks for.
   *
   * @param signature a method's parameters and return type, without a body; null when it was declared by its name alone
   * @param type      a field's type; null when it has none
   */
  record InterfaceMember(Form form, String name, boolean isMethod, FunctionInfo signature, TypeExpr type, boolean readonly) {}

  record InterfaceDef(Form form, String name, List<InterfaceMember> members, Target target) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.interfaceDef(this); }
  }

  /** `(implement iface for cls …)`: the body defines a constructor and methods, as that of a class does. */
  record ImplementDef(Form form, Node iface, Node cls, FunctionInfo body) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.implementDef(this); }
  }

  /** `function` is a {@link Function}, a method for a class interceptor, or a name. */
  record Advice(Form form, gene.data.Interceptor.Kind kind, String target, boolean replacesResult, Node function) {}

  record InterceptorDef(Form form, String name, boolean forFunctions, List<String> targets, List<Advice> advice, Target target)
      implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.interceptorDef(this); }
  }

  record Variant(String name, List<String> fields, List<TypeExpr> types) {}

  record EnumDef(Form form, String name, List<String> parameters, List<Variant> variants, Target target) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.enumDef(this); }
  }

  // Rest

  /** `$with` and `$tap`: the body with another `self`; `$tap` gives the value, and may name it. */
  record With(Form form, boolean tap, Node target, Binding self, Binding name, Sequence body) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.with(this); }
  }

  enum SpecialKind { EVAL, SESSION, RENDER, HOLE_NAME, CALLER_EVAL, PARSE, IF_MAIN, TIMER_START, TIMER_READ, YIELD, AWAIT, ASYNC, TRY_RESULT, ASSERT,
    IMPORT, EXPORT, EXTEND, NOTHING }

  /** What an `await` waits for: one future, or those of an array. @param millis the timeout; -1 for none */
  record Await(boolean all, long millis) {}

  /** Small forms that are one instruction over their operands; `data` is what the instruction needs besides. */
  record Special(Form form, SpecialKind kind, List<Node> operands, Object data) implements Node {
    @Override public <R> R accept(Visitor<R> v) { return v.special(this); }
  }
}
