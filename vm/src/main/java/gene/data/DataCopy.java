// Copies data deeply: containers are new, what cannot change is shared.
package gene.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;

public final class DataCopy {
  private DataCopy() {}

  /** For data that a reader made: no deeper than it reads, and without cycles. */
  public static Object of(Object v) {
    if (v instanceof Gene g) {
      return sealLike(g, new Gene(of(g.type()), (GeneMap) of(g.props()), (GeneArray) of(g.children()), g.origin()));
    } else if (v instanceof GeneArray a) {
      var items = new ArrayList<Object>(a.size());
      for (int i = 0; i < a.size(); i++) {
        items.add(of(a.get(i)));
      }
      return sealLike(a, GeneArray.of(items));
    } else if (v instanceof GeneMap m) {
      var entries = new LinkedHashMap<String, Object>();
      m.entries().forEach((k, x) -> entries.put(k, of(x)));
      return sealLike(m, new GeneMap(entries));
    } else if (v instanceof GeneHashMap h) {
      Key[] keys = h.keys();
      Object[] values = h.values();
      var items = new Object[keys.length * 2];
      for (int i = 0; i < keys.length; i++) {
        items[2 * i] = of(keys[i].value());
        items[2 * i + 1] = of(values[i]);
      }
      return sealLike(h, GeneHashMap.of(items));
    } else if (v instanceof Unquote u) {
      return new Unquote(of(u.datum()), u.discard());
    }
    return v;
  }

  private static <C extends Container> C sealLike(Container original, C copy) {
    return original.isSealed() ? Store.seal(copy) : copy;
  }
}
