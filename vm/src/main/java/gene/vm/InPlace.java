// An expression of variables, constants, fields and operators, worked out where a frame stands: nothing is entered, called or written.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.data.Cell;
import gene.data.Epoch;
import gene.data.Instance;
import gene.data.NanBox;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Does what the dispatch loop does at its fast instructions. Whatever that leaves to slower ones (a sum that overflows, a value of
 * another kind, a variable without a value) has no answer here, and the expression is evaluated on a fiber, from the beginning.
 */
final class InPlace {
  private static final Set<Op> KNOWN = EnumSet.of(Op.LOAD_CONST, Op.LOAD_CAPTURE, Op.LOAD_NAME, Op.LOAD_SELF, Op.DUP, Op.POP, Op.JUMP,
      Op.JUMP_IF_FALSE, Op.JUMP_IF_TRUE, Op.JUMP_AND, Op.JUMP_OR, Op.RETURN, Op.ADD, Op.SUBTRACT, Op.MULTIPLY, Op.REMAINDER, Op.LESS,
      Op.LESS_EQUAL, Op.GREATER, Op.GREATER_EQUAL, Op.EQUAL, Op.NOT_EQUAL, Op.AND, Op.OR, Op.NOT, Op.GET_MEMBER);
  /** An expression that has had no answer so often more than it had one is no longer tried. */
  private static final int PATIENCE = 100;

  /** For each variable of the expression where a frame has it, as in {@link Prepared}. */
  private final int[] places;
  private final Epoch epoch;
  /** Its caches are those of the evaluation on a fiber. */
  private final CodeState state;
  private final byte[] ops;
  private final long[] words;
  private final Object[] refs;
  private int failures;

  private InPlace(CodeState state, int[] places, Epoch epoch) {
    this.state = state;
    this.places = places;
    this.epoch = epoch;
    ops = new byte[state.code.length()];
    for (int pc = 0; pc < ops.length; pc++) {
      ops[pc] = (byte) state.code.op(pc).ordinal();
    }
    words = new long[state.need];
    refs = new Object[state.need];
  }

  /** Null when the code has other instructions. */
  static InPlace of(CodeState state, int[] places, Epoch epoch) {
    Code code = state.code;
    for (int pc = 0; pc < code.length(); pc++) {
      if (!KNOWN.contains(code.op(pc)) || code.op(pc) == Op.JUMP && code.operand(pc) <= pc) {
        return null;
      }
    }
    return new InPlace(state.prepare(), places, epoch);
  }

  /** The boxed value; null when there is no answer here. */
  Object value(Fiber f, int level) {
    if (failures > PATIENCE) {
      return null;
    }
    int top = run(f, level);
    failures = top < 0 ? failures + 1 : Math.max(0, failures - 1);
    Object value = top < 0 ? null : NanBox.box(words[top], refs[top]);
    Arrays.fill(refs, null);
    return value;
  }

  /** Where the result lies; -1 for none. */
  private int run(Fiber f, int level) {
    final int[] args = state.operands;
    final long[] w = words;
    final Object[] r = refs;
    int sp = 0;
    int pc = 0;
    while (true) {
      int op = ops[pc] & 0xff;
      switch (op) {
        case Opcodes.LOAD_CONST, Opcodes.LOAD_CAPTURE, Opcodes.LOAD_NAME, Opcodes.LOAD_SELF -> {
          if (!push(f, level, op, args[pc], sp)) {
            return -1;
          }
          sp++;
          pc++;
        }
        case Opcodes.DUP -> {
          w[sp] = w[sp - 1];
          r[sp] = r[sp - 1];
          sp++;
          pc++;
        }
        case Opcodes.POP -> {
          sp--;
          pc++;
        }
        case Opcodes.JUMP -> pc = args[pc];
        case Opcodes.JUMP_IF_FALSE, Opcodes.JUMP_IF_TRUE -> pc = NanBox.isFalsy(w[--sp]) == (op == Opcodes.JUMP_IF_FALSE) ? args[pc] : pc + 1;
        case Opcodes.JUMP_AND, Opcodes.JUMP_OR -> {
          long x = w[sp - 1];
          if (x != NanBox.TRUE && x != NanBox.FALSE) {
            return -1;
          }
          pc = (x == NanBox.FALSE) == (op == Opcodes.JUMP_AND) ? args[pc] : pc + 1;
        }
        case Opcodes.NOT -> {
          if (!NanBox.isFalsy(w[sp - 1]) && w[sp - 1] != NanBox.TRUE) {
            return -1;
          }
          w[sp - 1] = NanBox.ofBool(NanBox.isFalsy(w[sp - 1]));
          pc++;
        }
        case Opcodes.GET_MEMBER -> {
          MemberCache c = (MemberCache) state.caches[args[pc]];
          if (w[sp - 1] != NanBox.REF || !(r[sp - 1] instanceof Instance i) || i.shape() != c.shape || !put(i.word(c.slot), i.ref(c.slot), sp - 1)) {
            return -1;
          }
          pc++;
        }
        case Opcodes.RETURN -> {
          return sp - 1;
        }
        default -> {
          long result = ofTwo(op, sp - 2, sp - 1);
          if (result == 0) {
            return -1;
          }
          w[--sp - 1] = result;
          pc++;
        }
      }
    }
  }

  /** False when there is no value. */
  private boolean push(Fiber f, int level, int op, int operand, int to) {
    switch (op) {
      case Opcodes.LOAD_CONST:
        return put(state.constantWords[operand], state.constantRefs[operand], to);
      case Opcodes.LOAD_CAPTURE:
        return load(f, level, places[operand], to);
      case Opcodes.LOAD_NAME: {
        NameCache c = (NameCache) state.caches[operand];
        return c.cell != null && c.from == f.function(level).ns && c.epoch == epoch.value() && put(c.cell.word(), c.cell.ref(), to);
      }
      default: {
        Function frame = f.function(level);
        Object self = frame.state.code.isMethod() ? f.at(f.base(level)) : frame.self;
        return put(NanBox.wordOf(self), self, to);
      }
    }
  }

  private boolean load(Fiber f, int level, int place, int to) {
    int at = f.base(level) + place;
    Cell cell = place < 0 ? f.function(level).captures[-1 - place] : f.refs[at] instanceof Cell c ? c : null;
    return cell != null ? put(cell.word(), cell.ref(), to) : put(f.words[at], f.refs[at], to);
  }

  /** False for a word that is no value. */
  private boolean put(long word, Object ref, int to) {
    words[to] = word;
    refs[to] = ref;
    return word == NanBox.REF || NanBox.isPlain(word);
  }

  /** The word of the result of an operator; 0 when it takes another way than numbers and truth values. */
  private long ofTwo(int op, int left, int right) {
    long a = words[left];
    long b = words[right];
    switch (op) {
      case Opcodes.ADD:
        return NanBox.sum(a, b);
      case Opcodes.SUBTRACT:
        return NanBox.difference(a, b);
      case Opcodes.MULTIPLY:
        return NanBox.product(a, b);
      case Opcodes.REMAINDER:
        return NanBox.remainderOfInts(a, b);
      case Opcodes.EQUAL:
      case Opcodes.NOT_EQUAL:
        return equal(a, refs[left], b, refs[right], op == Opcodes.EQUAL);
      case Opcodes.AND:
      case Opcodes.OR: {
        boolean plain = (a == NanBox.TRUE || a == NanBox.FALSE) && (b == NanBox.TRUE || b == NanBox.FALSE);
        return !plain ? 0 : op == Opcodes.AND ? (a == NanBox.TRUE ? b : a) : a == NanBox.TRUE ? a : b;
      }
      default:
        return !NanBox.areAlike(a, b) ? 0 : NanBox.ofBool(switch (op) {
          case Opcodes.LESS -> NanBox.isLess(a, b);
          case Opcodes.LESS_EQUAL -> NanBox.isLessOrEqual(a, b);
          case Opcodes.GREATER -> NanBox.isLess(b, a);
          default -> NanBox.isLessOrEqual(b, a);
        });
    }
  }

  private static long equal(long a, Object left, long b, Object right, boolean wanted) {
    if (a == NanBox.REF && b == NanBox.REF && left instanceof String s && right instanceof String) {
      return NanBox.ofBool(s.equals(right) == wanted);
    }
    return a == NanBox.REF || b == NanBox.REF || NanBox.isDouble(a) ? 0 : NanBox.ofBool((a == b) == wanted);
  }
}
