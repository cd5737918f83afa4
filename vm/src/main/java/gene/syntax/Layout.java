// Decides how far each line of a text is indented, from its first line to its last.
package gene.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A line is indented two blanks more than the line with the innermost bracket that is still open, however many brackets that line
 * opens. Clause words stand one column further left. Lines in an array whose first items stand behind its bracket hang below
 * the first of them.
 */
final class Layout {
  private static final int STEP = 2;
  private static final Set<String> CLAUSES = Set.of("elif", "else", "when", "catch", "finally");

  /**
   * A line of the text.
   *
   * @param start     where it begins
   * @param first     its first character that is no blank; its end when there is none
   * @param last      behind what is to be kept of it: blanks at its end are not, unless a literal needs them
   * @param end       where its line end begins
   * @param next      where the next line begins
   * @param indent    the blanks that should stand before `first`; an empty line has those that something typed there would have
   * @param kept      whether its beginning stays as it is: a comment, or the inside of a literal or comment
   * @param inLiteral whether its line end is part of a literal
   */
  record Line(int start, int first, int last, int end, int next, int indent, boolean kept, boolean inLiteral) {
    boolean isBlank() {
      return first == end;
    }
  }

  private final String text;
  private final Lexemes lexemes;
  private final List<Line> lines = new ArrayList<>();
  private int depth;
  // Depths at which lines begin further right, and how far; one entry for each line that opened more than it closed.
  private int[] depths = new int[16];
  private int[] indents = new int[16];
  private int entries;
  private int hangColumn;
  private int hangDepth = -1;
  // What the line at hand holds.
  private int leadingClosers;
  private int opened;
  private int closed;
  private int firstArray;
  private boolean closesArray;
  private int codeEnd;
  private boolean onlyComments;
  private int kept;

  private Layout(String text) {
    this.text = text;
    lexemes = new Lexemes(text);
  }

  static List<Line> of(String text) {
    var layout = new Layout(text);
    layout.lexemes.next();
    for (int start = 0; start >= 0; start = layout.line(start)) { }
    return layout.lines;
  }

  /** Gives the start of the next line; -1 after the last. */
  private int line(int start) {
    int end = lineEnd(start);
    boolean last = end == text.length();
    int next = last ? end : text.startsWith("\r\n", end) ? end + 2 : end + 1;
    int begin = start == 0 && text.startsWith("\uFEFF") ? 1 : start;
    int first = begin;
    while (first < end && isBlank(text.charAt(first))) {
      first++;
    }
    if (lexemes.to() <= begin) {
      // It ended inside the line end, which a backslash can make part of a name.
      lexemes.next();
    }
    boolean inside = lexemes.from() < begin || !lines.isEmpty() && lines.get(lines.size() - 1).inLiteral();
    int before = depth;
    read(end);
    // A mark that moved to the start of the text would no longer be read as part of a name.
    boolean wouldVanish = start == 0 && first < end && text.charAt(first) == '\uFEFF';
    boolean stays = inside || onlyComments || wouldVanish;
    close(Math.max(0, before - leadingClosers));
    int indent = stays ? top() : indent(before, first);
    boolean inLiteral = lexemes.kind() == Lexemes.Kind.LITERAL && lexemes.from() <= end && lexemes.to() > end;
    int stop = inLiteral ? end : Math.max(kept, strippedEnd(first, end));
    lines.add(new Line(begin, first, stop, end, next, indent, stays, inLiteral));
    after(before, inside, indent, first);
    return last ? -1 : next;
  }

  private int lineEnd(int start) {
    int i = start;
    while (i < text.length() && !Cursor.isLineEnd(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The comma is no blank here: nobody wants it removed. */
  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private int strippedEnd(int from, int end) {
    int i = end;
    while (i > from && isBlank(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** Takes in what begins before the end of the line; what goes on behind it stays the current lexeme. */
  private void read(int end) {
    leadingClosers = 0;
    opened = 0;
    closed = 0;
    firstArray = -1;
    closesArray = false;
    codeEnd = -1;
    onlyComments = false;
    kept = -1;
    boolean leading = true;
    for (; lexemes.kind() != Lexemes.Kind.END && lexemes.from() < end; lexemes.next()) {
      switch (lexemes.kind()) {
        case OPEN -> opens();
        case CLOSE -> closes(leading);
        case LITERAL -> kept = Math.min(lexemes.to(), end);
        case COMMENT, BLOCK_COMMENT, END -> { }
      }
      leading &= lexemes.kind() == Lexemes.Kind.CLOSE;
      if (lexemes.kind() == Lexemes.Kind.COMMENT || lexemes.kind() == Lexemes.Kind.BLOCK_COMMENT) {
        onlyComments = codeEnd < 0;
      } else {
        onlyComments = false;
        codeEnd = Math.min(lexemes.to(), end);
      }
      if (lexemes.to() > end) {
        return;
      }
    }
  }

  private void opens() {
    opened++;
    depth++;
    if (firstArray < 0 && text.charAt(lexemes.to() - 1) == '[') {
      firstArray = lexemes.to() - 1;
    }
  }

  private void closes(boolean leading) {
    closed++;
    leadingClosers += leading ? 1 : 0;
    depth = Math.max(0, depth - 1);
    closesArray |= text.charAt(lexemes.from()) == ']';
  }

  private int indent(int before, int first) {
    int indent = top();
    if (indent > 0 && startsWithClause(first)) {
      indent--;
    }
    char c = first < text.length() ? text.charAt(first) : ' ';
    boolean hangs = hangDepth >= 0 && hangDepth <= Math.max(0, before - leadingClosers);
    return hangs && c != ']' && c != ')' ? hangColumn : indent;
  }

  private void close(int outer) {
    while (entries > 0 && depths[entries - 1] > outer) {
      entries--;
    }
  }

  private int top() {
    return entries > 0 ? indents[entries - 1] : 0;
  }

  private boolean startsWithClause(int first) {
    int end = first;
    while (end < text.length() && Character.isLowerCase(text.charAt(end))) {
      end++;
    }
    char c = end < text.length() ? text.charAt(end) : '\n';
    boolean ends = isBlank(c) || Cursor.isCloser(c) || Cursor.isLineEnd(c);
    return ends && CLAUSES.contains(text.substring(first, end));
  }

  private void after(int before, boolean inside, int indent, int first) {
    if (depth > before) {
      push(depth, indent + STEP);
    }
    if (hangDepth > depth) {
      hangDepth = -1;
    }
    if (firstArray >= 0 && !closesArray && codeEnd > firstArray + 1 && !inside) {
      hangColumn = indent + text.codePointCount(first, firstArray) + 1;
      hangDepth = depth;
    }
  }

  private void push(int at, int indent) {
    if (entries == depths.length) {
      depths = Arrays.copyOf(depths, entries * 2);
      indents = Arrays.copyOf(indents, entries * 2);
    }
    depths[entries] = at;
    indents[entries++] = indent;
  }
}
