// Copies data deeply: containers are new, what cannot change is shared, and the parts of Gene values are copied when they are asked for.
package gene.data;

public final class DataCopy {
  private DataCopy() {}

  /** For data that a reader made, that never change, and that no program sees: no deeper than it reads, and without cycles. */
  public static Object of(Object v) {
    if (v instanceof Container c) {
      return container(c);
    }
    return v instanceof Unquote u ? new Unquote(of(u.datum()), u.discard()) : v;
  }

  private static Container container(Container c) {
    if (c instanceof Gene g) {
      return sealLike(g, Gene.sharing(of(g.type()), g.props(), true, g.children(), true, g.origin()));
    } else if (c instanceof GeneArray a) {
      return sealLike(a, a.copy());
    } else if (c instanceof GeneMap m) {
      return sealLike(m, m.copy());
    } else if (c instanceof GeneHashMap h) {
      Key[] keys = h.keys();
      Object[] values = h.values();
      var items = new Object[keys.length * 2];
      for (int i = 0; i < keys.length; i++) {
        items[2 * i] = of(keys[i].value());
        items[2 * i + 1] = of(values[i]);
      }
      return sealLike(h, GeneHashMap.of(items));
    }
    return c;
  }

  private static <C extends Container> C sealLike(Container original, C copy) {
    return original.isSealed() ? Store.seal(copy) : copy;
  }
}
