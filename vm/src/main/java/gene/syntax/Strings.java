// Reads plain strings and characters, and the escapes that all texts share.
package gene.syntax;

import gene.data.Char;
import gene.source.Diagnostic;
import java.util.List;

final class Strings {
  private static final String TRIPLE = "\"\"\"";
  // What an escape that means nothing leaves in the value.
  private static final char REPLACEMENT = '\uFFFD';

  private Strings() {}

  static boolean isTriple(Cursor in, int quote) {
    return quote + 3 <= in.end && in.text.startsWith(TRIPLE, quote);
  }

  /** A string at its opening quote. */
  static Form read(Cursor in, boolean embedded) {
    int start = in.at;
    boolean triple = isTriple(in, start);
    int from = start + (triple ? 3 : 1);
    boolean plain = true;
    boolean lines = false;
    int i = from;
    for (; i < in.end; i++) {
      char c = in.text.charAt(i);
      if (c == '"' && (!triple || isTriple(in, i))) {
        break;
      } else if (c == '\\') {
        plain = false;
        i++;
      } else if (Cursor.isLineEnd(c)) {
        lines = true;
      }
    }
    boolean closed = i < in.end;
    int after = i + (triple ? 3 : 1);
    if (!closed || in.mending && lines && !triple && isMistaken(in, after)) {
      return unterminated(in, start, from, triple, embedded);
    }
    if (lines && !triple) {
      in.suspects.add(start);
    }
    in.at = after;
    return in.literal(start, after, triple ? trimmed(in, from, i) : value(in, from, i, plain));
  }

  /** Whether the quote that ended a text over several lines rather opens another: something is glued to it. */
  private static boolean isMistaken(Cursor in, int after) {
    char next = in.peek(after);
    return after < in.end && !Cursor.isBlank(next) && !Cursor.isCloser(next) && next != ';';
  }

  private static Form unterminated(Cursor in, int start, int from, boolean triple, boolean embedded) {
    if (!in.mending) {
      in.unterminated = start;
      in.at = in.end;
      return in.broken(start, in.end);
    }
    int stop = triple ? in.end : in.lineEnd(from);
    Diagnostic error = unterminated(in, start, from, triple);
    in.mended = true;
    in.report(embedded ? error.hint("if it ends the string around it, the `}` of a `#{` is missing before it") : error);
    in.at = stop;
    return new Form.Broken(start - in.base, stop - in.base,
        List.of(in.literal(start, stop, in.text.substring(from, stop))));
  }

  /** @param from the end of the opening quotes, which the finding points at */
  static void reportUnterminated(Cursor in, int start, int from, boolean triple) {
    in.mended = true;
    in.report(unterminated(in, start, from, triple));
  }

  private static Diagnostic unterminated(Cursor in, int start, int from, boolean triple) {
    return in.error(SyntaxCode.STRING, start, from,
        "unterminated string: the closing quote `" + (triple ? TRIPLE : "\"") + "` is missing");
  }

  private static String value(Cursor in, int from, int to, boolean plain) {
    if (plain) {
      return in.text.substring(from, to);
    }
    var out = new StringBuilder(to - from);
    for (int i = from; i < to; ) {
      char c = in.text.charAt(i);
      if (c == '\\') {
        i = escape(in, i, to, out);
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  /** The value of a triple-quoted text without the blanks behind the opening and before the closing quotes. */
  private static String trimmed(Cursor in, int from, int to) {
    int first = afterOpening(in, from);
    int last = Math.max(first, to - blanksBefore(in, first, to));
    return value(in, first, last, false);
  }

  /** Where the value of a triple-quoted text begins: at the line end when only blanks stand before it. */
  static int afterOpening(Cursor in, int from) {
    int i = from;
    while (i < in.end && isInner(in.text.charAt(i))) {
      i++;
    }
    return i < in.end && Cursor.isLineEnd(in.text.charAt(i)) ? i : from;
  }

  /** How many blanks stand between a line end at or behind `first` and the closing quotes; 0 when there is something else. */
  static int blanksBefore(Cursor in, int first, int quotes) {
    int i = quotes;
    while (i > first && isInner(in.text.charAt(i - 1))) {
      i--;
    }
    return i > first && Cursor.isLineEnd(in.text.charAt(i - 1)) ? quotes - i : 0;
  }

  private static boolean isInner(char c) {
    return c == ' ' || c == '\t';
  }

  /** Appends what the escape at the offset of a backslash stands for; gives the offset behind it. */
  static int escape(Cursor in, int backslash, int to, StringBuilder out) {
    if (backslash + 1 >= to) {
      in.report(SyntaxCode.ESCAPE, backslash, backslash + 1, "invalid escape: a character must follow the backslash");
      return backslash + 1;
    }
    char c = in.text.charAt(backslash + 1);
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'u' -> {
        return unicode(in, backslash, to, out);
      }
      default -> out.append(c);
    }
    return backslash + 2;
  }

  /** `\\uXXXX`, or two of them for a code point beyond the sixteen-bit ones. */
  private static int unicode(Cursor in, int backslash, int to, StringBuilder out) {
    int unit = fourDigits(in, backslash + 2, to);
    if (unit < 0) {
      int stop = backslash + 2;
      while (stop < Math.min(to, backslash + 6) && isHex(in.text.charAt(stop))) {
        stop++;
      }
      return bad(in, backslash, stop, "four hexadecimal digits must follow `\\u`", out);
    }
    char c = (char) unit;
    int next = backslash + 6;
    if (!Character.isSurrogate(c)) {
      out.append(c);
      return next;
    }
    int low = in.text.startsWith("\\u", next) ? fourDigits(in, next + 2, to) : -1;
    if (Character.isHighSurrogate(c) && low >= 0 && Character.isLowSurrogate((char) low)) {
      out.append(c).append((char) low);
      return next + 6;
    }
    return bad(in, backslash, next, "a surrogate must be half of a pair such as `\\ud83d\\ude00`", out);
  }

  private static int bad(Cursor in, int from, int to, String why, StringBuilder out) {
    in.report(SyntaxCode.ESCAPE, from, to, "invalid escape " + in.quote(from, to) + ": " + why);
    out.append(REPLACEMENT);
    return to;
  }

  private static int fourDigits(Cursor in, int from, int to) {
    if (from + 4 > to) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      if (!isHex(in.text.charAt(i))) {
        return -1;
      }
      value = value << 4 | Character.digit(in.text.charAt(i), 16);
    }
    return value;
  }

  static boolean isHex(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }

  /** A character literal at its opening quote. */
  static Form character(Cursor in) {
    int start = in.at;
    int from = start + 1;
    if (from >= in.end) {
      return badCharacter(in, start);
    }
    var value = new StringBuilder(2);
    int after = from;
    char first = in.text.charAt(from);
    if (first == '\\') {
      if (from + 1 >= in.end) {
        return badCharacter(in, start);
      }
      after = escapeOfCharacter(in, from, value);
    } else {
      value.appendCodePoint(in.text.codePointAt(from));
      after += value.length();
    }
    if (first == '\'' || after >= in.end || in.text.charAt(after) != '\'') {
      // The missing quote may stand behind where the broken literal ends: `' (`.
      in.lookedAt(after);
      return badCharacter(in, start);
    }
    in.at = after + 1;
    return in.literal(start, in.at, new Char(value.codePointAt(0)));
  }

  private static int escapeOfCharacter(Cursor in, int backslash, StringBuilder value) {
    int after = escape(in, backslash, in.end, value);
    // A code point written directly behind the backslash may take two places.
    if (Character.isHighSurrogate(value.charAt(0)) && value.length() == 1 && after < in.end
        && Character.isLowSurrogate(in.text.charAt(after))) {
      value.append(in.text.charAt(after++));
    }
    return after;
  }

  private static Form badCharacter(Cursor in, int start) {
    int i = start + 1;
    while (i < in.end && !Cursor.endsToken(in.text.charAt(i)) && in.text.charAt(i) != '\'') {
      i++;
    }
    boolean closed = i < in.end && in.text.charAt(i) == '\'';
    int stop = closed ? i + 1 : i;
    if (!closed) {
      in.report(SyntaxCode.CHARACTER, start, start + 1, "unterminated character literal: the closing quote `'` is missing");
    } else if (stop == start + 2) {
      in.report(SyntaxCode.CHARACTER, start, stop, "a character literal must not be empty");
    } else {
      in.report(in.error(SyntaxCode.CHARACTER, start, stop,
          "invalid character literal " + in.quote(start, stop) + ": it must hold exactly one character")
          .hint("strings are written in double quotes"));
    }
    in.at = stop;
    return in.broken(start, stop);
  }
}
