// Keys that contain instances: hashed by their `hash`, found by their `==`.
package gene.data;

import static gene.data.Samples.array;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class KeySearchTest {
  private final Store store = new Store();

  private static Key key(Object value, long hash) {
    var hashing = new Hashing(value, i -> true);
    Object step = hashing.advance();
    while (step instanceof Instance) {
      hashing.answer(hash);
      step = hashing.advance();
    }
    return (Key) step;
  }

  private static Key find(GeneHashMap map, Key key, boolean answer) {
    var search = new KeySearch(map, key, i -> true);
    Object step = search.advance();
    while (step instanceof Comparison.Pair) {
      search.answer(answer);
      step = search.advance();
    }
    return (Key) step;
  }

  @Test
  void anEqualKeyIsTheStoredOne() {
    var map = new GeneHashMap();
    Key stored = key(Samples.point(), 5);
    store.set(map, stored, "v");
    Key found = find(map, key(Samples.point(), 5), true);
    assertSame(stored, found);
    assertEquals("v", map.get(found));
  }

  @Test
  void anUnequalKeyAndAnotherHashFindNothing() {
    var map = new GeneHashMap();
    store.set(map, key(Samples.point(), 5), "v");
    Key other = key(Samples.point(), 5);
    assertSame(other, find(map, other, false));
    Key elsewhere = key(Samples.point(), 6);
    assertSame(elsewhere, find(map, elsewhere, true));
  }

  @Test
  void instancesInsideKeysAreAskedOnce() {
    var shared = Samples.point();
    var hashing = new Hashing(array(shared, array(shared)), i -> true);
    assertSame(shared, hashing.advance());
    hashing.answer(3L);
    assertEquals(key(array(Samples.point(), array(Samples.point())), 3).hash(), ((Key) hashing.advance()).hash());
  }

  @Test
  void theFirstUnequalCandidateIsPassedOver() {
    var set = new GeneHashSet();
    Key first = key(Samples.point(), 1);
    Key second = key(Samples.point(), 1);
    store.add(set, first);
    store.add(set, second);
    var search = new KeySearch(set, key(Samples.point(), 1), i -> true);
    search.advance();
    search.answer(false);
    search.advance();
    search.answer(true);
    Object found = search.advance();
    assertEquals(Key.class, found.getClass());
    assertNotSame(first == found, second == found);
  }

  @Test
  void hashMustBeAnInt() {
    var hashing = new Hashing(Samples.point(), i -> true);
    hashing.advance();
    var fault = assertThrows(Raise.class, () -> hashing.answer("no"));
    assertEquals("TypeException", fault.kind());
    assertEquals("HashMap key .hash must return Int", fault.getMessage());
  }

  @Test
  void someKindsAreNoKeys() {
    assertRefused(Samples.function(), "Function");
    assertRefused(array(1L, Samples.function()), "Function");
    assertRefused(Samples.point(), "Point");
    assertRefused(Samples.POINT, "Class");
    assertRefused(new Regex("a", null, false, false), "Regex");
  }

  private static void assertRefused(Object key, String kind) {
    var fault = assertThrows(Raise.class, () -> Key.of(key));
    assertEquals("TypeException", fault.kind());
    assertEquals("Key is not hashable for HashMap: " + kind, fault.getMessage());
  }
}
