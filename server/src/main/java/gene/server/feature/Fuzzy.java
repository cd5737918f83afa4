// How well a name fits what has been typed: its letters in order, better at the beginnings of words and in one piece.
package gene.server.feature;

final class Fuzzy {
  static final int NONE = -1;
  private static final int PREFIX = 1_000;
  private static final int WORD_START = 20;
  private static final int IN_A_ROW = 15;
  private static final int SAME_CASE = 1;

  private Fuzzy() {}

  /** Higher is better; NONE when the letters do not all occur in order. The empty pattern fits everything equally. */
  static int score(String pattern, String name) {
    int score = 0;
    int at = 0;
    int last = -2;
    for (int i = 0; i < pattern.length(); i++) {
      char wanted = Character.toLowerCase(pattern.charAt(i));
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
    if (name.regionMatches(true, 0, pattern, 0, pattern.length())) {
      score += PREFIX;
    }
    return Math.max(0, score * 4 - name.length());
  }

  /** The next place of the letter; one at the beginning of a word is preferred unless the letter goes on where the last one was. */
  private static int find(String name, char wanted, int from, int last) {
    int first = -1;
    for (int i = from; i < name.length(); i++) {
      if (Character.toLowerCase(name.charAt(i)) == wanted) {
        if (i == last + 1 || isWordStart(name, i)) {
          return i;
        }
        first = first < 0 ? i : first;
      }
    }
    return first;
  }

  private static boolean isWordStart(String name, int i) {
    return i == 0 || !Character.isLetterOrDigit(name.charAt(i - 1)) || Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1));
  }
}
