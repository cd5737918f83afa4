// Reads regular expression literals: `#/pattern/flags` and `#/pattern/replacement/flags`.
package gene.syntax;

import gene.data.Regex;

final class RegexLiteral {
  private RegexLiteral() {}

  static Form read(Cursor in) {
    int start = in.at;
    int pattern = start + 2;
    int slash = slash(in, pattern);
    if (slash < 0 || in.mending && in.lineEnd(pattern) < slash) {
      return unterminated(in, start);
    }
    if (in.lineEnd(pattern) < slash) {
      in.suspects.add(start);
    }
    String replacement = null;
    int flags = slash + 1;
    int second = slashBeforeBlank(in, flags);
    if (second >= 0) {
      replacement = unescaped(in, flags, second);
      flags = second + 1;
    }
    return withFlags(in, start, unescaped(in, pattern, slash), replacement, flags);
  }

  private static Form unterminated(Cursor in, int start) {
    if (!in.mending) {
      in.unterminated = start;
      in.at = in.end;
    } else {
      in.mended = true;
      in.report(SyntaxCode.REGEX, start, start + 2, "unterminated regex: the closing `/` is missing");
      in.at = in.lineEnd(start);
    }
    return in.broken(start, in.at);
  }

  private static Form withFlags(Cursor in, int start, String pattern, String replacement, int flags) {
    int i = flags;
    int wrong = -1;
    boolean ignoreCase = false;
    boolean multiLine = false;
    for (; !in.endsAt(i); i++) {
      char c = in.text.charAt(i);
      ignoreCase |= c == 'i';
      multiLine |= c == 'm';
      if (wrong < 0 && c != 'i' && c != 'm') {
        wrong = i;
      }
    }
    in.at = i;
    if (wrong >= 0) {
      int next = wrong + Character.charCount(in.text.codePointAt(wrong));
      in.report(SyntaxCode.FLAG, wrong, next, "unknown regex flag " + in.quote(wrong, next) + ": the flags are `i` and `m`");
      return in.broken(start, i);
    }
    return in.literal(start, i, new Regex(pattern, replacement, ignoreCase, multiLine));
  }

  /** The next slash without a backslash; -1 when there is none. */
  private static int slash(Cursor in, int from) {
    for (int i = from; i < in.end; i++) {
      char c = in.text.charAt(i);
      if (c == '/') {
        return i;
      } else if (c == '\\') {
        i++;
      }
    }
    return -1;
  }

  private static int slashBeforeBlank(Cursor in, int from) {
    int i = from;
    while (i < in.end && !Cursor.isBlank(in.text.charAt(i))) {
      char c = in.text.charAt(i);
      if (c == '/') {
        return i;
      }
      i += c == '\\' ? 2 : 1;
    }
    in.lookedAt(i);
    return -1;
  }

  /** `\/` is a slash, a doubled backslash is one; every other backslash stays. */
  private static String unescaped(Cursor in, int from, int to) {
    var out = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = in.text.charAt(i);
      if (c == '\\' && i + 1 < to) {
        char next = in.text.charAt(++i);
        if (next != '/' && next != '\\') {
          out.append(c);
        }
        out.append(next);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
