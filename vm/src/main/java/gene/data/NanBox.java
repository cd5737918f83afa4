// 64-bit words for values: a double is itself, everything else sits in the negative quiet-NaN space.
package gene.data;

/**
 * The tag is the top 16 bits. Integers have the tag with all bits set, so that one `and` and one shift test two operands.
 * <pre>
 *   0xFFFF  integer, 48 bit signed      0xFFFB  nil void false true not_found _ (payload: a number)
 *   0xFFFC  character (payload: code point)
 *   0xFFF9  payload 0: look in the reference lane; 1: the lane holds the variable's {@link Cell}; 2: no value
 * </pre>
 * Every other word is a double; NaNs made elsewhere are canonical before they enter. The reference lane beside a word is
 * null unless the word is {@link #REF} or {@link #CELL}: whoever overwrites such a word clears the lane.
 */
public final class NanBox {
  public static final long INT = 0xFFFFL << 48;
  // REF, CELL and ABSENT differ in the lowest bits only: one mask tells a word that is a value by itself from the rest.
  public static final long REF = 0xFFF9L << 48;
  public static final long CELL = REF | 1;
  /** Not a value: an argument that was not passed, or a variable whose declaration has not run. */
  public static final long ABSENT = REF | 2;
  private static final long CHAR = 0xFFFCL << 48;
  private static final long SPECIAL = 0xFFFBL << 48;
  // nil, void and false are adjacent: a falsy word lies between NIL and FALSE.
  public static final long NIL = SPECIAL;
  public static final long VOID = SPECIAL | 1;
  public static final long FALSE = SPECIAL | 2;
  public static final long TRUE = SPECIAL | 3;
  public static final long NOT_FOUND = SPECIAL | 4;
  public static final long PLACEHOLDER = SPECIAL | 5;
  private static final long SMALLEST_TAG = 0xFFF9;
  private static final long NAN = 0x7FF8L << 48;

  private NanBox() {}

  public static boolean isInt(long w) {
    return w >> 48 == -1;
  }

  public static boolean areInts(long a, long b) {
    return (a & b) >> 48 == -1;
  }

  public static long intOf(long w) {
    return (w << 16) >> 16;
  }

  public static boolean fitsInt(long v) {
    return ((v << 16) >> 16) == v;
  }

  /** The word of an integer that {@link #fitsInt}. */
  public static long ofInt(long v) {
    return v | INT;
  }

  public static boolean isDouble(long w) {
    return w >>> 48 < SMALLEST_TAG;
  }

  // Arithmetic on words. The result 0 says that an operand is no small integer or the result needs more than 48 bits:
  // no integer has that word.

  public static long sumOfInts(long a, long b) {
    if (!areInts(a, b)) {
      return 0;
    }
    // Shifted up by 16, 48-bit overflow is 64-bit overflow.
    long x = a << 16;
    long y = b << 16;
    long sum = x + y;
    return ((x ^ sum) & (y ^ sum)) < 0 ? 0 : INT | (sum >>> 16);
  }

  public static long differenceOfInts(long a, long b) {
    if (!areInts(a, b)) {
      return 0;
    }
    long x = a << 16;
    long y = b << 16;
    long difference = x - y;
    return ((x ^ y) & (x ^ difference)) < 0 ? 0 : INT | (difference >>> 16);
  }

  public static long productOfInts(long a, long b) {
    if (!areInts(a, b)) {
      return 0;
    }
    long x = intOf(a);
    long y = intOf(b);
    long product = x * y;
    // Two factors below 2^31 cannot overflow 64 bits; the product must fit 48.
    return x == (int) x && y == (int) y && fitsInt(product) ? ofInt(product) : 0;
  }

  /** Whether both are small integers, or both floats. */
  public static boolean areAlike(long a, long b) {
    return areInts(a, b) || isDouble(a) && isDouble(b);
  }

  /** For two words that {@link #areAlike}. */
  public static boolean isLess(long a, long b) {
    // The tags are the same, so words of integers order as the numbers do once it is shifted out.
    return isInt(a) ? a << 16 < b << 16 : doubleOf(a) < doubleOf(b);
  }

  public static boolean isLessOrEqual(long a, long b) {
    return isInt(a) ? a << 16 <= b << 16 : doubleOf(a) <= doubleOf(b);
  }

  /** Of two small integers or two floats; 0 also for the sum 0.0, which the slow way gets right. */
  public static long sum(long a, long b) {
    long ints = sumOfInts(a, b);
    return ints == 0 && isDouble(a) && isDouble(b) ? ofDouble(doubleOf(a) + doubleOf(b)) : ints;
  }

  public static long difference(long a, long b) {
    long ints = differenceOfInts(a, b);
    return ints == 0 && isDouble(a) && isDouble(b) ? ofDouble(doubleOf(a) - doubleOf(b)) : ints;
  }

  public static long product(long a, long b) {
    long ints = productOfInts(a, b);
    return ints == 0 && isDouble(a) && isDouble(b) ? ofDouble(doubleOf(a) * doubleOf(b)) : ints;
  }

  /** Truncating; 0 for a zero divisor as well. */
  public static long remainderOfInts(long a, long b) {
    if (!areInts(a, b) || b == INT) {
      return 0;
    }
    long x = intOf(a);
    long y = intOf(b);
    // The 32-bit instruction is several times faster where it suffices.
    return ofInt(x == (int) x && y == (int) y ? (int) x % (int) y : x % y);
  }

  /** The word of the quotient of two numbers, always a float; {@link #REF} when an operand is neither a float nor a small integer. */
  public static long quotientOfNumbers(long a, long b) {
    if (!(isDouble(a) || isInt(a)) || !(isDouble(b) || isInt(b))) {
      return REF;
    }
    return ofDouble((isInt(a) ? intOf(a) : doubleOf(a)) / (isInt(b) ? intOf(b) : doubleOf(b)));
  }

  public static double doubleOf(long w) {
    return Double.longBitsToDouble(w);
  }

  public static long ofDouble(double d) {
    // Every NaN becomes the canonical positive one, which no tag collides with. HotSpot's doubleToLongBits jumps for each number.
    return d == d ? Double.doubleToRawLongBits(d) : NAN;
  }

  public static long ofBool(boolean b) {
    return b ? TRUE : FALSE;
  }

  public static boolean isBool(long w) {
    // FALSE and TRUE differ in the lowest bit only.
    return (w | 1) == TRUE;
  }

  public static boolean isChar(long w) {
    return (w >>> 48) == 0xFFFCL;
  }

  public static boolean isFalsy(long w) {
    return w >= NIL && w <= FALSE;
  }

  /** Whether the word is a value by itself: neither REF nor CELL nor ABSENT. */
  public static boolean isPlain(long w) {
    return (w & ~3L) != REF;
  }

  /** Whether the reference lane holds something for this word. */
  public static boolean usesLane(long w) {
    return w == REF || w == CELL;
  }

  /** The word for a boxed value; {@link #REF} when the value itself belongs in the reference lane. */
  public static long wordOf(Object v) {
    if (v instanceof Long n) {
      return fitsInt(n) ? ofInt(n) : REF;
    } else if (v instanceof Double d) {
      return ofDouble(d);
    } else if (v instanceof Boolean b) {
      return b ? TRUE : FALSE;
    } else if (v instanceof Special s) {
      return SPECIAL | (s.ordinal() < 2 ? s.ordinal() : s.ordinal() + 2);
    } else if (v instanceof Char c) {
      return CHAR | c.codePoint();
    }
    return REF;
  }

  /** The boxed value of a word and its reference lane. Small, so that the commonest case is inlined wherever a value is read. */
  public static Object box(long w, Object ref) {
    return w == REF ? ref : isInt(w) ? (Object) intOf(w) : boxOther(w, ref);
  }

  private static Object boxOther(long w, Object ref) {
    if (isDouble(w)) {
      return doubleOf(w);
    } else if (isChar(w)) {
      return new Char((int) (w & 0x1FFFFF));
    } else if (w == NIL) {
      return Special.NIL;
    } else if (w == VOID) {
      return Special.VOID;
    } else if (w == TRUE || w == FALSE) {
      return w == TRUE;
    } else if (w == NOT_FOUND) {
      return Special.NOT_FOUND;
    } else if (w == PLACEHOLDER) {
      return Special.PLACEHOLDER;
    } else if (w == CELL) {
      Cell cell = (Cell) ref;
      return box(cell.word, cell.ref);
    }
    throw new AssertionError("no value: " + Long.toHexString(w));
  }
}
