// The newest rows of a trace: the VM's thread adds, any thread reads.
package gene.debug;

import java.util.ArrayList;
import java.util.List;

final class TraceRing {
  /** What the texts of all rows may take, in characters: values can be long, and rows many. */
  private static final long MOST_TEXT = 64L << 20;

  private final int size;
  private TraceRow[] rows = new TraceRow[256];
  private long first;
  private long next;
  private long text;

  TraceRing(int size) {
    this.size = size;
  }

  synchronized void add(TraceRow row) {
    text += length(row);
    while (next - first == size || text > MOST_TEXT && first < next) {
      forget();
    }
    if (next - first == rows.length) {
      grow();
    }
    rows[(int) (next % rows.length)] = row;
    next++;
  }

  private void forget() {
    int at = (int) (first % rows.length);
    text -= length(rows[at]);
    rows[at] = null;
    first++;
  }

  private void grow() {
    var larger = new TraceRow[Math.min(size, 2 * rows.length)];
    for (long i = first; i < next; i++) {
      larger[(int) (i % larger.length)] = rows[(int) (i % rows.length)];
    }
    rows = larger;
  }

  private static int length(TraceRow row) {
    int length = 0;
    for (String s : row.stack()) {
      length += s.length();
    }
    return length;
  }

  /** @param start the number of the first row; negative for the newest ones */
  synchronized TracePage page(long start, int count, boolean running) {
    long from = Math.max(first, start < 0 ? next - count : start);
    var found = new ArrayList<TraceRow>();
    for (long i = from; i < Math.min(next, from + count); i++) {
      found.add(rows[(int) (i % rows.length)]);
    }
    return new TracePage(found, first, next, running);
  }

  synchronized long next() {
    return next;
  }
}
