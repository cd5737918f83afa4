// The dispatch loop. It holds the running frame's registers in locals; rare instructions go out of line to Instructions.
package gene.vm;

import static gene.vm.Opcodes.*;

import gene.data.Cell;
import gene.data.Epoch;
import gene.data.Instance;
import gene.data.NanBox;
import gene.data.Raise;

/**
 * HotSpot compiles no method of more than 8,000 bytes: {@link #loop} must stay below 7,500 (a test measures it).
 * Fast paths never raise. Everything else first writes `sp` and `pc` to the fiber, calls {@link Instructions#execute}, and reads all
 * registers again, because that may have entered or left a frame, or changed to another fiber.
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
    for (Fiber f = start; f != null;) {
      try {
        f = step(f);
      } catch (Moved e) {
        f = vm.current;
      }
    }
  }

  private Fiber step(Fiber f) {
    try {
      return vm.recordingLoop == null ? loop(f) : vm.recordingLoop.run(f);
    } catch (Raise | Unwinder.Thrown | StackOverflowError | OutOfMemoryError e) {
      return slow.unwinder.take(vm.current, e);
    }
  }

  private Fiber loop(Fiber f) {
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
    int op = ops[pc] & 0xff;
    while (true) {
      // Set by an instruction that calls: the function to enter, where its frame starts, where its result goes.
      Function callee = null;
      int first = 0;
      int dest = 0;
      // `break fast` ends an instruction; `break` leaves it to the code behind the switch: a call, or the slow path.
      fast: {
        switch (op) {
          case LOAD_CONST: {
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
            if (NanBox.isPlain(x)) {
              w[sp++] = x;
            } else if (x == NanBox.REF) {
              w[sp] = x;
              r[sp++] = r[s];
            } else {
              break;
            }
            pc++;
            break fast;
          }
          case LOAD_CELL:
          case LOAD_CAPTURE: {
            Cell c = op == LOAD_CELL ? (Cell) r[base + args[pc]] : fn.captures[args[pc]];
            long x = c.word();
            if (NanBox.isPlain(x)) {
              w[sp++] = x;
            } else if (x == NanBox.REF) {
              w[sp] = x;
              r[sp++] = c.ref();
            } else {
              break;
            }
            pc++;
            break fast;
          }
          case LOAD_SELF: {
            Object self = fn.self;
            long x = NanBox.wordOf(self);
            w[sp] = x;
            r[sp++] = x == NanBox.REF ? self : null;
            pc++;
            break fast;
          }
          case Quickener.LOAD_RECEIVER: {
            w[sp] = w[base];
            r[sp++] = r[base];
            pc++;
            break fast;
          }
          case ADD:
          case SUBTRACT: {
            long a = w[sp - 2];
            long b = w[sp - 1];
            long result = op == ADD ? NanBox.sum(a, b) : NanBox.difference(a, b);
            if (result == 0) {
              break;
            }
            w[--sp - 1] = result;
            pc++;
            op = ops[pc] & 0xff;
            if (op != RETURN) {
              continue;
            }
          }
          // falls through
          case RETURN:
          case Quickener.RETURN_RECEIVER: {
            if (f.depth == 0) {
              if (op == Quickener.RETURN_RECEIVER) {
                op = Quickener.LOAD_RECEIVER;
                continue;
              }
              break;
            }
            int from = op == RETURN ? sp - 1 : base;
            f.sp = sp;
            f.leave(w[from], r[from]);
            sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
            op = ops[pc] & 0xff;
            if (op != STORE_LOCAL) {
              continue;
            }
          }
          // falls through
          case STORE_LOCAL:
          case INIT_LOCAL: {
            int s = base + args[pc];
            long old = w[s];
            if (old == NanBox.CELL && op == STORE_LOCAL) {
              break;
            }
            long x = w[--sp];
            w[s] = x;
            if (x == NanBox.REF) {
              r[s] = r[sp];
              r[sp] = null;
            } else if (!NanBox.isPlain(old)) {
              r[s] = null;
            }
            pc++;
            break fast;
          }
          case STORE_CELL:
          case STORE_CAPTURE: {
            Cell c = op == STORE_CELL ? (Cell) r[base + args[pc]] : fn.captures[args[pc]];
            long x = w[--sp];
            vm.store.set(c, x, x == NanBox.REF ? r[sp] : null);
            r[sp] = null;
            pc++;
            break fast;
          }
          case DUP: {
            w[sp] = w[sp - 1];
            r[sp] = r[sp - 1];
            sp++;
            pc++;
            break fast;
          }
          case POP: {
            if (w[--sp] == NanBox.REF) {
              r[sp] = null;
            }
            pc++;
            break fast;
          }
          case Quickener.LOCAL_CONST_ADD_STORE: {
            long result = NanBox.sumOfInts(w[base + args[pc]], cs.constantWords[args[pc + 1]]);
            int s = base + args[pc + 3];
            if (result != 0 && NanBox.isPlain(w[s])) {
              w[s] = result;
              pc += 4;
              op = ops[pc] & 0xff;
              if (op == JUMP) {
                pc = args[pc];
                break fast;
              } else if (op != LOOP) {
                continue;
              }
            } else {
              op = LOAD_LOCAL;
              continue;
            }
          }
          // falls through
          case LOOP:
            if (vm.poll != 0 || --cs.heat < 0) {
              break;
            }
            // falls through
          case JUMP:
            pc = args[pc];
            op = ops[pc] & 0xff;
            if (op != Quickener.LOCAL_LOCAL_LESS_JUMP) {
              continue;
            }
            // falls through
          case Quickener.LOCAL_LOCAL_LESS_JUMP: {
            long x = w[base + args[pc]];
            long y = w[base + args[pc + 1]];
            if (NanBox.areInts(x, y)) {
              pc = (x << 16) < (y << 16) ? pc + 4 : args[pc + 3];
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case JUMP_IF_FALSE:
          case JUMP_IF_TRUE: {
            long x = w[--sp];
            if (x == NanBox.REF) {
              r[sp] = null;
            }
            pc = NanBox.isFalsy(x) == (op == JUMP_IF_FALSE) ? args[pc] : pc + 1;
            break fast;
          }
          case JUMP_IF_END: {
            boolean ends = w[sp - 1] == NanBox.NOT_FOUND;
            sp -= ends ? 1 : 0;
            pc = ends ? args[pc] : pc + 1;
            break fast;
          }
          case MULTIPLY: {
            long product = NanBox.product(w[sp - 2], w[sp - 1]);
            if (product == 0) {
              break;
            }
            w[--sp - 1] = product;
            pc++;
            break fast;
          }
          case REMAINDER: {
            long remainder = NanBox.remainderOfInts(w[sp - 2], w[sp - 1]);
            if (remainder == 0) {
              break;
            }
            w[--sp - 1] = remainder;
            pc++;
            break fast;
          }
          case DIVIDE: {
            long quotient = NanBox.quotientOfNumbers(w[sp - 2], w[sp - 1]);
            if (quotient == NanBox.REF) {
              break;
            }
            w[--sp - 1] = quotient;
            pc++;
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
            boolean result = op == LESS ? NanBox.isLess(a, b) : op == LESS_EQUAL ? NanBox.isLessOrEqual(a, b) : op == GREATER ? NanBox.isLess(b, a) : NanBox.isLessOrEqual(b, a);
            w[--sp - 1] = result ? NanBox.TRUE : NanBox.FALSE;
            pc++;
            break fast;
          }
          case EQUAL:
          case NOT_EQUAL: {
            long a = w[sp - 2];
            long b = w[sp - 1];
            if (a != NanBox.REF && b != NanBox.REF && !NanBox.isDouble(a)) {
              w[--sp - 1] = (a == b) == (op == EQUAL) ? NanBox.TRUE : NanBox.FALSE;
              pc++;
              break fast;
            }
            break;
          }
          case CALL:
          case CALL_VALUE: {
            CallCache c = (CallCache) cs.caches[args[pc]];
            first = sp - c.count;
            dest = op == CALL ? first : first - 1;
            Object target = op == CALL_VALUE ? r[dest] : c.isCapture ? fn.captures[c.index].ref() : null;
            if (target instanceof Function g && g.state.simpleCount == c.simpleCount && vm.poll == 0) {
              callee = g;
              c.saw(g.state);
            }
            break;
          }
          case Quickener.LOCAL_LOCAL_CALL_METHOD: {
            int s = base + args[pc];
            int t = base + args[pc + 1];
            if (w[s] == NanBox.REF && (NanBox.isPlain(w[t]) || w[t] == NanBox.REF)) {
              w[sp] = NanBox.REF;
              r[sp++] = r[s];
              w[sp] = w[t];
              r[sp++] = r[t];
              pc += 2;
              op = CALL_METHOD;
            } else {
              op = LOAD_LOCAL;
              continue;
            }
          }
          // falls through
          case CALL_METHOD: {
            CallCache c = (CallCache) cs.caches[args[pc]];
            first = dest = sp - c.count - 1;
            if (r[first] instanceof Instance i && i.cls() == c.cls && c.epoch == epoch.value() && vm.poll == 0) {
              callee = c.direct;
            }
            break;
          }
          case NEW: {
            CallCache c = (CallCache) cs.caches[args[pc]];
            first = dest = sp - c.count - 1;
            if (r[first] == c.cls && c.epoch == epoch.value() && vm.poll == 0 && c.direct != null) {
              callee = c.direct;
              FieldCopies copies = callee.state.copies;
              if (copies != null && c.shape != null) {
                Instance made = vm.store.instance(c.shape, copies.parameters, w, r, first);
                while (--sp >= first) {
                  r[sp] = null;
                }
                int s = base + args[++pc];
                if (ops[pc] == STORE_LOCAL && w[s] != NanBox.CELL) {
                  w[s] = NanBox.REF;
                  r[s] = made;
                  sp = first;
                  pc++;
                  break fast;
                }
                r[first] = made;
                sp = first + 1;
                break fast;
              }
              r[first] = new Instance(c.cls);
            }
            break;
          }
          case GET_MEMBER: {
            MemberCache c = (MemberCache) cs.caches[args[pc]];
            if (r[sp - 1] instanceof Instance i && i.shape() == c.shape) {
              long x = i.word(c.slot);
              w[sp - 1] = x;
              r[sp - 1] = x == NanBox.REF ? i.ref(c.slot) : null;
              pc++;
              break fast;
            }
            break;
          }
          case Quickener.RECEIVER_GET_MEMBER:
          case Quickener.LOCAL_GET_MEMBER: {
            MemberCache c = (MemberCache) cs.caches[args[pc + 1]];
            if (r[op == Quickener.LOCAL_GET_MEMBER ? base + args[pc] : base] instanceof Instance i && i.shape() == c.shape) {
              long x = i.word(c.slot);
              w[sp] = x;
              if (x == NanBox.REF) {
                r[sp] = i.ref(c.slot);
              }
              sp++;
              pc += 2;
              break fast;
            }
            op = op == Quickener.LOCAL_GET_MEMBER ? LOAD_LOCAL : Quickener.LOAD_RECEIVER;
            continue;
          }
          case Quickener.RECEIVER_MEMBER_LOCAL_MEMBER_ARITHMETIC: {
            MemberCache c = (MemberCache) cs.caches[args[pc + 1]];
            MemberCache e = (MemberCache) cs.caches[args[pc + 3]];
            if (r[base] instanceof Instance i && i.shape() == c.shape && r[base + args[pc + 2]] instanceof Instance j && j.shape() == e.shape) {
              long x = i.word(c.slot);
              long y = j.word(e.slot);
              int operator = cs.plain[pc + 4];
              long result = operator == ADD ? NanBox.sum(x, y) : operator == SUBTRACT ? NanBox.difference(x, y) : NanBox.product(x, y);
              if (result != 0) {
                w[sp++] = result;
                pc += 5;
                break fast;
              }
            }
            op = Quickener.RECEIVER_GET_MEMBER;
            continue;
          }
          case SET_MEMBER:
          case Quickener.SET_MEMBER_POP: {
            MemberCache c = (MemberCache) cs.caches[args[pc]];
            if (r[sp - 2] instanceof Instance i && i.shape() == c.shape) {
              long x = w[sp - 1];
              Object ref = r[sp - 1];
              if (c.wider == null) {
                vm.store.setSlot(i, c.slot, x, ref);
              } else {
                vm.store.addSlot(i, c.wider, x, ref);
              }
              r[--sp] = null;
              if (op == SET_MEMBER) {
                w[sp - 1] = x;
                r[sp - 1] = ref;
                pc++;
              } else {
                r[--sp] = null;
                pc += 2;
              }
              break fast;
            }
            op = SET_MEMBER;
            break;
          }
          case Quickener.RECEIVER_LOCAL_SET_MEMBER: {
            MemberCache c = (MemberCache) cs.caches[args[pc + 2]];
            int s = base + args[pc + 1];
            long x = w[s];
            if (r[base] instanceof Instance i && i.shape() == c.shape && (NanBox.isPlain(x) || x == NanBox.REF)) {
              if (c.wider == null) {
                vm.store.setSlot(i, c.slot, x, r[s]);
              } else {
                vm.store.addSlot(i, c.wider, x, r[s]);
              }
              pc += 4;
              break fast;
            }
            op = Quickener.LOAD_RECEIVER;
            continue;
          }
          case NEXT: {
            if (r[base + args[pc]] instanceof ArrayCursor c) {
              if (c.index < c.array.size()) {
                w[sp] = c.array.word(c.index);
                if (w[sp] == NanBox.REF) {
                  r[sp] = c.array.ref(c.index);
                }
                c.index++;
              } else {
                w[sp] = NanBox.NOT_FOUND;
              }
              sp++;
              pc++;
              break fast;
            }
            break;
          }
          // Fused runs: when an operand is not what they are for, the plain instruction does its part.
          case Quickener.LOAD_LOCAL_LOAD_LOCAL: {
            long x = w[base + args[pc]];
            long y = w[base + args[pc + 1]];
            if (NanBox.isPlain(x) && NanBox.isPlain(y)) {
              w[sp] = x;
              w[sp + 1] = y;
              sp += 2;
              pc += 2;
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case Quickener.LOCAL_CONST_LESS_JUMP:
          case Quickener.LOCAL_CONST_GREATER_JUMP: {
            long x = w[base + args[pc]];
            long y = cs.constantWords[args[pc + 1]];
            if (NanBox.areInts(x, y)) {
              pc = (op == Quickener.LOCAL_CONST_LESS_JUMP ? NanBox.isLess(x, y) : NanBox.isLess(y, x)) ? pc + 4 : args[pc + 3];
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case Quickener.LOCAL_CONST_ADD: {
            long result = NanBox.sumOfInts(w[base + args[pc]], cs.constantWords[args[pc + 1]]);
            if (result != 0) {
              w[sp++] = result;
              pc += 3;
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case Quickener.LOCAL_LOCAL_ADD: {
            long result = NanBox.sumOfInts(w[base + args[pc]], w[base + args[pc + 1]]);
            if (result != 0) {
              w[sp++] = result;
              pc += 3;
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case Quickener.LOCAL_CONST_SUBTRACT: {
            long result = NanBox.differenceOfInts(w[base + args[pc]], cs.constantWords[args[pc + 1]]);
            if (result != 0) {
              w[sp++] = result;
              pc += 3;
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case Quickener.LOCAL_CONST_MULTIPLY: {
            long result = NanBox.productOfInts(w[base + args[pc]], cs.constantWords[args[pc + 1]]);
            if (result != 0) {
              w[sp++] = result;
              pc += 3;
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case Quickener.LOCAL_CONST_REMAINDER: {
            long result = NanBox.remainderOfInts(w[base + args[pc]], cs.constantWords[args[pc + 1]]);
            if (result != 0) {
              w[sp++] = result;
              pc += 3;
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case Quickener.LOCAL_LOCAL_ADD_STORE: {
            long result = NanBox.sumOfInts(w[base + args[pc]], w[base + args[pc + 1]]);
            int s = base + args[pc + 3];
            if (result != 0 && NanBox.isPlain(w[s])) {
              w[s] = result;
              pc += 4;
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case Quickener.LOCAL_CONST_SUBTRACT_STORE: {
            long result = NanBox.differenceOfInts(w[base + args[pc]], cs.constantWords[args[pc + 1]]);
            int s = base + args[pc + 3];
            if (result != 0 && NanBox.isPlain(w[s])) {
              w[s] = result;
              pc += 4;
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case Quickener.ADD_STORE: {
            long result = NanBox.sum(w[sp - 2], w[sp - 1]);
            int s = base + args[pc + 1];
            if (result != 0 && NanBox.isPlain(w[s])) {
              w[s] = result;
              sp -= 2;
              pc += 2;
              break fast;
            }
            op = ADD;
            continue;
          }
          case Quickener.ADD_CONST_REMAINDER_STORE: {
            long sum = NanBox.sumOfInts(w[sp - 2], w[sp - 1]);
            long remainder = sum == 0 ? 0 : NanBox.remainderOfInts(sum, cs.constantWords[args[pc + 1]]);
            int s = base + args[pc + 3];
            if (remainder != 0 && NanBox.isPlain(w[s])) {
              w[s] = remainder;
              sp -= 2;
              pc += 4;
              break fast;
            }
            op = ADD;
            continue;
          }
          case Quickener.LOCAL_CONST_REMAINDER_EQUAL_JUMP: {
            long remainder = NanBox.remainderOfInts(w[base + args[pc]], cs.constantWords[args[pc + 1]]);
            long c = cs.constantWords[args[pc + 3]];
            if (remainder != 0 && NanBox.isInt(c)) {
              pc = remainder == c ? pc + 6 : args[pc + 5];
              break fast;
            }
            op = LOAD_LOCAL;
            continue;
          }
          case Quickener.CONST_REMAINDER: {
            long remainder = NanBox.remainderOfInts(w[sp - 1], cs.constantWords[args[pc]]);
            if (remainder != 0) {
              w[sp - 1] = remainder;
              pc += 2;
              break fast;
            }
            op = LOAD_CONST;
            continue;
          }
          case Quickener.CONST_REMAINDER_STORE: {
            long remainder = NanBox.remainderOfInts(w[sp - 1], cs.constantWords[args[pc]]);
            int s = base + args[pc + 2];
            if (remainder != 0 && NanBox.isPlain(w[s])) {
              w[s] = remainder;
              sp--;
              pc += 3;
              break fast;
            }
            op = LOAD_CONST;
            continue;
          }
          case Quickener.CONST_ADD: {
            long sum = NanBox.sumOfInts(w[sp - 1], cs.constantWords[args[pc]]);
            if (sum != 0) {
              w[sp - 1] = sum;
              pc += 2;
              break fast;
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
              break fast;
            }
            op = LOAD_CONST;
            continue;
          }
          case Quickener.LESS_JUMP:
          case Quickener.LESS_EQUAL_JUMP:
          case Quickener.GREATER_JUMP: {
            long a = w[sp - 2];
            long b = w[sp - 1];
            if (NanBox.areAlike(a, b)) {
              boolean result = op == Quickener.LESS_JUMP ? NanBox.isLess(a, b) : op == Quickener.GREATER_JUMP ? NanBox.isLess(b, a) : NanBox.isLessOrEqual(a, b);
              sp -= 2;
              pc = result ? pc + 2 : args[pc + 1];
              break fast;
            }
            op = op == Quickener.LESS_JUMP ? LESS : op == Quickener.GREATER_JUMP ? GREATER : LESS_EQUAL;
            continue;
          }
          case TRAP: {
            f.sp = sp;
            f.pc = pc;
            Fiber g = slow.trap(f);
            if (g == f && f.sp == sp) {
              pc = f.pc;
              op = cs.plain[pc] & 0xff;
              continue;
            }
            if (g == null) {
              return null;
            }
            f = g;
            w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
            break fast;
          }
          default:
            break;
        }
        if (callee != null) {
          f.sp = sp;
          f.pc = pc;
          if (callee.state.jit == null || !vm.jit.call(f, callee, first, dest)) {
            f.enter(callee, first, dest, sp - first, pc + 1);
          } else if ((f = Jit.resume(f)) == null) {
            return null;
          }
          w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
          break fast;
        }
        f.sp = sp;
        f.pc = pc;
        f = slow.execute(f, op, args[pc]);
        if (f == null) {
          return null;
        }
        w = f.words; r = f.refs; sp = f.sp; base = f.base; pc = f.pc; fn = f.fn; cs = fn.state; ops = cs.ops; args = cs.operands;
      }
      op = ops[pc] & 0xff;
    }
  }
}
