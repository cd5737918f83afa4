// Copies data deeply: containers are new, what cannot change is shared.
package gene.data;

import java.util.LinkedHashMap;

public final class DataCopy {
  private DataCopy() {}

  /** For data that a reader made: no deeper than it reads, and without cycles. */
  public static Object of(Object v) {
    if (v instanceof Gene g) {
      return sealLike(g, new Gene(of(g.type), (GeneMap) of(g.props), (GeneArray) of(g.children), g.origin()));
    } else if (v instanceof GeneArray a) {
      var copy = new GeneArray(a.size);
      for (int i = 0; i < a.size; i++) {
        boolean shared = a.words[i] != NanBox.REF;
        if (shared) {
          copy.add(a.words[i], null);
        } else {
          copy.add(of(a.refs[i]));
        }
      }
      return sealLike(a, copy);
    } else if (v instanceof GeneMap m) {
      var entries = new LinkedHashMap<String, Object>();
      m.entries.forEach((k, x) -> entries.put(k, of(x)));
      return sealLike(m, new GeneMap(entries));
    } else if (v instanceof GeneHashMap h) {
      var keys = h.keys();
      var values = h.values();
      var copy = new GeneHashMap();
      for (int i = 0; i < keys.length; i++) {
        copy.table.put(Key.of(of(keys[i].value())), of(values[i]));
      }
      return sealLike(h, copy);
    } else if (v instanceof Unquote u) {
      return new Unquote(of(u.datum()), u.discard());
    }
    return v;
  }

  private static <C extends Container> C sealLike(Container original, C copy) {
    copy.sealed = original.sealed;
    return copy;
  }
}
