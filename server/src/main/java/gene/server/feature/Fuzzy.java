// How well a name fits what has been typed: its letters in order, better at the beginnings of words and in one piece.
package gene.server.feature;

final class Fuzzy {
  static final int NONE = -1;
  private static final int PREFIX = 1_000;
  private static final int WORD_START = 20;
  private static final int IN_A_ROW = 15;
  private static final int SAME_CASE = 1;
  private static final char ASCII = 0x80;

  private Fuzzy() {}

  /** Higher is better; NONE when the letters do not all occur in order. The empty pattern fits everything equally. */
  static int score(String pattern, String name) {
    if (pattern.isEmpty()) {
      return PREFIX;
    }
    if (pattern.length() > name.length()) {
      return NONE;
    }
    int score = 0;
    int at = 0;
    int last = -2;
    for (int i = 0; i < pattern.length(); i++) {
      char wanted = lower(pattern.charAt(i));
      int found = find(name, wanted, at, last);
      if (found < 0) {
        return NONE;
      }
      score += found == last + 1 ? IN_A_ROW : 0;
      score += isWordStart(name, found) ? WORD_START : 0;
      score += name.charAt(found) == pattern.charAt(i) ? SAME_CASE : 0;
      last = found;
      at = found + 1;
    }
    // Letters that follow one another are found one after the other: the last one tells of all.
    if (last == pattern.length() - 1) {
      score += PREFIX;
    }
    return Math.max(0, score * 4 - name.length());
  }

  /** How close a name is, closest first: it begins with the pattern, has it in one piece or in the beginnings of its words, or has its letters somewhere. */
  enum Fit { PREFIX, PART, LETTERS }

  /** Of a name that has a score. */
  static Fit fit(String pattern, String name) {
    int marks = pattern.startsWith("^") || pattern.startsWith("$") ? 0 : Words.leading(name);
    if (name.regionMatches(true, 0, pattern, 0, pattern.length()) || name.regionMatches(true, marks, pattern, 0, pattern.length())) {
      return Fit.PREFIX;
    }
    for (int i = 1; i + pattern.length() <= name.length(); i++) {
      if (name.regionMatches(true, i, pattern, 0, pattern.length())) {
        return Fit.PART;
      }
    }
    int at = -1;
    for (int i = 0; i < pattern.length(); i++) {
      char wanted = lower(pattern.charAt(i));
      int next = at + 1;
      while (next < name.length() && !(lower(name.charAt(next)) == wanted && (isWordStart(name, next) || i > 0 && next == at + 1))) {
        next++;
      }
      if (next == name.length()) {
        return Fit.LETTERS;
      }
      at = next;
    }
    return Fit.PART;
  }

  /** The next place of the letter; one at the beginning of a word is preferred unless the letter goes on where the last one was. */
  private static int find(String name, char wanted, int from, int last) {
    int first = -1;
    for (int i = from; i < name.length(); i++) {
      if (lower(name.charAt(i)) == wanted) {
        if (i == last + 1 || isWordStart(name, i)) {
          return i;
        }
        first = first < 0 ? i : first;
      }
    }
    return first;
  }

  private static boolean isWordStart(String name, int i) {
    if (i == 0) {
      return true;
    }
    char before = name.charAt(i - 1);
    char here = name.charAt(i);
    if (before < ASCII && here < ASCII) {
      boolean small = before >= 'a' && before <= 'z';
      boolean capital = before >= 'A' && before <= 'Z';
      boolean digit = before >= '0' && before <= '9';
      return !small && !capital && !digit || small && here >= 'A' && here <= 'Z';
    }
    return !Character.isLetterOrDigit(before) || Character.isUpperCase(here) && Character.isLowerCase(before);
  }

  /** Names of a whole workspace are compared at each key: most letters need no table. */
  private static char lower(char c) {
    return c >= ASCII ? Character.toLowerCase(c) : c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}
