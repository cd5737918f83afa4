// A replacement text with places for groups: `\1`, `\0`, `\k<name>`, `\g<name>`, and `\\` for a backslash.
package gene.library;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

final class RegexTemplate {
  /** Literal text, or a reference to a group by number or name; one of the three. */
  private record Part(String text, int group, String name) {}

  private final List<Part> parts;

  private RegexTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  static RegexTemplate parse(String template) {
    var parts = new ArrayList<Part>();
    var literal = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      Part reference = null;
      int end = at + 1;
      if (c == '\\' && end < template.length()) {
        char next = template.charAt(end);
        if (next == '\\') {
          end++;
        } else if (next >= '0' && next <= '9') {
          end = endOfDigits(template, end);
          reference = new Part(null, number(template.substring(at + 1, end)), null);
        } else if (next == 'k' || next == 'g') {
          int close = closing(template, end + 1);
          if (close > 0) {
            reference = new Part(null, -1, template.substring(end + 2, close));
            end = close + 1;
          }
        }
      }
      if (reference == null) {
        literal.append(c);
      } else {
        flush(literal, parts);
        parts.add(reference);
      }
      at = end;
    }
    flush(literal, parts);
    return new RegexTemplate(parts);
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (literal.length() > 0) {
      parts.add(new Part(literal.toString(), -1, null));
      literal.setLength(0);
    }
  }

  private static int endOfDigits(String s, int from) {
    int at = from;
    while (at < s.length() && s.charAt(at) >= '0' && s.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** A number beyond any group's is as good as one that no regexp has. */
  private static int number(String digits) {
    return digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /** Where a name in `<>` or quotes ends that begins here; 0 when none does. */
  private static int closing(String s, int open) {
    if (open >= s.length()) {
      return 0;
    }
    char c = s.charAt(open);
    char close = c == '<' ? '>' : c == '\'' || c == '"' ? c : 0;
    return close == 0 ? 0 : Math.max(0, s.indexOf(close, open + 1));
  }

  /** Writes the replacement; the functions give a group's text, empty for one that is absent. */
  void write(StringBuilder out, IntFunction<String> group, Function<String, String> named) {
    for (Part p : parts) {
      out.append(p.text != null ? p.text : p.name != null ? named.apply(p.name) : group.apply(p.group));
    }
  }
}
