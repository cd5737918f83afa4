// The look-up of a key that contains instances: it stops wherever a class's own `==` has to decide between candidates.
package gene.data;

import java.util.Iterator;
import java.util.function.Predicate;

/** Keys without instances need none of this: `get`, `has` and Store find them at once. */
public final class KeySearch {
  private final Key key;
  private final Predicate<Instance> custom;
  private final Iterator<Key> candidates;
  private Key candidate;
  private Comparison comparison;

  /** @param custom whether the class of an instance has a `==` written in Gene */
  public KeySearch(GeneHashMap map, Key key, Predicate<Instance> custom) {
    this(map.table, key, custom);
  }

  public KeySearch(GeneHashSet set, Key key, Predicate<Instance> custom) {
    this(set.table, key, custom);
  }

  private KeySearch(KeyTable table, Key key, Predicate<Instance> custom) {
    this.key = key;
    this.custom = custom;
    this.candidates = table.withHash(key.hash()).iterator();
  }

  /**
   * The {@link Key} to read, write or remove with: the stored one that is equal, or the given one when there is none. Or a
   * {@link Comparison.Pair} that must be compared in Gene first: pass the outcome to {@link #answer}.
   */
  public Object advance() {
    while (true) {
      if (comparison == null) {
        if (!candidates.hasNext()) {
          return key;
        }
        candidate = candidates.next();
        comparison = new Comparison(key.value(), candidate.value(), custom);
      }
      Object step = comparison.advance();
      if (step instanceof Comparison.Pair) {
        return step;
      }
      if (step == Boolean.TRUE) {
        return candidate;
      }
      comparison = null;
    }
  }

  public void answer(boolean equal) {
    comparison.answer(equal);
  }
}
