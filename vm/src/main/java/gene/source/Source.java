// A program text with its identity: offsets are UTF-16, lines and columns are 1-based, columns count code points.
package gene.source;

import java.util.Arrays;

public final class Source {
  private final String id;
  private final String name;
  private final String text;
  private volatile int[] lineStarts;

  /** @param id   the real path or the URI; equal ids name the same text over time
   *  @param name the spelling shown to people, such as the path given on the command line */
  public Source(String id, String name, String text) {
    this.id = id;
    this.name = name;
    this.text = text;
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
    return text.length();
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
    return text.codePointCount(start, at) + 1;
  }

  public int lineStart(int line) {
    return starts()[line - 1];
  }

  /** The offset just after the line's last character, its line end excluded. */
  public int lineEnd(int line) {
    int end = line < lineCount() ? lineStart(line + 1) : text.length();
    while (end > lineStart(line) && isLineEnd(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  public String lineText(int line) {
    return text.substring(lineStart(line), lineEnd(line));
  }

  /** `file:line:column` of an offset. */
  public String place(int offset) {
    return name + ":" + line(offset) + ":" + column(offset);
  }

  private int clamp(int offset) {
    return Math.max(0, Math.min(offset, text.length()));
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
