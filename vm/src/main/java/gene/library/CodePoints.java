// Positions in strings: programs count code points, Java counts UTF-16 units.
package gene.library;

final class CodePoints {
  private CodePoints() {}

  static int length(String s) {
    return s.codePointCount(0, s.length());
  }

  /** The unit offset of a code point; `0 <= index <= length(s)`. */
  static int offset(String s, int index) {
    return isPlain(s) ? index : s.offsetByCodePoints(0, index);
  }

  /** The code point index of a unit offset. */
  static int index(String s, int offset) {
    return s.codePointCount(0, offset);
  }

  static String slice(String s, int from, int to) {
    if (isPlain(s)) {
      return s.substring(from, to);
    }
    int start = s.offsetByCodePoints(0, from);
    return s.substring(start, s.offsetByCodePoints(start, to - from));
  }

  static String reverse(String s) {
    // Keeps surrogate pairs in order.
    return new StringBuilder(s).reverse().toString();
  }

  /** Whether each code point is one unit, so that index and offset are the same. */
  private static boolean isPlain(String s) {
    return length(s) == s.length();
  }
}
