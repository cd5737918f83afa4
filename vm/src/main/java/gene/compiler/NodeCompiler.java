// Nodes to instructions: values, names, places, operators. Control, calls and definitions have classes of their own.
package gene.compiler;

import gene.analysis.Binding;
import gene.analysis.FunctionInfo;
import gene.analysis.Node;
import gene.analysis.Operator;
import gene.analysis.Scope;
import gene.bytecode.Datum;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Regex;
import gene.data.Special;
import gene.syntax.Form;
import gene.syntax.Forms;
import java.util.List;

final class NodeCompiler implements Node.Visitor<Void> {
  final Compiler compiler;
  final Emitter e;
  final PatternCompiler patterns;
  final ControlCompiler control;
  final CallCompiler calls;
  final DefinitionCompiler definitions;
  private Use use;
  private Use current;

  NodeCompiler(Compiler compiler, Emitter e) {
    this.compiler = compiler;
    this.e = e;
    this.patterns = new PatternCompiler(this, e);
    this.control = new ControlCompiler(this, e);
    this.calls = new CallCompiler(this, e);
    this.definitions = new DefinitionCompiler(this, e);
  }

  void compile(Node n, Use how) {
    int from = e.code.spanStart();
    int to = e.code.spanEnd();
    e.at(n.form());
    Use before = current;
    current = how;
    use = how;
    n.accept(this);
    current = before;
    e.code.at(from, to);
  }

  /** A node that never goes on has been compiled: what follows is not reached, but has to be consistent. */
  Void afterJump() {
    if (current == Use.VALUE) {
      e.constant(Special.NIL);
    }
    return null;
  }

  void value(Node n) {
    compile(n, Use.VALUE);
  }

  /** A node that has pushed its value: drops it or leaves with it as asked. */
  Void done(Use how) {
    if (how == Use.EFFECT) {
      e.emit(Op.POP);
    } else if (how == Use.TAIL) {
      leave();
    }
    return null;
  }

  /** Pushes nil if a value is wanted. */
  private Void nothing(Use how) {
    if (how != Use.EFFECT) {
      e.constant(Special.NIL);
      done(how);
    }
    return null;
  }

  void leave() {
    e.emit(Op.RETURN);
  }

  void data(Form form) {
    if (form instanceof Form.Literal l) {
      e.constant(l.value());
    } else {
      e.constant(Op.LOAD_DATA, WrittenText.datum(form, compiler.source(), e, template(form)));
    }
  }

  /** The form as a person wrote it. */
  String written(Form form) {
    return WrittenText.of(form, compiler.source(), e, template(form));
  }

  Object template(Form form) {
    return Forms.toData(form, compiler.source(), e.top().start());
  }

  void sequence(List<Node> nodes, Form at, Use how) {
    sequence(nodes, List.of(), at, how);
  }

  /** @param tops the top-level form of each node, or none */
  void sequence(List<Node> nodes, List<gene.syntax.Tree.Top> tops, Form at, Use how) {
    if (nodes.isEmpty()) {
      nothing(how);
      return;
    }
    for (int i = 0; i < nodes.size(); i++) {
      if (!tops.isEmpty()) {
        e.top(tops.get(i));
      }
      if (i == e.info.definitions() && e.info.kind() == FunctionInfo.Kind.MODULE && !tops.isEmpty()) {
        e.code.definitionsEnd();
      }
      e.statement(nodes.get(i).form());
      compile(nodes.get(i), i == nodes.size() - 1 ? how : Use.EFFECT);
    }
  }

  @Override
  public Void sequence(Node.Sequence n) {
    Use how = use;
    Scope scope = n.scope();
    int mark = e.mark();
    if (scope != null) {
      e.openScope(scope);
    }
    sequence(n.nodes(), n.form(), how);
    if (scope != null) {
      e.release(mark, scope);
    }
    return null;
  }

  // Values

  @Override
  public Void constant(Node.Const n) {
    Use how = use;
    if (n.value() instanceof Regex regex) {
      // Each evaluation gives a regexp of its own, and raises when the pattern is not valid.
      e.constant(Op.LOAD_DATA, new Datum(regex, regex.display()));
      done(how);
    } else if (how != Use.EFFECT) {
      e.constant(n.value());
      done(how);
    }
    return null;
  }

  @Override
  public Void quoted(Node.Quoted n) {
    Use how = use;
    e.constant(Op.LOAD_DATA, WrittenText.datum(n.datum(), compiler.source(), e, template(n.datum())));
    return done(how);
  }

  @Override
  public Void array(Node.ArrayLit n) {
    Use how = use;
    items(n.items());
    if (n.sealed()) {
      e.emit(Op.SEAL);
    }
    return done(how);
  }

  /** Pushes an array of the items. */
  void items(List<Node.Item> items) {
    if (items.stream().noneMatch(Node.Item::spread)) {
      items.forEach(i -> value(i.value()));
      e.emit(Op.MAKE_ARRAY, items.size(), 1 - items.size());
      return;
    }
    e.emit(Op.MAKE_ARRAY, 0, 1);
    for (Node.Item i : items) {
      value(i.value());
      e.emit(i.spread() ? Op.ADD_ITEMS : Op.ADD_ITEM);
    }
  }

  /** Pushes a map of the entries. */
  void entries(List<Node.Entry> entries) {
    if (entries.stream().noneMatch(en -> en.key() == null)) {
      entries.forEach(en -> value(en.value()));
      e.emit(Op.MAKE_MAP, new Site.Keys(entries.stream().map(Node.Entry::key).toList()), 1 - entries.size());
      return;
    }
    e.emit(Op.MAKE_MAP, new Site.Keys(List.of()), 1);
    for (Node.Entry en : entries) {
      value(en.value());
      if (en.key() == null) {
        e.emit(Op.ADD_ENTRIES);
      } else {
        e.constant(Op.ADD_ENTRY, en.key());
      }
    }
  }

  @Override
  public Void map(Node.MapLit n) {
    Use how = use;
    entries(n.entries());
    if (n.sealed()) {
      e.emit(Op.SEAL);
    }
    return done(how);
  }

  @Override
  public Void hashMap(Node.HashMapLit n) {
    Use how = use;
    n.items().forEach(this::value);
    e.emit(Op.MAKE_HASH_MAP, n.items().size(), 1 - n.items().size());
    if (n.sealed()) {
      e.emit(Op.SEAL);
    }
    return done(how);
  }

  @Override
  public Void gene(Node.GeneLit n) {
    Use how = use;
    new MouldCompiler(this, e).gene(n, () -> WrittenText.onOneLine(n.form(), compiler.source(), e));
    return done(how);
  }

  @Override
  public Void concat(Node.Concat n) {
    Use how = use;
    n.pieces().forEach(this::value);
    e.emit(Op.MAKE_TEXT, n.pieces().size(), 1 - n.pieces().size());
    return done(how);
  }

  @Override
  public Void selector(Node.SelectorLit n) {
    Use how = use;
    n.segments().forEach(this::value);
    e.emit(Op.MAKE_SELECTOR, n.segments().size(), 1 - n.segments().size());
    return done(how);
  }

  @Override
  public Void range(Node.RangeLit n) {
    Use how = use;
    value(n.from());
    value(n.to());
    e.emit(Op.MAKE_RANGE);
    return done(how);
  }

  @Override
  public Void typeValue(Node.TypeValue n) {
    Use how = use;
    e.constant(Op.MAKE_TYPE, n.type());
    if (n.bindTo() != null) {
      definitions.bindMember(n.bindTo(), how != Use.EFFECT);
      return how == Use.EFFECT ? null : done(how);
    }
    return done(how);
  }

  // Names and places

  @Override
  public Void local(Node.Local n) {
    Use how = use;
    e.load(n.binding());
    return done(how);
  }

  @Override
  public Void name(Node.Name n) {
    Use how = use;
    e.emit(Op.LOAD_NAME, new Site.Name(n.name()));
    return done(how);
  }

  @Override
  public Void global(Node.Global n) {
    Use how = use;
    e.emit(Op.LOAD_GLOBAL, new Site.Name(n.name()));
    return done(how);
  }

  @Override
  public Void self(Node.Self n) {
    Use how = use;
    if (n.rebound() != null) {
      e.load(n.rebound());
    } else {
      e.emit(Op.LOAD_SELF);
    }
    return done(how);
  }

  @Override
  public Void path(Node.Path n) {
    Use how = use;
    value(n.head());
    n.steps().forEach(this::step);
    return done(how);
  }

  private void step(Node.Step s) {
    e.code.at(e.absolute(s.start()), e.absolute(s.end()));
    switch (s.kind()) {
      case KEY -> get(s, false);
      case INDEX -> e.emit(Op.GET_INDEX, new Site.Member(s.key(), s.index(), false));
      case DYNAMIC -> {
        value(s.dynamic());
        e.emit(Op.GET_DYNAMIC);
      }
      case METHOD -> e.emit(Op.CALL_METHOD, new Site.Call(s.key(), null, 0, 0, List.of()), 0);
      case DYNAMIC_METHOD -> {
        value(s.dynamic());
        e.emit(Op.MAKE_ARRAY, 0, 1);
        e.emit(Op.MAKE_MAP, new Site.Keys(List.of()), 1);
        e.emit(Op.CALL_METHOD_DYNAMIC, new Site.Call("", null, 0, 0, List.of()), -3);
      }
      case ASSERT -> e.emit(Op.CHECK_FOUND);
    }
  }

  private void get(Node.Step s, boolean required) {
    if (s.dynamic() instanceof Node.Local variable) {
      e.emit(Op.LOAD_IF_SET, e.variable(variable.binding()));
      e.emit(Op.GET_MEMBER_OR_VAR, new Site.Member(s.key(), 0, required));
    } else {
      e.emit(Op.GET_MEMBER, new Site.Member(s.key(), 0, required));
    }
  }

  @Override
  public Void lookup(Node.Lookup n) {
    Use how = use;
    value(n.target());
    value(n.key());
    if (n.fallback() != null) {
      value(n.fallback());
    }
    e.emit(n.fallback() == null ? Op.LOOKUP : Op.LOOKUP_OR);
    return done(how);
  }

  @Override
  public Void assign(Node.Assign n) {
    Use how = use;
    Node.Target t = n.target();
    if (t.container() != null) {
      member(n);
      return done(how);
    }
    if (n.operator() != null) {
      loadTarget(t);
    }
    value(n.value());
    if (n.operator() != null) {
      operator(n.operator());
    }
    checkType(t.binding());
    if (how != Use.EFFECT) {
      e.emit(Op.DUP);
    }
    storeTarget(t, true);
    return how == Use.EFFECT ? null : done(how);
  }

  private void loadTarget(Node.Target t) {
    if (t.binding() != null) {
      e.load(t.binding());
    } else {
      e.emit(t.name() != null ? Op.LOAD_NAME : Op.LOAD_GLOBAL, new Site.Name(t.name() != null ? t.name() : t.global()));
    }
  }

  /** Pops the value into a variable, a name or a global. */
  void storeTarget(Node.Target t, boolean assign) {
    if (t.binding() != null) {
      e.store(t.binding(), assign);
    } else if (t.name() != null) {
      e.emit(Op.STORE_NAME, new Site.Name(t.name()));
    } else {
      e.emit(Op.STORE_GLOBAL, new Site.Name(t.global()));
    }
  }

  void checkType(Binding b) {
    if (b != null && b.type() != null && compiler.options.typeChecks()) {
      e.emit(Op.CHECK_TYPE, new Site.Type(b.type(), "variable", Site.Boundary.VARIABLE));
    }
  }

  /** The container is evaluated once, then read (for a compound assignment), then written. */
  private void member(Node.Assign n) {
    Node.Step s = n.target().step();
    value(n.target().container());
    boolean compound = n.operator() != null;
    switch (s.kind()) {
      case INDEX -> {
        var site = new Site.Member(s.key(), s.index(), compound);
        if (compound) {
          e.emit(Op.DUP);
          e.emit(Op.GET_INDEX, site);
        }
        combine(n);
        e.emit(Op.SET_INDEX, site);
      }
      case DYNAMIC -> {
        value(s.dynamic());
        if (compound) {
          e.emit(Op.DUP2);
          e.emit(Op.GET_DYNAMIC_SET);
        }
        combine(n);
        e.emit(Op.SET_DYNAMIC);
      }
      default -> {
        boolean variable = s.dynamic() instanceof Node.Local;
        if (compound) {
          e.emit(Op.DUP);
          get(s, true);
        }
        if (variable && !compound) {
          e.emit(Op.LOAD_IF_SET, e.variable(((Node.Local) s.dynamic()).binding()));
        } else if (variable) {
          // [container old]: the variable goes below the value that is computed.
          e.emit(Op.LOAD_IF_SET, e.variable(((Node.Local) s.dynamic()).binding()));
          e.emit(Op.SWAP);
        }
        combine(n);
        e.emit(variable ? Op.SET_MEMBER_OR_VAR : Op.SET_MEMBER, new Site.Member(s.key(), 0, false));
      }
    }
  }

  private void combine(Node.Assign n) {
    value(n.value());
    if (n.operator() != null) {
      operator(n.operator());
    }
  }

  @Override
  public Void declare(Node.Declare n) {
    Use how = use;
    if (n.value() == null) {
      e.constant(Special.NIL);
    } else {
      value(n.value());
      checkType(n.binding());
    }
    if (how != Use.EFFECT) {
      e.emit(Op.DUP);
    }
    e.store(n.binding(), false);
    return how == Use.EFFECT ? null : done(how);
  }

  @Override
  public Void declareMember(Node.DeclareMember n) {
    Use how = use;
    definitions.memberValue(n.target(), () -> value(n.value()), how != Use.EFFECT);
    return how == Use.EFFECT ? null : done(how);
  }

  @Override
  public Void destructure(Node.Destructure n) {
    Use how = use;
    value(n.value());
    patterns.bind(n.pattern());
    return nothing(how);
  }

  // Operators

  void operator(Operator op) {
    e.emit(switch (op) {
      case ADD -> Op.ADD;
      case SUBTRACT -> Op.SUBTRACT;
      case MULTIPLY -> Op.MULTIPLY;
      case DIVIDE -> Op.DIVIDE;
      case REMAINDER -> Op.REMAINDER;
      case POWER -> Op.POWER;
      case CONCAT -> Op.CONCAT;
      case SHIFT_LEFT -> Op.SHIFT_LEFT;
      case SHIFT_RIGHT -> Op.SHIFT_RIGHT;
      case LESS -> Op.LESS;
      case LESS_EQUAL -> Op.LESS_EQUAL;
      case GREATER -> Op.GREATER;
      case GREATER_EQUAL -> Op.GREATER_EQUAL;
      case EQUAL -> Op.EQUAL;
      case NOT_EQUAL -> Op.NOT_EQUAL;
      case IS -> Op.IS;
      case AND -> Op.AND;
      case OR -> Op.OR;
      case XOR -> Op.XOR;
      case NEGATE -> Op.NEGATE;
      case INVERT -> Op.INVERT;
      case NOT -> Op.NOT;
      case LOOKUP -> Op.LOOKUP;
    });
  }

  @Override
  public Void binary(Node.Binary n) {
    Use how = use;
    value(n.left());
    value(n.right());
    operator(n.operator());
    return done(how);
  }

  @Override
  public Void unary(Node.Unary n) {
    Use how = use;
    value(n.operand());
    operator(n.operator());
    return done(how);
  }

  @Override
  public Void logic(Node.Logic n) {
    Use how = use;
    var end = new Emitter.Label();
    value(n.left());
    e.jump(n.and() ? Op.JUMP_AND : Op.JUMP_OR, end);
    value(n.right());
    e.emit(n.and() ? Op.AND : Op.OR);
    e.place(end);
    return done(how);
  }

  /** Each operand is evaluated once; the first false comparison decides. */
  @Override
  public Void chain(Node.Chain n) {
    Use how = use;
    var end = new Emitter.Label();
    int mark = e.mark();
    int slot = e.newSlot();
    value(n.operands().get(0));
    for (int i = 0; i < n.operators().size(); i++) {
      value(n.operands().get(i + 1));
      boolean last = i == n.operators().size() - 1;
      if (!last) {
        e.emit(Op.DUP);
        e.emit(Op.INIT_LOCAL, slot);
      }
      operator(n.operators().get(i));
      if (!last) {
        e.jump(Op.JUMP_AND, end);
        e.emit(Op.POP);
        e.emit(Op.LOAD_LOCAL, slot);
      }
    }
    e.place(end);
    e.release(mark, null);
    return done(how);
  }

  // Delegates

  @Override
  public Void branch(Node.If n) {
    return control.branch(n, use);
  }

  @Override
  public Void loop(Node.Loop n) {
    return control.loop(n, use);
  }

  @Override
  public Void forLoop(Node.For n) {
    return control.forLoop(n, use);
  }

  @Override
  public Void breakLoop(Node.Break n) {
    return control.leaveLoop(n, n.label(), n.value(), true);
  }

  @Override
  public Void continueLoop(Node.Continue n) {
    return control.leaveLoop(n, n.label(), null, false);
  }

  @Override
  public Void returnFrom(Node.Return n) {
    return control.returnFrom(n);
  }

  @Override
  public Void caseOf(Node.Case n) {
    return control.caseOf(n, use);
  }

  @Override
  public Void tryBlock(Node.Try n) {
    return control.exits.tryBlock(n, use);
  }

  @Override
  public Void throwValue(Node.Throw n) {
    value(n.value());
    e.emit(Op.THROW);
    return afterJump();
  }

  @Override
  public Void call(Node.Call n) {
    return calls.call(n, use);
  }

  @Override
  public Void methodCall(Node.MethodCall n) {
    return calls.methodCall(n, use);
  }

  @Override
  public Void superCall(Node.SuperCall n) {
    return calls.superCall(n, use);
  }

  @Override
  public Void construct(Node.New n) {
    return calls.construct(n, use);
  }

  @Override
  public Void function(Node.Function n) {
    return definitions.function(n, use);
  }

  @Override
  public Void classDef(Node.ClassDef n) {
    return definitions.classDef(n, use);
  }

  @Override
  public Void member(Node.ClassMember n) {
    return definitions.member(n, use);
  }

  @Override
  public Void namespace(Node.NsDef n) {
    return definitions.namespace(n, use);
  }

  @Override
  public Void enumDef(Node.EnumDef n) {
    return definitions.enumDef(n, use);
  }

  @Override
  public Void interfaceDef(Node.InterfaceDef n) {
    return definitions.interfaceDef(n, use);
  }

  @Override
  public Void implementDef(Node.ImplementDef n) {
    return definitions.implement(n, use);
  }

  @Override
  public Void interceptorDef(Node.InterceptorDef n) {
    return definitions.interceptor(n, use);
  }

  @Override
  public Void with(Node.With n) {
    return control.with(n, use);
  }

  @Override
  public Void special(Node.Special n) {
    return control.special(n, use);
  }

  /** The block's home: see {@link ControlCompiler#returnFrom}. */
  void prepareBlocks() {
    control.prepareBlocks();
  }

  void shareDefinitions(Scope scope) {
    definitions.shareDefinitions(scope);
  }
}
