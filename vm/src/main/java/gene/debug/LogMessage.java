// The message of a log breakpoint: text with expressions in braces; `\{` is a brace.
package gene.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

final class LogMessage {
  /** Strings and Expressions, in order. */
  private final List<Object> pieces;

  private LogMessage(List<Object> pieces) {
    this.pieces = pieces;
  }

  static LogMessage parse(String text) {
    var pieces = new ArrayList<Object>();
    var plain = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == '{' || text.charAt(i + 1) == '}')) {
        plain.append(text.charAt(i + 1));
        i += 2;
      } else if (c == '{') {
        int end = closing(text, i);
        pieces.add(plain.toString());
        plain.setLength(0);
        pieces.add(Expression.parse(text.substring(i + 1, end)));
        i = end + 1;
      } else {
        plain.append(c);
        i++;
      }
    }
    pieces.add(plain.toString());
    return new LogMessage(pieces);
  }

  /** The brace that closes the one at `open`: maps nest, and braces in strings do not count. */
  private static int closing(String text, int open) {
    int depth = 0;
    boolean string = false;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (string && c == '\\') {
        i++;
      } else if (c == '"') {
        string = !string;
      } else if (!string && c == '{') {
        depth++;
      } else if (!string && c == '}' && --depth == 0) {
        return i;
      }
    }
    throw new DebugException("A `{` of the log message is never closed");
  }

  /** @param evaluate gives the value of an expression, or says why there is none */
  String text(Function<Expression, Object> evaluate) {
    var out = new StringBuilder();
    for (Object piece : pieces) {
      if (piece instanceof Expression e) {
        try {
          Object value = evaluate.apply(e);
          if (value instanceof Long n) {
            out.append(n.longValue());
          } else {
            out.append(value instanceof String s ? s : Preview.of(value));
          }
        } catch (DebugException failure) {
          out.append("<").append(failure.getMessage()).append('>');
        }
      } else {
        out.append(piece);
      }
    }
    return out.toString();
  }
}
