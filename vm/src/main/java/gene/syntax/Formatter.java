// Lays out the lines of a text in the canonical style: indentation, no blanks at line ends, LF. Nothing else ever changes.
package gene.syntax;

import gene.source.Diagnostic.Edit;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Layout.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Any text has a layout, broken ones too; that of a laid out text is itself. Lines are neither joined nor split, comments and the
 * insides of literals stay as they are.
 */
public final class Formatter {
  private final String text;
  private final List<Line> lines;

  private Formatter(String text) {
    this.text = text;
    lines = Layout.of(text);
  }

  public static Formatter of(String text) {
    return new Formatter(text);
  }

  /** The laid out text. */
  public String text() {
    var out = new StringBuilder(text.length() + lines.size());
    out.append(text, 0, lines.get(0).start());
    for (Line line : lines) {
      if (!line.isBlank() || line.kept()) {
        out.append(line.kept() ? text.substring(line.start(), line.first()) : " ".repeat(line.indent()));
        out.append(text, line.first(), Math.max(line.first(), line.last()));
      }
      if (line.inLiteral()) {
        out.append(text, line.end(), line.next());
      } else if (line.next() > line.end()) {
        out.append('\n');
      }
    }
    return out.toString();
  }

  public boolean isCanonical() {
    return text.contentEquals(text());
  }

  /** What a document has to change. Line ends stay: which ones a document has is its editor's business. */
  public List<Edit> edits() {
    return edits(0, text.length());
  }

  /** The part of {@link #edits()} in the lines that a range touches; a range ending at the start of a line does not touch it. */
  public List<Edit> edits(int from, int to) {
    var edits = new ArrayList<Edit>();
    for (Line line : lines) {
      boolean touched = line.end() >= from && (line.start() < to || line.start() <= from);
      if (touched && line.isBlank() && !line.kept()) {
        replace(line.start(), line.end(), "", edits);
      } else if (touched) {
        indent(line, edits);
        replace(Math.max(line.first(), line.last()), line.end(), "", edits);
      }
    }
    return edits;
  }

  /**
   * What to change while somebody types: the indentation of the line that holds the offset, even when the line is empty yet, and,
   * after a line end has been typed, the line above.
   */
  public List<Edit> editsWhileTyping(int offset, boolean lineEnd) {
    int at = lineOf(offset);
    var edits = new ArrayList<Edit>();
    if (lineEnd && at > 0) {
      Line above = lines.get(at - 1);
      edits.addAll(edits(above.start(), above.start()));
    }
    indent(lines.get(at), edits);
    return edits;
  }

  /** How many blanks belong before the first character of the line that holds the offset; empty where they stay as they are. */
  public OptionalInt indentation(int offset) {
    Line line = lines.get(lineOf(offset));
    return line.kept() ? OptionalInt.empty() : OptionalInt.of(line.indent());
  }

  /** Whether the laid out text means the same: equal forms and comments, or, when it cannot be read, equal pieces. */
  public boolean keepsMeaning() {
    Tree before = Reader.read(Source.of("before", text));
    Tree after = Reader.read(Source.of("after", text()));
    return before.hasErrors() ? SameForms.pieces(text, text()) : SameForms.of(before, after);
  }

  private void indent(Line line, List<Edit> edits) {
    if (!line.kept()) {
      replace(line.start(), line.first(), " ".repeat(line.indent()), edits);
    }
  }

  private void replace(int from, int to, String by, List<Edit> edits) {
    if (from < to && !text.substring(from, to).equals(by) || from == to && !by.isEmpty()) {
      edits.add(new Edit(new Span(from, to), by));
    }
  }

  private int lineOf(int offset) {
    int low = 0;
    int high = lines.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (lines.get(middle).start() <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
