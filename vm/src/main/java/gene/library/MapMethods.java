// Methods of Map that need no callback.
package gene.library;

import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class MapMethods implements NativeModule {
  private static final int GET = 0, SET = 1, HAS = 2, DEL = 3, SIZE = 4, KEYS = 5, VALUES = 6, PAIRS = 7, MERGE = 8, CLEAR = 9, EMPTY = 10,
      NOT_EMPTY = 11, IMMUTABLE = 12, ITER = 13;

  @Override
  public void declare(Declarations to) {
    to.method("Map", "get", GET, "[key default = nil] -> Any", "The value of a key, or the default when the map does not have it. A stored `nil` is returned.");
    to.method("Map", "set", SET, "[key value] -> Map", "Adds or replaces an entry; gives the map.");
    to.method("Map", "has", HAS, "[key] -> Bool", "Whether the map has the key.");
    to.method("Map", "contains", HAS, "[key] -> Bool", "Whether the map has the key.");
    to.method("Map", "del", DEL, "[keys...] -> Any", "Removes the entries; gives the last removed value, `nil` if none.");
    to.method("Map", "size", SIZE, "[] -> Int", "The number of entries.");
    to.method("Map", "keys", KEYS, "[] -> Array", "The keys as strings, in insertion order.");
    to.method("Map", "values", VALUES, "[] -> Array", "The values, in insertion order.");
    to.method("Map", "pairs", PAIRS, "[] -> Array", "The entries as arrays `[key value]`, keys as strings, in insertion order.");
    to.method("Map", "merge", MERGE, "[other: Map] -> Map", "Adds the entries of the other map to this one, replacing those that are there; gives this map.");
    to.method("Map", "clear", CLEAR, "[] -> Map", "Removes every entry; gives the map.");
    to.method("Map", "empty", EMPTY, "[] -> Bool", "Whether the map has no entries.");
    to.method("Map", "empty?", EMPTY, "[] -> Bool", "Whether the map has no entries.");
    to.method("Map", "not_empty?", NOT_EMPTY, "[] -> Bool", "Whether the map has entries.");
    to.method("Map", "immutable?", IMMUTABLE, "[] -> Bool", "Whether the map is sealed or frozen.");
    to.method("Map", "iter", ITER, "[] -> MapIterator", "An iterator over a snapshot of the entries.");
    to.preludeMethod("Map", "map", "[fn] -> Map", "A new map with the same keys; `(fn key value)` gives each new value.");
    to.preludeMethod("Map", "filter", "[predicate] -> Map", "A new map of the entries for which `(predicate key value)` is truthy.");
    to.preludeMethod("Map", "reduce", "[init fn] -> Any", "Starts with `init` and replaces it by `(fn accumulator key value)` for each entry.");
    to.preludeMethod("Map", "each", "[fn] -> Map", "Calls `(fn key value)` for each entry; gives the map.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    GeneMap self = Arguments.self(a, GeneMap.class);
    return switch (id) {
      case GET -> get(self, a);
      case SET -> set(self, a);
      case HAS -> a.ret(has(self, a));
      case DEL -> delete(self, a);
      case SIZE -> a.ret((long) self.size());
      case KEYS -> GeneArray.of(self.entries().keySet().toArray());
      case VALUES -> GeneArray.of(self.entries().values().toArray());
      case PAIRS -> pairs(self, a);
      case MERGE -> merge(self, a);
      case CLEAR -> {
        a.store().clear(self);
        yield self;
      }
      case EMPTY -> a.ret(self.size() == 0);
      case NOT_EMPTY -> a.ret(self.size() > 0);
      case IMMUTABLE -> a.ret(self.isImmutable());
      case ITER -> MapIterator.of(self);
      default -> throw new AssertionError(id);
    };
  }

  private static Object get(GeneMap self, Args a) {
    Object value = self.get(Arguments.key(a, 0, "Map.get"));
    return value != null ? value : a.get(1, Special.NIL);
  }

  private static GeneMap set(GeneMap self, Args a) {
    String key = Arguments.key(a, 0, "Map.set");
    a.store().set(self, key, Arguments.required(a, 1, "Map.set requires a key and a value"));
    return self;
  }

  /** Keys of other kinds are not an error here: the map does not have them. */
  private static boolean has(GeneMap self, Args a) {
    String key = Arguments.findName(Arguments.required(a, 0, a.callee().qualifiedName() + " requires a key"));
    return key != null && self.has(key);
  }

  private static Object delete(GeneMap self, Args a) {
    a.require(1, "Map.del requires a key");
    Object last = Special.NIL;
    for (int i = 0; i < a.count(); i++) {
      Object removed = a.store().remove(self, Arguments.key(a, i, "Map.del"));
      last = removed == null ? last : removed;
    }
    return last;
  }

  private static GeneArray pairs(GeneMap self, Args a) {
    var pairs = new GeneArray(self.size());
    self.entries().forEach((key, value) -> a.store().append(pairs, GeneArray.of(key, value)));
    return pairs;
  }

  private static GeneMap merge(GeneMap self, Args a) {
    if (!(a.get(0, null) instanceof GeneMap other)) {
      throw Raise.argument("Map.merge requires a map");
    }
    a.store().merge(self, other);
    return self;
  }
}
