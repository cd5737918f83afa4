// What has changed between two texts with the same number of lines, in the form that `patch` reads.
package gene.cli;

import java.util.List;

final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private final List<String> before;
  private final List<String> after;
  private final StringBuilder out = new StringBuilder();

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** Lines are compared one by one: a layout neither adds nor removes any. Empty when the texts are equal. */
  static String of(String name, String before, String after) {
    var diff = new UnifiedDiff(lines(before), lines(after));
    diff.hunks(name);
    return diff.out.toString();
  }

  /** Each with its line end; CR alone is one too. */
  private static List<String> lines(String text) {
    return List.of(text.split("(?<=\\n)|(?<=\\r)(?!\\n)"));
  }

  private void hunks(String name) {
    int i = next(0);
    if (i < before.size()) {
      out.append("--- ").append(name).append("\n+++ ").append(name).append('\n');
    }
    while (i < before.size()) {
      int from = Math.max(0, i - CONTEXT);
      int end = i + 1;
      // Changes so close that their contexts touch share a hunk.
      for (int following = next(end); following < before.size() && following <= end + 2 * CONTEXT; following = next(end)) {
        end = following + 1;
      }
      hunk(from, Math.min(before.size(), end + CONTEXT));
      i = next(end);
    }
  }

  /** The next line that differs; the number of lines when there is none. */
  private int next(int from) {
    int i = from;
    while (i < before.size() && before.get(i).equals(after.get(i))) {
      i++;
    }
    return i;
  }

  private void hunk(int from, int to) {
    out.append("@@ -").append(from + 1).append(',').append(to - from).append(" +").append(from + 1).append(',').append(to - from)
        .append(" @@\n");
    int i = from;
    while (i < to) {
      int end = i;
      while (end < to && !before.get(end).equals(after.get(end))) {
        end++;
      }
      before.subList(i, end).forEach(l -> line('-', l));
      after.subList(i, end).forEach(l -> line('+', l));
      if (end == i) {
        line(' ', before.get(i));
        end++;
      }
      i = end;
    }
  }

  private void line(char mark, String text) {
    out.append(mark).append(text);
    if (!text.endsWith("\n")) {
      out.append(text.endsWith("\r") ? "\n" : "\n\\ No newline at end of file\n");
    }
  }
}
