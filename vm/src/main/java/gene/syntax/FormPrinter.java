// Writes data as `gene parse` shows them: indented, in one line, or in one line with `:name` for `^name`.
package gene.syntax;

import gene.data.Char;
import gene.data.Container;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.Key;
import gene.data.Printer;
import gene.data.Unquote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

public final class FormPrinter {
  public enum Format { PRETTY, COMPACT, SEXP }

  /** Something still to be written: text, or a datum and how to write it. */
  private record Task(Object what, Style style) {}

  /** @param indent blanks before a line of the datum's parts, or -1 for one line
   *  @param mark   what stands before the keys of properties */
  private record Style(int indent, char mark, int depth) {
    Style compact() {
      return new Style(-1, '^', depth + 1);
    }

    Style deeper() {
      return new Style(indent + 2, '^', depth + 1);
    }

    boolean isPretty() {
      return indent >= 0;
    }
  }

  private final StringBuilder out = new StringBuilder();
  private final ArrayDeque<Task> rest = new ArrayDeque<>();
  // What the datum at hand consists of, in order.
  private final List<Task> parts = new ArrayList<>();

  private FormPrinter() {}

  public static String print(Object datum, Format format) {
    return new FormPrinter().run(datum,
        new Style(format == Format.PRETTY ? 0 : -1, format == Format.SEXP ? ':' : '^', 0));
  }

  private String run(Object datum, Style style) {
    rest.push(new Task(datum, style));
    while (!rest.isEmpty()) {
      Task task = rest.pop();
      if (task.style == null) {
        out.append((String) task.what);
        continue;
      }
      Forms.checkDepth(task.style.depth);
      parts.clear();
      split(task.what, task.style);
      for (int i = parts.size() - 1; i >= 0; i--) {
        rest.push(parts.get(i));
      }
    }
    return out.toString();
  }

  private void text(String text) {
    parts.add(new Task(text, null));
  }

  private void datum(Object datum, Style style) {
    parts.add(new Task(datum, style));
  }

  private void split(Object datum, Style style) {
    String seal = datum instanceof Container c && c.isSealed() ? "#" : "";
    if (datum instanceof Gene g) {
      gene(g, style, seal);
    } else if (datum instanceof GeneArray a) {
      items(a, style, seal + "[", "]");
    } else if (datum instanceof GeneMap m) {
      map(m, style, seal);
    } else if (datum instanceof GeneHashMap h) {
      hashMap(h, style, seal);
    } else if (datum instanceof Unquote u) {
      text(u.discard() ? "%_" : "%");
      datum(u.datum(), style.compact());
    } else if (datum instanceof String s) {
      text(quoted(s, '"'));
    } else if (datum instanceof Char c) {
      text(quoted(c.toString(), '\''));
    } else {
      text(Printer.code(datum));
    }
  }

  /** Type and properties stay on the first line. */
  private void gene(Gene g, Style style, String seal) {
    text(seal + "(");
    datum(g.type(), style.compact());
    for (Map.Entry<String, Object> e : g.props().entries().entrySet()) {
      text(" ");
      property(e, style);
    }
    children(g.children(), style, " ");
    text(")");
  }

  private void items(GeneArray a, Style style, String open, String close) {
    text(open);
    children(a, style, "");
    text(close);
  }

  /** @param before what precedes the first datum when all stand in one line */
  private void children(GeneArray data, Style style, String before) {
    for (int i = 0; i < data.size(); i++) {
      if (style.isPretty()) {
        text(line(style.indent + 2));
        datum(data.get(i), style.deeper());
      } else {
        text(i == 0 ? before : " ");
        datum(data.get(i), style.compact());
      }
    }
    if (style.isPretty() && data.size() > 0) {
      text(line(style.indent));
    }
  }

  private void map(GeneMap m, Style style, String seal) {
    text(seal + "{");
    boolean first = true;
    for (Map.Entry<String, Object> e : m.entries().entrySet()) {
      text(style.isPretty() ? line(style.indent + 2) : first ? "" : " ");
      property(e, style);
      first = false;
    }
    text((style.isPretty() && m.size() > 0 ? line(style.indent) : "") + "}");
  }

  private void hashMap(GeneHashMap h, Style style, String seal) {
    text(seal + "{{");
    Key[] keys = h.keys();
    Object[] values = h.values();
    for (int i = 0; i < keys.length; i++) {
      text(style.isPretty() ? line(style.indent + 2) : i == 0 ? "" : " ");
      datum(keys[i].value(), style.compact());
      text(" ");
      datum(values[i], style.compact());
    }
    text((style.isPretty() && keys.length > 0 ? line(style.indent) : "") + "}}");
  }

  private void property(Map.Entry<String, Object> e, Style style) {
    text(style.mark + e.getKey() + " ");
    datum(e.getValue(), style.compact());
  }

  private static String line(int indent) {
    return "\n" + " ".repeat(indent);
  }

  private static String quoted(String text, char quote) {
    var out = new StringBuilder(text.length() + 2).append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> out.append(c == quote ? "\\" : "").append(c);
      }
    }
    return out.append(quote).toString();
  }
}
