// The dispatch loop. It holds the running frame's registers in locals; rare instructions go out of line to Instructions.
package gene.vm;

import static gene.vm.Opcodes.*;

import gene.data.Cell;
import gene.data.GeneArray;
import gene.data.Instance;
import gene.data.NanBox;
import gene.data.Raise;

/**
 * HotSpot compiles no method of more than 8,000 bytes of bytecode: {@link #loop} must stay below 7,500 (a test measures it).
 * Fast paths never raise. Everything else first writes `sp` and `pc` to the fiber, calls, and reads all registers again, because
 * the call may have entered or left a frame, or changed to another fiber.
 */
final class Interpreter {
  private final Vm vm;
  private final Instructions slow;

  Interpreter(Vm vm, Instructions slow) {
    this.vm = vm;
    this.slow = slow;
  }

  /** Runs the fiber, and the fibers that it resumes, until it ends or has to wait. */
  void run(Fiber start) {
    vm.current = start;
    Fiber f = start;
    while (f != null) {
      try {
        f = loop(f);
      } catch (Raise r) {
        f = slow.unwinder.raise(vm.current, r);
      } catch (Unwinder.Thrown t) {
        f = slow.unwinder.unwind(vm.current, t.payload);
      } catch (StackOverflowError e) {
        f = slow.unwinder.raise(vm.current, Fiber.overflow());
      } catch (OutOfMemoryError e) {
        f = slow.unwinder.raise(vm.current, Raise.runtime("Out of memory"));
      }
    }
  }

  private Fiber loop(Fiber f) {
    long[] w = f.words;
    Object[] r = f.refs;
    int sp = f.sp;
    int base = f.base;
    int pc = f.pc;
    Function fn = f.fn;
    CodeState cs = fn.state;
    byte[] ops = cs.ops;
    int[] args = cs.operands;
    int op = ops[pc] & 0xff;
    while (true) {
      dispatch:
      switch (op) {
        case LOAD_CONST: {
          int k = args[pc++];
          long x = cs.constantWords[k];
          w[sp] = x;
          if (x == NanBox.REF) {
            r[sp] = cs.constantRefs[k];
          }
          sp++;
          break;
        }
        case LOAD_LOCAL: {
          int s = base + args[pc];
          long x = w[s];
          if (NanBox.isPlain(x)) {
            w[sp++] = x;
          } else if (x == NanBox.REF) {
            w[sp] = x;
            r[sp++] = r[s];
          } else {
            f.sp = sp;
            f.pc = pc;
            slow.loadIndirect(f, s);
            sp++;
          }
          pc++;
          break;
        }
        case LOAD_CELL: {
          Cell c = (Cell) r[base + args[pc]];
          long x = c.word();
          if (NanBox.isPlain(x)) {
            w[sp++] = x;
          } else if (x == NanBox.REF) {
            w[sp] = x;
            r[sp++] = c.ref();
          } else {
            f.sp = sp;
            f.pc = pc;
            slow.undefinedVariable(f);
          }
          pc++;
          break;
        }
        case LOAD_CAPTURE: {
          Cell c = fn.captures[args[pc]];
          long x = c.word();
          if (NanBox.isPlain(x)) {
            w[sp++] = x;
          } else if (x == NanBox.REF) {
            w[sp] = x;
            r[sp++] = c.ref();
          } else {
            f.sp = sp;
            f.pc = pc;
            slow.undefinedVariable(f);
          }
          pc++;
          break;
        }
        case LOAD_SELF: {
          if (cs.code.isMethod()) {
            w[sp] = w[base];
            r[sp] = r[base];
          } else {
            Object self = fn.self;
            long x = NanBox.wordOf(self);
            w[sp] = x;
            r[sp] = x == NanBox.REF ? self : null;
          }
          sp++;
          pc++;
          break;
        }
        case STORE_LOCAL:
        case INIT_LOCAL: {
          int s = base + args[pc];
          long x = w[--sp];
          long old = w[s];
          if (old == NanBox.CELL && op == STORE_LOCAL) {
            slow.storeIndirect(f, s, x, r[sp]);
            r[sp] = null;
          } else {
            w[s] = x;
            if (x == NanBox.REF) {
              r[s] = r[sp];
              r[sp] = null;
            } else if (!NanBox.isPlain(old)) {
              r[s] = null;
            }
            if (vm.watching) {
              slow.wroteLocal(f, s);
            }
          }
          pc++;
          break;
        }
        case STORE_CELL:
        case STORE_CAPTURE: {
          Cell c = op == STORE_CELL ? (Cell) r[base + args[pc]] : fn.captures[args[pc]];
          long x = w[--sp];
          vm.store.set(c, x, x == NanBox.REF ? r[sp] : null);
          r[sp] = null;
          pc++;
          break;
        }
        case DUP: {
          long x = w[sp - 1];
          w[sp] = x;
          if (x == NanBox.REF) {
            r[sp] = r[sp - 1];
          }
          sp++;
          pc++;
          break;
        }
        case POP: {
          if (w[--sp] == NanBox.REF) {
            r[sp] = null;
          }
          pc++;
          break;
        }
        case JUMP:
          pc = args[pc];
          break;
        case LOOP:
          pc = args[pc];
          if (vm.poll != 0) {
            f.sp = sp;
            f.pc = pc;
            f = slow.safepoint(f);
            if (f == null) {
              return null;
            }
            w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
          }
          break;
        case JUMP_IF_FALSE: {
          long x = w[--sp];
          if (x == NanBox.REF) {
            r[sp] = null;
          }
          pc = NanBox.isFalsy(x) ? args[pc] : pc + 1;
          break;
        }
        case JUMP_IF_TRUE: {
          long x = w[--sp];
          if (x == NanBox.REF) {
            r[sp] = null;
          }
          pc = NanBox.isFalsy(x) ? pc + 1 : args[pc];
          break;
        }
        case JUMP_IF_END: {
          if (w[sp - 1] == NanBox.NOT_FOUND) {
            sp--;
            pc = args[pc];
          } else {
            pc++;
          }
          break;
        }
        case ADD: {
          long a = w[sp - 2];
          long b = w[sp - 1];
          if (NanBox.areInts(a, b)) {
            long x = a << 16;
            long y = b << 16;
            long sum = x + y;
            if (((x ^ sum) & (y ^ sum)) >= 0) {
              w[--sp - 1] = NanBox.INT | (sum >>> 16);
              pc++;
              break;
            }
          } else if (NanBox.isDouble(a) && NanBox.isDouble(b)) {
            w[--sp - 1] = NanBox.ofDouble(Double.longBitsToDouble(a) + Double.longBitsToDouble(b));
            pc++;
            break;
          }
          f.sp = sp;
          f.pc = pc;
          slow.arithmetic(f, op);
          sp--;
          pc++;
          break;
        }
        case SUBTRACT: {
          long a = w[sp - 2];
          long b = w[sp - 1];
          if (NanBox.areInts(a, b)) {
            long x = a << 16;
            long y = b << 16;
            long difference = x - y;
            if (((x ^ y) & (x ^ difference)) >= 0) {
              w[--sp - 1] = NanBox.INT | (difference >>> 16);
              pc++;
              break;
            }
          } else if (NanBox.isDouble(a) && NanBox.isDouble(b)) {
            w[--sp - 1] = NanBox.ofDouble(Double.longBitsToDouble(a) - Double.longBitsToDouble(b));
            pc++;
            break;
          }
          f.sp = sp;
          f.pc = pc;
          slow.arithmetic(f, op);
          sp--;
          pc++;
          break;
        }
        case MULTIPLY: {
          long a = w[sp - 2];
          long b = w[sp - 1];
          if (NanBox.areInts(a, b)) {
            long x = NanBox.intOf(a);
            long y = NanBox.intOf(b);
            long product = x * y;
            // Two factors below 2^31 cannot overflow, and the product must fit 48 bits.
            if (x == (int) x && y == (int) y && NanBox.fitsInt(product)) {
              w[--sp - 1] = NanBox.ofInt(product);
              pc++;
              break;
            }
          } else if (NanBox.isDouble(a) && NanBox.isDouble(b)) {
            w[--sp - 1] = NanBox.ofDouble(Double.longBitsToDouble(a) * Double.longBitsToDouble(b));
            pc++;
            break;
          }
          f.sp = sp;
          f.pc = pc;
          slow.arithmetic(f, op);
          sp--;
          pc++;
          break;
        }
        case REMAINDER: {
          long a = w[sp - 2];
          long b = w[sp - 1];
          if (NanBox.areInts(a, b) && NanBox.intOf(b) != 0) {
            w[--sp - 1] = NanBox.ofInt(remainder(NanBox.intOf(a), NanBox.intOf(b)));
            pc++;
            break;
          }
          f.sp = sp;
          f.pc = pc;
          slow.arithmetic(f, op);
          sp--;
          pc++;
          break;
        }
        case DIVIDE: {
          long a = w[sp - 2];
          long b = w[sp - 1];
          boolean doubles = NanBox.isDouble(a) && NanBox.isDouble(b);
          if (doubles || (NanBox.isInt(a) || NanBox.isDouble(a)) && (NanBox.isInt(b) || NanBox.isDouble(b))) {
            double x = NanBox.isInt(a) ? NanBox.intOf(a) : Double.longBitsToDouble(a);
            double y = NanBox.isInt(b) ? NanBox.intOf(b) : Double.longBitsToDouble(b);
            w[--sp - 1] = NanBox.ofDouble(x / y);
            pc++;
            break;
          }
          f.sp = sp;
          f.pc = pc;
          slow.arithmetic(f, op);
          sp--;
          pc++;
          break;
        }
        case LESS:
        case LESS_EQUAL:
        case GREATER:
        case GREATER_EQUAL: {
          long a = w[sp - 2];
          long b = w[sp - 1];
          if (NanBox.areInts(a, b)) {
            // The tag is the same, so the words order as the numbers do once it is shifted out.
            long x = a << 16;
            long y = b << 16;
            boolean result = op == LESS ? x < y : op == LESS_EQUAL ? x <= y : op == GREATER ? x > y : x >= y;
            w[--sp - 1] = result ? NanBox.TRUE : NanBox.FALSE;
          } else {
            f.sp = sp;
            f.pc = pc;
            slow.compare(f, op);
            sp--;
          }
          pc++;
          break;
        }
        case EQUAL:
        case NOT_EQUAL: {
          long a = w[sp - 2];
          long b = w[sp - 1];
          if (a != NanBox.REF && b != NanBox.REF && !NanBox.isDouble(a)) {
            w[--sp - 1] = (a == b) == (op == EQUAL) ? NanBox.TRUE : NanBox.FALSE;
            pc++;
            break dispatch;
          }
          f.sp = sp;
          f.pc = pc;
          f = slow.equal(f, op == EQUAL);
          if (f == null) {
            return null;
          }
          w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
          break;
        }
        case CALL:
        case CALL_VALUE: {
          CallCache c = (CallCache) cs.caches[args[pc]];
          int first = sp - c.count;
          int dest = first;
          Object callee;
          if (op == CALL_VALUE) {
            dest = first - 1;
            callee = r[dest];
          } else if (c.where == gene.bytecode.Site.Where.CAPTURE) {
            callee = fn.captures[c.index].ref();
          } else {
            callee = null;
          }
          if (callee instanceof Function g && g.state.simple && g.state.parameters == c.count && c.plain && vm.poll == 0) {
            CodeState next = g.state;
            int d = f.depth;
            if (d == f.callers.length || first + next.need > w.length) {
              f.sp = sp;
              f.pc = pc;
              slow.makeRoom(f, first + next.need);
              w = f.words;
              r = f.refs;
            }
            f.callers[d] = fn;
            int[] records = f.records;
            int at = d * Fiber.STRIDE;
            records[at] = pc + 1;
            records[at + 1] = base;
            records[at + 2] = f.dest;
            f.depth = d + 1;
            base = first;
            f.base = first;
            f.dest = dest;
            fn = g;
            f.fn = g;
            cs = next;
            ops = cs.ops;
            args = cs.operands;
            sp = first + c.count;
            int end = first + cs.slots;
            while (sp < end) {
              w[sp++] = NanBox.ABSENT;
            }
            pc = 0;
          } else {
            f.sp = sp;
            f.pc = pc;
            f = slow.call(f, c, op == CALL);
            if (f == null) {
              return null;
            }
            w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
          }
          break;
        }
        case CALL_METHOD:
        case NEW: {
          CallCache c = (CallCache) cs.caches[args[pc]];
          int self = sp - c.count - 1;
          Object receiver = r[self];
          boolean hit = false;
          if (op == CALL_METHOD) {
            hit = receiver instanceof Instance i && i.cls() == c.cls && c.epoch == vm.epoch.value() && c.target instanceof Function && c.plain && vm.poll == 0;
          } else if (receiver == c.cls && receiver != null && c.epoch == vm.epoch.value() && c.target instanceof Function && c.plain && vm.poll == 0) {
            hit = true;
            r[self] = slow.instantiate(c);
          }
          if (hit) {
            Function g = (Function) c.target;
            CodeState next = g.state;
            int d = f.depth;
            if (d == f.callers.length || self + next.need > w.length) {
              f.sp = sp;
              f.pc = pc;
              slow.makeRoom(f, self + next.need);
              w = f.words;
              r = f.refs;
            }
            f.callers[d] = fn;
            int[] records = f.records;
            int at = d * Fiber.STRIDE;
            records[at] = pc + 1;
            records[at + 1] = base;
            records[at + 2] = f.dest;
            f.depth = d + 1;
            base = self;
            f.base = self;
            f.dest = self;
            fn = g;
            f.fn = g;
            cs = next;
            ops = cs.ops;
            args = cs.operands;
            int end = self + cs.slots;
            while (sp < end) {
              w[sp++] = NanBox.ABSENT;
            }
            pc = 0;
          } else {
            f.sp = sp;
            f.pc = pc;
            f = op == NEW ? slow.construct(f, c) : slow.callMethod(f, c);
            if (f == null) {
              return null;
            }
            w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
          }
          break;
        }
        case RETURN: {
          int d = f.depth - 1;
          if (d < 0 || vm.watching) {
            f.sp = sp;
            f.pc = pc;
            f = slow.finish(f);
            if (f == null) {
              return null;
            }
            w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
            break;
          }
          long x = w[sp - 1];
          Object ref = r[sp - 1];
          int dest = f.dest;
          while (--sp >= dest) {
            if (!NanBox.isPlain(w[sp])) {
              r[sp] = null;
            }
          }
          w[dest] = x;
          if (x == NanBox.REF) {
            r[dest] = ref;
          }
          sp = dest + 1;
          f.depth = d;
          fn = f.callers[d];
          f.fn = fn;
          int at = d * Fiber.STRIDE;
          pc = f.records[at];
          base = f.records[at + 1];
          f.base = base;
          f.dest = f.records[at + 2];
          cs = fn.state;
          ops = cs.ops;
          args = cs.operands;
          break;
        }
        case GET_MEMBER: {
          MemberCache c = (MemberCache) cs.caches[args[pc]];
          if (r[sp - 1] instanceof Instance i && i.shape() == c.shape) {
            long x = i.word(c.slot);
            w[sp - 1] = x;
            r[sp - 1] = x == NanBox.REF ? i.ref(c.slot) : null;
            pc++;
          } else {
            f.sp = sp;
            f.pc = pc;
            f = slow.getMember(f, c);
            if (f == null) {
              return null;
            }
            w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
          }
          break;
        }
        case SET_MEMBER: {
          MemberCache c = (MemberCache) cs.caches[args[pc]];
          f.sp = sp;
          f.pc = pc;
          long x = w[sp - 1];
          if (r[sp - 2] instanceof Instance i && i.shape() == c.shape) {
            if (c.wider == null) {
              vm.store.setSlot(i, c.slot, x, r[sp - 1]);
            } else {
              vm.store.addSlot(i, c.wider, x, r[sp - 1]);
            }
          } else {
            slow.setMember(f, c);
            x = w[sp - 1];
          }
          sp--;
          w[sp - 1] = x;
          r[sp - 1] = x == NanBox.REF ? r[sp] : null;
          r[sp] = null;
          pc++;
          break;
        }
        case NEXT: {
          if (r[base + args[pc]] instanceof ArrayCursor c) {
            GeneArray array = c.array;
            int i = c.index;
            if (i < array.size()) {
              c.index = i + 1;
              long x = array.word(i);
              w[sp] = x;
              if (x == NanBox.REF) {
                r[sp] = array.ref(i);
              }
            } else {
              w[sp] = NanBox.NOT_FOUND;
            }
            sp++;
            pc++;
            break;
          }
          f.sp = sp;
          f.pc = pc;
          f = slow.next(f, base + args[pc]);
          if (f == null) {
            return null;
          }
          w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
          break;
        }
        // Fused runs: when an operand is not what they are for, the plain instruction does its part.
        case Quickener.LOAD_LOCAL_LOAD_CONST: {
          long x = w[base + args[pc]];
          long k = cs.constantWords[args[pc + 1]];
          if (NanBox.isPlain(x) && k != NanBox.REF) {
            w[sp] = x;
            w[sp + 1] = k;
            sp += 2;
            pc += 2;
            break;
          }
          op = LOAD_LOCAL;
          continue;
        }
        case Quickener.LOAD_LOCAL_LOAD_LOCAL: {
          long x = w[base + args[pc]];
          long y = w[base + args[pc + 1]];
          if (NanBox.isPlain(x) && NanBox.isPlain(y)) {
            w[sp] = x;
            w[sp + 1] = y;
            sp += 2;
            pc += 2;
            break;
          }
          op = LOAD_LOCAL;
          continue;
        }
        case Quickener.LOCAL_CONST_LESS_JUMP:
        case Quickener.LOCAL_LOCAL_LESS_JUMP: {
          long x = w[base + args[pc]];
          long y = op == Quickener.LOCAL_CONST_LESS_JUMP ? cs.constantWords[args[pc + 1]] : w[base + args[pc + 1]];
          if (NanBox.areInts(x, y)) {
            pc = (x << 16) < (y << 16) ? pc + 4 : args[pc + 3];
            break;
          }
          op = LOAD_LOCAL;
          continue;
        }
        case Quickener.LOCAL_CONST_ADD:
        case Quickener.LOCAL_LOCAL_ADD: {
          long a = w[base + args[pc]];
          long b = op == Quickener.LOCAL_CONST_ADD ? cs.constantWords[args[pc + 1]] : w[base + args[pc + 1]];
          if (NanBox.areInts(a, b)) {
            long x = a << 16;
            long y = b << 16;
            long sum = x + y;
            if (((x ^ sum) & (y ^ sum)) >= 0) {
              w[sp++] = NanBox.INT | (sum >>> 16);
              pc += 3;
              break;
            }
          }
          op = LOAD_LOCAL;
          continue;
        }
        case Quickener.LOCAL_CONST_ADD_STORE: {
          long a = w[base + args[pc]];
          long b = cs.constantWords[args[pc + 1]];
          if (NanBox.areInts(a, b) && !vm.watching) {
            long x = a << 16;
            long y = b << 16;
            long sum = x + y;
            int s = base + args[pc + 3];
            if (((x ^ sum) & (y ^ sum)) >= 0 && NanBox.isPlain(w[s])) {
              w[s] = NanBox.INT | (sum >>> 16);
              pc += 4;
              break;
            }
          }
          op = LOAD_LOCAL;
          continue;
        }
        case Quickener.LOCAL_CONST_SUBTRACT: {
          long a = w[base + args[pc]];
          long b = cs.constantWords[args[pc + 1]];
          if (NanBox.areInts(a, b)) {
            long x = a << 16;
            long y = b << 16;
            long difference = x - y;
            if (((x ^ y) & (x ^ difference)) >= 0) {
              w[sp++] = NanBox.INT | (difference >>> 16);
              pc += 3;
              break;
            }
          }
          op = LOAD_LOCAL;
          continue;
        }
        case Quickener.LOCAL_CONST_MULTIPLY: {
          long a = w[base + args[pc]];
          long b = cs.constantWords[args[pc + 1]];
          if (NanBox.areInts(a, b)) {
            long x = NanBox.intOf(a);
            long y = NanBox.intOf(b);
            long product = x * y;
            if (x == (int) x && y == (int) y && NanBox.fitsInt(product)) {
              w[sp++] = NanBox.ofInt(product);
              pc += 3;
              break;
            }
          }
          op = LOAD_LOCAL;
          continue;
        }
        case Quickener.LOCAL_CONST_REMAINDER: {
          long a = w[base + args[pc]];
          long b = cs.constantWords[args[pc + 1]];
          if (NanBox.areInts(a, b) && NanBox.intOf(b) != 0) {
            w[sp++] = NanBox.ofInt(remainder(NanBox.intOf(a), NanBox.intOf(b)));
            pc += 3;
            break;
          }
          op = LOAD_LOCAL;
          continue;
        }
        case Quickener.CONST_REMAINDER: {
          long a = w[sp - 1];
          long b = cs.constantWords[args[pc]];
          if (NanBox.areInts(a, b) && NanBox.intOf(b) != 0) {
            w[sp - 1] = NanBox.ofInt(remainder(NanBox.intOf(a), NanBox.intOf(b)));
            pc += 2;
            break;
          }
          op = LOAD_CONST;
          continue;
        }
        case Quickener.CONST_ADD: {
          long a = w[sp - 1];
          long b = cs.constantWords[args[pc]];
          if (NanBox.areInts(a, b)) {
            long x = a << 16;
            long y = b << 16;
            long sum = x + y;
            if (((x ^ sum) & (y ^ sum)) >= 0) {
              w[sp - 1] = NanBox.INT | (sum >>> 16);
              pc += 2;
              break;
            }
          }
          op = LOAD_CONST;
          continue;
        }
        case Quickener.CONST_EQUAL_JUMP: {
          long a = w[sp - 1];
          long b = cs.constantWords[args[pc]];
          if (a != NanBox.REF && b != NanBox.REF && !NanBox.isDouble(a)) {
            sp--;
            pc = a == b ? pc + 3 : args[pc + 2];
            break;
          }
          op = LOAD_CONST;
          continue;
        }
        case Quickener.LESS_JUMP:
        case Quickener.LESS_EQUAL_JUMP:
        case Quickener.GREATER_JUMP: {
          long a = w[sp - 2];
          long b = w[sp - 1];
          boolean ints = NanBox.areInts(a, b);
          if (ints || NanBox.isDouble(a) && NanBox.isDouble(b)) {
            boolean result;
            if (ints) {
              long x = a << 16;
              long y = b << 16;
              result = op == Quickener.LESS_JUMP ? x < y : op == Quickener.GREATER_JUMP ? x > y : x <= y;
            } else {
              double x = Double.longBitsToDouble(a);
              double y = Double.longBitsToDouble(b);
              result = op == Quickener.LESS_JUMP ? x < y : op == Quickener.GREATER_JUMP ? x > y : x <= y;
            }
            sp -= 2;
            pc = result ? pc + 2 : args[pc + 1];
            break;
          }
          op = op == Quickener.LESS_JUMP ? LESS : op == Quickener.GREATER_JUMP ? GREATER : LESS_EQUAL;
          continue;
        }
        case Quickener.EQUAL_JUMP: {
          long a = w[sp - 2];
          long b = w[sp - 1];
          if (a != NanBox.REF && b != NanBox.REF && !NanBox.isDouble(a)) {
            sp -= 2;
            pc = a == b ? pc + 2 : args[pc + 1];
            break;
          }
          op = EQUAL;
          continue;
        }
        case TRAP: {
          f.sp = sp;
          f.pc = pc;
          Fiber g = slow.trap(f);
          if (g == null) {
            return null;
          }
          if (g != f) {
            f = g;
            w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
            break;
          }
          pc = f.pc;
          op = cs.code.op(pc).ordinal();
          continue;
        }
        default: {
          f.sp = sp;
          f.pc = pc;
          f = slow.execute(f, op, args[pc]);
          if (f == null) {
            return null;
          }
          w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
          break;
        }
      }
      op = ops[pc] & 0xff;
    }
  }

  /** Truncating remainder; the 32-bit instruction is several times faster where it suffices. */
  private static long remainder(long a, long b) {
    return a == (int) a && b == (int) b ? (int) a % (int) b : a % b;
  }
}
