// How well a name fits what has been typed: its letters in order, better at the beginnings of words and in one piece.
package gene.server.feature;

/** What has been typed, made ready to be compared with the names of a whole workspace at each key; for one thread. */
final class Fuzzy {
  static final int NONE = -1;
  private static final int PREFIX = 1_000;
  private static final int WORD_START = 20;
  private static final int IN_A_ROW = 15;
  private static final int SAME_CASE = 1;
  private static final char ASCII = 0x80;
  private static final int DIGITS_AT = 26;
  private static final int OTHERS_AT = 36;

  private final char[] pattern;
  private final char[] wanted;
  private final long letters;
  private char[] name = new char[64];

  Fuzzy(String pattern) {
    this.pattern = pattern.toCharArray();
    this.wanted = new char[this.pattern.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = lower(this.pattern[i]);
    }
    this.letters = letters(pattern);
  }

  /** Which letters a text has, as bits: letters and digits one each, all others share the rest. */
  static long letters(String text) {
    long all = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = lower(text.charAt(i));
      all |= 1L << (c >= 'a' && c <= 'z' ? c - 'a' : c >= '0' && c <= '9' ? DIGITS_AT + c - '0' : OTHERS_AT + c % (Long.SIZE - OTHERS_AT));
    }
    return all;
  }

  /** Whether a name with these letters may fit at all. */
  boolean mayFit(long lettersOfName) {
    return (letters & ~lettersOfName) == 0;
  }

  /** Higher is better; NONE when the letters do not all occur in order. The empty pattern fits everything equally. */
  static int score(String pattern, String name) {
    return new Fuzzy(pattern).score(name);
  }

  int score(String of) {
    if (pattern.length == 0) {
      return PREFIX;
    }
    int length = of.length();
    if (pattern.length > length) {
      return NONE;
    }
    if (name.length < length) {
      name = new char[length * 2];
    }
    of.getChars(0, length, name, 0);
    int score = 0;
    int at = 0;
    int last = -2;
    for (int i = 0; i < pattern.length; i++) {
      int found = find(wanted[i], at, last, length);
      if (found < 0) {
        return NONE;
      }
      score += found == last + 1 ? IN_A_ROW : 0;
      score += isWordStart(name, found) ? WORD_START : 0;
      score += name[found] == pattern[i] ? SAME_CASE : 0;
      last = found;
      at = found + 1;
    }
    // Letters that follow one another are found one after the other: the last one tells of all.
    if (last == pattern.length - 1) {
      score += PREFIX;
    }
    return Math.max(0, score * 4 - length);
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
  private int find(char letter, int from, int last, int length) {
    int first = -1;
    for (int i = from; i < length; i++) {
      if (lower(name[i]) == letter) {
        if (i == last + 1 || isWordStart(name, i)) {
          return i;
        }
        first = first < 0 ? i : first;
      }
    }
    return first;
  }

  private static boolean isWordStart(char[] name, int i) {
    return i == 0 || isWordStart(name[i - 1], name[i]);
  }

  private static boolean isWordStart(String name, int i) {
    return i == 0 || isWordStart(name.charAt(i - 1), name.charAt(i));
  }

  private static boolean isWordStart(char before, char here) {
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
