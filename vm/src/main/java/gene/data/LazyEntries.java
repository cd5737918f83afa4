// The entries of a map some of whose values have not been read yet: each is read when something first asks for it, and kept.
package gene.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

final class LazyEntries extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;

  /** Stands for a value until it is read; never leaves this class. */
  private record Unread(Supplier<?> source) {}

  private int unread;

  /** @param sources a value for each key; a Supplier gives it later, and may raise */
  LazyEntries(Map<String, ?> sources) {
    sources.forEach((key, value) -> {
      boolean later = value instanceof Supplier;
      unread += later ? 1 : 0;
      super.put(key, later ? new Unread((Supplier<?>) value) : value);
    });
  }

  @Override
  public Object get(Object key) {
    Object value = super.get(key);
    return value instanceof Unread u ? read((String) key, u) : value;
  }

  @Override
  public Object getOrDefault(Object key, Object absent) {
    Object value = get(key);
    return value == null ? absent : value;
  }

  @Override
  public Object put(String key, Object value) {
    Object old = super.put(key, value);
    unread -= old instanceof Unread ? 1 : 0;
    return old instanceof Unread ? null : old;
  }

  @Override
  public Object remove(Object key) {
    get(key);
    return super.remove(key);
  }

  @Override
  public void clear() {
    unread = 0;
    super.clear();
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    readAll();
    return super.entrySet();
  }

  @Override
  public Collection<Object> values() {
    readAll();
    return super.values();
  }

  @Override
  public boolean containsValue(Object value) {
    readAll();
    return super.containsValue(value);
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    readAll();
    super.forEach(action);
  }

  private void readAll() {
    if (unread > 0) {
      for (String key : super.keySet().toArray(new String[0])) {
        get(key);
      }
    }
  }

  private Object read(String key, Unread u) {
    Object value = u.source().get();
    // The place of the key stays, since it is there already.
    super.put(key, value);
    unread--;
    return value;
  }
}
