// Reads tokens that begin like numbers: integers, hexadecimals and floats; bytes, dates and times are told apart here.
package gene.syntax;

final class Numbers {
  private static final long TENTH = Long.MIN_VALUE / 10;

  private Numbers() {}

  /** A token that starts with a digit, or with a sign before a digit. */
  static Form read(Cursor in) {
    String text = in.text;
    int start = in.at;
    char first = text.charAt(start);
    boolean signed = !Cursor.isDigit(first);
    int digits = signed ? start + 1 : start;
    if (text.charAt(digits) == '0') {
      char next = in.peek(digits + 1);
      if (next == 'x' || next == 'X') {
        return hex(in, start, digits + 2, first == '-');
      } else if (!signed && (next == '#' || next == '!' || next == '*')) {
        return BytesLiteral.read(in);
      }
    }
    // Negative sums reach one further than positive ones.
    long value = 0;
    boolean fits = true;
    int i = digits;
    for (char c; i < in.end && Cursor.isDigit(c = text.charAt(i)); i++) {
      int d = c - '0';
      fits &= value >= TENTH && value * 10 >= Long.MIN_VALUE + d;
      value = value * 10 - d;
    }
    if (in.endsAt(i)) {
      return integer(in, start, i, value, first == '-', fits);
    }
    char c = text.charAt(i);
    if (c == '.' || c == 'e' || c == 'E') {
      return decimal(in, start, i);
    } else if (!signed && (c == '-' || c == ':')) {
      return new DateLiteral(in).read(i);
    }
    return invalid(in, start, i, c == '/' ? "; a fraction is written as a division: `(1 / 2)`" : "");
  }

  private static Form integer(Cursor in, int start, int end, long negated, boolean negative, boolean fits) {
    in.at = end;
    if (!fits || !negative && negated == Long.MIN_VALUE) {
      in.report(SyntaxCode.RANGE, start, end,
          "integer out of range: " + in.quote(start, end) + " does not fit into 64 bits");
      return in.broken(start, end);
    }
    return in.literal(start, end, negative ? negated : -negated);
  }

  private static Form hex(Cursor in, int start, int digits, boolean negative) {
    long value = 0;
    int significant = 0;
    int i = digits;
    for (; i < in.end; i++) {
      char c = in.text.charAt(i);
      if (Strings.isHex(c)) {
        value = value << 4 | Character.digit(c, 16);
        significant += significant > 0 || c != '0' ? 1 : 0;
      } else if (c != '_' || i == digits) {
        break;
      }
    }
    if (i == digits && in.endsAt(i)) {
      return invalid(in, start, i, ": no hexadecimal digits after `0x`");
    } else if (!in.endsAt(i)) {
      return invalid(in, start, i, "");
    }
    in.at = i;
    if (significant > 16) {
      in.report(SyntaxCode.RANGE, start, i,
          "integer out of range: " + in.quote(start, i) + " has more than 16 hexadecimal digits");
      return in.broken(start, i);
    }
    return in.literal(start, i, negative ? -value : value);
  }

  /** A float, from the first character behind its leading digits. */
  private static Form decimal(Cursor in, int start, int point) {
    int i = point;
    if (in.text.charAt(i) == '.') {
      i = digitsEnd(in, i + 1);
    }
    char c = in.peek(i);
    if (i < in.end && (c == 'e' || c == 'E')) {
      int exponent = i + 1;
      if (in.peek(exponent) == '+' || in.peek(exponent) == '-') {
        exponent++;
      }
      int end = digitsEnd(in, exponent);
      if (end == exponent) {
        return invalid(in, start, end, ": an exponent needs digits");
      }
      i = end;
    }
    if (!in.endsAt(i)) {
      return invalid(in, start, i, in.peek(i) == '.' ? "; a range is written with blanks: `(1 .. 5)`" : "");
    }
    in.at = i;
    return in.literal(start, i, Double.parseDouble(in.text.substring(start, i)));
  }

  private static int digitsEnd(Cursor in, int from) {
    int i = from;
    while (i < in.end && Cursor.isDigit(in.text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Reports the token, at the character where it stops being a number. */
  static Form invalid(Cursor in, int start, int at, String why) {
    int end = in.tokenEnd(at);
    in.report(SyntaxCode.NUMBER, at < end ? at : start, end, "invalid number " + in.quote(start, end) + why);
    in.at = end;
    return in.broken(start, end);
  }
}
