// Values as `gene deser` shows them: on one line, or one nested value per line.
package gene.cli;

import gene.data.Callable;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Namespace;
import gene.data.Printer;
import gene.data.Symbol;
import java.util.LinkedHashMap;
import java.util.Map;

final class ValueText {
  enum Style { PRETTY, COMPACT, GENE }

  private final Style style;
  private final StringBuilder out = new StringBuilder();

  ValueText(Style style) {
    this.style = style;
  }

  String of(Object value) {
    write(value, 0);
    return out.toString();
  }

  private void write(Object v, int level) {
    if (v instanceof GeneArray array) {
      out.append(array.isSealed() ? "#[" : "[");
      boolean first = true;
      for (Object item : array.toObjects()) {
        next(level, first);
        write(item, level + 1);
        first = false;
      }
      end(level, first, "]");
    } else if (v instanceof GeneMap map) {
      out.append(map.isSealed() ? "#{" : "{");
      entries(map.entries(), level, true);
      end(level, map.size() == 0, "}");
    } else if (v instanceof Gene gene) {
      out.append(gene.isSealed() ? "#(" : "(");
      write(gene.type(), level + 1);
      entries(gene.props().entries(), level, false);
      for (Object child : gene.children().toObjects()) {
        next(level, false);
        write(child, level + 1);
      }
      end(level, gene.props().size() + gene.children().size() == 0, ")");
    } else if (v instanceof Instance instance) {
      out.append("<Instance of ").append(instance.cls().name()).append("> {");
      Map<String, Object> fields = new LinkedHashMap<>();
      for (String name : instance.shape().names()) {
        fields.put(name, instance.get(name));
      }
      entries(fields, level, true);
      end(level, fields.isEmpty(), "}");
    } else {
      out.append(plain(v));
    }
  }

  private String plain(Object v) {
    if (v instanceof GeneClass c) {
      return "<Class " + c.name() + ">";
    } else if (v instanceof Namespace) {
      return "<Namespace>";
    } else if (v instanceof Callable f && !Printer.code(f).contains("/")) {
      return "<Function " + f.name() + ">";
    }
    return style == Style.GENE || !(v instanceof String || v instanceof Symbol) ? Printer.code(v) : Printer.display(v);
  }

  private void entries(Map<String, Object> entries, int level, boolean first) {
    boolean atStart = first;
    for (Map.Entry<String, Object> e : entries.entrySet()) {
      next(level, atStart);
      out.append('^').append(e.getKey()).append(' ');
      write(e.getValue(), level + 1);
      atStart = false;
    }
  }

  /** Between values: a line of its own, or a blank. */
  private void next(int level, boolean first) {
    if (style != Style.COMPACT) {
      out.append('\n').append("  ".repeat(level + 1));
    } else if (!first) {
      out.append(' ');
    }
  }

  private void end(int level, boolean empty, String bracket) {
    if (style != Style.COMPACT && !empty) {
      out.append('\n').append("  ".repeat(level));
    }
    out.append(bracket);
  }
}
