// `<`, `<=`, `>` and `>=` on boxed values: numbers in any mix, and two dates, date-times or times.
package gene.data;

public final class Compare {
  /** What {@link #order} gives when nan is involved: every comparison is false. */
  public static final int UNORDERED = 2;

  private Compare() {}

  /** @param operator one of `<`, `<=`, `>`, `>=`; it also stands in the message of the fault */
  public static boolean test(String operator, Object a, Object b) {
    int order = order(a, b, operator);
    if (order == UNORDERED) {
      return false;
    }
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new AssertionError("not an ordering operator: " + operator);
    };
  }

  /**
   * Negative, 0, positive or {@link #UNORDERED}. An Int beside a Float is converted to a Float first, as in arithmetic.
   *
   * @param operator what the fault for other operands names: "Cannot compare String < String"
   */
  public static int order(Object a, Object b, String operator) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    } else if (Arithmetic.isNumber(a) && Arithmetic.isNumber(b)) {
      double x = Arithmetic.asDouble(a);
      double y = Arithmetic.asDouble(b);
      // Not Double.compare: it orders nan and tells 0.0 from -0.0.
      return x < y ? -1 : x > y ? 1 : x == y ? 0 : UNORDERED;
    } else if (a instanceof DateValue x && b instanceof DateValue y) {
      return DateValue.compare(x, y);
    } else if (a instanceof DateTimeValue x && b instanceof DateTimeValue y) {
      return DateTimeValue.compare(x, y);
    } else if (a instanceof TimeValue x && b instanceof TimeValue y) {
      return TimeValue.compare(x, y);
    }
    throw Raise.type("Cannot compare " + Kinds.plainName(a) + " " + operator + " " + Kinds.plainName(b));
  }
}
