// The instructions that the dispatch loop sends out of line: rare ones, and the slow paths of common ones.
package gene.vm;

import gene.analysis.TypeExpr;
import gene.bytecode.Datum;
import gene.bytecode.Site;
import gene.compiler.RestOf;
import gene.data.Arithmetic;
import gene.data.Bytes;
import gene.data.Cell;
import gene.data.DataCopy;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Regex;
import gene.data.Special;
import gene.data.Store;
import gene.syntax.Forms;

final class Instructions {
  private final Vm vm;
  private final Store store;
  final Unwinder unwinder;
  final Members members;
  private final Iteration iteration;
  private final Unpacking unpacking;
  private final Definitions definitions;
  final Evaluation evaluation;
  final Renderings renderings;
  private final Globals globals;
  private final NameInstructions names;
  private final CallInstructions callInstructions;
  private final BuildInstructions builders;

  Instructions(Vm vm) {
    this.vm = vm;
    this.store = vm.store;
    unwinder = new Unwinder(vm);
    members = new Members(vm);
    iteration = new Iteration(vm);
    unpacking = new Unpacking(vm, members);
    definitions = new Definitions(vm);
    evaluation = new Evaluation(vm, definitions);
    renderings = new Renderings(vm, members, evaluation);
    globals = new Globals(vm);
    names = new NameInstructions(vm, members);
    callInstructions = new CallInstructions(vm, members, names);
    builders = new BuildInstructions(vm, definitions, new SpecialInstructions(vm, evaluation, renderings, globals));
  }

  private Calls calls() {
    return vm.kernel.calls;
  }

  // Slow paths that may enter frames

  private Fiber equal(Fiber f, boolean wanted) {
    Object a = f.peek(1);
    Object b = f.peek(0);
    return calls().result(f, Comparisons.of(a, b, equal -> equal == wanted), f.sp - 2);
  }

  private static Fiber cold(Fiber f) {
    f.fn.state.heat = Integer.MAX_VALUE;
    return f;
  }

  boolean callsNative(Fiber f, CallCache c, boolean named) {
    return callInstructions.callsNative(f, c, named);
  }

  private static Object datum(Object template) {
    return template instanceof Regex regex ? regex.evaluated() : DataCopy.of(template);
  }

  Fiber trap(Fiber f) {
    if (vm.isWorker() && vm.endsLinking(f)) {
      // The module ends as if it had no statements.
      f.push(Special.NIL);
      f.pc = f.fn.state.code.length() - 1;
      return f;
    }
    Fiber next = vm.hook == null ? f : vm.hook.trapped(f);
    vm.recording.goWhereMoved();
    vm.recording.changeLoop();
    // The recording loop listens to requests only where no trap stands.
    return next != f || vm.recordingLoop == null || vm.poll == 0 ? next : vm.safepoint(f);
  }

  // Rare instructions

  /** On entry `pc` is the instruction's; on exit it is that of the one to run next. Null: the fiber waits. */
  Fiber execute(Fiber f, int op, int operand) {
    switch (op) {
      case Opcodes.ADD, Opcodes.SUBTRACT, Opcodes.MULTIPLY, Opcodes.DIVIDE, Opcodes.REMAINDER -> NumberInstructions.arithmetic(f, op);
      case Opcodes.LESS, Opcodes.LESS_EQUAL, Opcodes.GREATER, Opcodes.GREATER_EQUAL -> NumberInstructions.compare(f, op);
      case Opcodes.EQUAL, Opcodes.NOT_EQUAL -> {
        return equal(f, op == Opcodes.EQUAL);
      }
      case Opcodes.CALL, Opcodes.CALL_VALUE -> {
        vm.recording.changeLoop();
        return callInstructions.call(f, (CallCache) f.fn.state.caches[operand], op == Opcodes.CALL);
      }
      case Opcodes.CALL_METHOD -> {
        vm.recording.changeLoop();
        return callInstructions.callMethod(f, (CallCache) f.fn.state.caches[operand]);
      }
      case Opcodes.NEW -> {
        return callInstructions.construct(f, (CallCache) f.fn.state.caches[operand]);
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
      case Quickener.NOTED_RETURN -> {
        vm.tracing.returns().note(f.fn.state.code, f.pc);
        return calls().finish(f);
      }
      case Opcodes.LOOP -> {
        f.pc = operand;
        vm.recording.changeLoop();
        Fiber next = vm.poll == 0 ? f : vm.safepoint(f);
        vm.recording.changeLoop();
        if (next == f && f.fn.state.heat < 0) {
          return vm.jit == null ? cold(f) : vm.jit.loop(f) ? Jit.resume(f) : f;
        }
        return next;
      }
      case Opcodes.LOAD_LOCAL -> NameInstructions.loadIndirect(f, operand);
      case Opcodes.STORE_LOCAL -> {
        names.storeIndirect(f, f.base + operand, f.words[f.sp - 1], f.refs[f.sp - 1]);
        f.drop(1);
        f.pc++;
      }
      case Opcodes.LOAD_CELL, Opcodes.LOAD_CAPTURE -> throw NameInstructions.undefinedVariable(f);
      case Opcodes.LOAD_NAME, Opcodes.LOAD_NAME_OR_SYMBOL -> names.loadName(f, operand, op == Opcodes.LOAD_NAME);
      case Opcodes.LOAD_CONTAINER -> names.loadContainer(f, operand);
      case Opcodes.LOAD_GLOBAL -> f.replace(0, globals.get(f, ((NameCache) f.fn.state.caches[operand]).name));
      case Quickener.WATCHED_STORE -> names.watchedStore(f, operand);
      case Opcodes.LOAD_DATA -> f.replace(0, datum(((Datum) f.fn.state.code.constant(operand)).template()));
      case Opcodes.LOAD_IF_SET -> names.loadIfSet(f, (Site.Variable) site(f, operand));
      case Opcodes.STORE_NAME -> names.storeName(f, operand);
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
        var c = new Cell(f.words[at], f.words[at] == NanBox.REF ? f.refs[at] : null);
        f.set(at, NanBox.REF, c);
        if (vm.recorder != null) {
          // So that the argument counts as a write of the variable.
          vm.recorder.willSet(c);
        }
        f.pc++;
      }
      case Opcodes.NEW_TOKEN -> {
        f.set(f.base + operand, NanBox.REF, new Unwinder.Token(f.fn.state.code, operand, f.exception));
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
          f.replace(2, NumberInstructions.binary(op, f.peek(1), f.peek(0)));
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
        throw Unwinder.exit(f, (Unwinder.Token) f.refs[f.sp - 1], value);
      }
      case Opcodes.TAIL_CALL, Opcodes.TAIL_CALL_VALUE -> {
        return callInstructions.tailCall(f, (CallCache) f.fn.state.caches[operand], op == Opcodes.TAIL_CALL);
      }
      case Opcodes.CALL_SPREAD, Opcodes.CALL_METHOD_SPREAD, Opcodes.CALL_SUPER_SPREAD, Opcodes.NEW_SPREAD, Opcodes.CALL_METHOD_DYNAMIC -> {
        return callInstructions.spreadCall(f, op, (CallCache) f.fn.state.caches[operand]);
      }
      case Opcodes.CALL_SUPER -> {
        var c = (CallCache) f.fn.state.caches[operand];
        int first = f.sp - c.count;
        int lowest = first - c.site.keywords().size();
        GeneMap kw = calls().keywords(f, c);
        if (kw != null) {
          f.set(first - 1, f.at(lowest - 1));
        }
        return calls().callSuper(f, c.site.name(), first, c.count, kw, lowest - 1, c);
      }
      case Opcodes.TEST_CALLEE -> CallInstructions.testCallee(f, (Site.Callee) site(f, operand));
      case Opcodes.CALL_DATA -> {
        return callInstructions.callData(f, (Site.Data) site(f, operand));
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
        if (!Members.asks(f.peek(1))) {
          Members.required(v, m);
        }
        return members.found(f, f.peek(1), m.key, v, null, 2);
      }
      case Opcodes.GET_DYNAMIC, Opcodes.LOOKUP -> {
        return members.found(f, f.peek(1), f.peek(0), members.getDynamic(f.peek(1), f.peek(0)), null, 2);
      }
      case Opcodes.GET_DYNAMIC_SET -> {
        Object v = members.getDynamic(f.peek(1), f.peek(0));
        if (v == Special.VOID) {
          throw Raise.general("key not found: " + f.peek(0));
        }
        f.replace(2, v);
      }
      case Opcodes.LOOKUP_OR -> {
        return members.found(f, f.peek(2), f.peek(1), members.getDynamic(f.peek(2), f.peek(1)), f.peek(0), 3);
      }
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
      case Opcodes.CHECK_TYPE -> checkType(f, (Site.Type) site(f, operand), (TypeCache) f.fn.state.caches[operand]);
      case Opcodes.ENTER_BODY -> {
        return calls().enterBody(f);
      }
      case Opcodes.START_BODY -> {
        return calls().startBody(f);
      }
      case Opcodes.RESUME -> {
        return calls().resume(f);
      }
      default -> {
        return builders.execute(f, op, operand);
      }
    }
    return f;
  }

  static Site site(Fiber f, int operand) {
    return f.fn.state.code.site(operand);
  }

  static String name(Fiber f, int operand) {
    return ((NameCache) f.fn.state.caches[operand]).name;
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

  private void checkType(Fiber f, Site.Type site, TypeCache cache) {
    Object v = f.peek(0);
    if (vm.kernel.types.passes(v, cache, f.fn.ns)) {
      f.pc++;
      return;
    }
    Object checked = switch (site.boundary()) {
      case ARGUMENT -> checkArgument(f, site, v);
      case VARIABLE -> vm.kernel.types.checkExactly(v, (TypeExpr) site.type(), f.fn.ns, site.place());
      case RETURN, FIELD -> vm.kernel.types.check(v, (TypeExpr) site.type(), f.fn.ns, site.place(), false);
    };
    if (checked != v) {
      f.set(f.sp - 1, checked);
    }
    f.pc++;
  }

  /** The fault of a refused argument is the call's: the callee's frame is left before it is raised. */
  private Object checkArgument(Fiber f, Site.Type site, Object v) {
    try {
      return site.type() instanceof RestOf rest ? vm.kernel.types.checkRest(v, rest.element(), f.fn.ns, site.place())
          : vm.kernel.types.check(v, (TypeExpr) site.type(), f.fn.ns, site.place(), false);
    } catch (Raise r) {
      Raise refusal = TypeChecks.inCall(r, site, f.fn.state.code, f.pc);
      if (!f.isBottom()) {
        f.leave();
        f.pc--;
      } else if (f.starter != null) {
        unwinder.abandon(f);
      }
      throw refusal;
    }
  }
}
