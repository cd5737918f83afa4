// Reads date, date-time and time literals and checks their fields.
package gene.syntax;

import gene.data.DateTimeValue;
import gene.data.DateValue;
import gene.data.TimeValue;
import java.time.YearMonth;

final class DateLiteral {
  private static final int FRACTION_DIGITS = 6;

  private final Cursor in;
  private final int start;
  private int at;
  private String kind;
  // The first fault; later fields are not looked at.
  private String fault;
  private int faultStart;
  private int faultEnd;

  DateLiteral(Cursor in) {
    this.in = in;
    this.start = in.at;
    this.at = start;
  }

  /** @param separator the offset of the `-` or `:` behind the leading digits */
  Form read(int separator) {
    boolean dated = in.text.charAt(separator) == '-';
    kind = dated ? "date" : "time";
    Object value = dated ? dateOrDateTime() : time(false);
    if (fault == null && !in.endsAt(at)) {
      fail("unexpected " + in.quote(at, at + Character.charCount(in.text.codePointAt(at))) + " in " + kind + " literal",
          at, in.tokenEnd(at));
    }
    if (fault != null) {
      return broken(dated);
    }
    in.at = at;
    return in.literal(start, at, value);
  }

  private Form broken(boolean dated) {
    in.at = in.tokenEnd(Math.max(at, start + 1));
    var error = in.error(SyntaxCode.DATE, faultStart, faultEnd, fault);
    in.report(dated && faultStart == start
        ? error.hint("a number followed by `-` begins a date; a subtraction needs blanks: `(5 - 3)`") : error);
    return in.broken(start, in.at);
  }

  private Object dateOrDateTime() {
    DateValue date = date();
    if (fault != null || !in.text.startsWith("T", at) || at >= in.end) {
      return date;
    }
    at++;
    TimeValue time = time(true);
    return fault != null ? null : new DateTimeValue(date, time);
  }

  private DateValue date() {
    int year = field(4, "year", 1000, 9999);
    expect('-', "month");
    int month = field(2, "month", 1, 12);
    expect('-', "day");
    int from = at;
    int day = field(2, "day", 1, 31);
    if (fault == null && day > YearMonth.of(year, month).lengthOfMonth()) {
      fail("Invalid day: " + day, from, at);
    }
    return fault != null ? null : new DateValue(year, month, day);
  }

  private TimeValue time(boolean dated) {
    int hour = field(2, "hour", 0, 23);
    expect(':', "minute");
    int minute = field(2, "minute", 0, 59);
    boolean seconds = fault == null && in.peek(at) == ':';
    int second = 0;
    int micro = 0;
    if (seconds) {
      at++;
      second = field(2, "second", 0, 59);
      micro = fraction();
    }
    int offset = offset();
    boolean utc = offset == 0 && in.text.charAt(at - 1) == 'Z';
    String zone = zone(dated, offset);
    return fault != null ? null : new TimeValue(hour, minute, second, micro, seconds, offset, utc, zone);
  }

  /** Microseconds written as one to six digits behind a point. */
  private int fraction() {
    if (fault != null || in.peek(at) != '.') {
      return 0;
    }
    int from = ++at;
    int micro = 0;
    for (; at < in.end && Cursor.isDigit(in.text.charAt(at)); at++) {
      micro = at - from < FRACTION_DIGITS ? micro * 10 + in.text.charAt(at) - '0' : micro;
    }
    int digits = at - from;
    if (digits == 0 || digits > FRACTION_DIGITS) {
      fail("Expected 1 to 6 digits of a second in " + kind + " literal", from, at);
    }
    for (int i = digits; i < FRACTION_DIGITS; i++) {
      micro *= 10;
    }
    return micro;
  }

  private int offset() {
    char c = in.peek(at);
    if (fault != null || c != 'Z' && c != '+' && c != '-') {
      return TimeValue.NO_OFFSET;
    }
    at++;
    if (c == 'Z') {
      return 0;
    }
    int hours = field(2, "offset hour", 0, 23);
    expect(':', "offset minute");
    int minutes = hours * 60 + field(2, "offset minute", 0, 59);
    return c == '-' ? -minutes : minutes;
  }

  /** A zone name in square brackets; empty when there is none. Behind a bare time `[` may also begin an array. */
  private String zone(boolean dated, int offset) {
    if (fault != null || in.peek(at) != '[') {
      return "";
    }
    int end = at + 1;
    boolean slash = false;
    while (end < in.end && isZonePart(in.text.charAt(end))) {
      slash |= in.text.charAt(end) == '/';
      end++;
    }
    in.lookedAt(end);
    boolean named = slash && in.peek(end) == ']';
    boolean offsetGiven = offset != TimeValue.NO_OFFSET;
    if (!named && !dated && !offsetGiven) {
      return "";
    }
    int from = at;
    at = in.peek(end) == ']' ? end + 1 : end;
    if (!named) {
      fail("Invalid time zone: " + in.quote(from, at) + " is no name such as [Europe/Paris]", from, at);
    } else if (dated && !offsetGiven) {
      fail("Invalid time zone: " + in.quote(from, at) + " needs an offset or Z before it", from, at);
    }
    return in.text.substring(from + 1, end);
  }

  private static boolean isZonePart(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '/' || c == '_' || c == '-' || c == '+');
  }

  private int field(int digits, String what, int least, int most) {
    if (fault != null) {
      return least;
    }
    int from = at;
    long value = 0;
    while (at < in.end && Cursor.isDigit(in.text.charAt(at))) {
      value = Math.min(value * 10 + in.text.charAt(at++) - '0', Integer.MAX_VALUE);
    }
    if (at - from != digits) {
      fail("Expected " + digits + "-digit " + what + " in " + kind + " literal", from, Math.max(at, from + 1));
      return least;
    } else if (value < least || value > most) {
      fail("Invalid " + what + ": " + value, from, at);
      return least;
    }
    return (int) value;
  }

  private void expect(char separator, String next) {
    if (fault != null) {
      return;
    }
    if (in.peek(at) == separator) {
      at++;
    } else {
      fail("Expected 2-digit " + next + " in " + kind + " literal", at, at + 1);
    }
  }

  private void fail(String message, int from, int to) {
    if (fault == null) {
      fault = message;
      faultStart = from;
      faultEnd = to;
    }
  }
}
