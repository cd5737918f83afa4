// Operators on what the dispatch loop does not do itself: mixed and boxed numbers, bit operations, dates.
package gene.vm;

import gene.data.Arithmetic;
import gene.data.Compare;
import gene.data.NanBox;

final class NumberInstructions {
  private static final String[] ORDER = {"<", "<=", ">", ">="};

  private NumberInstructions() {}

  private static boolean isNumber(long w) {
    return NanBox.isInt(w) || NanBox.isDouble(w);
  }

  private static double number(long w) {
    return NanBox.isInt(w) ? NanBox.intOf(w) : NanBox.doubleOf(w);
  }

  static void arithmetic(Fiber f, int op) {
    long x = f.words[f.sp - 2];
    long y = f.words[f.sp - 1];
    if (isNumber(x) && isNumber(y) && (NanBox.isDouble(x) || NanBox.isDouble(y))) {
      double a = number(x);
      double b = number(y);
      double result = switch (op) {
        case Opcodes.ADD -> a + b;
        case Opcodes.SUBTRACT -> a - b;
        case Opcodes.MULTIPLY -> a * b;
        case Opcodes.DIVIDE -> a / b;
        default -> a % b;
      };
      f.replace(2, NanBox.ofDouble(result), null);
      return;
    }
    Object a = f.peek(1);
    Object b = f.peek(0);
    Object result = switch (op) {
      case Opcodes.ADD -> Arithmetic.add(a, b);
      case Opcodes.SUBTRACT -> Arithmetic.subtract(a, b);
      case Opcodes.MULTIPLY -> Arithmetic.multiply(a, b);
      case Opcodes.DIVIDE -> Arithmetic.divide(a, b);
      default -> Arithmetic.remainder(a, b);
    };
    f.replace(2, result);
  }

  static void compare(Fiber f, int op) {
    long x = f.words[f.sp - 2];
    long y = f.words[f.sp - 1];
    boolean result;
    if (NanBox.isDouble(x) && NanBox.isDouble(y)) {
      double a = NanBox.doubleOf(x);
      double b = NanBox.doubleOf(y);
      result = op == Opcodes.LESS ? a < b : op == Opcodes.LESS_EQUAL ? a <= b : op == Opcodes.GREATER ? a > b : a >= b;
    } else {
      result = Compare.test(ORDER[op - Opcodes.LESS], f.peek(1), f.peek(0));
    }
    f.replace(2, NanBox.ofBool(result), null);
  }

  static Object binary(int op, Object a, Object b) {
    return switch (op) {
      case Opcodes.POWER -> Arithmetic.power(a, b);
      case Opcodes.CONCAT -> Arithmetic.concat(a, b);
      case Opcodes.SHIFT_LEFT -> Arithmetic.shiftLeft(a, b);
      case Opcodes.SHIFT_RIGHT -> Arithmetic.shiftRight(a, b);
      case Opcodes.AND -> Arithmetic.and(a, b);
      case Opcodes.OR -> Arithmetic.or(a, b);
      default -> Arithmetic.xor(a, b);
    };
  }
}
