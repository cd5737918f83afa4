// A statement with the placeholders that JDBC knows: `?`, in the order of the text.
package gene.library;

import java.util.ArrayList;
import java.util.List;

/** @param numbers for each `?`, the number of the parameter that belongs there, from 1 on */
record SqlPlaceholders(String sql, List<Integer> numbers) {
  SqlPlaceholders {
    numbers = List.copyOf(numbers);
  }

  /** A statement that has `?` already. */
  static SqlPlaceholders ordered(String sql) {
    return new SqlPlaceholders(sql, List.of());
  }

  /** A statement of PostgreSQL with `$1`, `$2`, … outside of strings, quoted names and comments; a `?` there is an operator. */
  static SqlPlaceholders numbered(String sql) {
    return new Scan(sql).result();
  }

  int highest() {
    return numbers.stream().mapToInt(n -> n).max().orElse(0);
  }

  private static final class Scan {
    private final String sql;
    private final StringBuilder out = new StringBuilder();
    private final List<Integer> numbers = new ArrayList<>();
    private int at;

    Scan(String sql) {
      this.sql = sql;
    }

    SqlPlaceholders result() {
      while (at < sql.length()) {
        char c = sql.charAt(at);
        if (c == '\'') {
          copy(quoted('\'', at > 0 && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e') && !isNamePart(at - 2)));
        } else if (c == '"') {
          copy(quoted('"', false));
        } else if (sql.startsWith("--", at)) {
          int end = sql.indexOf('\n', at);
          copy(end < 0 ? sql.length() : end);
        } else if (sql.startsWith("/*", at)) {
          copy(comment());
        } else if (c == '$' && !isNamePart(at - 1)) {
          dollar();
        } else if (c == '?') {
          out.append("??");
          at++;
        } else {
          copy(at + 1);
        }
      }
      return new SqlPlaceholders(out.toString(), numbers);
    }

    private void copy(int end) {
      out.append(sql, at, end);
      at = end;
    }

    private boolean isNamePart(int index) {
      return index >= 0 && (Character.isLetterOrDigit(sql.charAt(index)) || sql.charAt(index) == '_' || sql.charAt(index) == '$');
    }

    /** Behind the closing quote; a doubled one does not close. */
    private int quoted(char quote, boolean escapes) {
      int i = at + 1;
      while (i < sql.length()) {
        if (escapes && sql.charAt(i) == '\\') {
          i++;
        } else if (sql.charAt(i) == quote) {
          if (i + 1 >= sql.length() || sql.charAt(i + 1) != quote) {
            return i + 1;
          }
          i++;
        }
        i++;
      }
      return sql.length();
    }

    /** Comments of PostgreSQL nest. */
    private int comment() {
      int depth = 0;
      int i = at;
      while (i < sql.length()) {
        if (sql.startsWith("/*", i)) {
          depth++;
          i += 2;
        } else if (sql.startsWith("*/", i)) {
          i += 2;
          if (--depth == 0) {
            return i;
          }
        } else {
          i++;
        }
      }
      return sql.length();
    }

    /** `$1`, or a string between `$tag$`. */
    private void dollar() {
      int i = at + 1;
      while (i < sql.length() && Character.digit(sql.charAt(i), 10) >= 0) {
        i++;
      }
      if (i > at + 1) {
        out.append('?');
        numbers.add(i - at > 8 ? Integer.MAX_VALUE : Integer.parseInt(sql.substring(at + 1, i)));
        at = i;
        return;
      }
      while (i < sql.length() && sql.charAt(i) != '$' && isNamePart(i)) {
        i++;
      }
      if (i < sql.length() && sql.charAt(i) == '$') {
        String tag = sql.substring(at, i + 1);
        int end = sql.indexOf(tag, i + 1);
        copy(end < 0 ? sql.length() : end + tag.length());
      } else {
        copy(at + 1);
      }
    }
  }
}
