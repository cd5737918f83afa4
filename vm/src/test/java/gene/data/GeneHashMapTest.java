// Hash maps and hash sets: order, replacement, removal, and what Store refuses and reports.
package gene.data;

import static gene.data.Samples.array;
import static gene.data.Samples.symbol;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GeneHashMapTest {
  private final Store store = new Store();

  @Test
  void keysOfDifferentKindsAreDifferent() {
    var map = GeneHashMap.of(1L, "int", 1.0, "float", "1", "string", "a", "s", symbol("a"), "sym", array(1L), "array");
    assertEquals(6, map.size());
    assertEquals("int", map.get(1L));
    assertEquals("float", map.get(1.0));
    assertEquals("string", map.get("1"));
    assertEquals("sym", map.get(symbol("a")));
    assertEquals("array", map.get(array(1L)));
    assertNull(map.get(2L));
  }

  @Test
  void overwritingKeepsThePlaceAndAddingAgainMovesToTheEnd() {
    var map = GeneHashMap.of("a", 1L, "b", 2L);
    store.set(map, Key.of("a"), 3L);
    assertEquals("{{a 3 b 2}}", Printer.display(map));
    assertEquals(3L, store.remove(map, Key.of("a")));
    store.set(map, Key.of("a"), 4L);
    assertEquals("{{b 2 a 4}}", Printer.display(map));
    assertNull(store.remove(map, Key.of("zz")));
    store.clear(map);
    assertEquals("{{}}", Printer.display(map));
  }

  @Test
  void setsKeepTheFirstOfEqualMembers() {
    var set = GeneHashSet.of(2L, 1L);
    store.add(set, Key.of(2L));
    assertEquals("(HashSet 2 1)", Printer.display(set));
    assertEquals(2L, store.remove(set, Key.of(2L)));
    assertNull(store.remove(set, Key.of(2L)));
    assertTrue(set.has(Key.of(1L)));
    store.clear(set);
    assertEquals(0, set.size());
  }

  @Test
  void sealedAndFrozenOnesRefuse() {
    var sealed = Store.seal(GeneHashMap.of(1L, 2L));
    assertRefused("Cannot set item on sealed hash map", () -> store.set(sealed, Key.of(1L), 3L));
    assertRefused("Cannot delete from sealed hash map", () -> store.remove(sealed, Key.of(1L)));
    assertRefused("Cannot clear sealed hash map", () -> store.clear(sealed));
    var frozen = GeneHashSet.of(1L);
    store.freeze(frozen);
    assertRefused("Cannot add to frozen hash set", () -> store.add(frozen, Key.of(2L)));
    assertRefused("Cannot delete from frozen hash set", () -> store.remove(frozen, Key.of(1L)));
    assertRefused("Cannot clear frozen hash set", () -> store.clear(frozen));
    assertEquals("#{{1 2}}", Printer.display(sealed));
  }

  private static void assertRefused(String message, Runnable change) {
    var fault = assertThrows(Raise.class, change::run);
    assertEquals("RuntimeException", fault.kind());
    assertEquals(message, fault.getMessage());
  }

  @Test
  void theJournalHearsOfAChangeBeforeItHappens() {
    var heard = new ArrayList<String>();
    var map = GeneHashMap.of(1L, "old");
    store.setJournal((owner, key) -> heard.add(Printer.code(owner) + " " + (key instanceof Key k ? k.value() : "all")));
    store.set(map, Key.of(1L), "new");
    store.remove(map, Key.of(1L));
    store.clear(map);
    assertEquals(List.of("{{1 \"old\"}} 1", "{{1 \"new\"}} 1", "{{}} all"), heard);
  }

  /** A number is a key to set, a negative one a key to remove. */
  @Property
  void behavesAsALinkedHashMap(@ForAll @Size(max = 200) List<@IntRange(min = -20, max = 20) Integer> actions) {
    var map = new GeneHashMap();
    var model = new LinkedHashMap<Object, Object>();
    long count = 0;
    for (int action : actions) {
      Object k = "k" + Math.abs(action);
      if (action < 0) {
        assertEquals(model.remove(k), store.remove(map, Key.of(k)));
      } else {
        store.set(map, Key.of(k), ++count);
        model.put(k, count);
      }
      assertEquals(model.size(), map.size());
    }
    assertEquals(new ArrayList<>(model.keySet()), Arrays.stream(map.keys()).map(Key::value).toList());
    assertEquals(new ArrayList<>(model.values()), Arrays.asList(map.values()));
    model.forEach((k, v) -> assertEquals(v, map.get(k)));
  }
}
