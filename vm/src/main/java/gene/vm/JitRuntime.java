// What compiled code calls: writing its frame back for the interpreter, instructions it does not translate, calls.
package gene.vm;

import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Cell;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.Instance;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Store;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Compiled code keeps variables and operands in JVM locals. Only when control leaves it does it write them to the fiber's stack,
 * as the frame that the interpreter would have had ("materialisation"): the innermost function first, then each caller as it
 * finds that the call came back with `left` set.
 */
final class JitRuntime {
  private JitRuntime() {}

  /** Links a direct call, or a poll: `index` is where the class data has the callee's entry, or the VM's poll. */
  static CallSite link(MethodHandles.Lookup lookup, String name, MethodType type, int index) throws IllegalAccessException {
    Object[] data = MethodHandles.classData(lookup, "_", Object[].class);
    return data[index] instanceof JitEntry callee ? callee.site : ((Poll) data[index]).site();
  }

  static void refuse(Fiber f) {
    f.left = JitCode.REFUSED;
  }

  // Materialisation

  static void putInt(Fiber f, int index, long value) {
    if (NanBox.fitsInt(value)) {
      f.words[index] = NanBox.ofInt(value);
      f.refs[index] = null;
    } else {
      f.words[index] = NanBox.REF;
      f.refs[index] = value;
    }
  }

  static void putFloat(Fiber f, int index, double value) {
    f.words[index] = NanBox.ofDouble(value);
    f.refs[index] = null;
  }

  static void putWord(Fiber f, int index, long word, Object ref) {
    f.words[index] = word;
    f.refs[index] = NanBox.usesLane(word) ? ref : null;
  }

  static void putAbsent(Fiber f, int from, int count) {
    for (int i = from; i < from + count; i++) {
      f.words[i] = NanBox.ABSENT;
      f.refs[i] = null;
    }
  }

  /** With the pc in {@link #leave}: no guard has failed. */
  static final int NO_GUARD = 1 << 30;
  /** With the pc: what the code was made from has changed, or nobody had been there yet. */
  static final int OUTDATED = 1 << 29;
  /** With the pc: the callee has no compiled code at present; it will soon have some, or the call will be made another way. */
  static final int REFUSED = 1 << 28;

  /** The frame has been written: the interpreter goes on in it, at `pc`. */
  static void leave(Fiber f, Function fn, int base, int dest, int depth, int pc, int sp) {
    registers(f, fn, base, dest, depth, pc & ~(NO_GUARD | OUTDATED | REFUSED), sp);
    f.left = JitCode.LEFT;
    if ((pc & OUTDATED) != 0) {
      f.vm.jit.retire(fn.state);
    } else if ((pc & REFUSED) != 0) {
      f.vm.jit.counted(fn.state);
    } else if ((pc & NO_GUARD) == 0) {
      f.vm.jit.left(f, fn.state, pc);
    }
  }

  /** The frame has been written: it waits for the call at `pc`, from which control has left compiled code. */
  static void suspend(Fiber f, Function fn, int base, int dest, int depth, int pc) {
    f.reserveRecords(depth);
    f.callers[depth] = fn;
    int at = depth * Fiber.STRIDE;
    f.records[at + Fiber.PC] = pc + 1;
    f.records[at + Fiber.BASE] = base;
    f.records[at + Fiber.DEST] = dest;
  }

  static void registers(Fiber f, Function fn, int base, int dest, int depth, int pc, int sp) {
    f.fn = fn;
    f.base = base;
    f.dest = dest;
    f.depth = depth;
    f.pc = pc;
    f.sp = sp;
  }

  /** At the start of a function: whether the fiber's stack must grow, or a stack might end. */
  static boolean isDeep(Fiber f, int base, int depth, int need) {
    return base + need > f.room() || depth > f.deepest;
  }

  static void nested(Fiber f) {
    f.tails--;
  }

  /** Calls in tail position replace the frame, but not the Java frame. */
  static boolean mayNest(Fiber f) {
    return ++f.tails <= Jit.MOST_NESTED;
  }

  // Instructions that are not translated

  /**
   * Runs one instruction as the interpreter does; its operands lie on the fiber's stack. False when control has left: the
   * instruction has entered a frame, changed the fiber or raised.
   */
  static boolean perform(Fiber f, Function fn, int base, int dest, int depth, int pc, int sp) {
    registers(f, fn, base, dest, depth, pc, sp);
    CodeState cs = fn.state;
    // A call in tail position reaches this for built-ins only, and leaves their value.
    int op = cs.plain[pc] & 0xff;
    int plain = op == Opcodes.TAIL_CALL ? Opcodes.CALL : op == Opcodes.TAIL_CALL_VALUE ? Opcodes.CALL_VALUE : op;
    try {
      f.reserveRecords(depth);
      Fiber next = f.vm.instructions().execute(f, plain, cs.operands[pc]);
      if (next == f && f.fn == fn && f.depth == depth) {
        return true;
      }
      f.next = next;
      f.changed = true;
    } catch (Raise | Unwinder.Thrown e) {
      f.pending = e;
    }
    f.left = JitCode.LEFT;
    return false;
  }

  /** Fills the template on the stack from the frame's variables, which lie there too; false when a frame is needed for it. */
  static boolean renders(Fiber f, Function fn, int base, int dest, int depth, int pc, int sp) {
    registers(f, fn, base, dest, depth, pc, sp);
    return f.vm.instructions().renderings.inPlace(f, fn.state.operands[pc]);
  }

  /** The same for a call of a method that was a built-in one for the receiver's class when the site was last there. */
  static boolean performBuiltin(Fiber f, Function fn, int base, int dest, int depth, int pc, int sp) {
    CodeState cs = fn.state;
    var c = (CallCache) cs.caches[cs.operands[pc]];
    Vm vm = f.vm;
    int first = sp - c.count;
    if (!(c.target instanceof Native n) || c.epoch != vm.epoch.value() || vm.classOf(f.at(first - 1)) != c.cls) {
      return perform(f, fn, base, dest, depth, pc, sp);
    }
    boolean controls = n.module instanceof FunctionMethods;
    boolean resumes = controls && n.id == FunctionMethods.NEXT && f.refs[first - 1] instanceof Generator g && JitGenerators.codeOf(f, g) != null;
    if (controls && !resumes) {
      return perform(f, fn, base, dest, depth, pc, sp);
    }
    registers(f, fn, base, dest, depth, pc, sp);
    if (resumes) {
      return JitGenerators.resume(f, (Generator) f.refs[first - 1], first - 1);
    }
    try {
      vm.args.reset(f, n, first, c.count, null);
      Object result = n.module.call(n.id, vm.args);
      if (!(result instanceof CallRequest request)) {
        for (int i = first; i < sp; i++) {
          f.refs[i] = null;
        }
        long word = result == Args.WORD ? vm.args.resultWord : NanBox.wordOf(result);
        f.words[first - 1] = word;
        f.refs[first - 1] = word == NanBox.REF ? result : null;
        return true;
      }
      f.reserveRecords(depth);
      f.next = vm.kernel.calls.request(f, request, first - 1);
      f.changed = true;
    } catch (Raise | Unwinder.Thrown e) {
      f.pending = e;
    }
    f.left = JitCode.LEFT;
    return false;
  }

  /** Whether the callee of a call in tail position is anything but a built-in: the interpreter makes that call. */
  static boolean replacesFrame(Fiber f, Function fn, int base, int dest, int depth, int pc, int sp) {
    registers(f, fn, base, dest, depth, pc, sp);
    CodeState cs = fn.state;
    return !f.vm.instructions().callsNative(f, (CallCache) cs.caches[cs.operands[pc]], cs.code.op(pc) == Op.TAIL_CALL);
  }

  static long takeWord(Fiber f, int index) {
    return f.words[index];
  }

  static Object takeRef(Fiber f, int index) {
    Object ref = f.refs[index];
    f.refs[index] = null;
    return ref;
  }

  /** The slots were written for one instruction to read; nothing must stay in the lane. */
  static void wipe(Fiber f, int from, int to) {
    for (int i = from; i < to; i++) {
      f.refs[i] = null;
    }
  }

  static int pc(Fiber f) {
    return f.pc;
  }

  // Calls

  /**
   * A call whose callee is not linked: arguments (and callee or receiver) lie on the fiber's stack, `sp` above them. Gives
   * DONE with the result in `resultWord` and `resultRef`, LEFT, or REFUSED when the interpreter must make the call.
   */
  static int call(Fiber f, Function fn, int base, int depth, int pc, int sp) {
    CodeState cs = fn.state;
    var c = (CallCache) cs.caches[cs.operands[pc]];
    Op op = cs.code.op(pc);
    int first = sp - c.count;
    int to = first;
    Function target = null;
    if (c.simpleCount == -2 || f.vm.poll != 0) {
      return JitCode.REFUSED;
    }
    switch (op) {
      case CALL -> {
        Object callee = c.where == Site.Where.CAPTURE ? fn.captures[c.index].ref()
            : c.where == Site.Where.LOCAL ? f.refs[base + c.index]
            : c.where == Site.Where.CELL ? ((Cell) f.refs[base + c.index]).ref() : null;
        target = callee instanceof Function g && !g.state.code.isMethod() ? g : null;
      }
      case CALL_VALUE -> {
        to = first - 1;
        target = f.refs[to] instanceof Function g && !g.state.code.isMethod() ? g : null;
      }
      case CALL_METHOD -> {
        to = --first;
        target = f.refs[to] instanceof Instance i && c.epoch == f.vm.epoch.value() ? c.directFor(i.cls()) : null;
      }
      default -> throw new AssertionError(op);
    }
    if (target == null) {
      return JitCode.REFUSED;
    }
    JitCode code = target.state.jit;
    if (code == null || target.state.simpleCount != c.simpleCount) {
      f.vm.jit.wanted(target.state);
      return JitCode.REFUSED;
    }
    int status = code.enter(f, target, first, to, depth + 1);
    if (status == JitCode.DONE && to < first) {
      f.refs[to] = null;
    }
    return status;
  }

  /** The state of the function in the reference, or null: what a call compares with the callee it was compiled for. */
  static CodeState stateOf(Object callee) {
    return callee instanceof Function g ? g.state : null;
  }

  static Object newInstance(GeneClass cls) {
    return new Instance(cls);
  }

  static boolean isInstance(Object receiver, GeneClass cls) {
    return receiver instanceof Instance i && i.cls() == cls;
  }

  // Small things

  /** The word of the next element of what a `for` goes through; ABSENT when the interpreter must ask for it. */
  static long next(Object cursor) {
    if (cursor instanceof ArrayCursor c) {
      return c.hasNext() ? c.nextWord() : NanBox.NOT_FOUND;
    }
    return Iteration.nextInt(cursor);
  }

  /** The reference of the element whose word {@link #next} has given. */
  static Object nextRef(Object cursor, long word) {
    return cursor instanceof ArrayCursor c ? c.lastRef(word) : null;
  }

  /** An element's word by its index; ABSENT when the target is no array or has no such element. */
  static long element(Object target, long index) {
    return target instanceof GeneArray a && index >= 0 && index < a.size() ? a.word((int) index) : NanBox.ABSENT;
  }

  /** The same for an index that is a word. */
  static long elementAt(Object target, long index) {
    return NanBox.isInt(index) ? element(target, NanBox.intOf(index)) : NanBox.ABSENT;
  }

  static boolean hasElement(Object target, long index) {
    return target instanceof GeneArray a && index >= 0 && index < a.size();
  }

  static boolean hasElementAt(Object target, long index) {
    return NanBox.isInt(index) && hasElement(target, NanBox.intOf(index));
  }

  /** The word of an element that there is. */
  static long elementOf(Object target, long index) {
    return ((GeneArray) target).word((int) index);
  }

  static long elementOfAt(Object target, long index) {
    return elementOf(target, NanBox.intOf(index));
  }

  /** The reference of the element whose word was read. */
  static Object elementRef(Object target, long index, long word) {
    return word == NanBox.REF ? ((GeneArray) target).ref((int) index) : null;
  }

  static Object elementRefAt(Object target, long index, long word) {
    return word == NanBox.REF ? ((GeneArray) target).ref((int) NanBox.intOf(index)) : null;
  }

  /** Replaces an element; false when that is not all there is to do. */
  static boolean setElement(Fiber f, Object target, long index, long word, Object ref) {
    if (!(target instanceof GeneArray a) || index < 0 || index >= a.size() || a.isImmutable()) {
      return false;
    }
    f.vm.store().set(a, (int) index, word, ref);
    return true;
  }

  /** The same where stores are not heard. */
  static boolean quietlySetElement(Object target, long index, long word, Object ref) {
    if (!(target instanceof GeneArray a) || index < 0 || index >= a.size() || a.isImmutable()) {
      return false;
    }
    Store.quietlySet(a, (int) index, word, ref);
    return true;
  }

  static boolean quietlySetElementAt(Object target, long index, long word, Object ref) {
    return NanBox.isInt(index) && quietlySetElement(target, NanBox.intOf(index), word, ref);
  }

  static boolean setElementAt(Fiber f, Object target, long index, long word, Object ref) {
    return NanBox.isInt(index) && setElement(f, target, NanBox.intOf(index), word, ref);
  }

  /** The number of elements; -1 for what is no array. */
  static long size(Object target) {
    return target instanceof GeneArray a ? a.size() : -1;
  }

  static boolean append(Fiber f, Object target, long word, Object ref) {
    if (!(target instanceof GeneArray a) || a.isImmutable()) {
      return false;
    }
    f.vm.store().append(a, word, ref);
    return true;
  }

  static boolean takesOr(long word, Object ref) {
    Object v = NanBox.box(word, ref);
    return Args.isTruthy(v) && !(v instanceof Long || v instanceof gene.data.Bytes);
  }

  // Logic by words: ABSENT when the interpreter must do it, because an operand is an object.

  static long and(long a, long b) {
    if (NanBox.isBool(b) && a != NanBox.REF) {
      return NanBox.isFalsy(a) ? a : b;
    } else if (a == NanBox.REF || b == NanBox.REF) {
      return NanBox.ABSENT;
    }
    return NanBox.areInts(a, b) ? NanBox.ofInt(NanBox.intOf(a) & NanBox.intOf(b)) : NanBox.isFalsy(a) ? a : b;
  }

  static long or(long a, long b) {
    if (NanBox.isBool(b) && a != NanBox.REF) {
      return NanBox.isFalsy(a) ? b : a;
    } else if (a == NanBox.REF || b == NanBox.REF) {
      return NanBox.ABSENT;
    }
    return NanBox.areInts(a, b) ? NanBox.ofInt(NanBox.intOf(a) | NanBox.intOf(b)) : NanBox.isFalsy(a) ? b : a;
  }

  static long xor(long a, long b) {
    if (a == NanBox.REF || b == NanBox.REF) {
      return NanBox.ABSENT;
    }
    return NanBox.areInts(a, b) ? NanBox.ofInt(NanBox.intOf(a) ^ NanBox.intOf(b)) : NanBox.ofBool(NanBox.isFalsy(a) != NanBox.isFalsy(b));
  }

  static long not(long a) {
    if (a == NanBox.REF) {
      return NanBox.ABSENT;
    }
    return NanBox.isInt(a) ? NanBox.ofInt(~NanBox.intOf(a)) : NanBox.ofBool(NanBox.isFalsy(a));
  }

  // Numbers by their words: 0, or -1 for a comparison, when the interpreter must do it.

  static long sum(long a, long b) {
    long alike = NanBox.sum(a, b);
    return alike == 0 && areMixed(a, b) ? NanBox.ofDouble(number(a) + number(b)) : alike;
  }

  static long difference(long a, long b) {
    long alike = NanBox.difference(a, b);
    return alike == 0 && areMixed(a, b) ? NanBox.ofDouble(number(a) - number(b)) : alike;
  }

  static long product(long a, long b) {
    long alike = NanBox.product(a, b);
    return alike == 0 && areMixed(a, b) ? NanBox.ofDouble(number(a) * number(b)) : alike;
  }

  static long quotient(long a, long b) {
    return isNumber(a) && isNumber(b) ? NanBox.ofDouble(number(a) / number(b)) : 0;
  }

  static long remainderOf(long a, long b) {
    return NanBox.remainderOfInts(a, b);
  }

  private static boolean areMixed(long a, long b) {
    return NanBox.isInt(a) ? NanBox.isDouble(b) : NanBox.isDouble(a) && NanBox.isInt(b);
  }

  static int isLess(long a, Object x, long b, Object y) {
    return NanBox.areInts(a, b) ? NanBox.intOf(a) < NanBox.intOf(b) ? 1 : 0
        : NanBox.isDouble(a) && NanBox.isDouble(b) ? NanBox.doubleOf(a) < NanBox.doubleOf(b) ? 1 : 0 : -1;
  }

  static int isAtMost(long a, Object x, long b, Object y) {
    return NanBox.areInts(a, b) ? NanBox.intOf(a) <= NanBox.intOf(b) ? 1 : 0
        : NanBox.isDouble(a) && NanBox.isDouble(b) ? NanBox.doubleOf(a) <= NanBox.doubleOf(b) ? 1 : 0 : -1;
  }

  static int isGreater(long a, Object x, long b, Object y) {
    return isLess(b, y, a, x);
  }

  static int isAtLeast(long a, Object x, long b, Object y) {
    return isAtMost(b, y, a, x);
  }

  /** Whether the values are the same; -1 when that takes more than a look at them. */
  static int equal(long a, Object x, long b, Object y) {
    if (a != NanBox.REF && b != NanBox.REF && !NanBox.isDouble(a)) {
      return a == b ? 1 : 0;
    } else if (x instanceof String s && y instanceof String o) {
      return s.equals(o) ? 1 : 0;
    } else if (x instanceof Instance i && (y == null || y instanceof Instance)) {
      // Instances without equality of their own are equal to themselves only.
      return i.cls().hasOwnEquality() || y instanceof Instance j && j.cls().hasOwnEquality() ? -1 : x == y ? 1 : 0;
    } else if (x == null && y instanceof Instance) {
      return 0;
    }
    return -1;
  }

  static boolean isValue(long word) {
    return NanBox.isPlain(word) || word == NanBox.REF;
  }

  static Object refAt(Fiber f, int index) {
    return f.refs[index];
  }

  static boolean isNumber(long word) {
    return NanBox.isInt(word) || NanBox.isDouble(word);
  }

  static double number(long word) {
    return NanBox.isInt(word) ? NanBox.intOf(word) : NanBox.doubleOf(word);
  }

  // As the library has it: the first of equal ones, and nothing is beyond NaN.

  static double max(double x, double y) {
    return y > x ? y : x;
  }

  static double min(double x, double y) {
    return y < x ? y : x;
  }

  static long remainder(long x, long y) {
    // The 32-bit instruction is several times faster.
    return x == (int) x && y == (int) y ? (int) x % (int) y : x % y;
  }

  /** Whether a value passes a typed place as it is; the interpreter converts and refuses. */
  static boolean accepts(Fiber f, Function fn, Object cache, long word, Object ref) {
    return f.vm.kernel.types.passes(NanBox.box(word, ref), (TypeCache) cache, fn.ns);
  }

  static Object refOf(Object self, long word) {
    return word == NanBox.REF ? self : null;
  }

  static Object boxed(long value) {
    return NanBox.fitsInt(value) ? null : (Object) value;
  }

  static long wordOfInt(long value) {
    return NanBox.fitsInt(value) ? NanBox.ofInt(value) : NanBox.REF;
  }

  static boolean polled(Fiber f) {
    return f.vm.poll != 0;
  }

  /** A function returns while a profiler looks. */
  static void returning(Fiber f, Function fn, int pc) {
    f.vm.tracing.returns().note(fn.state.code, pc);
  }
}
