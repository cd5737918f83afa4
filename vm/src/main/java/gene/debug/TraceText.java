// The text of a value in a trace: the published format, shortened where a value is large.
package gene.debug;

import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Printer;
import gene.data.Structured;
import java.util.ArrayList;
import java.util.List;

final class TraceText {
  private static final int LONGEST_STRING = 160;
  private static final int LONGEST = 400;
  /** What a trace writes of one value at each instruction. */
  private static final int MOST_PARTS = 24;

  private TraceText() {}

  static List<String> of(List<Object> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    var all = new ArrayList<String>(values.size());
    for (Object value : values) {
      all.add(of(value));
    }
    return all;
  }

  static String of(Object value) {
    if (value instanceof String s && s.length() > LONGEST_STRING) {
      return Printer.code(start(s)) + "…";
    }
    String text = parts(value, MOST_PARTS) < 0 ? Preview.of(value) : Printer.code(value);
    return text.length() > LONGEST ? start(text) + "…" : text;
  }

  private static String start(String s) {
    return s.substring(0, Character.isHighSurrogate(s.charAt(LONGEST_STRING - 1)) ? LONGEST_STRING - 1 : LONGEST_STRING);
  }

  /** What is left of the number when all parts are counted; negative when there are more, or one is long. */
  private static int parts(Object v, int left) {
    int rest = left - 1;
    if (v instanceof String s) {
      return s.length() > LONGEST_STRING ? -1 : rest - s.length() / 16;
    } else if (v instanceof GeneArray a) {
      for (int i = 0; i < a.size() && rest >= 0; i++) {
        rest = parts(a.get(i), rest);
      }
    } else if (v instanceof GeneMap m) {
      rest = entries(m, rest);
    } else if (v instanceof Gene g) {
      rest = parts(g.type(), rest);
      rest = rest < 0 ? rest : entries(g.props(), rest);
      rest = rest < 0 ? rest : parts(g.children(), rest);
    } else if (v instanceof GeneHashMap h) {
      return h.size() == 0 ? rest : -1;
    } else if (v instanceof GeneHashSet h) {
      return h.size() == 0 ? rest : -1;
    } else if (v instanceof Structured s && s.partCount() > 0) {
      for (int k = 0; k < s.partCount() && rest >= 0; k++) {
        rest = parts(s.part(k), rest);
      }
    }
    return rest;
  }

  private static int entries(GeneMap m, int left) {
    int rest = left;
    if (m.size() > left) {
      return -1;
    }
    for (Object value : m.entries().values()) {
      if (rest < 0) {
        return rest;
      }
      rest = parts(value, rest);
    }
    return rest;
  }
}
