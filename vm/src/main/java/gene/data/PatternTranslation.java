// Turns the Perl syntax of regular expressions into that of java.util.regex, where the two differ.
package gene.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * <pre>
 *   (?P&lt;n&gt;…) (?&lt;n&gt;…) (?'n'…)   (?&lt;g1x&gt;…): Java allows no `_` in a name, so groups are named by their number
 *   (?P=n) \k&lt;n&gt; \k'n' \k{n}       \k&lt;g1x&gt;
 *   $                             \z, unless the pattern turns on (?m): it means the end of the text only
 *   [ and &amp;&amp; inside a class       escaped: Java has nested classes
 *   [[:alpha:]]                   [\p{Alpha}]
 * </pre>
 */
final class PatternTranslation {
  private static final Map<String, String> POSIX = Map.ofEntries(
      Map.entry("alpha", "Alpha"), Map.entry("digit", "Digit"), Map.entry("alnum", "Alnum"), Map.entry("upper", "Upper"),
      Map.entry("lower", "Lower"), Map.entry("space", "Space"), Map.entry("punct", "Punct"), Map.entry("print", "Print"),
      Map.entry("graph", "Graph"), Map.entry("cntrl", "Cntrl"), Map.entry("xdigit", "XDigit"), Map.entry("blank", "Blank"));
  private static final Pattern INLINE_LINES = Pattern.compile("\\(\\?[a-zA-Z]*m");

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, Integer> groups = new LinkedHashMap<>();
  private final boolean lineAnchors;
  private int at;
  private int count;
  private Pattern pattern;

  private PatternTranslation(String source) {
    this.source = source;
    this.lineAnchors = INLINE_LINES.matcher(source).find();
  }

  static PatternTranslation of(Regex regex) {
    var translation = new PatternTranslation(regex.pattern());
    translation.countNames();
    translation.translate();
    // Line ends are \n alone, and the predefined classes, like case, are those of Unicode.
    int flags = Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES
        | (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
        | (regex.multiLine() ? Pattern.DOTALL : 0);
    try {
      translation.pattern = Pattern.compile(translation.out.toString(), flags);
    } catch (PatternSyntaxException fault) {
      throw Raise.parse("Invalid regexp " + regex.display() + ": " + fault.getDescription());
    } catch (StackOverflowError tooDeep) {
      throw Raise.parse("Invalid regexp: it is nested too deeply");
    }
    return translation;
  }

  Pattern pattern() {
    return pattern;
  }

  Map<String, Integer> groups() {
    return Collections.unmodifiableMap(groups);
  }

  /** Finds the numbers of the names first, since a reference may stand before its group. */
  private void countNames() {
    boolean inClass = false;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\') {
        i = source.startsWith("\\Q", i) ? Math.max(quoteEnd(i) - 1, i) : i + 1;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
        i = classStart(i + 1) - 1;
      } else if (c == '(') {
        int open = nameStart(i);
        if (open > 0) {
          int close = nameEnd(open);
          groups.putIfAbsent(source.substring(open, close), ++count);
        } else if (!source.startsWith("(?", i)) {
          count++;
        }
      }
    }
  }

  private void translate() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\\') {
        escape();
      } else if (c == '[') {
        characterClass();
      } else if (c == '(') {
        group();
      } else if (c == '$' && !lineAnchors) {
        out.append("\\z");
        at++;
      } else {
        out.append(c);
        at++;
      }
    }
  }

  private void escape() {
    if (source.startsWith("\\Q", at)) {
      int end = quoteEnd(at);
      out.append(source, at, end);
      at = end;
      return;
    }
    int open = at + 3;
    if (source.startsWith("\\k", at) && open <= source.length()) {
      int close = source.indexOf(closing(source.charAt(at + 2)), open);
      if (close >= 0) {
        reference(source.substring(open, close));
        at = close + 1;
        return;
      }
    }
    int end = Math.min(at + 2, source.length());
    out.append(source, at, end);
    at = end;
  }

  private void group() {
    int open = nameStart(at);
    if (open > 0) {
      int close = nameEnd(open);
      out.append("(?<").append(javaName(groups.get(source.substring(open, close)))).append('>');
      at = Math.min(close + 1, source.length());
    } else if (source.startsWith("(?P=", at) && source.indexOf(')', at) > 0) {
      int close = source.indexOf(')', at);
      reference(source.substring(at + 4, close));
      at = close + 1;
    } else {
      out.append('(');
      at++;
    }
  }

  private void reference(String name) {
    Integer number = groups.get(name);
    if (number == null) {
      throw Raise.parse("Invalid regexp: no group is named " + name);
    }
    out.append("\\k<").append(javaName(number)).append('>');
  }

  private static String javaName(int number) {
    return "g" + number + "x";
  }

  private void characterClass() {
    int body = classStart(at + 1);
    for (int i = at; i < body; i++) {
      // A bracket that stands first in a class is an ordinary character.
      out.append(source.charAt(i) == ']' ? "\\]" : source.substring(i, i + 1));
    }
    at = body;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == ']') {
        out.append(c);
        at++;
        return;
      } else if (c == '\\') {
        escape();
      } else if (c == '[') {
        posixOrBracket();
      } else {
        out.append(c == '&' ? "\\&" : String.valueOf(c));
        at++;
      }
    }
  }

  private void posixOrBracket() {
    int end = source.indexOf(":]", at);
    boolean negated = source.startsWith("[:^", at);
    String name = end > at + 2 ? source.substring(at + (negated ? 3 : 2), end) : "";
    if (source.startsWith("[:", at) && POSIX.containsKey(name)) {
      out.append(negated ? "\\P{" : "\\p{").append(POSIX.get(name)).append('}');
      at = end + 2;
    } else {
      out.append("\\[");
      at++;
    }
  }

  /** Behind the `^` and the first `]` of a class. */
  private int classStart(int from) {
    int i = from;
    if (source.startsWith("^", i)) {
      i++;
    }
    return source.startsWith("]", i) ? i + 1 : i;
  }

  /** Where the name of a named group begins whose bracket is at the offset; 0 when it is another bracket. */
  private int nameStart(int bracket) {
    int name;
    if (source.startsWith("(?P<", bracket)) {
      name = bracket + 4;
    } else if (source.startsWith("(?'", bracket)
        || source.startsWith("(?<", bracket) && !source.startsWith("(?<=", bracket) && !source.startsWith("(?<!", bracket)) {
      name = bracket + 3;
    } else {
      return 0;
    }
    return source.indexOf(closing(source.charAt(name - 1)), name) >= 0 ? name : 0;
  }

  private int nameEnd(int name) {
    return source.indexOf(closing(source.charAt(name - 1)), name);
  }

  private static char closing(char open) {
    return open == '<' ? '>' : open == '{' ? '}' : open;
  }

  private int quoteEnd(int from) {
    int end = source.indexOf("\\E", from);
    return end < 0 ? source.length() : end + 2;
  }
}
