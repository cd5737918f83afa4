// A calendar day.
package gene.data;

public record DateValue(int year, int month, int day) implements Opaque {
  public static int compare(DateValue a, DateValue b) {
    return Long.compare(a.epochDay(), b.epochDay());
  }

  /** Days since 1970-01-01. */
  long epochDay() {
    return java.time.LocalDate.of(year, month, day).toEpochDay();
  }

  @Override
  public String typeofName() {
    return "VkDate";
  }

  @Override
  public String className() {
    return "Date";
  }

  @Override
  public String display() {
    return TimeValue.digits(year, 4) + "-" + TimeValue.digits(month, 2) + "-" + TimeValue.digits(day, 2);
  }

  @Override
  public String toString() {
    return display();
  }
}
