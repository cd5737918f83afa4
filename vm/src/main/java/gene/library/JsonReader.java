// Reads one JSON text into Gene values, without recursion, so that nesting is limited by memory only.
package gene.library;

import gene.data.Container;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Nesting;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

final class JsonReader {
  /** An array or object that is not closed yet. */
  private static final class Open {
    final Container container;
    String key;

    Open(Container container) {
      this.container = container;
    }
  }

  private final String text;
  // The values are seen by nobody else until the reader is done, so a store of its own keeps them out of the journal.
  private final Store store = new Store();
  private final Deque<Open> open = new ArrayDeque<>();
  private int at;

  private final UnaryOperator<Object> convert;

  private JsonReader(String text, UnaryOperator<Object> convert) {
    this.text = text;
    this.convert = convert;
  }

  /** @throws Raise `ParseException` "Invalid JSON: …" with line and column */
  static Object read(String text) {
    return read(text, value -> value);
  }

  /** @param convert gets each value, its parts converted already, when it is complete */
  static Object read(String text, UnaryOperator<Object> convert) {
    return new JsonReader(text, convert).document();
  }

  private Object document() {
    while (true) {
      skipBlanks();
      Object value = beginValue();
      while (value != null) {
        value = convert.apply(value);
        skipBlanks();
        if (open.isEmpty()) {
          if (at < text.length()) {
            throw invalid("unexpected text after the value");
          }
          return value;
        }
        value = add(value);
      }
    }
  }

  /** The value that starts here, or null when it is a container with contents, which is now open. */
  private Object beginValue() {
    char c = peek();
    if (c == '[') {
      at++;
      skipBlanks();
      return peek() == ']' ? close(new GeneArray()) : enter(new GeneArray());
    } else if (c == '{') {
      at++;
      skipBlanks();
      if (peek() == '}') {
        return close(new GeneMap());
      }
      enter(new GeneMap());
      open.peek().key = key();
      return null;
    } else if (c == '"') {
      return string();
    } else if (c == '-' || c >= '0' && c <= '9') {
      return number();
    }
    return word();
  }

  private Object enter(Container container) {
    open.push(new Open(container));
    if (open.size() > Nesting.LIMIT) {
      throw invalid("nested more than " + Nesting.LIMIT + " levels deep");
    }
    return null;
  }

  private Container close(Container container) {
    at++;
    return container;
  }

  /** Adds the value to the innermost open container; gives that container when it is complete, else null. */
  private Object add(Object value) {
    Open inner = open.peek();
    boolean isArray = inner.container instanceof GeneArray;
    if (isArray) {
      store.append((GeneArray) inner.container, value);
    } else {
      store.set((GeneMap) inner.container, inner.key, value);
    }
    char c = peek();
    if (c == ',') {
      at++;
      if (!isArray) {
        skipBlanks();
        inner.key = key();
      }
      return null;
    } else if (c == (isArray ? ']' : '}')) {
      open.pop();
      return close(inner.container);
    }
    throw invalid(isArray ? "expected , or ]" : "expected , or }");
  }

  private String key() {
    if (peek() != '"') {
      throw invalid("expected a string as key");
    }
    String key = string();
    skipBlanks();
    if (peek() != ':') {
      throw invalid("expected : after the key");
    }
    at++;
    return key;
  }

  private Object word() {
    if (text.startsWith("null", at)) {
      at += 4;
      return Special.NIL;
    } else if (text.startsWith("true", at)) {
      at += 4;
      return true;
    } else if (text.startsWith("false", at)) {
      at += 5;
      return false;
    }
    throw invalid(at < text.length() ? "expected a value" : "unexpected end of text");
  }

  private Object number() {
    int start = at;
    boolean whole = true;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      whole = false;
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      whole = false;
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    String number = text.substring(start, at);
    return whole ? integer(number) : (Object) Double.parseDouble(number);
  }

  private void digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw invalid("expected a digit");
    }
  }

  private static Object integer(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException outOfRange) {
      // The digits themselves, so that nothing is lost.
      return digits;
    }
  }

  private String string() {
    int start = at++;
    int run = at;
    StringBuilder unescaped = null;
    while (true) {
      if (at >= text.length()) {
        at = start;
        throw invalid("this string is never closed");
      }
      char c = text.charAt(at);
      if (c == '"') {
        String rest = text.substring(run, at++);
        return unescaped == null ? rest : unescaped.append(rest).toString();
      } else if (c < 0x20) {
        throw invalid("a control character in a string must be escaped");
      } else if (c == '\\') {
        unescaped = unescaped == null ? new StringBuilder() : unescaped;
        unescaped.append(text, run, at);
        at++;
        escape(unescaped);
        run = at;
      } else {
        at++;
      }
    }
  }

  private void escape(StringBuilder to) {
    char c = peek();
    int simple = "\"\\/bfnrt".indexOf(c);
    if (simple >= 0) {
      at++;
      to.append("\"\\/\b\f\n\r\t".charAt(simple));
    } else if (c == 'u') {
      char unit = unicode();
      if (Character.isHighSurrogate(unit) && text.startsWith("\\u", at)) {
        at++;
        char low = unicode();
        if (!Character.isLowSurrogate(low)) {
          throw invalid("expected the second half of a surrogate pair before this place");
        }
        to.append(unit).append(low);
      } else if (Character.isSurrogate(unit)) {
        throw invalid("half of a surrogate pair before this place");
      } else {
        to.append(unit);
      }
    } else {
      throw invalid("unknown escape");
    }
  }

  /** Reads `uXXXX`. */
  private char unicode() {
    int unit = 0;
    for (int i = 1; i <= 4; i++) {
      int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
      if (digit < 0 || text.charAt(at + i) > 'f') {
        throw invalid("expected four hexadecimal digits after \\u");
      }
      unit = unit << 4 | digit;
    }
    at += 5;
    return (char) unit;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** The next character; NUL, which JSON allows nowhere, at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private Raise invalid(String what) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    int column = text.codePointCount(lineStart, Math.max(lineStart, at)) + 1;
    return Raise.parse("Invalid JSON: " + what + " (line " + line + ", column " + column + ")");
  }
}
