// A map from any hashable values to values, in insertion order. Changed through Store only.
package gene.data;

public final class GeneHashMap extends Container {
  final KeyTable table = new KeyTable();

  /** A new map of alternating keys and values. */
  public static GeneHashMap of(Object... keysAndValues) {
    var map = new GeneHashMap();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.table.put(Key.of(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return map;
  }

  public int size() {
    return table.size();
  }

  /** The boxed value, or Java's null when the key is missing. */
  public Object get(Key key) {
    int slot = table.find(key);
    return slot < 0 ? null : table.value(slot);
  }

  /** For a key that needs no Gene method to be hashed. */
  public Object get(Object key) {
    return get(Key.of(key));
  }

  public boolean has(Key key) {
    return table.find(key) >= 0;
  }

  /** A copy of the keys, in order. */
  public Key[] keys() {
    return table.keys();
  }

  /** A copy of the values, in the order of the keys. */
  public Object[] values() {
    return table.values();
  }

  @Override
  public String kindName() {
    return "hash map";
  }
}
