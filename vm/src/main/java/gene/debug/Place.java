// A place that holds a value: an owner and the key by which the store names the place.
package gene.debug;

import gene.data.Cell;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Key;
import gene.data.Namespace;
import gene.data.Special;
import gene.data.Store;

/** @param key null for the one value of a cell */
public record Place(Object owner, Object key) {
  boolean isWrittenBy(Object other, Object otherKey) {
    return owner == other && (key == null || otherKey == Store.ALL || key.equals(otherKey));
  }

  /** What it holds now; void when nothing. */
  Object value() {
    Object value = held();
    return value == null ? Special.VOID : value;
  }

  private Object held() {
    if (owner instanceof Cell c) {
      return c.isAbsent() ? null : c.value();
    } else if (owner instanceof GeneArray a) {
      return key instanceof Integer i && i < a.size() ? a.get(i) : null;
    } else if (owner instanceof GeneMap m) {
      return m.get((String) key);
    } else if (owner instanceof GeneHashMap h) {
      return h.get((Key) key);
    } else if (owner instanceof Instance i) {
      return i.get((String) key);
    } else if (owner instanceof Namespace n) {
      return n.get((String) key);
    } else if (owner instanceof Gene g) {
      return key instanceof Integer i ? (i < g.children().size() ? g.children().get(i) : null) : g.props().get((String) key);
    }
    throw new AssertionError(owner.getClass());
  }
}
