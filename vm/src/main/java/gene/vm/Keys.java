// Keys of hash maps and members of hash sets, asking the `hash` and `==` methods that classes define in Gene.
package gene.vm;

import gene.data.Char;
import gene.data.Comparison;
import gene.data.Container;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.Hashing;
import gene.data.Instance;
import gene.data.Key;
import gene.data.KeySearch;
import gene.data.Symbol;
import java.util.function.Function;
import java.util.function.Supplier;

/** What {@link #find} and {@link #forEach} give is a native's result: at once when no Gene code has to run, else a {@link CallRequest}. */
public final class Keys {
  private Keys() {}

  /**
   * @param table a hash map or hash set
   * @param then  gets the key to read, write or remove with: the stored one that is equal, or a new one
   */
  public static Object find(Container table, Object value, Function<Key, Object> then) {
    if (isPlain(value)) {
      return then.apply(Key.of(value));
    }
    return hash(new Hashing(value, Keys::isHashable), key -> search(search(table, key), then));
  }

  /** Whether a value is hashed and compared without asking anybody: {@link Key#of} is its key. */
  public static boolean isPlain(Object value) {
    return value instanceof String || value instanceof Long || value instanceof Symbol || value instanceof Char;
  }

  /**
   * Looks one value after the other up in a table.
   *
   * @param action gets the index of a value and its key; ends the walk with its result unless that is null
   * @param end    gives the result of a walk that no action ended
   */
  public static Object forEach(Container table, Object[] values, Action action, Supplier<Object> end) {
    return forEach(table, values, 0, action, end);
  }

  public interface Action {
    Object take(int index, Key key);
  }

  private static Object forEach(Container table, Object[] values, int from, Action action, Supplier<Object> end) {
    // Whether the loop has returned a request, so that its answer has to go on in the loop's place.
    var left = new boolean[1];
    for (int i = from; i < values.length; i++) {
      int at = i;
      Object step = find(table, values[i], key -> {
        Object result = action.take(at, key);
        return result != null || !left[0] ? result : forEach(table, values, at + 1, action, end);
      });
      if (step != null) {
        left[0] = true;
        return step;
      }
    }
    return end.get();
  }

  private static Object hash(Hashing hashing, Function<Key, Object> then) {
    Object step = hashing.advance();
    if (step instanceof Instance asked) {
      return CallRequest.method(asked, "hash", (vm, result) -> {
        hashing.answer(result);
        return hash(hashing, then);
      });
    }
    return then.apply((Key) step);
  }

  private static KeySearch search(Container table, Key key) {
    return table instanceof GeneHashMap map ? new KeySearch(map, key, Comparisons::hasOwnEquality)
        : new KeySearch((GeneHashSet) table, key, Comparisons::hasOwnEquality);
  }

  private static Object search(KeySearch search, Function<Key, Object> then) {
    Object step = search.advance();
    if (step instanceof Comparison.Pair asked) {
      return Comparisons.ask(asked, equal -> {
        search.answer(equal);
        return search(search, then);
      });
    }
    return then.apply((Key) step);
  }

  private static boolean isHashable(Instance instance) {
    return instance.cls().findMethod("hash") != null;
  }
}
