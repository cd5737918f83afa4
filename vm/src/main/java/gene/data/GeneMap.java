// A map from names to values in insertion order. Changed through Store only.
package gene.data;

import java.util.Collections;
import java.util.LinkedHashMap;
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
