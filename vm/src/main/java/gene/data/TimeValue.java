// A time of day as written: with or without seconds, an offset from UTC, a zone.
package gene.data;

import java.util.Objects;
import java.util.Optional;

/**
 * @param secondsWritten whether the text had seconds; it matters for printing only, not for equality
 * @param offset         minutes east of UTC, or {@link #NO_OFFSET}
 * @param utc            whether the offset was written as `Z`
 * @param zone           the name in brackets; empty when there was none
 */
public record TimeValue(int hour, int minute, int second, int microsecond, boolean secondsWritten, int offset, boolean utc,
                        String zone) implements Opaque {
  public static final int NO_OFFSET = Integer.MIN_VALUE;
  private static final long MINUTE = 60_000_000L;
  private static final int MICROSECOND_DIGITS = 6;

  public boolean hasOffset() {
    return offset != NO_OFFSET;
  }

  /** The zone's name, `UTC` for `Z`. */
  public Optional<String> timezone() {
    return !zone.isEmpty() ? Optional.of(zone) : utc ? Optional.of("UTC") : Optional.empty();
  }

  /** In time, offsets included; raises when only one of the two has an offset. */
  public static int compare(TimeValue a, TimeValue b) {
    checkComparable("Time", a, b);
    return Long.compare(a.microsecondsUtc(), b.microsecondsUtc());
  }

  static void checkComparable(String kind, TimeValue a, TimeValue b) {
    if (a.hasOffset() != b.hasOffset()) {
      throw Raise.type("Cannot compare a " + kind + " that has an offset with one that has none")
          .withHint("write an offset such as Z or +01:00 behind both, or behind neither");
    }
  }

  /** Microseconds since midnight as written. */
  public long microseconds() {
    return ((hour * 60L + minute) * 60 + second) * 1_000_000L + microsecond;
  }

  /** Microseconds since midnight UTC, possibly of the day before or after; as written when there is no offset. */
  long microsecondsUtc() {
    return microseconds() - (hasOffset() ? offset * MINUTE : 0);
  }

  @Override
  public String typeofName() {
    return "VkTime";
  }

  @Override
  public String className() {
    return "Time";
  }

  @Override
  public String display() {
    var out = new StringBuilder(digits(hour, 2)).append(':').append(digits(minute, 2));
    if (secondsWritten || hasOffset()) {
      out.append(':').append(digits(second, 2));
    }
    if (microsecond != 0) {
      String fraction = digits(microsecond, MICROSECOND_DIGITS);
      int end = fraction.length();
      while (fraction.charAt(end - 1) == '0') {
        end--;
      }
      out.append('.').append(fraction, 0, end);
    }
    if (utc) {
      out.append('Z');
    } else if (hasOffset()) {
      int minutes = Math.abs(offset);
      out.append(offset < 0 ? '-' : '+').append(digits(minutes / 60, 2)).append(':').append(digits(minutes % 60, 2));
    }
    return zone.isEmpty() ? out.toString() : out.append('[').append(zone).append(']').toString();
  }

  static String digits(int number, int width) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeValue t && microseconds() == t.microseconds() && offset == t.offset && utc == t.utc
        && zone.equals(t.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(microseconds(), offset, utc, zone);
  }

  @Override
  public String toString() {
    return display();
  }
}
