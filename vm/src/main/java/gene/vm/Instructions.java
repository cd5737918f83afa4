// The instructions that the dispatch loop sends out of line: rare ones, and the slow paths of common ones.
package gene.vm;

import gene.analysis.TypeExpr;
import gene.bytecode.Datum;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.compiler.RestOf;
import gene.data.Arithmetic;
import gene.data.Bytes;
import gene.data.Cell;
import gene.data.Compare;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.NanBox;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Range;
import gene.data.Rendering;
import gene.data.Selector;
import gene.data.Special;
import gene.data.Store;
import gene.data.Symbol;
import gene.syntax.Forms;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

final class Instructions {
  private final Vm vm;
  private final Store store;
  final Unwinder unwinder;
  private final Members members;
  private final Iteration iteration;
  private final Unpacking unpacking;
  private final Definitions definitions;
  final Evaluation evaluation;
  private final Globals globals;

  Instructions(Vm vm) {
    this.vm = vm;
    this.store = vm.store;
    unwinder = new Unwinder(vm);
    members = new Members(vm);
    iteration = new Iteration(vm);
    unpacking = new Unpacking(vm, members);
    definitions = new Definitions(vm);
    evaluation = new Evaluation(vm, definitions);
    globals = new Globals(vm);
  }

  private Calls calls() {
    return vm.kernel.calls;
  }

  // Slow paths of what the loop does itself

  /** LOAD_LOCAL of a variable that lies in a cell, or has no value yet. */
  private static void loadIndirect(Fiber f, int slot) {
    int at = f.base + slot;
    if (f.words[at] == NanBox.CELL && !((Cell) f.refs[at]).isAbsent()) {
      Cell c = (Cell) f.refs[at];
      f.replace(0, c.word(), c.ref());
    } else {
      throw undefinedVariable(f);
    }
  }

  private static Raise undefinedVariable(Fiber f) {
    return undefined(gene.bytecode.Disassembler.operands(f.fn.state.code, f.pc));
  }

  static Raise undefined(String name) {
    return Raise.general(name + " is not defined");
  }

  private void storeIndirect(Fiber f, int slot, long word, Object ref) {
    store.set((Cell) f.refs[slot], word, word == NanBox.REF ? ref : null);
  }

  /** STORE_LOCAL or INIT_LOCAL while the VM is watching. */
  private void watchedStore(Fiber f, int slot) {
    int at = f.base + slot;
    if (vm.hook != null) {
      vm.hook.writesLocal(f, slot, f.peek(0));
    }
    if (f.words[at] == NanBox.CELL && f.fn.state.code.op(f.pc) == Op.STORE_LOCAL) {
      storeIndirect(f, at, f.words[f.sp - 1], f.refs[f.sp - 1]);
    } else {
      f.set(at, f.words[f.sp - 1], f.refs[f.sp - 1]);
    }
    f.drop(1);
    f.pc++;
  }

  void makeRoom(Fiber f, int words) {
    f.reserve(words);
    if (f.depth == f.callers.length) {
      f.growRecords();
    }
  }

  private static boolean isNumber(long w) {
    return NanBox.isInt(w) || NanBox.isDouble(w);
  }

  private static double number(long w) {
    return NanBox.isInt(w) ? NanBox.intOf(w) : NanBox.doubleOf(w);
  }

  private void arithmetic(Fiber f, int op) {
    long x = f.words[f.sp - 2];
    long y = f.words[f.sp - 1];
    if (isNumber(x) && isNumber(y) && (NanBox.isDouble(x) || NanBox.isDouble(y))) {
      double a = number(x);
      double b = number(y);
      double result = switch (op) {
        case Opcodes.ADD -> a + b;
        case Opcodes.SUBTRACT -> a - b;
        case Opcodes.MULTIPLY -> a * b;
        case Opcodes.DIVIDE -> a / b;
        default -> a % b;
      };
      f.replace(2, NanBox.ofDouble(result), null);
      return;
    }
    Object a = f.peek(1);
    Object b = f.peek(0);
    Object result = switch (op) {
      case Opcodes.ADD -> Arithmetic.add(a, b);
      case Opcodes.SUBTRACT -> Arithmetic.subtract(a, b);
      case Opcodes.MULTIPLY -> Arithmetic.multiply(a, b);
      case Opcodes.DIVIDE -> Arithmetic.divide(a, b);
      default -> Arithmetic.remainder(a, b);
    };
    f.replace(2, result);
  }

  private static final String[] ORDER = {"<", "<=", ">", ">="};

  private void compare(Fiber f, int op) {
    long x = f.words[f.sp - 2];
    long y = f.words[f.sp - 1];
    boolean result;
    if (NanBox.isDouble(x) && NanBox.isDouble(y)) {
      double a = NanBox.doubleOf(x);
      double b = NanBox.doubleOf(y);
      result = op == Opcodes.LESS ? a < b : op == Opcodes.LESS_EQUAL ? a <= b : op == Opcodes.GREATER ? a > b : a >= b;
    } else {
      result = Compare.test(ORDER[op - Opcodes.LESS], f.peek(1), f.peek(0));
    }
    f.replace(2, NanBox.ofBool(result), null);
  }

  // Slow paths that may enter frames

  private Fiber equal(Fiber f, boolean wanted) {
    Object a = f.peek(1);
    Object b = f.peek(0);
    return calls().result(f, Comparisons.of(a, b, equal -> equal == wanted), f.sp - 2);
  }

  private Fiber call(Fiber f, CallCache c, boolean named) {
    int first = f.sp - c.count;
    int lowest = first - c.site.keywords().size();
    if (!named) {
      return calls().call(f, f.at(lowest - 1), first, c.count, calls().keywords(f, c), lowest - 1);
    }
    return calls().call(f, callee(f, c), first, c.count, calls().keywords(f, c), lowest);
  }

  private Object callee(Fiber f, CallCache c) {
    switch (c.where) {
      case CAPTURE:
        return value(f.fn.captures[c.index], c.site.name());
      case CELL:
        return value((Cell) f.refs[f.base + c.index], c.site.name());
      case LOCAL: {
        int at = f.base + c.index;
        if (f.words[at] == NanBox.ABSENT) {
          throw undefined(c.site.name());
        }
        return f.at(at);
      }
      default: {
        NameCache n = members.find(f.fn, c.name);
        if (n.cell == null || n.cell.isAbsent()) {
          throw undefinedName(f, c.site.name());
        }
        return n.cell.value();
      }
    }
  }

  private static Object value(Cell c, String name) {
    if (c.isAbsent()) {
      throw undefined(name);
    }
    return c.value();
  }

  private Fiber callMethod(Fiber f, CallCache c) {
    int first = f.sp - c.count;
    int lowest = first - c.site.keywords().size();
    gene.data.GeneMap kw = calls().keywords(f, c);
    if (kw != null) {
      f.set(first - 1, f.at(lowest - 1));
    }
    return calls().callMethod(f, c.site.name(), first, c.count, kw, lowest - 1, c);
  }

  private Fiber construct(Fiber f, CallCache c) {
    int first = f.sp - c.count;
    int lowest = first - c.site.keywords().size();
    gene.data.GeneMap kw = calls().keywords(f, c);
    if (kw != null) {
      f.set(first - 1, f.at(lowest - 1));
    }
    return calls().construct(f, first, c.count, kw, lowest - 1, c);
  }


  Fiber trap(Fiber f) {
    return vm.hook == null ? f : vm.hook.trapped(f);
  }

  // Rare instructions

  private Raise undefinedName(Fiber f, String name) {
    var names = new ArrayList<String>();
    for (Namespace n = f.fn.ns; n != null; n = n.parent()) {
      names.addAll(n.members().keySet());
    }
    Evaluation.visible(f, 0).forEach(v -> names.add(v.name()));
    f.fn.state.code.captures().forEach(c -> names.add(c.name()));
    Raise r = undefined(name);
    return gene.analysis.Suggestions.nearest(name, names).map(near -> r.withHint("a name that is close: `" + near + "`")).orElse(r);
  }

  /** On entry `pc` is the instruction's; on exit it is that of the one to run next. Null: the fiber waits. */
  Fiber execute(Fiber f, int op, int operand) {
    switch (op) {
      case Opcodes.ADD, Opcodes.SUBTRACT, Opcodes.MULTIPLY, Opcodes.DIVIDE, Opcodes.REMAINDER -> arithmetic(f, op);
      case Opcodes.LESS, Opcodes.LESS_EQUAL, Opcodes.GREATER, Opcodes.GREATER_EQUAL -> compare(f, op);
      case Opcodes.EQUAL, Opcodes.NOT_EQUAL -> {
        return equal(f, op == Opcodes.EQUAL);
      }
      case Opcodes.CALL, Opcodes.CALL_VALUE -> {
        return call(f, (CallCache) f.fn.state.caches[operand], op == Opcodes.CALL);
      }
      case Opcodes.CALL_METHOD -> {
        return callMethod(f, (CallCache) f.fn.state.caches[operand]);
      }
      case Opcodes.NEW -> {
        return construct(f, (CallCache) f.fn.state.caches[operand]);
      }
      case Opcodes.GET_MEMBER -> {
        return members.getMember(f, (MemberCache) f.fn.state.caches[operand]);
      }
      case Opcodes.SET_MEMBER -> members.setMember(f, (MemberCache) f.fn.state.caches[operand]);
      case Opcodes.NEXT -> {
        return iteration.next(f, f.base + operand, false);
      }
      case Opcodes.RETURN -> {
        return calls().finish(f);
      }
      case Opcodes.LOOP -> {
        f.pc = operand;
        return vm.safepoint(f);
      }
      case Opcodes.LOAD_LOCAL -> loadIndirect(f, operand);
      case Opcodes.STORE_LOCAL -> {
        storeIndirect(f, f.base + operand, f.words[f.sp - 1], f.refs[f.sp - 1]);
        f.drop(1);
        f.pc++;
      }
      case Opcodes.LOAD_CELL, Opcodes.LOAD_CAPTURE -> throw undefinedVariable(f);
      case Opcodes.LOAD_NAME, Opcodes.LOAD_NAME_OR_SYMBOL -> loadName(f, operand, op == Opcodes.LOAD_NAME);
      case Opcodes.LOAD_CONTAINER -> loadContainer(f, operand);
      case Opcodes.LOAD_GLOBAL -> f.replace(0, globals.get(f, ((NameCache) f.fn.state.caches[operand]).name));
      case Quickener.WATCHED_STORE -> watchedStore(f, operand);
      case Opcodes.LOAD_DATA -> f.replace(0, data((Datum) f.fn.state.code.constant(operand)));
      case Opcodes.LOAD_IF_SET -> loadIfSet(f, (Site.Variable) site(f, operand));
      case Opcodes.STORE_NAME -> storeName(f, operand);
      case Opcodes.STORE_GLOBAL -> {
        globals.set(f, ((NameCache) f.fn.state.caches[operand]).name, f.peek(0));
        f.drop(1);
        f.pc++;
      }
      case Opcodes.NEW_CELL -> {
        f.set(f.base + operand, NanBox.REF, new Cell());
        f.pc++;
      }
      case Opcodes.WRAP_CELL -> {
        int at = f.base + operand;
        f.set(at, NanBox.REF, new Cell(f.words[at], f.words[at] == NanBox.REF ? f.refs[at] : null));
        f.pc++;
      }
      case Opcodes.NEW_TOKEN -> {
        f.set(f.base + operand, NanBox.REF, new Unwinder.Token(f.fn.state.code, operand));
        f.pc++;
      }
      case Opcodes.SHARE_CELL -> definitions.shareCell(f, (Site.Variable) site(f, operand));
      case Opcodes.DUP2 -> {
        f.push(f.words[f.sp - 2], f.refs[f.sp - 2]);
        f.push(f.words[f.sp - 2], f.refs[f.sp - 2]);
        f.pc++;
      }
      case Opcodes.SWAP -> {
        Object top = f.pop();
        Object below = f.pop();
        f.push(top);
        f.push(below);
        f.pc++;
      }
      case Opcodes.JUMP_AND -> f.pc = NanBox.isFalsy(f.words[f.sp - 1]) ? operand : f.pc + 1;
      case Opcodes.JUMP_OR -> {
        Object v = f.peek(0);
        boolean decided = Args.isTruthy(v) && !(v instanceof Long || v instanceof Bytes);
        f.pc = decided ? operand : f.pc + 1;
      }
      case Opcodes.JUMP_IF_GIVEN -> {
        var g = (Site.Given) site(f, operand);
        f.pc = f.words[f.base + g.slot()] == NanBox.ABSENT ? f.pc + 1 : g.target();
      }
      case Opcodes.POWER, Opcodes.CONCAT, Opcodes.SHIFT_LEFT, Opcodes.SHIFT_RIGHT, Opcodes.AND, Opcodes.OR, Opcodes.XOR ->
          f.replace(2, binary(op, f.peek(1), f.peek(0)));
      case Opcodes.NEGATE -> f.replace(1, Arithmetic.negate(f.peek(0)));
      case Opcodes.INVERT -> f.replace(1, Arithmetic.divide(1L, f.peek(0)));
      case Opcodes.NOT -> f.replace(1, Arithmetic.not(f.peek(0)));
      case Opcodes.IS -> f.replace(2, vm.isOfType(f.peek(1), f.peek(0)));
      case Opcodes.THROW -> throw new Unwinder.Thrown(thrown(f));
      case Opcodes.RETHROW -> throw new Unwinder.Thrown(f.refs[f.sp - 1]);
      case Opcodes.NO_LOOP -> throw Raise.runtime(outside(((NameCache) f.fn.state.caches[operand]).name));
      case Opcodes.SAVE_EX -> {
        f.set(f.base + operand, f.exception);
        f.pc++;
      }
      case Opcodes.ENTER_CATCH -> enterCatch(f);
      case Opcodes.LEAVE_CATCH -> {
        f.exception = f.at(f.base + operand);
        f.pc++;
      }
      case Opcodes.CATCH_MATCH -> f.replace(2, catches(f.refs[f.sp - 2], f.peek(0)));
      default -> {
        return executeMore(f, op, operand);
      }
    }
    return f;
  }

  private Fiber executeMore(Fiber f, int op, int operand) {
    switch (op) {
      case Opcodes.RETURN_FROM -> {
        Object value = f.peek(1);
        throw new Unwinder.Thrown(new Unwinder.Exit((Unwinder.Token) f.refs[f.sp - 1], value));
      }
      case Opcodes.TAIL_CALL, Opcodes.TAIL_CALL_VALUE -> {
        return tailCall(f, (CallCache) f.fn.state.caches[operand], op == Opcodes.TAIL_CALL);
      }
      case Opcodes.CALL_SPREAD, Opcodes.CALL_METHOD_SPREAD, Opcodes.CALL_SUPER_SPREAD, Opcodes.NEW_SPREAD, Opcodes.CALL_METHOD_DYNAMIC -> {
        return spreadCall(f, op, (CallCache) f.fn.state.caches[operand]);
      }
      case Opcodes.CALL_SUPER -> {
        var c = (CallCache) f.fn.state.caches[operand];
        int first = f.sp - c.count;
        int lowest = first - c.site.keywords().size();
        GeneMap kw = calls().keywords(f, c);
        if (kw != null) {
          f.set(first - 1, f.at(lowest - 1));
        }
        return calls().callSuper(f, c.site.name(), first, c.count, kw, lowest - 1);
      }
      case Opcodes.TEST_CALLEE -> testCallee(f, (Site.Data) site(f, operand));
      case Opcodes.CALL_DATA -> {
        return callData(f, (Site.Data) site(f, operand));
      }
      case Opcodes.GET_INDEX -> {
        var m = (MemberCache) f.fn.state.caches[operand];
        Object v = members.getIndex(f.peek(0), m.site.index(), m.key);
        Members.required(v, m);
        f.replace(1, v);
      }
      case Opcodes.GET_MEMBER_OR_VAR -> {
        var m = (MemberCache) f.fn.state.caches[operand];
        Object v = members.getOrVariable(f.peek(1), m.key, f.peek(0));
        Members.required(v, m);
        f.replace(2, v);
      }
      case Opcodes.GET_DYNAMIC -> f.replace(2, members.getDynamic(f.peek(1), f.peek(0)));
      case Opcodes.GET_DYNAMIC_SET -> {
        Object v = members.getDynamic(f.peek(1), f.peek(0));
        if (v == Special.VOID) {
          throw Raise.general("key not found: " + f.peek(0));
        }
        f.replace(2, v);
      }
      case Opcodes.LOOKUP -> f.replace(2, members.lookup(f.peek(1), f.peek(0), null));
      case Opcodes.LOOKUP_OR -> f.replace(3, members.lookup(f.peek(2), f.peek(1), f.peek(0)));
      case Opcodes.CHECK_FOUND -> {
        SelectorWalk.checkFound(f.peek(0));
        f.pc++;
      }
      case Opcodes.SET_MEMBER_OR_VAR -> {
        members.setOrVariable(f.peek(2), ((MemberCache) f.fn.state.caches[operand]).key, f.peek(1), f.peek(0));
        f.replace(3, f.peek(0));
      }
      case Opcodes.SET_INDEX -> {
        var m = (MemberCache) f.fn.state.caches[operand];
        members.setIndex(f.peek(1), m.site.index(), m.key, f.peek(0));
        f.replace(2, f.peek(0));
      }
      case Opcodes.SET_DYNAMIC -> {
        members.setDynamic(f.peek(2), f.peek(1), f.peek(0));
        f.replace(3, f.peek(0));
      }
      case Opcodes.ITERATE -> {
        return iteration.start(f);
      }
      case Opcodes.NEXT_PAIR -> {
        return iteration.next(f, f.base + operand, true);
      }
      case Opcodes.SPLIT_PAIR -> iteration.split(f);
      case Opcodes.CHECK_COUNT -> {
        if (!(f.peek(0) instanceof Long)) {
          throw Raise.type("Value is not an integer");
        }
        f.pc++;
      }
      case Opcodes.UNPACK -> unpacking.unpack(f, (Site.Unpack) site(f, operand));
      case Opcodes.CHECK_TYPE -> checkType(f, (Site.Type) site(f, operand));
      case Opcodes.ENTER_BODY -> {
        return calls().enterBody(f);
      }
      case Opcodes.RESUME -> {
        return calls().resume(f);
      }
      default -> {
        return build(f, op, operand);
      }
    }
    return f;
  }

  private Fiber build(Fiber f, int op, int operand) {
    switch (op) {
      case Opcodes.MAKE_ARRAY -> f.replace(operand, array(f, operand));
      case Opcodes.MAKE_MAP -> {
        List<String> keys = ((Site.Keys) site(f, operand)).keys();
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keys.size(); i++) {
          map.put(keys.get(i), f.peek(keys.size() - 1 - i));
        }
        f.replace(keys.size(), new GeneMap(map));
      }
      case Opcodes.MAKE_HASH_MAP -> {
        return makeHashMap(f, operand);
      }
      case Opcodes.MAKE_GENE -> {
        var g = new Gene(f.peek(2), (GeneMap) f.peek(1), (GeneArray) f.peek(0), null);
        f.replace(3, g);
      }
      case Opcodes.ADD_ITEM -> {
        store.append((GeneArray) f.peek(1), f.peek(0));
        f.drop(1);
        f.pc++;
      }
      case Opcodes.ADD_ITEMS -> addItems(f);
      case Opcodes.ADD_ENTRY -> {
        store.set((GeneMap) f.peek(1), (String) f.fn.state.code.constant(operand), f.peek(0));
        f.drop(1);
        f.pc++;
      }
      case Opcodes.ADD_ENTRIES -> addEntries(f);
      case Opcodes.SEAL -> {
        Store.seal((gene.data.Container) f.peek(0));
        f.pc++;
      }
      case Opcodes.MAKE_TEXT -> {
        Object[] pieces = new Object[operand];
        for (int i = 0; i < operand; i++) {
          pieces[i] = f.peek(operand - 1 - i);
        }
        return calls().result(f, Texts.all(pieces, Rendering.Form.INTERPOLATED, texts -> String.join("", texts)), f.sp - operand);
      }
      case Opcodes.MAKE_SELECTOR -> f.replace(operand, selector(f, operand));
      case Opcodes.MAKE_RANGE -> f.replace(2, new Range(f.peek(1), f.peek(0)));
      case Opcodes.MAKE_TYPE -> f.replace(0, new TypeChecks.TypeValue((TypeExpr) f.fn.state.code.constant(operand)));
      case Opcodes.MAKE_FUNCTION -> f.replace(0, definitions.function(f, operand, f.fn.ns, Definitions.self(f)));
      case Opcodes.MAKE_BODY -> f.replace(0, definitions.body(f, operand));
      case Opcodes.MAKE_CLASS -> f.replace(1, definitions.makeClass(f, name(f, operand)));
      case Opcodes.MAKE_NAMESPACE -> f.replace(0, new Namespace(name(f, operand), f.fn.ns, vm.epoch));
      case Opcodes.MAKE_ENUM -> f.replace(0, Enums.make((Site.EnumShape) site(f, operand)));
      case Opcodes.DEFINE_MEMBER -> {
        store.set(f.fn.ns, name(f, operand), f.peek(0));
        f.drop(1);
        f.pc++;
      }
      case Opcodes.DEFINE_METHOD -> definitions.method(f, name(f, operand));
      case Opcodes.DEFINE_CTOR -> definitions.ctor(f);
      case Opcodes.DEFINE_FIELD -> definitions.field(f, (Site.Type) site(f, operand));
      case Opcodes.SET_METADATA -> {
        store.setMetadata((GeneClass) f.peek(1), (String) f.fn.state.code.constant(operand), f.peek(0));
        f.drop(1);
        f.pc++;
      }
      case Opcodes.MATCH_VARIANT -> definitions.matchVariant(f, (Site.Variant) site(f, operand));
      default -> {
        return special(f, op, operand);
      }
    }
    return f;
  }

  private Fiber special(Fiber f, int op, int operand) {
    switch (op) {
      case Opcodes.EVAL -> {
        return evaluation.eval(f);
      }
      case Opcodes.CALLER_EVAL -> {
        return evaluation.callerEval(f);
      }
      case Opcodes.RENDER -> {
        return evaluation.render(f);
      }
      case Opcodes.PARSE -> f.replace(1, parse(f.peek(0)));
      case Opcodes.TIMER_START -> {
        vm.timerStart = System.nanoTime();
        f.pc++;
      }
      case Opcodes.TIMER_READ -> f.replace(0, globals.duration());
      case Opcodes.FAIL -> {
        return calls().result(f, Texts.of(f.peek(0), Rendering.Form.TO_S, text -> {
          throw Raise.of("AssertionException", text);
        }), f.sp - 1);
      }
      case Opcodes.CONTRACT_FAILED -> throw Contracts.violation(f, (Site.Contract) site(f, operand));
      case Opcodes.YIELD -> {
        return vm.kernel.generators.yield(f);
      }
      case Opcodes.AWAIT -> {
        return await(f);
      }
      case Opcodes.TO_FUTURE -> f.replace(1, Future.succeeded(f.peek(0)));
      case Opcodes.TO_FAILED_FUTURE -> {
        if (f.refs[f.sp - 1] instanceof Unwinder.Exit exit) {
          throw new Unwinder.Thrown(exit);
        }
        f.replace(1, Future.failed((ExceptionInstance) f.refs[f.sp - 1]));
      }
      case Opcodes.UNWRAP -> unwrap(f, operand);
      case Opcodes.IMPORT -> {
        return vm.modules.load(f, (gene.analysis.ImportSpec) ((Site.Import) site(f, operand)).spec());
      }
      case Opcodes.EXPORT -> vm.modules.export(f, ((Site.Keys) site(f, operand)).keys());
      default -> throw new AssertionError("no such instruction: " + Op.of((byte) op));
    }
    return f;
  }

  private static Site site(Fiber f, int operand) {
    return f.fn.state.code.site(operand);
  }

  private static String name(Fiber f, int operand) {
    return ((NameCache) f.fn.state.caches[operand]).name;
  }

  static Object data(Datum d) {
    return Forms.toData(d.form(), d.source(), d.topStart());
  }

  private void loadName(Fiber f, int operand, boolean required) {
    NameCache c = members.find(f.fn, (NameCache) f.fn.state.caches[operand]);
    if (c.cell != null && !c.cell.isAbsent()) {
      f.replace(0, c.cell.word(), c.cell.ref());
    } else if (required) {
      throw undefinedName(f, c.name);
    } else {
      f.replace(0, Symbol.of(c.name));
    }
  }

  private void loadContainer(Fiber f, int operand) {
    NameCache c = members.find(f.fn, (NameCache) f.fn.state.caches[operand]);
    if (c.cell == null || c.cell.isAbsent()) {
      throw Raise.general("Namespace " + c.name + " not found");
    }
    f.replace(0, c.cell.word(), c.cell.ref());
  }

  private void storeName(Fiber f, int operand) {
    String name = name(f, operand);
    Namespace target = f.fn.ns;
    for (Namespace n = f.fn.ns; n != null && n != vm.global; n = n.parent()) {
      if (n.cell(name) != null) {
        target = n;
        break;
      }
      // Where no namespace has it, the module gets it: the one just inside the global namespace.
      target = n;
    }
    store.set(target, name, f.peek(0));
    f.drop(1);
    f.pc++;
  }

  private void loadIfSet(Fiber f, Site.Variable v) {
    Object value;
    if (v.where() == Site.Where.LOCAL) {
      int at = f.base + v.index();
      boolean absent = f.words[at] == NanBox.ABSENT || f.words[at] == NanBox.CELL && ((Cell) f.refs[at]).isAbsent();
      value = absent ? Special.VOID : f.at(at);
    } else {
      Cell c = v.where() == Site.Where.CELL ? (Cell) f.refs[f.base + v.index()] : f.fn.captures[v.index()];
      value = c.isAbsent() ? Special.VOID : c.value();
    }
    f.replace(0, value);
  }

  private static Object binary(int op, Object a, Object b) {
    return switch (op) {
      case Opcodes.POWER -> Arithmetic.power(a, b);
      case Opcodes.CONCAT -> Arithmetic.concat(a, b);
      case Opcodes.SHIFT_LEFT -> Arithmetic.shiftLeft(a, b);
      case Opcodes.SHIFT_RIGHT -> Arithmetic.shiftRight(a, b);
      case Opcodes.AND -> Arithmetic.and(a, b);
      case Opcodes.OR -> Arithmetic.or(a, b);
      default -> Arithmetic.xor(a, b);
    };
  }

  private ExceptionInstance thrown(Fiber f) {
    return vm.kernel.exceptions.thrown(f.peek(0), null);
  }

  private static String outside(String word) {
    return word.equals("yield") ? "yield used outside of generator function" : word + " used outside of a loop";
  }

  private void enterCatch(Fiber f) {
    Object payload = f.refs[f.sp - 1];
    if (!(payload instanceof ExceptionInstance)) {
      throw new Unwinder.Thrown(payload);
    }
    f.exception = payload;
    f.pc++;
  }

  private boolean catches(Object exception, Object type) {
    var e = (ExceptionInstance) exception;
    if (type instanceof GeneClass cls) {
      Object cause = e.get("cause");
      return e.cls().isA(cls) || cause != null && !vm.kernel.isException(cls) && vm.isOfType(cause, cls);
    }
    throw Raise.type("catch requires a class, got " + gene.data.Kinds.plainName(type));
  }

  private Fiber tailCall(Fiber f, CallCache c, boolean named) {
    int first = f.sp - c.count;
    int keywords = c.site.keywords().size();
    Object callee = named ? callee(f, c) : f.at(first - keywords - 1);
    if (!(callee instanceof Function g) || g.state.code.isGenerator() || g.state.code.isAsync() || g.state.code.isMethod() || f.isBottom()) {
      // What is called leaves its value, and the RETURN that the compiler puts behind takes it on.
      return call(f, c, named);
    }
    GeneMap kw = calls().keywords(f, c);
    int dest = f.dest;
    // The arguments move down over the frame that is left; the caller's registers are back as if it made the call.
    int target = f.base;
    long[] words = java.util.Arrays.copyOfRange(f.words, first, f.sp);
    Object[] refs = java.util.Arrays.copyOfRange(f.refs, first, f.sp);
    f.leave();
    f.pc--;
    f.reserve(Math.max(target, f.sp) + c.count + 8);
    f.sp = Math.max(target, dest);
    int at = f.sp;
    for (int i = 0; i < words.length; i++) {
      f.push(words[i], refs[i]);
    }
    return calls().call(f, g, at, c.count, kw, dest);
  }

  private Fiber spreadCall(Fiber f, int op, CallCache c) {
    var kw = (GeneMap) f.pop();
    var array = (GeneArray) f.pop();
    Object name = op == Opcodes.CALL_METHOD_DYNAMIC ? f.pop() : c.site.name();
    int self = f.sp - 1;
    Object callee = f.peek(0);
    int count = calls().pushAll(f, array);
    GeneMap keywords = kw.size() == 0 ? null : kw;
    return switch (op) {
      case Opcodes.CALL_SPREAD -> calls().call(f, callee, self + 1, count, keywords, self);
      case Opcodes.NEW_SPREAD -> calls().construct(f, self + 1, count, keywords, self, null);
      case Opcodes.CALL_SUPER_SPREAD -> calls().callSuper(f, c.site.name(), self + 1, count, keywords, self);
      default -> {
        if (!(name instanceof String || name instanceof Symbol)) {
          throw Raise.type("a method name must be a string or symbol, got " + gene.data.Kinds.plainName(name));
        }
        yield calls().callMethod(f, name.toString(), self + 1, count, keywords, self, null);
      }
    };
  }

  private static void testCallee(Fiber f, Site.Data site) {
    Object callee = f.refs[f.sp - 1];
    boolean macro = callee instanceof Function g && g.state.code.isMacro();
    f.pc = macro || site.computed() && !Calls.isCallable(f.peek(0)) ? site.target() : f.pc + 1;
  }

  /** A macro function gets the call's parts as data; what is not callable becomes the type of a Gene value. */
  private Fiber callData(Fiber f, Site.Data site) {
    Object callee = f.peek(0);
    var whole = (Gene) Forms.toData(site.form(), f.fn.state.code.source(), site.target());
    if (!Calls.isCallable(callee)) {
      f.replace(1, new Gene(callee, whole.props(), whole.children(), whole.origin()));
      return f;
    }
    int self = f.sp - 1;
    for (int i = 0; i < whole.children().size(); i++) {
      Object child = whole.children().get(i);
      if (child instanceof Symbol s && s.name().endsWith("...")) {
        throw Raise.type("a macro call cannot spread its arguments");
      }
    }
    int count = calls().pushAll(f, whole.children());
    return calls().call(f, callee, self + 1, count, whole.props().size() == 0 ? null : new GeneMap(whole.props().entries()), self);
  }

  private void checkType(Fiber f, Site.Type site) {
    Object v = f.peek(0);
    Object checked = site.parameter() ? checkArgument(f, site, v) : vm.kernel.types.check(v, (TypeExpr) site.type(), site.place(), false);
    if (checked != v) {
      f.set(f.sp - 1, checked);
    }
    f.pc++;
  }

  /** The fault of a refused argument is the call's: the callee's frame is left before it is raised. */
  private Object checkArgument(Fiber f, Site.Type site, Object v) {
    try {
      return site.type() instanceof RestOf rest ? vm.kernel.types.checkRest(v, rest.element(), site.place())
          : vm.kernel.types.check(v, (TypeExpr) site.type(), site.place(), false);
    } catch (Raise r) {
      String declared = "the parameter " + site.place() + " is declared " + site.type() + " at " + f.fn.state.code.place(f.pc);
      if (!f.isBottom()) {
        f.leave();
        f.pc--;
      }
      throw r.withHint(declared);
    }
  }

  private GeneArray array(Fiber f, int count) {
    var array = new GeneArray(count);
    for (int i = f.sp - count; i < f.sp; i++) {
      store.append(array, f.words[i], f.words[i] == NanBox.REF ? f.refs[i] : null);
    }
    return array;
  }

  private Fiber makeHashMap(Fiber f, int count) {
    Object[] keys = new Object[count / 2];
    Object[] values = new Object[count / 2];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = f.peek(count - 1 - 2 * i);
      values[i] = f.peek(count - 2 - 2 * i);
    }
    var map = new gene.data.GeneHashMap();
    Object result = Keys.forEach(map, keys, (i, key) -> {
      store.set(map, key, values[i]);
      return null;
    }, () -> map);
    return calls().result(f, result, f.sp - count);
  }

  private void addItems(Fiber f) {
    if (!(f.peek(0) instanceof GeneArray from)) {
      throw Raise.type("... can only spread arrays in array context");
    }
    var to = (GeneArray) f.peek(1);
    for (int i = 0; i < from.size(); i++) {
      store.append(to, from.word(i), from.ref(i));
    }
    f.drop(1);
    f.pc++;
  }

  private void addEntries(Fiber f) {
    Object from = f.peek(0);
    if (from instanceof GeneMap m) {
      store.merge((GeneMap) f.peek(1), m);
    } else if (from != Special.NIL) {
      throw Raise.type("... can only spread maps in map context");
    }
    f.drop(1);
    f.pc++;
  }

  private static Selector selector(Fiber f, int count) {
    var segments = new ArrayList<Object>();
    for (int i = count - 1; i >= 0; i--) {
      Object s = f.peek(i);
      if (s instanceof Symbol symbol) {
        segments.add(Selector.segment(symbol.name()));
      } else if (s instanceof String || s instanceof Long || Calls.isCallable(s)) {
        segments.add(s);
      } else {
        throw Raise.type("Invalid selector segment: " + gene.data.Kinds.plainName(s));
      }
    }
    return new Selector(segments);
  }

  private Object parse(Object text) {
    if (!(text instanceof String s)) {
      throw Raise.argument("$parse expects a string");
    }
    Tree tree = Reader.read(gene.source.Source.of("<parse>", s));
    if (tree.tops().isEmpty() || !tree.tops().get(0).diagnostics().isEmpty()) {
      throw Raise.parse(tree.diagnostics().isEmpty() ? "$parse found no datum" : tree.diagnostics().get(0).message());
    }
    return Forms.toData(tree.tops().get(0).form(), tree.source(), tree.tops().get(0).start());
  }

  private Fiber await(Fiber f) {
    if (f.wakeWith != null) {
      ExceptionInstance e = f.wakeWith;
      f.wakeWith = null;
      throw new Unwinder.Thrown(e);
    }
    if (!(f.peek(0) instanceof Future future)) {
      throw Raise.type("await expects a Future, got " + gene.data.Kinds.plainName(f.peek(0)));
    }
    switch (future.state) {
      case SUCCESS -> f.replace(1, future.value);
      case FAILURE -> throw new Unwinder.Thrown(future.failure);
      case CANCELLED -> throw Raise.of("CancellationException", "the future was cancelled");
      case PENDING -> {
        if (f.generator != null) {
          throw Raise.runtime("await of a pending future is not possible inside a generator");
        }
        // The instruction runs again when the future is terminal.
        f.state = Fiber.State.SUSPENDED;
        future.await(f);
        return null;
      }
    }
    return f;
  }

  private void unwrap(Fiber f, int target) {
    if (f.peek(0) instanceof Enums.Value v && vm.global.get(v.variant.type.name) == v.variant.type
        && (v.variant.type.name.equals("Result") || v.variant.type.name.equals("Option"))) {
      boolean leaves = v.variant.name.equals("Err") || v.variant.name.equals("None");
      if (leaves) {
        f.pc = target;
        return;
      }
      f.replace(1, v.payload[0]);
      return;
    }
    f.pc++;
  }
}
