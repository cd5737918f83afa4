// Numbers: the global functions, and the namespace `math`, which has them too.
package gene.library;

import gene.data.Raise;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import java.util.random.RandomGenerator;

final class MathFunctions implements NativeModule {
  private static final int ABS = 0, SQRT = 1, POW = 2, MIN = 3, MAX = 4, FLOOR = 5, CEIL = 6, ROUND = 7, RANDOM = 8, RANDOM_INT = 9,
      SIN = 10, COS = 11, TAN = 12, LOG = 13, LOG10 = 14;

  @Override
  public void declare(Declarations to) {
    for (String ns : new String[] {"", "math"}) {
      to.function(ns, "abs", ABS, "[x: Numeric] -> Numeric", "The absolute value, of the same type as `x`.");
      to.function(ns, "sqrt", SQRT, "[x: Numeric] -> Float", "The square root; `nan` for a negative number.");
      to.function(ns, "pow", POW, "[base: Numeric exponent: Numeric] -> Float", "`base` raised to `exponent`, always a Float. `**` keeps integers.");
      to.function(ns, "min", MIN, "[a b more...] -> Any", "The smallest operand, its type kept; the first of equal ones.");
      to.function(ns, "max", MAX, "[a b more...] -> Any", "The largest operand, its type kept; the first of equal ones.");
      to.function(ns, "floor", FLOOR, "[x: Numeric] -> Numeric", "The nearest whole number not above `x`; an Int is returned unchanged.");
      to.function(ns, "ceil", CEIL, "[x: Numeric] -> Numeric", "The nearest whole number not below `x`; an Int is returned unchanged.");
      to.function(ns, "round", ROUND, "[x: Numeric] -> Numeric", "The nearest whole number, halves away from zero; an Int is returned unchanged.");
      to.function(ns, "random", RANDOM, "[] -> Float", "A random number of at least 0 and below 1.");
      to.function(ns, "random_int", RANDOM_INT, "[max: Int min: Int = 0] -> Int", "A random integer from `min` to `max`, both inclusive. Note the order.");
    }
    to.function("math", "sin", SIN, "[x: Numeric] -> Float", "The sine of an angle in radians.");
    to.function("math", "cos", COS, "[x: Numeric] -> Float", "The cosine of an angle in radians.");
    to.function("math", "tan", TAN, "[x: Numeric] -> Float", "The tangent of an angle in radians.");
    to.function("math", "log", LOG, "[x: Numeric] -> Float", "The natural logarithm; `-inf` for 0.");
    to.function("math", "log10", LOG10, "[x: Numeric] -> Float", "The logarithm to base 10.");
    to.constant("math", "PI", Math.PI, "The ratio of a circle's circumference to its diameter.");
    to.constant("math", "E", Math.E, "The base of natural logarithms.");
  }

  @Override
  public Object call(int id, Args a) {
    return switch (id) {
      case ABS -> abs(a);
      case SQRT -> a.ret(Math.sqrt(number(a)));
      case POW -> a.ret(Math.pow(number(a, 0, "pow base must be numeric"), number(a, 1, "pow exponent must be numeric")));
      case MIN -> extreme(a, -1);
      case MAX -> extreme(a, 1);
      case FLOOR -> a.isInt(0) ? a.ret(a.intAt(0)) : a.ret(Math.floor(number(a)));
      case CEIL -> a.isInt(0) ? a.ret(a.intAt(0)) : a.ret(Math.ceil(number(a)));
      case ROUND -> a.isInt(0) ? a.ret(a.intAt(0)) : a.ret(round(number(a)));
      case RANDOM -> a.ret(a.vm().random().nextDouble());
      case RANDOM_INT -> randomInt(a);
      case SIN -> a.ret(Math.sin(number(a)));
      case COS -> a.ret(Math.cos(number(a)));
      case TAN -> a.ret(Math.tan(number(a)));
      case LOG -> a.ret(Math.log(number(a)));
      case LOG10 -> a.ret(Math.log10(number(a)));
      default -> throw new AssertionError(id);
    };
  }

  private static double number(Args a) {
    String name = a.callee().name();
    a.require(1, name + " requires a numeric argument");
    return number(a, 0, name + " requires a numeric argument");
  }

  private static double number(Args a, int index, String message) {
    if (index >= a.count()) {
      throw Raise.argument(a.callee().name() + " requires 2 arguments");
    }
    Object x = a.get(index);
    if (x instanceof Number n) {
      return n.doubleValue();
    }
    throw Raise.argument(message);
  }

  private static Object abs(Args a) {
    if (!a.isInt(0)) {
      return a.ret(Math.abs(number(a)));
    }
    long x = a.intAt(0);
    if (x == Long.MIN_VALUE) {
      throw Raise.runtime("Integer overflow in negation");
    }
    return a.ret(Math.abs(x));
  }

  /** `Math.round` and adding a half both err near the limits of precision; comparing the exact fraction does not. */
  static double round(double x) {
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    return Math.abs(x - whole) >= 0.5 ? whole + Math.signum(x) : whole;
  }

  /** Operands that are not numbers never replace the current one. */
  private static Object extreme(Args a, int sign) {
    a.require(2, a.callee().name() + " requires at least 2 arguments");
    Object best = a.get(0);
    for (int i = 1; i < a.count(); i++) {
      Object x = a.get(i);
      if (best instanceof Number current && x instanceof Number candidate && compare(candidate, current) * sign > 0) {
        best = x;
      }
    }
    return best;
  }

  static int compare(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    // Not Double.compare: zeros are equal, and nan is neither smaller nor larger.
    return x < y ? -1 : x > y ? 1 : 0;
  }

  private static Object randomInt(Args a) {
    a.require(1, "random_int requires a maximum");
    long max = a.integer(0, "random_int max must be an integer");
    long min = 0;
    if (a.count() > 1) {
      min = a.integer(1, "random_int min must be an integer");
      if (max <= min) {
        throw Raise.argument("random_int max must be greater than min");
      }
    } else if (max < 1) {
      throw Raise.argument("random_int max must be greater than 0");
    }
    return a.ret(between(a.vm().random(), min, max));
  }

  /** Both limits inclusive, which `nextLong` with an exclusive bound cannot say for the largest integer. */
  private static long between(RandomGenerator random, long min, long max) {
    if (max < Long.MAX_VALUE) {
      return random.nextLong(min, max + 1);
    }
    return min == Long.MIN_VALUE ? random.nextLong() : random.nextLong(min - 1, max) + 1;
  }
}
