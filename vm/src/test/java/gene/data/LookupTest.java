// Member look-up by name and by index.
package gene.data;

import static gene.data.Samples.array;
import static gene.data.Samples.map;
import static gene.data.Samples.symbol;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LookupTest {
  private final Store store = new Store();

  @Test
  void nothingStaysNothing() {
    assertEquals(Special.VOID, Lookup.byName(Special.VOID, "a"));
    assertEquals(Special.NIL, Lookup.byName(Special.NIL, "a"));
    assertEquals(Special.VOID, Lookup.byIndex(Special.VOID, 0));
    assertEquals(Special.NIL, Lookup.byIndex(Special.NIL, 0));
  }

  @Test
  void maps() {
    var m = map("a", 1L, "n", Special.NIL, "1", "digit");
    assertEquals(1L, Lookup.byName(m, "a"));
    assertEquals(Special.NIL, Lookup.byName(m, "n"));
    assertEquals(Special.VOID, Lookup.byName(m, "zz"));
    assertEquals("digit", Lookup.byIndex(m, 1));
  }

  @Test
  void arrays() {
    var a = array("x", "y");
    assertEquals("x", Lookup.byIndex(a, 0));
    assertEquals("y", Lookup.byIndex(a, -1));
    assertEquals(Special.VOID, Lookup.byIndex(a, 2));
    assertEquals(Special.VOID, Lookup.byIndex(a, -3));
    assertEquals(Special.VOID, Lookup.byIndex(a, Long.MIN_VALUE));
    assertEquals(Special.VOID, Lookup.byIndex(a, 1L << 32));
    assertEquals(Special.VOID, Lookup.byName(a, "size"));
  }

  @Test
  void geneValues() {
    var g = new Gene(symbol("f"), map("p", 1L), array("c"), null);
    assertEquals(1L, Lookup.byName(g, "p"));
    assertEquals("c", Lookup.byIndex(g, -1));
    assertEquals(Special.VOID, Lookup.byName(g, "type"));
  }

  @Test
  void instancesNamespacesAndClasses() {
    var point = Samples.point();
    store.setField(point, "x", 3L);
    assertEquals(3L, Lookup.byName(point, "x"));
    assertEquals(Special.VOID, Lookup.byName(point, "y"));
    var outer = new Namespace("outer", null, Samples.EPOCH);
    store.set(outer, "a", 1L);
    var inner = new Namespace("inner", outer, Samples.EPOCH);
    store.set(inner, "b", 2L);
    assertEquals(2L, Lookup.byName(inner, "b"));
    assertEquals(Special.VOID, Lookup.byName(inner, "a"));
    var base = new GeneClass("Base", Samples.OBJECT, null, Samples.EPOCH);
    var derived = new GeneClass("Derived", base, null, Samples.EPOCH);
    store.set(base.members(), "count", 5L);
    assertEquals(5L, Lookup.byName(derived, "count"));
    assertEquals(Special.VOID, Lookup.byName(derived, "nope"));
  }

  @Test
  void valuesWithMembersOfTheirOwn() {
    Members match = name -> name.equals("value") ? "v" : null;
    assertEquals("v", Lookup.byName(match, "value"));
    assertEquals(Special.VOID, Lookup.byName(match, "other"));
    assertEquals(Special.VOID, Lookup.byIndex(match, 0));
  }

  @Test
  void theRestHasNoMembers() {
    for (Object v : new Object[] {"s", 1L, 1.5, true, new Char('c'), new Range(1L, 2L), GeneHashMap.of("a", 1L)}) {
      assertEquals(Special.VOID, Lookup.byName(v, "a"));
      assertEquals(Special.VOID, Lookup.byIndex(v, 0));
    }
  }
}
