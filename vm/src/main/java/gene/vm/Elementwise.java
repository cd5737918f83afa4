// Small arithmetic functions, as `(fn [x] (x * k + 1))`, applied to all numbers of an array at once.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.data.Cell;
import gene.data.GeneArray;
import gene.data.Lanes;
import gene.data.NanBox;
import java.util.ArrayList;
import java.util.List;

/**
 * What the function's code does for one element is done for a block of elements by each instruction in turn, in loops that HotSpot
 * vectorises. It is known beforehand of what kind each intermediate value is and how many bits it may need: a function that could
 * raise, overflow or be seen while it runs is called for each element instead.
 */
public final class Elementwise {
  private static final int BLOCK = 512;
  /** A shorter array is done sooner than this is set up. */
  private static final int FEWEST = 16;
  private static final int LONGEST = 64;
  private static final int MOST_BITS = 62;

  private enum Kind { INT, REAL, TRUTH }

  /** @param value of a constant, or of a divisor: its word
   *  @param bits  of a dividend: how many it may have, without its sign */
  private record Step(Op op, Kind kind, int bits, long value) {}

  /** @param bits how many an integer may have, without its sign */
  private record Value(Kind kind, int bits, boolean constant, long word) {}

  private static final class Lane {
    final long[] ints = new long[BLOCK];
    final double[] reals = new double[BLOCK];
  }

  private final GeneArray array;
  private final List<Step> steps;
  private final Lane[] stack;

  private Elementwise(GeneArray array, List<Step> steps, int depth) {
    this.array = array;
    this.steps = steps;
    this.stack = new Lane[depth];
    for (int i = 0; i < depth; i++) {
      stack[i] = new Lane();
    }
  }

  /** What the function gives for each element; null when it must be called for each. */
  public static GeneArray map(Vm vm, GeneArray a, Object f) {
    Elementwise e = of(vm, a, f);
    if (e == null || e.result() == Kind.TRUTH) {
      return null;
    }
    var mapped = new Lanes.Made(a.size());
    for (int from = 0; from < a.size(); from += BLOCK) {
      int n = e.run(from);
      if (e.result() == Kind.REAL) {
        mapped.add(e.stack[0].reals, n);
      } else {
        mapped.add(e.stack[0].ints, n);
      }
    }
    return mapped.array();
  }

  /** The elements for which the comparison that the function makes holds; null when it must be called for each. */
  public static GeneArray filter(Vm vm, GeneArray a, Object f) {
    Elementwise e = of(vm, a, f);
    if (e == null || e.result() != Kind.TRUTH) {
      return null;
    }
    // One more than can be needed: each element is written before it is known whether it stays.
    var chosen = new Lanes.Made(a.size() + 1);
    for (int from = 0; from < a.size(); from += BLOCK) {
      int n = e.run(from);
      chosen.keep(a, from, e.stack[0].ints, n);
    }
    return chosen.array();
  }

  private Kind result() {
    return steps.get(steps.size() - 1).kind;
  }

  // Understanding the function

  private static Elementwise of(Vm vm, GeneArray a, Object f) {
    if (a.size() < FEWEST || !(f instanceof Function g) || vm.jit == null || vm.hook != null || vm.recorder != null || g.state.isWatched()) {
      return null;
    }
    Code code = g.code();
    boolean plain = code.isSimple() && code.params().size() == 1 && !code.isMethod() && !code.isMacro() && !code.isGenerator() && !code.isAsync();
    if (!plain || code.length() > LONGEST || !canBe(code)) {
      return null;
    }
    Lanes.Kind kind = Lanes.kind(a);
    if (kind == Lanes.Kind.OTHER) {
      return null;
    }
    var element = new Value(kind == Lanes.Kind.INTS ? Kind.INT : Kind.REAL, kind == Lanes.Kind.INTS ? Lanes.bits(a) : 0, false, 0);
    List<Step> steps = steps(g, element);
    return steps == null ? null : new Elementwise(a, steps, code.maxStack());
  }

  /** Whether it has only instructions that this class knows: most functions are told apart without looking at the array. */
  private static boolean canBe(Code code) {
    for (int pc = 0; pc < code.length(); pc++) {
      switch (code.op(pc)) {
        case LOAD_LOCAL, LOAD_CONST, LOAD_CAPTURE, ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
          if (pc == code.length() - 1) {
            return false;
          }
        }
        case RETURN -> {
          return pc == code.length() - 1;
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  /** The function as steps with their kinds; null when it could do anything but compute. */
  private static List<Step> steps(Function g, Value element) {
    Code code = g.code();
    var steps = new ArrayList<Step>();
    var held = new ArrayList<Value>();
    for (int pc = 0; code.op(pc) != Op.RETURN; pc++) {
      Op op = code.op(pc);
      int dividend = op == Op.REMAINDER ? held.get(held.size() - 2).bits : 0;
      Value made = switch (op) {
        case LOAD_LOCAL -> code.operand(pc) == 0 ? element : null;
        case LOAD_CONST -> constant(g.state.prepare().constantWords[code.operand(pc)]);
        case LOAD_CAPTURE -> constant(g.captures[code.operand(pc)]);
        default -> combined(op, held.remove(held.size() - 2), held.remove(held.size() - 1));
      };
      if (made == null || made.bits > MOST_BITS) {
        return null;
      }
      held.add(made);
      steps.add(new Step(op, made.kind, dividend, made.word));
    }
    return steps;
  }

  private static Value constant(Cell cell) {
    return constant(cell.word());
  }

  private static Value constant(long word) {
    if (NanBox.isInt(word)) {
      long x = NanBox.intOf(word);
      return new Value(Kind.INT, Long.SIZE - Long.numberOfLeadingZeros(x ^ x >> 63), true, word);
    }
    return NanBox.isDouble(word) ? new Value(Kind.REAL, 0, true, word) : null;
  }

  /** Of the two topmost values, of which the first argument is the lower one; null when they might raise. */
  private static Value combined(Op op, Value a, Value b) {
    if (a.kind == Kind.TRUTH || b.kind == Kind.TRUTH) {
      return null;
    }
    boolean ints = a.kind == Kind.INT && b.kind == Kind.INT;
    Kind kind = ints ? Kind.INT : Kind.REAL;
    return switch (op) {
      case ADD, SUBTRACT -> new Value(kind, ints ? Math.max(a.bits, b.bits) + 1 : 0, false, 0);
      case MULTIPLY -> new Value(kind, ints ? a.bits + b.bits : 0, false, 0);
      case DIVIDE -> new Value(Kind.REAL, 0, false, 0);
      case REMAINDER -> ints && b.constant && NanBox.intOf(b.word) > 0 ? new Value(Kind.INT, b.bits, false, b.word) : null;
      case EQUAL, NOT_EQUAL -> ints ? new Value(Kind.TRUTH, 0, false, 0) : null;
      default -> a.kind == b.kind ? new Value(Kind.TRUTH, 0, false, 0) : null;
    };
  }

  // Running it

  /** Does the block that begins at `from`; the results are in the lowest lane. Gives how many they are. */
  private int run(int from) {
    int n = Math.min(BLOCK, array.size() - from);
    int sp = 0;
    Kind[] kinds = new Kind[stack.length];
    for (Step s : steps) {
      switch (s.op) {
        case LOAD_LOCAL -> load(stack[sp], s.kind, from, n);
        case LOAD_CONST, LOAD_CAPTURE -> fill(stack[sp], s, n);
        default -> {
          sp -= 2;
          perform(s, sp, kinds, n);
        }
      }
      kinds[sp++] = s.kind;
    }
    return n;
  }

  private void load(Lane to, Kind kind, int from, int n) {
    if (kind == Kind.REAL) {
      for (int i = 0; i < n; i++) {
        to.reals[i] = NanBox.doubleOf(array.word(from + i));
      }
    } else {
      for (int i = 0; i < n; i++) {
        to.ints[i] = NanBox.intOf(array.word(from + i));
      }
    }
  }

  private static void fill(Lane to, Step s, int n) {
    if (s.kind == Kind.REAL) {
      java.util.Arrays.fill(to.reals, 0, n, NanBox.doubleOf(s.value));
    } else {
      java.util.Arrays.fill(to.ints, 0, n, NanBox.intOf(s.value));
    }
  }

  private static void widen(Lane lane, int n) {
    for (int i = 0; i < n; i++) {
      lane.reals[i] = lane.ints[i];
    }
  }

  private void perform(Step s, int at, Kind[] kinds, int n) {
    boolean ints = kinds[at] == Kind.INT && kinds[at + 1] == Kind.INT;
    if (ints && s.op != Op.DIVIDE) {
      perform(s, stack[at].ints, stack[at + 1].ints, n);
      return;
    }
    for (int i = at; i < at + 2; i++) {
      if (kinds[i] == Kind.INT) {
        widen(stack[i], n);
      }
    }
    perform(s.op, stack[at], stack[at + 1].reals, n);
  }

  /** The results take the place of the first operands. */
  private static void perform(Step s, long[] a, long[] b, int n) {
    switch (s.op) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          a[i] += b[i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < n; i++) {
          a[i] -= b[i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < n; i++) {
          a[i] *= b[i];
        }
      }
      case REMAINDER -> remainders(a, s.bits, NanBox.intOf(s.value), n);
      default -> {
        boolean swapped = s.op == Op.GREATER || s.op == Op.LESS_EQUAL;
        boolean negated = s.op == Op.NOT_EQUAL || s.op == Op.GREATER_EQUAL || s.op == Op.LESS_EQUAL;
        compare(s.op == Op.EQUAL || s.op == Op.NOT_EQUAL, swapped ? b : a, swapped ? a : b, negated ? 1 : 0, a, n);
      }
    }
  }

  /** Whether the elements are equal, else whether the first ones are less; `negated` 1 turns the answers round. */
  private static void compare(boolean equal, long[] a, long[] b, long negated, long[] to, int n) {
    if (equal) {
      for (int i = 0; i < n; i++) {
        to[i] = (a[i] == b[i] ? 1 : 0) ^ negated;
      }
    } else {
      for (int i = 0; i < n; i++) {
        to[i] = (a[i] < b[i] ? 1 : 0) ^ negated;
      }
    }
  }

  /** Of dividends of at most 31 bits by multiplication: with l bits in the divisor d, x / d is x * (2^(31 + l) / d + 1) / 2^(31 + l). */
  private static void remainders(long[] a, int bits, long divisor, int n) {
    int shift = 31 + Long.SIZE - Long.numberOfLeadingZeros(divisor - 1);
    if (bits > 31 || shift > 62) {
      for (int i = 0; i < n; i++) {
        a[i] %= divisor;
      }
      return;
    }
    long factor = (1L << shift) / divisor + 1;
    for (int i = 0; i < n; i++) {
      long sign = a[i] >> 63;
      long x = (a[i] ^ sign) - sign;
      long remainder = x - (x * factor >>> shift) * divisor;
      a[i] = (remainder ^ sign) - sign;
    }
  }

  private static void perform(Op op, Lane to, double[] b, int n) {
    double[] a = to.reals;
    switch (op) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          a[i] += b[i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < n; i++) {
          a[i] -= b[i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < n; i++) {
          a[i] *= b[i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < n; i++) {
          a[i] /= b[i];
        }
      }
      case LESS -> less(a, b, to.ints, n);
      case GREATER -> less(b, a, to.ints, n);
      case LESS_EQUAL -> lessOrEqual(a, b, to.ints, n);
      default -> lessOrEqual(b, a, to.ints, n);
    }
  }

  private static void less(double[] a, double[] b, long[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = a[i] < b[i] ? 1 : 0;
    }
  }

  private static void lessOrEqual(double[] a, double[] b, long[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = a[i] <= b[i] ? 1 : 0;
    }
  }
}
