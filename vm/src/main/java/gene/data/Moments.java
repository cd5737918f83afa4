// The rarer changes that Store makes, each with what undoes it. Beside Store the only class that writes program-visible state.
package gene.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A moment is made before the change, and changes are undone in the reverse order: an exchange finds its place as the change
 * left it. Those that happen at nearly every instruction have no moment but lie packed in the recording; their places are put
 * back by the static methods here.
 */
public final class Moments {
  private Moments() {}

  // What the recording keeps packed

  public static void set(Cell cell, long word, Object ref) {
    cell.word = word;
    cell.ref = ref;
  }

  public static void set(GeneArray array, int index, long word, Object ref) {
    array.put(index, word, ref);
  }

  public static void append(GeneArray array, long word, Object ref) {
    array.add(word, ref);
  }

  public static void dropLast(GeneArray array) {
    array.size--;
    if (array.refs != null) {
      array.refs[array.size] = null;
    }
  }

  public static void set(Instance instance, int slot, long word, Object ref) {
    instance.words[slot] = word;
    if (instance.refs == null && word == NanBox.REF) {
      instance.refs = new Object[instance.words.length];
    }
    if (instance.refs != null) {
      instance.refs[slot] = ref;
    }
  }

  public static void reshape(Instance instance, Shape shape) {
    instance.shape = shape;
  }

  // The rest

  /** Something that is read and written as one value. */
  public static <T> Moment of(Supplier<T> now, Consumer<T> set) {
    return of(null, Store.ALL, now, set);
  }

  static <T> Moment of(Object owner, Object key, Supplier<T> now, Consumer<T> set) {
    T first = now.get();
    return new Moment() {
      private T kept = first;

      @Override
      public void exchange() {
        T before = now.get();
        set.accept(kept);
        kept = before;
      }

      @Override
      public Object owner() {
        return owner;
      }

      @Override
      public Object key() {
        return key;
      }
    };
  }

  /** An element that is about to be inserted or removed. */
  static final class Element implements Moment {
    private final GeneArray array;
    private final int index;
    private boolean there;
    private long word;
    private Object ref;

    Element(GeneArray array, int index, boolean removal) {
      this.array = array;
      this.index = index;
      if (removal) {
        keep();
      }
    }

    private void keep() {
      there = true;
      word = array.words[index];
      ref = array.refs == null ? null : array.refs[index];
    }

    @Override
    public void exchange() {
      int tail = array.size - index;
      if (there) {
        array.add(NanBox.NIL, null);
        System.arraycopy(array.words, index, array.words, index + 1, tail);
        if (array.refs != null) {
          System.arraycopy(array.refs, index, array.refs, index + 1, tail);
        }
        array.put(index, word, ref);
        there = false;
      } else {
        keep();
        System.arraycopy(array.words, index + 1, array.words, index, tail - 1);
        if (array.refs != null) {
          System.arraycopy(array.refs, index + 1, array.refs, index, tail - 1);
        }
        dropLast(array);
      }
    }

    @Override
    public Object owner() {
      return array;
    }

    @Override
    public Object key() {
      // All behind it move.
      return index;
    }
  }

  /** All elements of an array that is about to get a new storage. */
  static Moment storage(GeneArray array) {
    return of(array, Store.ALL, () -> new Object[] {array.words, array.refs, array.size}, all -> {
      array.words = (long[]) all[0];
      array.refs = (Object[]) all[1];
      array.size = (int) all[2];
    });
  }

  /** One entry of an ordered map, with the key that follows it. */
  public static final class Entry<K, V> implements Moment {
    private final Object owner;
    private final Map<K, V> map;
    private final K key;
    private boolean there;
    private V value;
    private K behind;

    /** @param removal whether the entry is about to be removed, so that its place counts */
    public Entry(Object owner, Map<K, V> map, K key, boolean removal) {
      this.owner = owner;
      this.map = map;
      this.key = key;
      keep(removal);
    }

    private void keep(boolean withPlace) {
      there = map.containsKey(key);
      value = map.get(key);
      behind = null;
      if (there && withPlace) {
        var keys = map.keySet().iterator();
        while (!keys.next().equals(key)) {
          // On to the key.
        }
        behind = keys.hasNext() ? keys.next() : null;
      }
    }

    @Override
    public void exchange() {
      boolean put = there;
      V to = value;
      K before = behind;
      keep(!put);
      if (!put) {
        map.remove(key);
      } else if (there || before == null) {
        map.put(key, to);
      } else {
        var later = new LinkedHashMap<K, V>();
        boolean passed = false;
        for (Map.Entry<K, V> e : map.entrySet()) {
          passed |= e.getKey().equals(before);
          if (passed) {
            later.put(e.getKey(), e.getValue());
          }
        }
        later.keySet().forEach(map::remove);
        map.put(key, to);
        map.putAll(later);
      }
    }

    @Override
    public Object owner() {
      return owner;
    }

    @Override
    public Object key() {
      return key;
    }

    @Override
    public Object value() {
      return value instanceof Cell c ? c.isAbsent() ? null : c.value() : value;
    }
  }

  /** All entries of a map. */
  static <K, V> Moment entries(Object owner, Map<K, V> map) {
    return of(owner, Store.ALL, () -> new LinkedHashMap<>(map), all -> {
      map.clear();
      map.putAll(all);
    });
  }

  /** One entry of a hash map or hash set, with the key that follows it. */
  static final class Hashed implements Moment {
    private final Container owner;
    private final KeyTable table;
    private final Key key;
    private Key stored;
    private Object value;
    private Key behind;

    Hashed(Container owner, KeyTable table, Key key) {
      this.owner = owner;
      this.table = table;
      this.key = key;
      keep();
    }

    private void keep() {
      int slot = table.find(key);
      stored = slot < 0 ? null : table.key(slot);
      value = slot < 0 ? null : table.value(slot);
      behind = slot < 0 ? null : table.behind(slot);
    }

    @Override
    public void exchange() {
      Key to = stored;
      Object with = value;
      Key before = behind;
      keep();
      if (to == null) {
        table.remove(key);
      } else if (stored != null || before == null) {
        table.put(to, with);
      } else {
        Key[] keys = table.keys();
        Object[] values = table.values();
        table.clear();
        for (int i = 0; i < keys.length; i++) {
          if (keys[i] == before) {
            table.put(to, with);
          }
          table.put(keys[i], values[i]);
        }
      }
    }

    @Override
    public Object owner() {
      return owner;
    }

    @Override
    public Object key() {
      return key;
    }

    @Override
    public Object value() {
      return value;
    }
  }

  static Moment table(Container owner, KeyTable table) {
    return of(owner, Store.ALL, () -> new Object[][] {table.keys(), table.values()}, all -> {
      table.clear();
      for (int i = 0; i < all[0].length; i++) {
        table.put((Key) all[0][i], all[1][i]);
      }
    });
  }

  static Moment type(Gene gene) {
    return of(gene, "type", () -> gene.type, t -> gene.type = t);
  }

  /** Whether a container is sealed and frozen. */
  public static Moment openness(Container c) {
    return of(() -> new boolean[] {c.sealed, c.frozen}, was -> {
      mark(c, was);
      if (c instanceof Gene gene) {
        mark(gene.props(), was);
        mark(gene.children(), was);
      }
    });
  }

  private static void mark(Container c, boolean[] was) {
    c.sealed = was[0];
    c.frozen = was[1];
  }

  static <T> Moment list(List<T> list) {
    return of(() -> new ArrayList<>(list), all -> {
      list.clear();
      list.addAll(all);
    });
  }

  static Moment ctor(GeneClass cls) {
    return of(() -> cls.ctor, c -> cls.ctor = c);
  }

  static Moment interfaces(GeneClass cls) {
    return of(() -> cls.interfaces, all -> cls.interfaces = all);
  }

  static Moment turned(Switch of) {
    return of(of, "enabled", of::state, of::restore);
  }
}
