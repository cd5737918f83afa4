// Literals that the reader reads back as the same value: strings, characters, names, keys.
package gene.library;

import gene.data.ComplexSymbol;
import gene.data.Raise;
import java.util.Locale;

final class Literals {
  private static final String ENDS_TOKEN = "\"`%()[]{};,\\";

  private Literals() {}

  static void string(StringBuilder out, String s) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      character(out, s.charAt(i), '"');
    }
    out.append('"');
  }

  static void character(StringBuilder out, int codePoint) {
    out.append('\'');
    if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      character(out, (char) codePoint, '\'');
    } else {
      out.appendCodePoint(codePoint);
    }
    out.append('\'');
  }

  private static void character(StringBuilder out, char c, char mark) {
    int simple = "\n\t\r\b\f\\".indexOf(c);
    if (simple >= 0) {
      out.append('\\').append("ntrbf\\".charAt(simple));
    } else if (c == mark) {
      out.append('\\').append(c);
    } else if (c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    } else {
      out.append(c);
    }
  }

  /** A symbol, with backslashes where its text would otherwise be something else. */
  static void name(StringBuilder out, String name) {
    if (name.isEmpty()) {
      throw Raise.type("Value of kind VkSymbol is not serializable: a symbol without characters has no text");
    } else if (name.equals("/") || name.equals("/=")) {
      out.append(name);
      return;
    }
    boolean reserved = switch (name) {
      case "nil", "true", "false", "void", "not_found" -> true;
      default -> false;
    };
    char first = name.charAt(0);
    boolean number = isDigit(first) || (first == '+' || first == '-') && name.length() > 1 && isDigit(name.charAt(1));
    if (reserved || number || "'#^".indexOf(first) >= 0) {
      out.append('\\');
    }
    part(out, name);
  }

  /** A path symbol. */
  static void path(StringBuilder out, ComplexSymbol path) {
    var text = new StringBuilder();
    for (int i = 0; i < path.parts().size(); i++) {
      text.append(i == 0 ? "" : "/");
      part(text, path.parts().get(i));
    }
    char first = text.charAt(0);
    if ("'#^+-".indexOf(first) >= 0 || isDigit(first)) {
      out.append('\\');
    }
    out.append(text);
  }

  /** The name of a property behind its `^`. */
  static void key(StringBuilder out, String key) {
    if (key.isEmpty()) {
      throw Raise.type("Value of kind VkMap is not serializable: an empty key has no text");
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean first = i == 0 && (c == '!' || c == '.');
      out.append(first || c == '^' || c == '/' || escaped(c) ? "\\" : "").append(c);
    }
  }

  private static void part(StringBuilder out, String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.append(c == '/' || escaped(c) ? "\\" : "").append(c);
    }
  }

  private static boolean escaped(char c) {
    return c <= ' ' || ENDS_TOKEN.indexOf(c) >= 0 || c > 0x7F && Character.isWhitespace(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
