// Reads the text between the embedded forms of an interpolated string.
package gene.syntax;

import gene.syntax.Frame.Kind;

final class InterpolatedText {
  /** Why reading stopped; the cursor stands before what is named. */
  enum Stop { QUOTE, BRACE, PARENTHESIS, BRACKET, LINE_END }

  private InterpolatedText() {}

  /** Collects text up to the next stop; null at the end of the text, or when a comment has no end. */
  static Stop read(Cursor in, Frame f) {
    while (in.at < in.end) {
      char c = in.text.charAt(in.at);
      if (c == '\\') {
        if (in.at + 1 == in.end) {
          in.at = in.end;
          break;
        }
        in.at = Strings.escape(in, in.at, in.end, f.text);
      } else if (c == '"' && (!f.triple || Strings.isTriple(in, in.at))) {
        return Stop.QUOTE;
      } else if (c == '#') {
        Stop stop = embedded(in.peek(in.at + 1));
        if (stop != null) {
          return stop;
        } else if (in.peek(in.at + 1) != '<') {
          f.text.append(c);
          in.at++;
        } else if (!comment(in)) {
          return null;
        }
      } else {
        if (Cursor.isLineEnd(c) && !f.triple) {
          if (in.mending) {
            return Stop.LINE_END;
          } else if (!f.suspected) {
            f.suspected = true;
            in.suspects.add(f.start);
          }
        }
        f.text.append(c);
        in.at++;
      }
    }
    return null;
  }

  private static Stop embedded(char c) {
    return switch (c) {
      case '{' -> Stop.BRACE;
      case '(' -> Stop.PARENTHESIS;
      case '[' -> Stop.BRACKET;
      default -> null;
    };
  }

  private static boolean comment(Cursor in) {
    int end = in.blockCommentEnd(in.at);
    if (end >= 0) {
      in.at = end;
    }
    return end >= 0;
  }

  /** The text collected since the last embedded form, which ends at an offset. */
  static Form.Literal piece(Cursor in, Frame f, int end) {
    String text = f.text.toString();
    f.text.setLength(0);
    return in.literal(f.pieceStart, end, text);
  }
}
