// A program text with its identity: offsets are UTF-16, lines and columns are 1-based, columns count code points.
package gene.source;

import java.util.Arrays;

public final class Source {
  private final String id;
  private final String name;
  private final String text;
  private final int length;
  /** Offsets of the second halves of code points that take two units; null while the text is here to be counted. */
  private final int[] halves;
  private volatile int[] lineStarts;

  /** @param id   the real path or the URI; equal ids name the same text over time
   *  @param name the spelling shown to people, such as the path given on the command line */
  public Source(String id, String name, String text) {
    this.id = id;
    this.name = name;
    this.text = text;
    this.length = text.length();
    this.halves = null;
  }

  private Source(String id, String name, Layout layout) {
    this.id = id;
    this.name = name;
    this.text = "";
    this.length = layout.length();
    this.halves = layout.halves();
    this.lineStarts = layout.lineStarts();
  }

  /** What places need of a text: where its lines start, and which units continue a code point. */
  public record Layout(int length, int[] lineStarts, int[] halves) {}

  /** A source that is not there: it can name places, but has no text. */
  public static Source withoutText(String id, String name, Layout layout) {
    return new Source(id, name, layout);
  }

  public boolean hasText() {
    return halves == null;
  }

  public Layout layout() {
    int[] second = halves != null ? halves : java.util.stream.IntStream.range(0, length)
        .filter(i -> i > 0 && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i))).toArray();
    return new Layout(length, starts().clone(), second);
  }

  /** The same source after characters from an offset on were replaced; what is known of its lines is kept. */
  public Source edited(int from, int removed, String inserted) {
    String now = new StringBuilder(text.length() - removed + inserted.length())
        .append(text, 0, from).append(inserted).append(text, from + removed, text.length()).toString();
    var edited = new Source(id, name, now);
    int[] old = lineStarts;
    if (old != null) {
      edited.lineStarts = movedLineStarts(old, now, from, removed, inserted.length());
    }
    return edited;
  }

  /** Lines that begin well before the edit stay, those well behind it move; between them the text is looked through. */
  private static int[] movedLineStarts(int[] old, String now, int from, int removed, int added) {
    int kept = Arrays.binarySearch(old, from - 1);
    kept = Math.max(1, kept >= 0 ? kept : -kept - 1); // a line end just before the edit may become a part of a longer one
    int behind = Arrays.binarySearch(old, from + removed + 2);
    behind = behind >= 0 ? behind : -behind - 1;
    int by = added - removed;
    int until = behind < old.length ? old[behind] + by : now.length();
    int[] between = findLineStarts(now.substring(old[kept - 1], until));
    int found = between.length - (behind < old.length && between[between.length - 1] == until - old[kept - 1] ? 1 : 0);
    int[] starts = new int[kept - 1 + found + old.length - behind];
    System.arraycopy(old, 0, starts, 0, kept - 1);
    for (int i = 0; i < found; i++) {
      starts[kept - 1 + i] = between[i] + old[kept - 1];
    }
    for (int i = behind; i < old.length; i++) {
      starts[kept - 1 + found + i - behind] = old[i] + by;
    }
    return starts;
  }

  public static Source of(String name, String text) {
    return new Source(name, name, text);
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  public int length() {
    return length;
  }

  public int lineCount() {
    return starts().length;
  }

  /** The 1-based line that holds the offset; the end of the text belongs to the last line. */
  public int line(int offset) {
    int i = Arrays.binarySearch(starts(), clamp(offset));
    return i >= 0 ? i + 1 : -i - 1;
  }

  /** The 1-based column of the offset, in code points. */
  public int column(int offset) {
    int at = clamp(offset);
    int start = lineStart(line(at));
    return (hasText() ? text.codePointCount(start, at) : at - start - halves(start, at)) + 1;
  }

  private int halves(int from, int to) {
    int first = Arrays.binarySearch(halves, from);
    int last = Arrays.binarySearch(halves, to);
    return (last < 0 ? -last - 1 : last) - (first < 0 ? -first - 1 : first);
  }

  public int lineStart(int line) {
    return starts()[line - 1];
  }

  /** The offset just after the line's last character, its line end excluded. */
  public int lineEnd(int line) {
    int end = line < lineCount() ? lineStart(line + 1) : length;
    while (hasText() && end > lineStart(line) && isLineEnd(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  public String lineText(int line) {
    return hasText() ? text.substring(lineStart(line), lineEnd(line)) : "";
  }

  /** `file:line:column` of an offset. */
  public String place(int offset) {
    return name + ":" + line(offset) + ":" + column(offset);
  }

  private int clamp(int offset) {
    return Math.max(0, Math.min(offset, length));
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private int[] starts() {
    int[] found = lineStarts;
    if (found == null) {
      lineStarts = found = findLineStarts(text);
    }
    return found;
  }

  private static int[] findLineStarts(String text) {
    int[] starts = new int[64];
    int n = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        if (n == starts.length) {
          starts = Arrays.copyOf(starts, n * 2);
        }
        starts[n++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, n);
  }

  @Override
  public String toString() {
    return name;
  }
}
