// A map from names to values in insertion order. Changed through Store only.
package gene.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public final class GeneMap extends Container {
  final LinkedHashMap<String, Object> entries;

  public GeneMap() {
    entries = new LinkedHashMap<>();
  }

  /** A new map with the same entries. */
  public GeneMap(Map<String, ?> from) {
    entries = new LinkedHashMap<>(from);
  }

  private GeneMap(LinkedHashMap<String, Object> own) {
    entries = own;
  }

  /** @param keys   each once
   *  @param values as many, boxed */
  public static GeneMap of(List<String> keys, Object[] values) {
    // Roomy enough never to be hashed anew while it is filled.
    var entries = new LinkedHashMap<String, Object>(values.length * 4 / 3 + 1);
    for (int i = 0; i < values.length; i++) {
      entries.put(keys.get(i), values[i]);
    }
    return new GeneMap(entries);
  }

  /** A new map with the same keys, and copies of the values. */
  public GeneMap copy() {
    var copies = new LinkedHashMap<String, Object>(entries.size() * 4 / 3 + 1);
    for (Map.Entry<String, Object> e : entries.entrySet()) {
      copies.put(e.getKey(), DataCopy.of(e.getValue()));
    }
    return new GeneMap(copies);
  }

  /** A map whose values come later where a Supplier stands for one: it is asked when the value is first used, and may raise. */
  public static GeneMap lazy(Map<String, ?> sources) {
    return new GeneMap(new LazyEntries(sources));
  }

  public int size() {
    return entries.size();
  }

  /** The boxed value, or Java's null when the key is missing. */
  public Object get(String key) {
    return entries.get(key);
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  public Map<String, Object> entries() {
    return Collections.unmodifiableMap(entries);
  }

  @Override
  public String kindName() {
    return "map";
  }
}
