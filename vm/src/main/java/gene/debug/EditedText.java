// Where the text that runs stands in a text that was edited since: follows edits, as far as what stands there is still the same.
package gene.debug;

import gene.source.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Kept are pieces of the running text that the edited one still has. An edit is found by comparing whole lines first, so that what was
 * deleted is never taken for its neighbour; only a line that was changed in its place is compared by characters.
 */
final class EditedText {
  /** Lines of both texts that are compared with each other: beyond that an edit counts as one that replaced all. */
  private static final long MOST_PAIRS = 4_000_000;

  /** `length` characters of the running text at `from` stand in the edited one at `to`. */
  private record Piece(int from, int to, int length) {}

  private final Source running;
  private Source edited;
  private List<Piece> pieces;

  EditedText(Source running) {
    this.running = running;
    edited = running;
    pieces = List.of(new Piece(0, 0, running.length()));
  }

  Source edited() {
    return edited;
  }

  /** The text is another one now. */
  void become(String text) {
    if (text.equals(edited.text())) {
      return;
    }
    if (text.equals(running.text())) {
      // Whatever was undone is as it was.
      edited = running;
      pieces = List.of(new Piece(0, 0, running.length()));
      return;
    }
    List<Piece> kept = compare(edited, new Source(running.id(), running.name(), text));
    pieces = through(kept);
    edited = new Source(running.id(), running.name(), text);
  }

  /** Where an offset of the running text stands now; -1 when it was deleted. */
  int find(int offset) {
    for (Piece p : pieces) {
      if (p.from <= offset && offset < p.from + p.length) {
        return p.to + offset - p.from;
      }
    }
    return offset >= running.length() ? edited.length() : -1;
  }

  /** The same; of what was deleted, where it was. */
  int near(int offset) {
    int found = find(offset);
    if (found >= 0) {
      return found;
    }
    int at = 0;
    for (Piece p : pieces) {
      if (p.from <= offset) {
        at = p.to + p.length;
      }
    }
    return Math.min(at, edited.length());
  }

  /** The pieces of the running text that are left behind another edit. @param kept from the edited text to the one after it */
  private List<Piece> through(List<Piece> kept) {
    var all = new ArrayList<Piece>();
    int k = 0;
    for (Piece p : pieces) {
      while (k < kept.size() && kept.get(k).from + kept.get(k).length <= p.to) {
        k++;
      }
      for (int i = k; i < kept.size() && kept.get(i).from < p.to + p.length; i++) {
        Piece q = kept.get(i);
        int from = Math.max(p.to, q.from);
        int end = Math.min(p.to + p.length, q.from + q.length);
        add(all, new Piece(p.from + from - p.to, q.to + from - q.from, end - from));
      }
    }
    return all;
  }

  private static void add(List<Piece> all, Piece next) {
    Piece last = all.isEmpty() ? null : all.get(all.size() - 1);
    if (next.length == 0) {
      return;
    } else if (last != null && last.from + last.length == next.from && last.to + last.length == next.to) {
      all.set(all.size() - 1, new Piece(last.from, last.to, last.length + next.length));
    } else {
      all.add(next);
    }
  }

  // Two texts

  private static List<Piece> compare(Source a, Source b) {
    var kept = new ArrayList<Piece>();
    int first = 1;
    while (first <= a.lineCount() && first <= b.lineCount() && line(a, first).equals(line(b, first))) {
      keep(kept, a, first, b, first);
      first++;
    }
    int lastA = a.lineCount();
    int lastB = b.lineCount();
    while (lastA >= first && lastB >= first && line(a, lastA).equals(line(b, lastB))) {
      lastA--;
      lastB--;
    }
    middle(kept, a, first, lastA, b, first, lastB);
    for (int i = 1; lastA + i <= a.lineCount(); i++) {
      keep(kept, a, lastA + i, b, lastB + i);
    }
    return kept;
  }

  /** Lines that differ at both ends: the longest row of equal lines is kept, and between those what was changed in its place. */
  private static void middle(List<Piece> kept, Source a, int fromA, int toA, Source b, int fromB, int toB) {
    int n = toA - fromA + 1;
    int m = toB - fromB + 1;
    if (n <= 0 || m <= 0 || (long) n * m > MOST_PAIRS) {
      return;
    }
    int[][] common = new int[n + 1][m + 1];
    for (int i = n - 1; i >= 0; i--) {
      for (int j = m - 1; j >= 0; j--) {
        common[i][j] = line(a, fromA + i).equals(line(b, fromB + j)) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    int startA = 0;
    int startB = 0;
    while (i < n && j < m) {
      if (line(a, fromA + i).equals(line(b, fromB + j))) {
        changed(kept, a, fromA + startA, fromA + i, b, fromB + startB, fromB + j);
        keep(kept, a, fromA + i, b, fromB + j);
        startA = ++i;
        startB = ++j;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    changed(kept, a, fromA + startA, fromA + n, b, fromB + startB, fromB + m);
  }

  /** As many lines on both sides: each that is more like its partner than not was changed in its place. */
  private static void changed(List<Piece> kept, Source a, int fromA, int endA, Source b, int fromB, int endB) {
    for (int i = 0; endA - fromA == endB - fromB && fromA + i < endA; i++) {
      String x = line(a, fromA + i);
      String y = line(b, fromB + i);
      int shorter = Math.min(x.length(), y.length());
      int head = 0;
      while (head < shorter && x.charAt(head) == y.charAt(head)) {
        head++;
      }
      int tail = 0;
      while (tail < shorter - head && x.charAt(x.length() - 1 - tail) == y.charAt(y.length() - 1 - tail)) {
        tail++;
      }
      if ((head + tail) * 2 > Math.min(x.strip().length(), y.strip().length()) + (x.length() - x.stripLeading().length())) {
        add(kept, new Piece(a.lineStart(fromA + i), b.lineStart(fromB + i), head));
        add(kept, new Piece(a.lineStart(fromA + i) + x.length() - tail, b.lineStart(fromB + i) + y.length() - tail, tail));
      }
    }
  }

  private static void keep(List<Piece> kept, Source a, int lineA, Source b, int lineB) {
    int from = a.lineStart(lineA);
    int end = lineA < a.lineCount() && lineB < b.lineCount() ? a.lineStart(lineA + 1) : a.lineEnd(lineA);
    int to = b.lineStart(lineB);
    int room = lineB < b.lineCount() ? b.lineStart(lineB + 1) - to : b.length() - to;
    add(kept, new Piece(from, to, Math.min(end - from, room)));
  }

  private static String line(Source s, int line) {
    return s.text().substring(s.lineStart(line), s.lineEnd(line));
  }
}
