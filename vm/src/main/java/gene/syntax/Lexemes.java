// Finds brackets, comments and whole literals in any text, balanced or not: all that laying out lines needs to know.
package gene.syntax;

/**
 * A text that reads without faults falls apart here as it does for the reader. Where a literal or block comment has no end, it
 * goes on to the end of the text. An interpolated string is one literal, with all that is embedded in it.
 */
final class Lexemes {
  enum Kind { OPEN, CLOSE, LITERAL, COMMENT, BLOCK_COMMENT, END }

  // In the stack of what is open inside an interpolated string: a string of one or of three quotes, else a count of brackets.
  private static final int TEXT = -1;
  private static final int TRIPLE_TEXT = -3;

  private final String text;
  private final int end;
  private Kind kind = Kind.END;
  private int from;
  private int to;

  Lexemes(String text) {
    this.text = text;
    this.end = text.length();
    to = text.startsWith("\uFEFF") ? 1 : 0;
  }

  Kind kind() {
    return kind;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Moves to the next one; at the end of the text that is END, again and again. */
  Kind next() {
    from = to;
    while (from < end && Cursor.isBlank(text.charAt(from))) {
      from++;
    }
    to = from;
    kind = from == end ? Kind.END : read();
    return kind;
  }

  private Kind read() {
    char c = text.charAt(from);
    switch (c) {
      case '(', '[', '{':
        to = from + 1;
        return Kind.OPEN;
      case ')', ']', '}':
        to = from + 1;
        return Kind.CLOSE;
      case '#':
        return hash();
      default:
        to = literalEnd(from);
        return Kind.LITERAL;
    }
  }

  private Kind hash() {
    char next = peek(from + 1);
    if (next == '<') {
      to = blockCommentEnd(from);
      return Kind.BLOCK_COMMENT;
    } else if (isLineComment(from)) {
      to = lineEnd(from);
      return Kind.COMMENT;
    } else if (next == '(' || next == '[' || next == '{') {
      to = from + 2;
      return Kind.OPEN;
    }
    to = next == '"' ? interpolatedEnd(from) : literalEnd(from);
    return Kind.LITERAL;
  }

  private char peek(int i) {
    return i < end ? text.charAt(i) : Cursor.NONE;
  }

  private int clip(int i) {
    return Math.min(i, end);
  }

  private boolean isLineComment(int hash) {
    char next = peek(hash + 1);
    return hash + 1 >= end || next == ' ' || next == '\t' || next == '!' || next == '#' || Cursor.isLineEnd(next);
  }

  private int lineEnd(int start) {
    int i = start;
    while (i < end && !Cursor.isLineEnd(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int blockCommentEnd(int start) {
    int i = text.indexOf(">#", start + 2);
    while (i > start + 2 && text.charAt(i - 1) == '>') {
      i = text.indexOf(">#", i + 1);
    }
    return i < 0 ? end : i + 2;
  }

  /** The end of anything but brackets, comments and interpolated strings. */
  private int literalEnd(int start) {
    char c = text.charAt(start);
    char next = peek(start + 1);
    return switch (c) {
      case '"' -> stringEnd(start);
      case '\'' -> characterEnd(start);
      case '`', ';' -> start + 1;
      // What a hole holds is read by itself: `%_'('`.
      case '%' -> start + (next == '_' ? 2 : 1);
      case '#' -> next == '/' ? regexEnd(start) : next == '@' ? start + 2 : tokenEnd(start);
      default -> Cursor.isDigit(c) ? zoneEnd(start, tokenEnd(start)) : tokenEnd(start);
    };
  }

  private int stringEnd(int start) {
    boolean triple = text.startsWith("\"\"\"", start);
    int i = start + (triple ? 3 : 1);
    while (i < end) {
      char c = text.charAt(i);
      if (c == '"' && (!triple || text.startsWith("\"\"\"", i))) {
        return i + (triple ? 3 : 1);
      }
      i += c == '\\' ? 2 : 1;
    }
    return end;
  }

  private int characterEnd(int start) {
    int i = start + 1;
    if (peek(i) == '\\') {
      i += peek(i + 1) == 'u' ? 6 : i + 1 < end ? 1 + Character.charCount(text.codePointAt(i + 1)) : 1;
    } else if (i < end && text.charAt(i) != '\'') {
      i += Character.charCount(text.codePointAt(i));
    }
    if (peek(i) == '\'' && i > start + 1) {
      return i + 1;
    }
    if (text.startsWith("\r\n'", start + 1)) {
      // Broken by two characters of which the layout would make one, and so a whole literal: they stay.
      return start + 3;
    }
    // A broken one, as the reader leaves it behind.
    i = start + 1;
    while (i < end && !Cursor.endsToken(text.charAt(i)) && text.charAt(i) != '\'') {
      i++;
    }
    return peek(i) == '\'' ? i + 1 : i;
  }

  private int regexEnd(int start) {
    int i = start + 2;
    while (i < end && text.charAt(i) != '/') {
      i += width(i);
    }
    if (i >= end) {
      return end;
    }
    int flags = i + 1;
    for (int k = flags; k < end && !Cursor.isBlank(text.charAt(k)); k += width(k)) {
      if (text.charAt(k) == '/') {
        flags = k + 1;
        break;
      }
    }
    while (flags < end && !Cursor.endsToken(text.charAt(flags))) {
      flags++;
    }
    return flags;
  }

  /** Of a character, with the backslash before it; a line end of two characters stays, since the layout would make one of them. */
  private int width(int i) {
    return text.charAt(i) != '\\' ? 1 : text.startsWith("\r\n", i + 1) ? 3 : 2;
  }

  private int tokenEnd(int start) {
    int i = start;
    while (i < end && !Cursor.endsToken(text.charAt(i))) {
      i += width(i);
    }
    return clip(i);
  }

  /** A time may end with the name of its zone: `2024-01-02T10:20Z[Europe/Berlin]`. */
  private int zoneEnd(int start, int token) {
    if (peek(token) != '[' || text.indexOf(':', start) < 0 || text.indexOf(':', start) > token) {
      return token;
    }
    int close = tokenEnd(token + 1);
    int slash = text.indexOf('/', token);
    return peek(close) == ']' && slash > token && slash < close ? close + 1 : token;
  }

  /** Keeps a stack of its own: strings are embedded in strings to any depth. */
  private int interpolatedEnd(int start) {
    var open = new int[8];
    int depth = 0;
    int i = start;
    open[depth++] = text.startsWith("\"\"\"", i + 1) ? TRIPLE_TEXT : TEXT;
    i += 1 - open[0];
    while (i < end && depth > 0) {
      int top = open[depth - 1];
      char c = text.charAt(i);
      if (top < 0) {
        if (c == '"' && (top == TEXT || text.startsWith("\"\"\"", i))) {
          i -= top;
          depth--;
        } else if (c == '#' && isEmbedding(peek(i + 1))) {
          open = pushed(open, depth++, 1);
          i += 2;
        } else if (c == '#' && peek(i + 1) == '<') {
          i = blockCommentEnd(i);
        } else {
          i += c == '\\' ? 2 : 1;
        }
      } else if (c == '#' && peek(i + 1) == '"') {
        open = pushed(open, depth++, text.startsWith("\"\"\"", i + 1) ? TRIPLE_TEXT : TEXT);
        i += 1 - open[depth - 1];
      } else if (isEmbedding(c)) {
        open[depth - 1]++;
        i++;
      } else if (Cursor.isCloser(c)) {
        depth -= --open[depth - 1] == 0 ? 1 : 0;
        i++;
      } else {
        i = embeddedEnd(i);
      }
    }
    return clip(i);
  }

  private int embeddedEnd(int i) {
    char c = text.charAt(i);
    if (Cursor.isBlank(c)) {
      return i + 1;
    } else if (c != '#') {
      return literalEnd(i);
    } else if (isLineComment(i)) {
      return lineEnd(i);
    } else if (peek(i + 1) == '<') {
      return blockCommentEnd(i);
    }
    return isEmbedding(peek(i + 1)) ? i + 1 : literalEnd(i);
  }

  private static boolean isEmbedding(char c) {
    return c == '{' || c == '(' || c == '[';
  }

  private static int[] pushed(int[] stack, int depth, int item) {
    int[] grown = depth == stack.length ? java.util.Arrays.copyOf(stack, depth * 2) : stack;
    grown[depth] = item;
    return grown;
  }
}
