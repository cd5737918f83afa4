// The known name that a misspelt one most likely meant.
package gene.analysis;

import java.util.Collection;
import java.util.Optional;

public final class Suggestions {
  private static final int FURTHEST = 2;

  private Suggestions() {}

  /** The candidate within edit distance 2 that is nearest; short names must be nearer. */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    int limit = name.length() <= 2 ? 0 : name.length() <= 4 ? 1 : FURTHEST;
    String best = null;
    int bestDistance = limit + 1;
    for (String c : candidates) {
      if (!c.equals(name) && Math.abs(c.length() - name.length()) <= limit) {
        int d = distance(name, c, limit);
        if (d < bestDistance) {
          best = c;
          bestDistance = d;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** Edits including transpositions of neighbours (Damerau, restricted); more than `limit` is any larger number. */
  private static int distance(String a, String b, int limit) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int least = Integer.MAX_VALUE;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
        if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
        least = Math.min(least, d[i][j]);
      }
      if (least > limit) {
        return limit + 1;
      }
    }
    return d[a.length()][b.length()];
  }
}
