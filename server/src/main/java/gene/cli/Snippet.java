// A place of a source as reports show it: where, the line, and carets under the span.
package gene.cli;

import gene.source.Source;
import java.util.List;
import org.jline.utils.WCWidth;

final class Snippet {
  // A line may be a megabyte long; a window of this many code points around the span is shown.
  private static final int WINDOW = 160;
  private static final int BEFORE = 60;

  private final Source source;
  private final int start;
  private final int end;
  private final int line;

  /** @param end shortened to the line of the start; at least one caret is shown */
  Snippet(Source source, int start, int end) {
    this.source = source;
    this.start = Math.min(start, source.length());
    this.line = source.line(this.start);
    this.end = Math.max(this.start, Math.min(end, source.lineEnd(line)));
  }

  /** How many columns the line numbers of the snippet take. */
  int numberWidth() {
    return String.valueOf(line).length();
  }

  /**
   * <pre>
   *  --&gt; shop.gene:3:10
   *   |
   * 3 |   (var t (price item))
   *   |          ^ label
   * </pre>
   */
  List<String> lines(String label, Paint paint) {
    String margin = " ".repeat(numberWidth());
    if (!source.hasText()) {
      return List.of(margin + paint.margin("--> ") + source.place(start));
    }
    Window w = window();
    String carets = "^".repeat(Math.max(1, width(w.marked)));
    return List.of(
        margin + paint.margin("--> ") + source.place(start),
        margin + paint.margin(" |"),
        (paint.margin(line + " |") + " " + w.before + w.marked + w.after).stripTrailing(),
        margin + paint.margin(" |") + " " + blanks(w.before) + paint.error(carets + (label.isEmpty() ? "" : " " + label)));
  }

  /** The shown part of the line: before the span, in it, behind it. */
  private record Window(String before, String marked, String after) {}

  private Window window() {
    int from = source.lineStart(line);
    int to = source.lineEnd(line);
    String text = source.text();
    int first = start;
    int last = Math.max(start, end);
    if (text.codePointCount(from, to) > WINDOW) {
      int left = Math.min(text.codePointCount(from, first), BEFORE);
      int right = Math.min(text.codePointCount(first, to), WINDOW - left);
      int shownFrom = text.offsetByCodePoints(first, -left);
      int shownTo = text.offsetByCodePoints(first, right);
      last = Math.min(last, shownTo);
      return new Window((shownFrom > from ? "…" : "") + visible(text.substring(shownFrom, first)), visible(text.substring(first, last)),
          visible(text.substring(last, shownTo)) + (shownTo < to ? "…" : ""));
    }
    // At the end of the text or of a line nothing is marked, and the caret stands behind the line.
    return new Window(visible(text.substring(from, Math.min(first, to))), visible(text.substring(Math.min(first, to), Math.min(last, to))),
        visible(text.substring(Math.min(last, to), to)));
  }

  /** Without what would steer the terminal. */
  private static String visible(String text) {
    if (text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t')) {
      return text;
    }
    return text.codePoints().map(c -> Character.isISOControl(c) && c != '\t' ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  /** As wide as the text: tabs stay tabs. */
  private static String blanks(String text) {
    var out = new StringBuilder();
    text.codePoints().forEach(c -> out.append(c == '\t' ? "\t" : " ".repeat(columns(c))));
    return out.toString();
  }

  private static int width(String text) {
    return text.codePoints().map(Snippet::columns).sum();
  }

  private static int columns(int codePoint) {
    return codePoint < 0x300 ? 1 : Math.max(0, WCWidth.wcwidth(codePoint));
  }
}
