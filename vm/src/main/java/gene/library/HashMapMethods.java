// Methods of HashMap, and what `new HashMap` does.
package gene.library;

import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.Key;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.Keys;
import gene.vm.NativeModule;
import java.util.Arrays;

final class HashMapMethods implements NativeModule {
  private static final int NEW = 0, GET = 1, SET = 2, HAS = 3, DELETE = 4, SIZE = 5, CLEAR = 6, KEYS = 7, VALUES = 8, PAIRS = 9, ITER = 10,
      IMMUTABLE = 11;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "HashMap", "Object", NEW, "A map from values of any hashable kind to values, in insertion order: `{{1 \"one\"}}`.");
    to.method("HashMap", "get", GET, "[key default = nil] -> Any", "The value of a key, or the default when the map does not have it.");
    to.method("HashMap", "set", SET, "[key value] -> HashMap", "Adds or replaces an entry; gives the map.");
    to.method("HashMap", "has", HAS, "[key] -> Bool", "Whether the map has the key.");
    to.method("HashMap", "contains", HAS, "[key] -> Bool", "Whether the map has the key.");
    to.method("HashMap", "delete", DELETE, "[keys...] -> Any", "Removes the entries; gives the last removed value, `nil` if none.");
    to.method("HashMap", "del", DELETE, "[keys...] -> Any", "Removes the entries; gives the last removed value, `nil` if none.");
    to.method("HashMap", "size", SIZE, "[] -> Int", "The number of entries.");
    to.method("HashMap", "clear", CLEAR, "[] -> HashMap", "Removes every entry; gives the map.");
    to.method("HashMap", "keys", KEYS, "[] -> Array", "The keys, in insertion order.");
    to.method("HashMap", "values", VALUES, "[] -> Array", "The values, in insertion order.");
    to.method("HashMap", "pairs", PAIRS, "[] -> Array", "The entries as arrays `[key value]`, in insertion order.");
    to.method("HashMap", "iter", ITER, "[] -> MapIterator", "An iterator over a snapshot of the entries.");
    to.method("HashMap", "immutable?", IMMUTABLE, "[] -> Bool", "Whether the map is sealed or frozen.");
  }

  @Override
  public Object call(int id, Args a) {
    if (id == NEW) {
      return create(a);
    }
    Arguments.noKeywords(a);
    GeneHashMap self = Arguments.self(a, GeneHashMap.class);
    return switch (id) {
      case GET -> get(self, a);
      case SET -> set(self, a);
      case HAS -> Keys.find(self, Arguments.required(a, 0, a.callee().qualifiedName() + " requires a key"), self::has);
      case DELETE -> delete(self, a);
      case SIZE -> a.ret((long) self.size());
      case CLEAR -> {
        a.store().clear(self);
        yield self;
      }
      case KEYS -> GeneArray.of(values(self.keys()));
      case VALUES -> GeneArray.of(self.values());
      case PAIRS -> pairs(self, a);
      case ITER -> new MapIterator(values(self.keys()), self.values());
      case IMMUTABLE -> a.ret(self.isImmutable());
      default -> throw new AssertionError(id);
    };
  }

  private static Object create(Args a) {
    if (a.keywords() != null && a.keywords().size() > 0) {
      throw Raise.argument("HashMap does not accept keyword arguments");
    }
    if (a.count() % 2 != 0) {
      throw Raise.argument("HashMap literals expect alternating key/value entries");
    }
    return fill(new GeneHashMap(), a.all());
  }

  /** Adds alternating keys and values to a map that nobody else has seen yet. */
  private static Object fill(GeneHashMap map, Object[] entries) {
    var store = new Store();
    var keys = new Object[entries.length / 2];
    Arrays.setAll(keys, i -> entries[2 * i]);
    return Keys.forEach(map, keys, (index, key) -> {
      store.set(map, key, entries[2 * index + 1]);
      return null;
    }, () -> map);
  }

  private static Object get(GeneHashMap self, Args a) {
    Object wanted = Arguments.required(a, 0, "HashMap.get requires a key");
    if (Keys.isPlain(wanted)) {
      Object value = self.get(Key.of(wanted));
      return value != null ? value : a.get(1, Special.NIL);
    }
    Object absent = a.get(1, Special.NIL);
    return Keys.find(self, wanted, key -> {
      Object value = self.get(key);
      return value != null ? value : absent;
    });
  }

  private static Object set(GeneHashMap self, Args a) {
    a.require(2, "HashMap.set requires a key and a value");
    Store store = a.store();
    Object wanted = a.get(0);
    Object value = a.get(1);
    if (Keys.isPlain(wanted)) {
      store.set(self, Key.of(wanted), value);
      return self;
    }
    return Keys.find(self, wanted, key -> {
      store.set(self, key, value);
      return self;
    });
  }

  private static Object delete(GeneHashMap self, Args a) {
    a.require(1, a.callee().qualifiedName() + " requires a key");
    Store store = a.store();
    var last = new Object[] {Special.NIL};
    return Keys.forEach(self, a.all(), (index, key) -> {
      Object removed = store.remove(self, key);
      last[0] = removed == null ? last[0] : removed;
      return null;
    }, () -> last[0]);
  }

  private static GeneArray pairs(GeneHashMap self, Args a) {
    Object[] keys = values(self.keys());
    Object[] values = self.values();
    var pairs = new GeneArray(keys.length);
    for (int i = 0; i < keys.length; i++) {
      a.store().append(pairs, GeneArray.of(keys[i], values[i]));
    }
    return pairs;
  }

  static Object[] values(Key[] keys) {
    return Arrays.stream(keys).map(Key::value).toArray();
  }
}
