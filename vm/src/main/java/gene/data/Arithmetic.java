// The operators on boxed values: what the interpreter and compiled code fall back on, and the one source of their messages.
package gene.data;

public final class Arithmetic {
  private Arithmetic() {}

  public static Object add(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long r = x + y;
      if (((x ^ r) & (y ^ r)) < 0) {
        throw overflow("addition");
      }
      return r;
    }
    checkNumbers(a, b, "Cannot add ", " and ");
    return asDouble(a) + asDouble(b);
  }

  public static Object subtract(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long r = x - y;
      if (((x ^ y) & (x ^ r)) < 0) {
        throw overflow("subtraction");
      }
      return r;
    }
    // The message names what is taken away first: "Cannot subtract String from Int".
    checkNumbers(a, b, b, a, "Cannot subtract ", " from ");
    return asDouble(a) - asDouble(b);
  }

  public static Object multiply(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long high = Math.multiplyHigh(x, y);
      long low = x * y;
      if (high != low >> 63) {
        throw overflow("multiplication");
      }
      return low;
    }
    checkNumbers(a, b, "Cannot multiply ", " and ");
    return asDouble(a) * asDouble(b);
  }

  /** Always a Float; division by zero gives an infinity or nan. */
  public static Object divide(Object a, Object b) {
    checkNumbers(a, b, "Cannot divide ", " by ");
    return asDouble(a) / asDouble(b);
  }

  public static Object remainder(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      if (y == 0) {
        throw Raise.runtime("Modulo by zero");
      }
      return x % y;
    }
    checkNumbers(a, b, "Cannot modulo ", " by ");
    return asDouble(a) % asDouble(b);
  }

  public static Object power(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y && y >= 0) {
      return power((long) x, (long) y);
    }
    checkNumbers(a, b, "Cannot raise ", " to the power of ");
    return Math.pow(asDouble(a), asDouble(b));
  }

  private static long power(long base, long exponent) {
    if (base == 0 || base == 1) {
      return exponent == 0 ? 1 : base;
    }
    if (base == -1) {
      return (exponent & 1) == 0 ? 1 : -1;
    }
    long result = 1;
    try {
      while (true) {
        if ((exponent & 1) != 0) {
          result = Math.multiplyExact(result, base);
        }
        exponent >>= 1;
        if (exponent == 0) {
          return result;
        }
        // Only squared while it is still needed: (-2) ** 63 fits, (-2) ** 64 does not.
        base = Math.multiplyExact(base, base);
      }
    } catch (ArithmeticException tooLarge) {
      throw overflow("power");
    }
  }

  public static Object negate(Object a) {
    if (a instanceof Long x) {
      if (x == Long.MIN_VALUE) {
        throw overflow("negation");
      }
      return -x;
    } else if (a instanceof Double d) {
      return -d;
    }
    throw Raise.type("Cannot negate " + Kinds.plainName(a));
  }

  // Logic and bits

  public static Object and(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x & y;
    } else if (a instanceof Bytes x && b instanceof Bytes y) {
      byte[] r = sameSize(x, y);
      for (int i = 0; i < r.length; i++) {
        r[i] &= (byte) y.at(i);
      }
      return new Bytes(r);
    }
    return isTrue(a) ? b : a;
  }

  public static Object or(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x | y;
    } else if (a instanceof Bytes x && b instanceof Bytes y) {
      byte[] r = sameSize(x, y);
      for (int i = 0; i < r.length; i++) {
        r[i] |= (byte) y.at(i);
      }
      return new Bytes(r);
    }
    return isTrue(a) ? a : b;
  }

  public static Object xor(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x ^ y;
    } else if (a instanceof Bytes x && b instanceof Bytes y) {
      byte[] r = sameSize(x, y);
      for (int i = 0; i < r.length; i++) {
        r[i] ^= (byte) y.at(i);
      }
      return new Bytes(r);
    }
    return isTrue(a) != isTrue(b);
  }

  public static Object not(Object a) {
    if (a instanceof Long x) {
      return ~x;
    } else if (a instanceof Bytes x) {
      byte[] r = x.toByteArray();
      for (int i = 0; i < r.length; i++) {
        r[i] = (byte) ~r[i];
      }
      return new Bytes(r);
    }
    return !isTrue(a);
  }

  public static Object shiftLeft(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x << shiftAmount(y);
    } else if (a instanceof Bytes x && b instanceof Long y) {
      return shiftBytes(x, y, true);
    }
    throw cannotShift(a, b);
  }

  public static Object shiftRight(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x >> shiftAmount(y);
    } else if (a instanceof Bytes x && b instanceof Long y) {
      return shiftBytes(x, y, false);
    }
    throw cannotShift(a, b);
  }

  /** `++` of two operands. */
  public static Object concat(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      return x.concat(y);
    }
    throw Raise.type("++ expects String arguments").withHint("got "
        + Kinds.plainName(a instanceof String ? b : a) + "; use interpolation or .to_s for other values");
  }

  /** Everything but false, nil and void. */
  public static boolean isTrue(Object v) {
    return v != Special.NIL && v != Special.VOID && !Boolean.FALSE.equals(v);
  }

  static double asDouble(Object number) {
    return number instanceof Long n ? (double) n : (Double) number;
  }

  static boolean isNumber(Object v) {
    return v instanceof Long || v instanceof Double;
  }

  private static void checkNumbers(Object a, Object b, String before, String between) {
    checkNumbers(a, b, a, b, before, between);
  }

  private static void checkNumbers(Object a, Object b, Object first, Object second, String before, String between) {
    if (!isNumber(a) || !isNumber(b)) {
      throw Raise.type(before + Kinds.plainName(first) + between + Kinds.plainName(second));
    }
  }

  private static Raise overflow(String operation) {
    return Raise.runtime("Integer overflow in " + operation)
        .withHint("integers have 64 bits; make an operand a Float for a larger, inexact result");
  }

  private static Raise cannotShift(Object a, Object b) {
    return Raise.type("Cannot shift " + Kinds.plainName(a) + " by " + Kinds.plainName(b));
  }

  private static long shiftAmount(long amount) {
    if (amount < 0 || amount > 63) {
      throw invalidShift("an Int is shifted by 0 to 63 bits, not by " + amount);
    }
    return amount;
  }

  private static Raise invalidShift(String hint) {
    return Raise.argument("Invalid shift amount").withHint(hint);
  }

  /** A copy of the first, for the result. */
  private static byte[] sameSize(Bytes a, Bytes b) {
    if (a.size() != b.size()) {
      throw Raise.argument("Bytes operands must have the same size: " + a.size() + " and " + b.size());
    }
    return a.toByteArray();
  }

  /** Shifts the whole byte string, first byte most significant; what leaves it is lost, zeros come in. */
  private static Bytes shiftBytes(Bytes bytes, long amount, boolean left) {
    if (amount < 0) {
      throw invalidShift("Bytes are shifted by 0 bits or more, not by " + amount);
    }
    int size = bytes.size();
    var r = new byte[size];
    long whole = amount >> 3;
    int bits = (int) (amount & 7);
    for (int i = 0; i < size && whole < size; i++) {
      // The two source bytes that the eight bits of this one come from.
      long near = left ? i + whole : i - whole;
      long far = left ? near + 1 : near - 1;
      int nearByte = near >= 0 && near < size ? bytes.at((int) near) : 0;
      int farByte = far >= 0 && far < size ? bytes.at((int) far) : 0;
      r[i] = (byte) (left ? nearByte << bits | farByte >> 8 - bits : nearByte >> bits | farByte << 8 - bits);
    }
    return new Bytes(r);
  }
}
