// A day and a time of day.
package gene.data;

public record DateTimeValue(DateValue date, TimeValue time) implements Opaque {
  private static final long DAY = 86_400_000_000L;

  /** In time, offsets included; raises when only one of the two has an offset. */
  public static int compare(DateTimeValue a, DateTimeValue b) {
    TimeValue.checkComparable("DateTime", a.time, b.time);
    return Long.compare(a.microsecondsUtc(), b.microsecondsUtc());
  }

  /** Milliseconds since 1970 of the written fields read as UTC. */
  public long milliseconds() {
    return Math.floorDiv(date.epochDay() * DAY + time.microseconds(), 1000L);
  }

  private long microsecondsUtc() {
    return date.epochDay() * DAY + time.microsecondsUtc();
  }

  @Override
  public String typeofName() {
    return "VkDateTime";
  }

  @Override
  public String className() {
    return "DateTime";
  }

  @Override
  public String display() {
    return date.display() + "T" + time.display();
  }

  @Override
  public String toString() {
    return display();
  }
}
