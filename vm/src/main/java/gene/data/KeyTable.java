// The table inside hash maps and hash sets: keys by their hash, in order of insertion. Changed through Store only.
package gene.data;

import java.util.ArrayList;
import java.util.List;

/** Entries lie in slots in order of insertion; a removed one leaves a hole until the table is next rebuilt. */
final class KeyTable {
  private static final int SMALLEST = 8;

  private Key[] keys = new Key[SMALLEST];
  private Object[] values = new Object[SMALLEST];
  // Chains of slots with the same bucket; slot numbers are stored plus 1, so that 0 ends a chain.
  private int[] next = new int[SMALLEST];
  private int[] buckets = new int[SMALLEST];
  private int used;
  private int live;

  int size() {
    return live;
  }

  /** The slot of an equal key, or -1. */
  int find(Key key) {
    for (int s = buckets[bucket(key.hash())] - 1; s >= 0; s = next[s] - 1) {
      if (keys[s].equals(key)) {
        return s;
      }
    }
    return -1;
  }

  /** The slot of a key that {@link #withHash} gave, or -1 when it has been removed since. */
  int slotOf(Key stored) {
    int s = buckets[bucket(stored.hash())] - 1;
    while (s >= 0 && keys[s] != stored) {
      s = next[s] - 1;
    }
    return s;
  }

  Key key(int slot) {
    return keys[slot];
  }

  Object value(int slot) {
    return values[slot];
  }

  /** The next key in the order of insertion; null behind the last. */
  Key behind(int slot) {
    for (int s = slot + 1; s < used; s++) {
      if (keys[s] != null) {
        return keys[s];
      }
    }
    return null;
  }

  /** The stored keys that have this hash. */
  List<Key> withHash(int hash) {
    var found = new ArrayList<Key>(1);
    for (int s = buckets[bucket(hash)] - 1; s >= 0; s = next[s] - 1) {
      if (keys[s].hash() == hash) {
        found.add(keys[s]);
      }
    }
    return found;
  }

  /** All keys in order of insertion. */
  Key[] keys() {
    var all = new Key[live];
    int n = 0;
    for (int s = 0; s < used; s++) {
      if (keys[s] != null) {
        all[n++] = keys[s];
      }
    }
    return all;
  }

  /** All values in order of insertion of their keys. */
  Object[] values() {
    var all = new Object[live];
    int n = 0;
    for (int s = 0; s < used; s++) {
      if (keys[s] != null) {
        all[n++] = values[s];
      }
    }
    return all;
  }

  void put(Key key, Object value) {
    int slot = find(key);
    if (slot >= 0) {
      values[slot] = value;
      return;
    }
    if (used == keys.length) {
      rebuild();
    }
    keys[used] = key;
    values[used] = value;
    link(used++);
    live++;
  }

  /** Whether the key was there. */
  boolean remove(Key key) {
    int b = bucket(key.hash());
    int before = -1;
    for (int s = buckets[b] - 1; s >= 0; before = s, s = next[s] - 1) {
      if (keys[s].equals(key)) {
        if (before < 0) {
          buckets[b] = next[s];
        } else {
          next[before] = next[s];
        }
        keys[s] = null;
        values[s] = null;
        live--;
        return true;
      }
    }
    return false;
  }

  void clear() {
    keys = new Key[SMALLEST];
    values = new Object[SMALLEST];
    next = new int[SMALLEST];
    buckets = new int[SMALLEST];
    used = 0;
    live = 0;
  }

  private int bucket(int hash) {
    return (hash ^ (hash >>> 16)) & (buckets.length - 1);
  }

  private void link(int slot) {
    int b = bucket(keys[slot].hash());
    next[slot] = buckets[b];
    buckets[b] = slot + 1;
  }

  /** Closes the holes and, when fewer than a quarter of the slots were holes, doubles the table. */
  private void rebuild() {
    int capacity = live > used - (used >> 2) ? keys.length * 2 : keys.length;
    Key[] oldKeys = keys;
    Object[] oldValues = values;
    keys = new Key[capacity];
    values = new Object[capacity];
    next = new int[capacity];
    buckets = new int[capacity];
    int n = 0;
    for (int s = 0; s < used; s++) {
      if (oldKeys[s] != null) {
        keys[n] = oldKeys[s];
        values[n] = oldValues[s];
        link(n++);
      }
    }
    used = n;
  }
}
