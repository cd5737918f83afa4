// A path as a value, applied later to a target: `@a/b/0`, `(@ "a" f)`.
package gene.data;

import java.util.List;
import java.util.Optional;

public final class Selector implements Callable, Opaque {
  /** A segment that does not name a member. */
  public enum Operator {
    VALUES("*"), ENTRIES("**"), COLLECT("@"), COLLECT_MAP("@@"), ASSERT("!");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    static Optional<Operator> of(String text) {
      for (Operator op : values()) {
        if (op.text.equals(text)) {
          return Optional.of(op);
        }
      }
      return Optional.empty();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final List<Object> segments;

  /** @param segments each a String, a Long, an {@link Operator} or something that can be called */
  public Selector(List<?> segments) {
    this.segments = List.copyOf(segments);
  }

  /** The segment that a piece of `@a/b/0` stands for: a Long, an {@link Operator} or the String itself. */
  public static Object segment(String text) {
    Optional<Operator> operator = Operator.of(text);
    if (operator.isPresent()) {
      return operator.get();
    }
    return index(text);
  }

  private static Object index(String text) {
    int first = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    for (int i = first; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return text;
      }
    }
    try {
      return first == text.length() ? text : (Object) Long.valueOf(text);
    } catch (NumberFormatException beyond64Bits) {
      return text;
    }
  }

  public List<Object> segments() {
    return segments;
  }

  @Override
  public String name() {
    return "";
  }

  @Override
  public String typeofName() {
    return "VkSelector";
  }

  @Override
  public String className() {
    return "Selector";
  }

  @Override
  public String display() {
    var out = new StringBuilder("@(");
    String separator = "";
    for (Object segment : segments) {
      out.append(separator).append(segment instanceof String s ? s : Printer.code(segment));
      separator = "/";
    }
    return out.append(')').toString();
  }
}
