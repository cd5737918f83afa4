// The parts of a value as a debugger unfolds them.
package gene.vm;

import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Namespace;
import gene.data.Printer;
import java.util.LinkedHashMap;
import java.util.Map;

final class Inspection {
  private Inspection() {}

  static Map<String, Object> parts(Object v) {
    var parts = new LinkedHashMap<String, Object>();
    if (v instanceof GeneArray a) {
      elements(a, parts);
    } else if (v instanceof GeneMap m) {
      parts.putAll(m.entries());
    } else if (v instanceof Gene g) {
      parts.put("type", g.type());
      g.props().entries().forEach((k, x) -> parts.put("^" + k, x));
      elements(g.children(), parts);
    } else if (v instanceof GeneHashMap h) {
      Object[] values = h.values();
      for (int i = 0; i < values.length; i++) {
        parts.put(Printer.code(h.keys()[i].value()), values[i]);
      }
    } else if (v instanceof GeneHashSet s) {
      for (int i = 0; i < s.size(); i++) {
        parts.put(String.valueOf(i), s.members()[i].value());
      }
    } else if (v instanceof Instance i) {
      i.shape().names().forEach(n -> parts.put(n, i.get(n)));
    } else if (v instanceof Namespace n) {
      members(n, parts);
    } else if (v instanceof GeneClass c) {
      members(c.members(), parts);
    } else if (v instanceof Enums.Value e) {
      e.variant.fields.forEach(f -> parts.put(f, e.member(f)));
    }
    return parts;
  }

  private static void elements(GeneArray a, Map<String, Object> parts) {
    for (int i = 0; i < a.size(); i++) {
      parts.put(String.valueOf(i), a.get(i));
    }
  }

  private static void members(Namespace n, Map<String, Object> parts) {
    n.members().forEach((name, cell) -> {
      if (!cell.isAbsent()) {
        parts.put(name, cell.value());
      }
    });
  }
}
