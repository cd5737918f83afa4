// The reader's place in the text, how far it may look, and what it found on the way.
package gene.syntax;

import gene.source.Diagnostic;
import gene.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

final class Cursor {
  static final char NONE = '\0';
  private static final int CLIP = 40;
  private static final byte BLANK = 1;
  private static final byte ENDS = 2;
  private static final byte[] CLASSES = new byte[128];

  static {
    for (char c : " \t\n\r,".toCharArray()) {
      CLASSES[c] = BLANK;
    }
    for (char c : ";\"`%()[]{}".toCharArray()) {
      CLASSES[c] = ENDS;
    }
  }

  final String text;
  final Names names = new Names();
  final List<Tree.Comment> comments = new ArrayList<>();
  int at;
  /** Nothing from here on may be read. */
  int end;
  /** Where the top-level form starts: spans are relative to it. */
  int base;
  /** Behind the last character that had a say in what was read. */
  int reach;
  /** Behind the last token or opening bracket: where something that is missing would be put. */
  int touched;
  /** Whether an unterminated literal is to be ended at its line and reported, because a first pass met one. */
  boolean mending;
  /** Whether that has happened: then brackets swallowed by the literal are not reported as well. */
  boolean mended;
  /** The start of the literal or comment that ran into the end of the text, or -1: the pass has failed. */
  int unterminated = -1;
  /** Starts of the literals that span lines without triple quotes: if a quote is missing, it is likely theirs. */
  final Offsets suspects = new Offsets();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  Cursor(String text) {
    this.text = text;
    end = text.length();
  }

  /** Forgets what the last top-level form left behind and reads on at an offset. */
  void begin(int start) {
    at = start;
    base = start;
    reach = start;
    touched = start;
    end = text.length();
    mending = false;
    mended = false;
    unterminated = -1;
    suspects.clear();
    diagnostics.clear();
  }

  /** In order of place. */
  List<Diagnostic> diagnostics() {
    diagnostics.sort(Comparator.comparingInt(d -> d.span().start()));
    return List.copyOf(diagnostics);
  }

  void clearDiagnostics() {
    diagnostics.clear();
  }

  static boolean isBlank(char c) {
    return c < 128 && CLASSES[c] == BLANK;
  }

  /** Whether a symbol or number ends before this character. */
  static boolean endsToken(char c) {
    return c < 128 && CLASSES[c] != 0;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isCloser(char c) {
    return c == ')' || c == ']' || c == '}';
  }

  /** The character at an offset, or NONE at the end; a NUL in the text is told apart by the offset only. */
  char peek(int offset) {
    return offset < end ? text.charAt(offset) : NONE;
  }

  boolean endsAt(int offset) {
    return offset >= end || endsToken(text.charAt(offset));
  }

  /** The end of the token that goes through the offset. */
  int tokenEnd(int offset) {
    int i = offset;
    while (i < end && !endsToken(text.charAt(i))) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, end);
  }

  int lineEnd(int offset) {
    int i = offset;
    while (i < end && !isLineEnd(text.charAt(i))) {
      i++;
    }
    return i;
  }

  boolean inFirstColumn(int offset) {
    return offset == 0 || isLineEnd(text.charAt(offset - 1));
  }

  void lookedAt(int offset) {
    reach = Math.max(reach, offset + 1);
  }

  /** Stops before the next datum, closing bracket or semicolon, or at the end. */
  void skipBlanks() {
    int i = at;
    while (i < end) {
      char c = text.charAt(i);
      if (isBlank(c)) {
        i++;
      } else if (c == '#') {
        int next = commentEnd(i);
        if (next < 0) {
          break;
        }
        i = next;
      } else {
        break;
      }
    }
    at = i;
  }

  /** The end of the comment that starts at the offset, which is kept; -1 when none does, or when it has no end. */
  private int commentEnd(int start) {
    char next = peek(start + 1);
    if (next == '<') {
      return blockCommentEnd(start);
    }
    if (start + 1 < end && next != ' ' && next != '\t' && next != '!' && next != '#' && !isLineEnd(next)) {
      return -1;
    }
    int stop = lineEnd(start);
    comments.add(new Tree.Comment(start, stop, false));
    return stop;
  }

  /** The end of a block comment; -1 when it has none and this is the first pass. */
  int blockCommentEnd(int start) {
    int i = text.indexOf(">#", start + 2);
    while (i > start + 2 && text.charAt(i - 1) == '>') {
      i = text.indexOf(">#", i + 1);
    }
    boolean closed = i >= 0 && i + 2 <= end;
    if (!closed && !mending) {
      unterminated = start;
      return -1;
    }
    int stop = closed ? i + 2 : end;
    if (!closed) {
      report(SyntaxCode.COMMENT, start, start + 2, "unterminated block comment: `>#` is missing");
      mended = true;
    }
    comments.add(new Tree.Comment(start, stop, true));
    return stop;
  }

  /** Adds a finding at absolute offsets. */
  void report(SyntaxCode code, int from, int to, String message) {
    report(error(code, from, to, message));
  }

  void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  Diagnostic error(SyntaxCode code, int from, int to, String message) {
    return Diagnostic.error(code.id(), span(from, to), message);
  }

  /** A span relative to the top-level form. */
  Span span(int from, int to) {
    return new Span(from - base, Math.max(from, Math.min(to, text.length())) - base);
  }

  /** Source text for a message, shortened. */
  String quote(int from, int to) {
    int stop = Math.min(to, from + CLIP);
    if (stop < to && Character.isHighSurrogate(text.charAt(stop - 1))) {
      stop--;
    }
    return "`" + text.substring(from, stop) + (stop < to ? "…" : "") + "`";
  }

  Form.Broken broken(int from, int to) {
    return new Form.Broken(from - base, to - base, List.of());
  }

  Form.Literal literal(int from, int to, Object value) {
    return new Form.Literal(from - base, to - base, value);
  }
}
