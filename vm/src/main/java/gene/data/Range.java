// `(start .. end)` or `(range start end step)`: any values as bounds; only iteration asks for integers.
package gene.data;

public final class Range {
  private final Object start;
  private final Object end;
  private final Object step;

  /** @param step {@link Special#NIL} when none was given, which means 1 */
  public Range(Object start, Object end, Object step) {
    this.start = start;
    this.end = end;
    this.step = step;
  }

  public Range(Object start, Object end) {
    this(start, end, Special.NIL);
  }

  public static Range ofInts(long start, long end, long step) {
    return new Range(start, end, step);
  }

  public Object start() {
    return start;
  }

  public Object end() {
    return end;
  }

  /** {@link Special#NIL} when none was given. */
  public Object step() {
    return step;
  }

  /** The step with a missing one read as 1. */
  public Object effectiveStep() {
    return step == Special.NIL ? (Object) 1L : step;
  }

  public long startInt() {
    return integer(start);
  }

  public long endInt() {
    return integer(end);
  }

  public long stepInt() {
    return integer(effectiveStep());
  }

  /** How many integers iteration gives; at most Long.MAX_VALUE. */
  public long size() {
    long from = startInt();
    long to = endInt();
    long by = stepInt();
    if (by == 0 || (by > 0 ? from > to : from < to)) {
      return 0;
    }
    // As unsigned numbers neither the distance nor the magnitude of the step overflows.
    long distance = by > 0 ? to - from : from - to;
    long steps = Long.divideUnsigned(distance, Math.abs(by));
    return steps < 0 || steps == Long.MAX_VALUE ? Long.MAX_VALUE : steps + 1;
  }

  /** The element at a position; `0 <= index < size()`. */
  public long at(long index) {
    return startInt() + index * stepInt();
  }

  private static long integer(Object bound) {
    if (bound instanceof Long n) {
      return n;
    }
    throw Raise.type("Value is not an integer").withHint("only a range of integers can be iterated; got "
        + Kinds.plainName(bound));
  }
}
