// The dispatch loop of a VM that records: what Interpreter does, and a record of each published instruction.
package gene.vm;

import static gene.vm.Opcodes.*;

import gene.data.Cell;
import gene.data.Epoch;
import gene.data.Instance;
import gene.data.NanBox;

/**
 * The commonest instructions write their records here, straight to the top block of the tape; all others run out of line between
 * {@link Recorder#open} and {@link Recorder#close}. Like the other loop it must stay below 8,000 bytes.
 */
final class RecordingLoop {
  // In headers: the instruction behind, with as many operands, and with one more.
  private static final long AFTER = 1L << 40;
  private static final long ABOVE = 1L << 14;
  private static final long AFTER_ABOVE = AFTER + ABOVE;

  private final Vm vm;
  private final Instructions slow;
  private final Recorder recorder;
  private final Tape tape;

  RecordingLoop(Vm vm, Instructions slow, Recorder recorder) {
    this.vm = vm;
    this.slow = slow;
    this.recorder = recorder;
    this.tape = recorder.past;
  }

  /** Runs the fiber, and the fibers that it resumes, until one has to wait. */
  Fiber run(Fiber start) {
    Fiber f = start;
    recorder.entered(f);
    final Vm vm = this.vm;
    final Epoch epoch = vm.epoch;
    long[] w = f.words;
    Object[] r = f.refs;
    int sp = f.sp;
    int base = f.base;
    int pc = f.pc;
    Function fn = f.fn;
    CodeState cs = fn.state;
    byte[] ops = cs.ops;
    int[] args = cs.operands;
    Tape.Block block = tape.top;
    long[] t = block.longs;
    Object[] q = block.refs;
    int n = block.n;
    int m = block.m;
    int done = 0;
    while (true) {
      if (n > t.length - Tape.ROOM || m > q.length - Tape.ROOM) {
        block.n = n;
        block.m = m;
        block.records += done;
        tape.reserve();
        block = tape.top; t = block.longs; q = block.refs; n = block.n; m = block.m; done = 0;
      }
      int op = ops[pc] & 0xff;
      if (op == TRAP || (op == LOOP || op == CALL || op == CALL_VALUE || op == CALL_METHOD || op == TAIL_CALL) && vm.poll != 0) {
        f.sp = sp;
        f.pc = pc;
        block.n = n;
        block.m = m;
        block.records += done;
        Fiber g = op == TRAP ? slow.trap(f) : vm.safepoint(f);
        if (vm.recordingLoop != this) {
          throw new Moved();
        } else if (g == null) {
          return null;
        }
        recorder.entered(g);
        block = tape.top; t = block.longs; q = block.refs; n = block.n; m = block.m; done = 0;
        boolean here = g == f && f.pc == pc && f.sp == sp && f.fn == fn;
        f = g;
        w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
        op = cs.plain[pc] & 0xff;
        if (!here) {
          continue;
        }
      }
      final long h = (long) pc << 40 | (long) sp << 14;
      Function callee = null;
      int first = 0;
      int dest = 0;
      // A new instance takes the place of its class among the operands, which are kept therefore.
      Instance made = null;
      int kept = 0;
      final int beginN = n;
      final int beginM = m;
      fast: while (true) {
        switch (op) {
          case LOAD_CONST: {
            t[n++] = h;
            int k = args[pc++];
            long x = cs.constantWords[k];
            w[sp] = x;
            if (x == NanBox.REF) {
              r[sp] = cs.constantRefs[k];
            }
            sp++;
            break fast;
          }
          case LOAD_LOCAL: {
            int s = base + args[pc];
            long x = w[s];
            if (x == NanBox.REF) {
              r[sp] = r[s];
            } else if (!NanBox.isPlain(x)) {
              break;
            }
            t[n++] = h;
            w[sp++] = x;
            pc++;
            break fast;
          }
          case LOAD_CELL:
          case LOAD_CAPTURE: {
            Cell c = op == LOAD_CELL ? (Cell) r[base + args[pc]] : fn.captures[args[pc]];
            long x = c.word();
            if (x == NanBox.REF) {
              r[sp] = c.ref();
            } else if (!NanBox.isPlain(x)) {
              break;
            }
            t[n++] = h;
            w[sp++] = x;
            pc++;
            break fast;
          }
          case Quickener.LOAD_LOCAL_LOAD_LOCAL: {
            long a = w[base + args[pc]];
            long b = w[base + args[pc + 1]];
            if (!NanBox.isPlain(a) || !NanBox.isPlain(b)) {
              op = LOAD_LOCAL;
              continue;
            }
            t[n] = h;
            t[n + 1] = h + AFTER_ABOVE;
            n += 2;
            done++;
            w[sp] = a;
            w[sp + 1] = b;
            sp += 2;
            pc += 2;
            break fast;
          }
          case LOAD_SELF: {
            t[n++] = h;
            Object self = fn.self;
            long x = NanBox.wordOf(self);
            w[sp] = x;
            r[sp++] = x == NanBox.REF ? self : null;
            pc++;
            break fast;
          }
          case Quickener.LOAD_RECEIVER: {
            t[n++] = h;
            w[sp] = w[base];
            r[sp++] = r[base];
            pc++;
            break fast;
          }
          case ADD:
          case SUBTRACT:
          case MULTIPLY:
          case REMAINDER: {
            long a = w[sp - 2];
            long b = w[sp - 1];
            long result = op == ADD ? NanBox.sum(a, b) : op == SUBTRACT ? NanBox.difference(a, b) : op == MULTIPLY ? NanBox.product(a, b) : NanBox.remainderOfInts(a, b);
            if (result == 0) {
              break;
            }
            t[n] = a;
            t[n + 1] = b;
            t[n + 2] = h | 2 << 6;
            n += 3;
            w[--sp - 1] = result;
            pc++;
            break fast;
          }
          case Quickener.LOCAL_CONST_ADD:
          case Quickener.LOCAL_CONST_SUBTRACT:
          case Quickener.LOCAL_CONST_MULTIPLY:
          case Quickener.LOCAL_CONST_REMAINDER:
          case Quickener.LOCAL_LOCAL_ADD: {
            long a = w[base + args[pc]];
            long b = op == Quickener.LOCAL_LOCAL_ADD ? w[base + args[pc + 1]] : cs.constantWords[args[pc + 1]];
            long result = op == Quickener.LOCAL_CONST_SUBTRACT ? NanBox.difference(a, b) : op == Quickener.LOCAL_CONST_REMAINDER ? NanBox.remainderOfInts(a, b)
                : op == Quickener.LOCAL_CONST_MULTIPLY ? NanBox.product(a, b) : NanBox.sum(a, b);
            if (result == 0) {
              op = LOAD_LOCAL;
              continue;
            }
            n = loaded(t, n, h, a, b);
            done += 2;
            w[sp++] = result;
            pc += 3;
            break fast;
          }
          case Quickener.LOCAL_CONST_ADD_STORE:
          case Quickener.LOCAL_CONST_SUBTRACT_STORE:
          case Quickener.LOCAL_LOCAL_ADD_STORE: {
            long a = w[base + args[pc]];
            long b = op == Quickener.LOCAL_LOCAL_ADD_STORE ? w[base + args[pc + 1]] : cs.constantWords[args[pc + 1]];
            long result = op == Quickener.LOCAL_CONST_SUBTRACT_STORE ? NanBox.difference(a, b) : NanBox.sum(a, b);
            int s = base + args[pc + 3];
            long old = w[s];
            if (result == 0 || !NanBox.isPlain(old)) {
              op = LOAD_LOCAL;
              continue;
            }
            n = stored(t, loaded(t, n, h, a, b), h + AFTER_ABOVE + 2 * AFTER, old, result);
            done += 3;
            w[s] = result;
            pc += 4;
            break fast;
          }
          case Quickener.LOCAL_CONST_LESS_JUMP:
          case Quickener.LOCAL_CONST_GREATER_JUMP:
          case Quickener.LOCAL_LOCAL_LESS_JUMP: {
            long a = w[base + args[pc]];
            long b = op == Quickener.LOCAL_LOCAL_LESS_JUMP ? w[base + args[pc + 1]] : cs.constantWords[args[pc + 1]];
            if (!NanBox.areAlike(a, b)) {
              op = LOAD_LOCAL;
              continue;
            }
            boolean yes = op == Quickener.LOCAL_CONST_GREATER_JUMP ? NanBox.isLess(b, a) : NanBox.isLess(a, b);
            n = branched(t, loaded(t, n, h, a, b), h + AFTER_ABOVE + 2 * AFTER, yes);
            done += 3;
            pc = yes ? pc + 4 : args[pc + 3];
            break fast;
          }
          case Quickener.LESS_JUMP:
          case Quickener.LESS_EQUAL_JUMP:
          case Quickener.GREATER_JUMP: {
            long a = w[sp - 2];
            long b = w[sp - 1];
            if (!NanBox.areAlike(a, b)) {
              op = cs.plain[pc];
              continue;
            }
            boolean yes = op == Quickener.LESS_JUMP ? NanBox.isLess(a, b) : op == Quickener.GREATER_JUMP ? NanBox.isLess(b, a) : NanBox.isLessOrEqual(a, b);
            n = branched(t, taken(t, n, h, a, b), h + AFTER - ABOVE, yes);
            done++;
            sp -= 2;
            pc = yes ? pc + 2 : args[pc + 1];
            break fast;
          }
          case Quickener.ADD_STORE: {
            long a = w[sp - 2];
            long b = w[sp - 1];
            long result = NanBox.sum(a, b);
            int s = base + args[pc + 1];
            long old = w[s];
            if (result == 0 || !NanBox.isPlain(old)) {
              op = ADD;
              continue;
            }
            n = stored(t, taken(t, n, h, a, b), h + AFTER - ABOVE, old, result);
            done++;
            sp -= 2;
            w[s] = result;
            pc += 2;
            break fast;
          }
          case Quickener.CONST_ADD:
          case Quickener.CONST_REMAINDER: {
            long a = w[sp - 1];
            long b = cs.constantWords[args[pc]];
            long result = op == Quickener.CONST_ADD ? NanBox.sum(a, b) : NanBox.remainderOfInts(a, b);
            if (result == 0) {
              op = LOAD_CONST;
              continue;
            }
            t[n] = h;
            n = taken(t, n + 1, h + AFTER_ABOVE, a, b);
            done++;
            w[sp - 1] = result;
            pc += 2;
            break fast;
          }
          case Quickener.CONST_REMAINDER_STORE: {
            long a = w[sp - 1];
            long b = cs.constantWords[args[pc]];
            long result = NanBox.remainderOfInts(a, b);
            int s = base + args[pc + 2];
            long old = w[s];
            if (result == 0 || !NanBox.isPlain(old)) {
              op = LOAD_CONST;
              continue;
            }
            t[n] = h;
            n = stored(t, taken(t, n + 1, h + AFTER_ABOVE, a, b), h + 2 * AFTER, old, result);
            done += 2;
            sp--;
            w[s] = result;
            pc += 3;
            break fast;
          }
          case Quickener.CONST_EQUAL_JUMP: {
            long a = w[sp - 1];
            long b = cs.constantWords[args[pc]];
            if (!NanBox.areInts(a, b)) {
              op = LOAD_CONST;
              continue;
            }
            t[n] = h;
            n = branched(t, taken(t, n + 1, h + AFTER_ABOVE, a, b), h + 2 * AFTER, a == b);
            done += 2;
            sp--;
            pc = a == b ? pc + 3 : args[pc + 2];
            break fast;
          }
          case LESS:
          case LESS_EQUAL:
          case GREATER:
          case GREATER_EQUAL: {
            long a = w[sp - 2];
            long b = w[sp - 1];
            if (!NanBox.areAlike(a, b)) {
              break;
            }
            t[n] = a;
            t[n + 1] = b;
            t[n + 2] = h | 2 << 6;
            n += 3;
            boolean result = op == LESS ? NanBox.isLess(a, b) : op == LESS_EQUAL ? NanBox.isLessOrEqual(a, b) : op == GREATER ? NanBox.isLess(b, a) : NanBox.isLessOrEqual(b, a);
            w[--sp - 1] = result ? NanBox.TRUE : NanBox.FALSE;
            pc++;
            break fast;
          }
          case EQUAL:
          case NOT_EQUAL: {
            long a = w[sp - 2];
            long b = w[sp - 1];
            if (a == NanBox.REF || b == NanBox.REF || NanBox.isDouble(a)) {
              break;
            }
            t[n] = a;
            t[n + 1] = b;
            t[n + 2] = h | 2 << 6;
            n += 3;
            w[--sp - 1] = (a == b) == (op == EQUAL) ? NanBox.TRUE : NanBox.FALSE;
            pc++;
            break fast;
          }
          case STORE_LOCAL:
          case INIT_LOCAL: {
            int s = base + args[pc];
            long old = w[s];
            if (old == NanBox.CELL && op == STORE_LOCAL) {
              break;
            }
            long x = w[--sp];
            t[n] = old;
            t[n + 1] = x;
            t[n + 2] = h | 1 << 6 | Recorder.LOCAL;
            n += 3;
            if (!NanBox.isPlain(old)) {
              if (old != NanBox.ABSENT) {
                q[m++] = r[s];
              }
              r[s] = null;
            }
            w[s] = x;
            if (x == NanBox.REF) {
              q[m++] = r[sp];
              r[s] = r[sp];
              r[sp] = null;
            }
            pc++;
            break fast;
          }
          case STORE_CELL:
          case STORE_CAPTURE: {
            Cell c = op == STORE_CELL ? (Cell) r[base + args[pc]] : fn.captures[args[pc]];
            long x = w[--sp];
            t[n++] = x;
            if (x == NanBox.REF) {
              q[m++] = r[sp];
            }
            long old = c.word();
            t[n] = old;
            if (old == NanBox.REF) {
              q[m++] = c.ref();
            }
            q[m++] = c;
            t[n + 1] = Recorder.IN_CELL;
            t[n + 2] = 1;
            t[n + 3] = h | 1 << 6 | Recorder.PARTS;
            n += 4;
            recorder.written = true;
            vm.store.set(c, x, x == NanBox.REF ? r[sp] : null);
            recorder.written = false;
            r[sp] = null;
            pc++;
            break fast;
          }
          case DUP: {
            t[n++] = h;
            w[sp] = w[sp - 1];
            r[sp] = r[sp - 1];
            sp++;
            pc++;
            break fast;
          }
          case POP:
          case JUMP_IF_FALSE:
          case JUMP_IF_TRUE: {
            long x = w[--sp];
            t[n] = x;
            t[n + 1] = h | 1 << 6;
            n += 2;
            if (x == NanBox.REF) {
              q[m++] = r[sp];
              r[sp] = null;
            }
            pc = op != POP && NanBox.isFalsy(x) == (op == JUMP_IF_FALSE) ? args[pc] : pc + 1;
            break fast;
          }
          case LOOP:
          case JUMP: {
            t[n++] = h;
            pc = args[pc];
            break fast;
          }
          case JUMP_IF_END: {
            long x = w[sp - 1];
            if (x != NanBox.NOT_FOUND) {
              t[n++] = h;
              pc++;
            } else {
              t[n++] = x;
              t[n++] = h | 1 << 6;
              sp--;
              pc = args[pc];
            }
            break fast;
          }
          case GET_MEMBER: {
            MemberCache c = (MemberCache) cs.caches[args[pc]];
            if (r[sp - 1] instanceof Instance i && i.shape() == c.shape) {
              t[n] = NanBox.REF;
              t[n + 1] = h | 1 << 6;
              n += 2;
              q[m++] = i;
              long x = i.word(c.slot);
              w[sp - 1] = x;
              r[sp - 1] = x == NanBox.REF ? i.ref(c.slot) : null;
              pc++;
              break fast;
            }
            break;
          }
          case Quickener.LOCAL_GET_MEMBER:
          case Quickener.RECEIVER_GET_MEMBER: {
            MemberCache c = (MemberCache) cs.caches[args[pc + 1]];
            if (r[op == Quickener.LOCAL_GET_MEMBER ? base + args[pc] : base] instanceof Instance i && i.shape() == c.shape) {
              t[n] = h;
              t[n + 1] = NanBox.REF;
              t[n + 2] = h + AFTER_ABOVE | 1 << 6;
              n += 3;
              q[m++] = i;
              done++;
              long x = i.word(c.slot);
              w[sp] = x;
              r[sp++] = x == NanBox.REF ? i.ref(c.slot) : null;
              pc += 2;
              break fast;
            }
            op = cs.plain[pc] & 0xff;
            continue;
          }
          case SET_MEMBER: {
            MemberCache c = (MemberCache) cs.caches[args[pc]];
            if (r[sp - 2] instanceof Instance i && i.shape() == c.shape) {
              long x = w[sp - 1];
              Object ref = r[sp - 1];
              t[n] = NanBox.REF;
              q[m++] = i;
              t[n + 1] = x;
              n += 2;
              if (x == NanBox.REF) {
                q[m++] = ref;
              }
              recorder.written = true;
              if (c.wider == null) {
                long old = i.word(c.slot);
                t[n++] = old;
                if (old == NanBox.REF) {
                  q[m++] = i.ref(c.slot);
                }
                q[m++] = i;
                t[n++] = (long) c.slot << 8 | Recorder.IN_INSTANCE;
                vm.store.setSlot(i, c.slot, x, ref);
              } else {
                q[m++] = i.shape();
                q[m++] = i;
                t[n++] = (long) i.shape().size() << 8 | Recorder.WIDENED;
                vm.store.addSlot(i, c.wider, x, ref);
              }
              recorder.written = false;
              t[n] = 1;
              t[n + 1] = h | 2 << 6 | Recorder.PARTS;
              n += 2;
              r[--sp] = null;
              w[sp - 1] = x;
              r[sp - 1] = ref;
              pc++;
              break fast;
            }
            break;
          }
          case NEXT: {
            if (r[base + args[pc]] instanceof ArrayCursor c) {
              if (c.index < c.array.size()) {
                t[n++] = h | Recorder.CURSOR;
                w[sp] = c.array.word(c.index);
                if (w[sp] == NanBox.REF) {
                  r[sp] = c.array.ref(c.index);
                }
                c.index++;
              } else {
                t[n++] = h;
                w[sp] = NanBox.NOT_FOUND;
              }
              sp++;
              pc++;
              break fast;
            }
            break;
          }
          case RETURN: {
            int to = f.dest;
            int count = sp - to;
            if (f.depth == 0 || to < 0 || count > 250) {
              break;
            }
            n = words(t, n, w, to, sp);
            m = references(q, m, w, r, to, sp);
            q[m++] = fn;
            t[n] = (long) base << 32 | to;
            t[n + 1] = f.depth | Recorder.POPPED;
            t[n + 2] = h | count << 6 | Recorder.FRAME;
            n += 3;
            f.sp = sp;
            f.leave(w[sp - 1], r[sp - 1]);
            sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
            break fast;
          }
          case CALL:
          case CALL_VALUE: {
            CallCache c = (CallCache) cs.caches[args[pc]];
            first = sp - c.count;
            dest = op == CALL ? first : first - 1;
            Object target = op == CALL_VALUE ? r[dest] : c.isCapture ? fn.captures[c.index].ref() : null;
            if (target instanceof Function g && g.state.simpleCount == c.simpleCount) {
              callee = g;
            }
            break;
          }
          case CALL_METHOD: {
            CallCache c = (CallCache) cs.caches[args[pc]];
            first = dest = sp - c.count - 1;
            if (r[first] instanceof Instance i && i.cls() == c.cls && c.epoch == epoch.value()) {
              callee = c.direct;
            }
            break;
          }
          case NEW: {
            CallCache c = (CallCache) cs.caches[args[pc]];
            first = dest = sp - c.count - 1;
            if (r[first] == c.cls && c.epoch == epoch.value() && vm.poll == 0 && c.direct != null && c.count < 250) {
              n = words(t, n, w, first, sp);
              m = references(q, m, w, r, first, sp);
              kept = sp - first;
              callee = c.direct;
              made = new Instance(c.cls);
            }
            break;
          }
          default:
            break;
        }
        if (callee != null) {
          f.sp = sp;
          f.pc = pc;
          // A stack that is full raises here, and this is no record then.
          block.n = beginN;
          block.m = beginM;
          block.records += done;
          done = 0;
          int oldDest = f.dest;
          int oldDepth = f.depth;
          f.enter(callee, first, dest, sp - first, pc + 1);
          if (made != null) {
            f.refs[first] = made;
          }
          q[m++] = fn;
          t[n] = (long) base << 32 | oldDest & 0xFFFFFFFFL;
          t[n + 1] = oldDepth;
          t[n + 2] = h | (long) kept << 6 | Recorder.FRAME;
          n += 3;
        } else {
          f.sp = sp;
          f.pc = pc;
          block.n = n;
          block.m = m;
          block.records += done;
          done = -1;
          recorder.open(f, op, args[pc]);
          Fiber g = slow.execute(f, op, args[pc]);
          if (g == null) {
            return null;
          }
          recorder.close(g);
          f = g;
          block = tape.top; t = block.longs; q = block.refs; n = block.n; m = block.m;
        }
        w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
        break;
      }
      done++;
    }
  }

  // Records of runs of instructions. Where the next one begins in the lane of longs is what each gives.

  // HotSpot enters the dispatch loop at whatever loop it finds in it: these stand for themselves.

  /** The words of some operands. */
  private static int words(long[] t, int n, long[] w, int from, int to) {
    int at = n;
    for (int i = from; i < to; i++) {
      t[at++] = w[i];
    }
    return at;
  }

  /** The references of some operands; gives where the next one goes in the lane of references. */
  private static int references(Object[] q, int m, long[] w, Object[] r, int from, int to) {
    int at = m;
    for (int i = from; i < to; i++) {
      if (NanBox.usesLane(w[i])) {
        q[at++] = r[i];
      }
    }
    return at;
  }

  /** Two values are loaded, and an operator takes them. */
  private static int loaded(long[] t, int n, long h, long a, long b) {
    t[n] = h;
    t[n + 1] = h + AFTER_ABOVE;
    return taken(t, n + 2, h + 2 * AFTER_ABOVE, a, b);
  }

  /** An operator takes two values without references. */
  private static int taken(long[] t, int n, long h, long a, long b) {
    t[n] = a;
    t[n + 1] = b;
    t[n + 2] = h | 2 << 6;
    return n + 3;
  }

  /** A variable gets a value, and neither this nor its old one has a reference. */
  private static int stored(long[] t, int n, long h, long old, long value) {
    t[n] = old;
    t[n + 1] = value;
    t[n + 2] = h | 1 << 6 | Recorder.LOCAL;
    return n + 3;
  }

  /** A conditional jump takes a truth value. */
  private static int branched(long[] t, int n, long h, boolean value) {
    t[n] = NanBox.ofBool(value);
    t[n + 1] = h | 1 << 6;
    return n + 2;
  }
}
