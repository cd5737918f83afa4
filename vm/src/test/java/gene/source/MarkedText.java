// A fixture: a text with ranges between `[|` and `|]` and a cursor `<|>`, so that no test counts positions.
package gene.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * @param text    without the marks
 * @param ranges  in order of their starts
 * @param cursors in order
 */
public record MarkedText(String text, List<Span> ranges, List<Integer> cursors) {
  public static MarkedText of(String marked) {
    var text = new StringBuilder();
    var open = new ArrayDeque<Integer>();
    var ranges = new ArrayList<Span>();
    var cursors = new ArrayList<Integer>();
    for (int i = 0; i < marked.length(); i++) {
      if (marked.startsWith("[|", i)) {
        open.push(text.length());
        i++;
      } else if (marked.startsWith("|]", i)) {
        ranges.add(new Span(open.pop(), text.length()));
        i++;
      } else if (marked.startsWith("<|>", i)) {
        cursors.add(text.length());
        i += 2;
      } else {
        text.append(marked.charAt(i));
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException("a range is not closed: " + marked);
    }
    ranges.sort(Comparator.comparingInt(Span::start));
    return new MarkedText(text.toString(), List.copyOf(ranges), List.copyOf(cursors));
  }

  public int cursor() {
    if (cursors.size() != 1) {
      throw new IllegalStateException("one cursor is needed: " + text);
    }
    return cursors.get(0);
  }

  public Span range() {
    if (ranges.size() != 1) {
      throw new IllegalStateException("one range is needed: " + text);
    }
    return ranges.get(0);
  }
}
