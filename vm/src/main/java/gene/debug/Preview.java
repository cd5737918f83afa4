// The text of a value as one line of bounded length: what a variable's row shows, whatever the value's size.
package gene.debug;

import gene.data.Callable;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Key;
import gene.data.Namespace;
import gene.data.Printer;
import gene.data.Structured;
import gene.vm.ExceptionInstance;
import gene.vm.Function;

final class Preview {
  // A row of an editor shows less; what is cut can be unfolded.
  private static final int LONGEST = 160;
  private static final int LONGEST_STRING = 10_000;
  private static final int DEEPEST = 3;

  private final StringBuilder out = new StringBuilder();

  private final boolean hex;

  private Preview(boolean hex) {
    this.hex = hex;
  }

  static String of(Object value) {
    return of(value, false);
  }

  static String of(Object value, boolean hex) {
    var preview = new Preview(hex);
    preview.show(value, 0);
    return preview.out.toString();
  }

  private boolean isFull() {
    return out.length() >= LONGEST;
  }

  private void show(Object v, int depth) {
    if (v instanceof String s) {
      string(s, depth == 0 ? LONGEST_STRING : LONGEST);
    } else if (hex && v instanceof Long n) {
      out.append(n < 0 ? "-0x" : "0x").append(Long.toHexString(Math.abs(n)));
    } else if (v instanceof ExceptionInstance e) {
      out.append(Expression.describe(e));
    } else if (v instanceof Function f) {
      out.append("(fn ").append(f.name().isEmpty() ? "" : f.name() + " ").append(f.code().metadata().signature()).append(')');
    } else if (v instanceof GeneClass c) {
      out.append("(class ").append(c.name()).append(')');
    } else if (v instanceof Namespace n) {
      out.append("(ns ").append(n.name()).append(')');
    } else if (hasParts(v)) {
      if (depth == DEEPEST || isFull()) {
        out.append('…');
      } else {
        parts(v, depth + 1);
      }
    } else if (v instanceof Structured s) {
      out.append(s.display());
    } else if (v instanceof Callable c) {
      out.append("(fn ").append(c.name()).append(')');
    } else {
      out.append(Printer.code(v));
    }
  }

  private static boolean hasParts(Object v) {
    return v instanceof GeneArray || v instanceof GeneMap || v instanceof Gene || v instanceof GeneHashMap || v instanceof GeneHashSet
        || v instanceof Instance || v instanceof Structured s && s.partCount() > 0;
  }

  private void parts(Object v, int depth) {
    if (v instanceof GeneArray a) {
      out.append('[');
      elements(a, depth, "");
      out.append(']');
    } else if (v instanceof GeneMap m) {
      out.append('{');
      properties(m, depth, "");
      out.append('}');
    } else if (v instanceof Gene g) {
      out.append('(');
      show(g.type(), depth);
      properties(g.props(), depth, " ");
      elements(g.children(), depth, " ");
      out.append(')');
    } else if (v instanceof GeneHashMap h) {
      Key[] keys = h.keys();
      Object[] values = h.values();
      out.append("{{");
      for (int i = 0; i < keys.length && more(i, keys.length, i == 0 ? "" : " "); i++) {
        show(keys[i].value(), depth);
        out.append(' ');
        show(values[i], depth);
      }
      out.append("}}");
    } else if (v instanceof GeneHashSet s) {
      Key[] members = s.members();
      out.append("(HashSet");
      for (int i = 0; i < members.length && more(i, members.length, " "); i++) {
        show(members[i].value(), depth);
      }
      out.append(')');
    } else if (v instanceof Instance i) {
      fields(i, depth);
    } else if (v instanceof Structured s) {
      out.append('(').append(s.display());
      for (int i = 0; i < s.partCount() && more(i, s.partCount(), " "); i++) {
        show(s.part(i), depth);
      }
      out.append(')');
    }
  }

  private void elements(GeneArray a, int depth, String first) {
    for (int i = 0; i < a.size() && more(i, a.size(), i == 0 ? first : " "); i++) {
      show(a.get(i), depth);
    }
  }

  private void properties(GeneMap m, int depth, String first) {
    int i = 0;
    for (var entry : m.entries().entrySet()) {
      if (!more(i, m.size(), i == 0 ? first : " ")) {
        return;
      }
      out.append('^').append(entry.getKey()).append(' ');
      show(entry.getValue(), depth);
      i++;
    }
  }

  private void fields(Instance instance, int depth) {
    out.append('(').append(instance.cls().name());
    int count = instance.shape().size();
    for (int i = 0; i < count && more(i, count, " "); i++) {
      String name = instance.shape().names().get(i);
      out.append('^').append(name).append(' ');
      show(instance.get(name), depth);
    }
    out.append(')');
  }

  /** Whether part `i` of `count` is shown; otherwise says how many are left out. */
  private boolean more(int i, int count, String separator) {
    out.append(separator);
    if (isFull()) {
      out.append("… ").append(count - i).append(" more");
      return false;
    }
    return true;
  }

  private void string(String s, int longest) {
    if (s.length() <= longest) {
      out.append(Printer.code(s));
    } else {
      int end = Character.isHighSurrogate(s.charAt(longest - 1)) ? longest - 1 : longest;
      out.append(Printer.code(s.substring(0, end))).append("… ").append(s.length() - end).append(" more characters");
    }
  }
}
