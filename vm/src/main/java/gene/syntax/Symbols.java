// Reads symbol tokens: names, paths, and the words that are values.
package gene.syntax;

import gene.data.Special;
import java.util.ArrayList;

final class Symbols {
  private Symbols() {}

  static Form read(Cursor in) {
    String text = in.text;
    int start = in.at;
    int end = in.end;
    int hash = 0;
    int slashes = 0;
    int i = start;
    for (; i < end; i++) {
      char c = text.charAt(i);
      if (Cursor.endsToken(c)) {
        break;
      } else if (c == '\\') {
        return escaped(in);
      } else if (c == '/') {
        slashes++;
      }
      hash = 31 * hash + c;
    }
    in.at = i;
    if (slashes > 0 && !isDivision(text, start, i)) {
      return path(in, start, i);
    }
    Object word = word(text, start, i);
    return word != null ? in.literal(start, i, word)
        : new Form.Name(start - in.base, i - in.base, in.names.of(text, start, i, hash));
  }

  /** `/` and `/=` are operators, not paths. */
  private static boolean isDivision(String text, int from, int to) {
    return text.charAt(from) == '/' && (to == from + 1 || to == from + 2 && text.charAt(from + 1) == '=');
  }

  /** The value that a reserved word stands for; null for every other token. */
  private static Object word(String text, int from, int to) {
    int length = to - from;
    switch (text.charAt(from)) {
      case 'n':
        return length == 3 && text.startsWith("nil", from) ? Special.NIL
            : length == 9 && text.startsWith("not_found", from) ? Special.NOT_FOUND : null;
      case 't':
        return length == 4 && text.startsWith("true", from) ? Boolean.TRUE : null;
      case 'f':
        return length == 5 && text.startsWith("false", from) ? Boolean.FALSE : null;
      case 'v':
        return length == 4 && text.startsWith("void", from) ? Special.VOID : null;
      default:
        return null;
    }
  }

  private static Form path(Cursor in, int start, int end) {
    var segments = new ArrayList<Form.Segment>();
    int from = start;
    int hash = 0;
    for (int i = start; i <= end; i++) {
      char c = i < end ? in.text.charAt(i) : '/';
      if (c == '/') {
        segments.add(new Form.Segment(from - in.base, i - in.base, in.names.of(in.text, from, i, hash)));
        from = i + 1;
        hash = 0;
      } else {
        hash = 31 * hash + c;
      }
    }
    return new Form.Path(start - in.base, end - in.base, segments);
  }

  /** A token with backslashes: each makes the next character part of the name. */
  private static Form escaped(Cursor in) {
    int start = in.at;
    int end = in.tokenEnd(start);
    var segments = new ArrayList<Form.Segment>();
    var name = new StringBuilder();
    int from = start;
    for (int i = start; i <= end; i++) {
      char c = i < end ? in.text.charAt(i) : '/';
      if (c == '/') {
        segments.add(new Form.Segment(from - in.base, i - in.base, name.toString()));
        from = i + 1;
        name.setLength(0);
      } else {
        i = append(in, name, i);
      }
    }
    in.at = end;
    return segments.size() > 1 ? new Form.Path(start - in.base, end - in.base, segments)
        : new Form.Name(start - in.base, end - in.base, segments.get(0).text());
  }

  /** Appends the character at the offset, or the one that a backslash there makes literal, and gives its offset. */
  static int append(Cursor in, StringBuilder name, int i) {
    char c = in.text.charAt(i);
    if (c != '\\') {
      name.append(c);
      return i;
    }
    if (i + 1 >= in.end) {
      in.report(SyntaxCode.ESCAPE, i, i + 1, "invalid escape: a character must follow the backslash");
      return i;
    }
    name.append(in.text.charAt(i + 1));
    return i + 1;
  }
}
