// Operations on strings that need nothing but strings: case, white space, searching, numbers.
package gene.library;

import gene.data.Raise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

final class Text {
  private Text() {}

  static String mapCodePoints(String s, IntUnaryOperator each) {
    var mapped = new StringBuilder(s.length());
    for (int i = 0; i < s.length();) {
      int c = s.codePointAt(i);
      mapped.appendCodePoint(each.applyAsInt(c));
      i += Character.charCount(c);
    }
    return mapped.toString();
  }

  static String upper(String s) {
    return mapCodePoints(s, Character::toUpperCase);
  }

  static String lower(String s) {
    return mapCodePoints(s, Character::toLowerCase);
  }

  static String capitalize(String s) {
    if (s.isEmpty()) {
      return s;
    }
    int first = s.codePointAt(0);
    return Character.toString(Character.toUpperCase(first)) + lower(s.substring(Character.charCount(first)));
  }

  /** Unicode's property White_Space, which neither `isWhitespace` nor `isSpaceChar` is. */
  static boolean isWhiteSpace(int c) {
    return c >= 0x09 && c <= 0x0D || c == 0x85 || Character.isSpaceChar(c);
  }

  /** No white space lies outside the basic plane, so units will do. */
  static String trim(String s, boolean left, boolean right) {
    int from = 0;
    int to = s.length();
    while (left && from < to && isWhiteSpace(s.charAt(from))) {
      from++;
    }
    while (right && to > from && isWhiteSpace(s.charAt(to - 1))) {
      to--;
    }
    return s.substring(from, to);
  }

  /** Pieces between the occurrences of a string; an empty separator splits nothing. */
  static List<String> split(String s, String separator, long limit) {
    var pieces = new ArrayList<String>();
    int from = 0;
    if (!separator.isEmpty()) {
      int at = s.indexOf(separator);
      while (at >= 0 && pieces.size() + 1 < limit) {
        pieces.add(s.substring(from, at));
        from = at + separator.length();
        at = s.indexOf(separator, from);
      }
    }
    pieces.add(s.substring(from));
    return pieces;
  }

  /** The code point index of the first occurrence at or after `start` (negative: from the end), or -1. */
  static long index(String s, String pattern, long start) {
    int length = CodePoints.length(s);
    long from = start < 0 ? Math.max(0, start + length) : start;
    if (from > length) {
      return -1;
    }
    int at = s.indexOf(pattern, CodePoints.offset(s, (int) from));
    return at < 0 ? -1 : CodePoints.index(s, at);
  }

  /** The code point index of the last occurrence at or before `limit` (negative: from the end), or -1. */
  static long lastIndex(String s, String pattern, long limit) {
    int length = CodePoints.length(s);
    long last = Math.min(length, limit < 0 ? limit + length : limit);
    if (last < 0) {
      return -1;
    }
    int at = s.lastIndexOf(pattern, CodePoints.offset(s, (int) last));
    return at < 0 ? -1 : CodePoints.index(s, at);
  }

  static String replaceFirst(String s, String pattern, String replacement) {
    int at = s.indexOf(pattern);
    return at < 0 ? s : s.substring(0, at) + replacement + s.substring(at + pattern.length());
  }

  /** An empty pattern matches before each code point and at the end. */
  static String replaceAll(String s, String pattern, String replacement) {
    if (!pattern.isEmpty()) {
      return s.replace(pattern, replacement);
    }
    var replaced = new StringBuilder(replacement);
    s.codePoints().forEach(c -> replaced.appendCodePoint(c).append(replacement));
    return replaced.toString();
  }

  /** White space around, an optional sign, digits, `_` between digits. */
  static long toInt(String text) {
    String s = trim(text, true, true);
    int at = !s.isEmpty() && (s.charAt(0) == '-' || s.charAt(0) == '+') ? 1 : 0;
    var digits = new StringBuilder(s.length()).append(s, 0, at);
    boolean afterDigit = false;
    for (; at < s.length(); at++) {
      char c = s.charAt(at);
      if (isDigit(c)) {
        digits.append(c);
        afterDigit = true;
      } else if (c == '_' && afterDigit) {
        afterDigit = false;
      } else {
        throw notNumeric("to_i", text);
      }
    }
    if (!afterDigit) {
      throw notNumeric("to_i", text);
    }
    try {
      return Long.parseLong(digits.toString());
    } catch (NumberFormatException tooLarge) {
      throw Raise.parse("to_i: " + digits + " does not fit in 64 bits").withHint("to_f reads numbers of any size, rounded");
    }
  }

  /** White space around, an optional sign, decimal digits with an optional fraction and exponent. */
  static double toFloat(String text) {
    String s = trim(text, true, true);
    int at = skipSign(s, 0);
    int whole = skipDigits(s, at);
    int end = whole;
    int digits = whole - at;
    if (end < s.length() && s.charAt(end) == '.') {
      end = skipDigits(s, whole + 1);
      digits += end - whole - 1;
    }
    if (digits > 0 && end < s.length() && (s.charAt(end) == 'e' || s.charAt(end) == 'E')) {
      int exponent = skipSign(s, end + 1);
      end = skipDigits(s, exponent);
      digits = end - exponent;
    }
    if (digits == 0 || end < s.length()) {
      throw notNumeric("to_f", text);
    }
    return Double.parseDouble(s);
  }

  private static int skipSign(String s, int at) {
    return at < s.length() && (s.charAt(at) == '-' || s.charAt(at) == '+') ? at + 1 : at;
  }

  private static int skipDigits(String s, int from) {
    int at = from;
    while (at < s.length() && isDigit(s.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Raise notNumeric(String method, String text) {
    return Raise.parse(method + " requires a numeric string").withHint("it got \"" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + '"');
  }
}
