// `==` without methods of Gene, and that equal values have equal hashes.
package gene.data;

import static gene.data.Samples.array;
import static gene.data.Samples.gene;
import static gene.data.Samples.map;
import static gene.data.Samples.nested;
import static gene.data.Samples.rect;
import static gene.data.Samples.symbol;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EqualityTest {
  private static void equal(Object a, Object b) {
    assertTrue(Equality.equal(a, b), () -> Printer.code(a) + " == " + Printer.code(b));
    assertTrue(Equality.equal(b, a), () -> Printer.code(b) + " == " + Printer.code(a));
  }

  private static void hashable(Object a, Object b) {
    equal(a, b);
    assertEquals(Equality.hash(a), Equality.hash(b));
  }

  private static void differ(Object a, Object b) {
    assertFalse(Equality.equal(a, b), () -> Printer.code(a) + " == " + Printer.code(b));
    assertFalse(Equality.equal(b, a), () -> Printer.code(b) + " == " + Printer.code(a));
  }

  @Test
  void numbers() {
    hashable(1000L, Long.valueOf("1000"));
    hashable(0.0, -0.0);
    differ(1L, 1.0);
    differ(Double.NaN, Double.NaN);
    differ(array(Double.NaN), array(Double.NaN));
  }

  @Test
  void textAndNames() {
    hashable("ab", new String("ab"));
    hashable(new ComplexSymbol(List.of("a", "b")), new ComplexSymbol(List.of("a", "b")));
    hashable(Samples.bytes(1, 2), Samples.bytes(1, 2));
    hashable(new Char('a'), new Char('a'));
    differ("a", symbol("a"));
    differ("a", new Char('a'));
    differ("1", 1L);
  }

  @Test
  void nilVoidAndBooleans() {
    hashable(Special.NIL, Special.NIL);
    hashable(true, true);
    differ(Special.NIL, Special.VOID);
    differ(Special.NIL, false);
  }

  @Test
  void collectionsByTheirContents() {
    hashable(array(1L, array("x")), array(1L, array("x")));
    differ(array(1L, 2L), array(2L, 1L));
    differ(array(1L), array(1L, 1L));
    hashable(map("a", 1L, "b", 2L), map("b", 2L, "a", 1L));
    differ(map("a", 1L), map("b", 1L));
    differ(map("a", 1L), map("a", 2L));
    hashable(gene(symbol("f"), 1L), gene(symbol("f"), 1L));
    differ(gene(symbol("f"), 1L), gene(symbol("g"), 1L));
    differ(array(), map());
    hashable(array(1L), Store.seal(array(1L)));
  }

  @Test
  void geneValuesRegardlessOfTheOrderOfProperties() {
    hashable(new Gene(1L, map("a", 1L, "b", 2L), array(), null), new Gene(1L, map("b", 2L, "a", 1L), array(), null));
    differ(new Gene(1L, map("a", 1L), array(), null), new Gene(1L, map("a", 2L), array(), null));
  }

  @Test
  void hashMapsAndSetsRegardlessOfOrder() {
    hashable(GeneHashMap.of(1L, "a", array(2L), "b"), GeneHashMap.of(array(2L), "b", 1L, "a"));
    differ(GeneHashMap.of(1L, "a"), GeneHashMap.of(1L, "b"));
    differ(GeneHashMap.of(1L, "a"), GeneHashMap.of(1.0, "a"));
    hashable(GeneHashSet.of(1L, "x"), GeneHashSet.of("x", 1L));
    differ(GeneHashSet.of(1L), GeneHashSet.of(2L));
    differ(GeneHashSet.of(1L), GeneHashMap.of(1L, 1L));
  }

  @Test
  void keysWithOneHashFindTheirPartner() {
    // "Aa" and "BB" have the same Java hash code.
    var left = GeneHashMap.of(array("Aa"), 1L, array("BB"), 2L);
    hashable(left, GeneHashMap.of(array("BB"), 2L, array("Aa"), 1L));
    differ(left, GeneHashMap.of(array("BB"), 1L, array("Aa"), 2L));
    hashable(array(GeneHashSet.of(GeneHashSet.of("Aa"), GeneHashSet.of("BB"))),
        array(GeneHashSet.of(GeneHashSet.of("BB"), GeneHashSet.of("Aa"))));
  }

  @Test
  void ranges() {
    hashable(new Range(1L, 3L), new Range(1L, 3L, 1L));
    differ(new Range(1L, 3L), new Range(1L, 3L, 2L));
    differ(new Range(1L, 3L), new Range(1.0, 3L));
  }

  @Test
  void enumValuesByVariantAndPayload() {
    hashable(rect(1L, array(2L)), rect(1L, array(2L)));
    differ(rect(1L), rect(2L));
    differ(rect(1L), new Samples.Variant("Circle", "Circle", List.of(1L)));
  }

  @Test
  void datesByTheirFields() {
    hashable(new DateValue(2024, 1, 2), new DateValue(2024, 1, 2));
    differ(new DateValue(2024, 1, 2), new DateValue(2024, 1, 3));
    hashable(Samples.time(10, TimeValue.NO_OFFSET), Samples.time(10, TimeValue.NO_OFFSET));
    differ(Samples.time(10, 0), Samples.time(11, 60));
    hashable(new DateTimeValue(new DateValue(2024, 1, 2), Samples.time(1, 0)),
        new DateTimeValue(new DateValue(2024, 1, 2), Samples.time(1, 0)));
  }

  @Test
  void everythingElseByIdentity() {
    var point = Samples.point();
    equal(point, point);
    differ(point, Samples.point());
    differ(Samples.POINT, Samples.OBJECT);
    differ(new Selector(List.of("a")), new Selector(List.of("a")));
    var regex = new Regex("a", null, false, false);
    equal(regex, regex);
    differ(regex, new Regex("a", null, false, false));
  }

  @Test
  void valuesThatContainThemselves() {
    var store = new Store();
    var a = array(1L);
    store.append(a, a);
    var b = array(1L);
    store.append(b, b);
    hashable(a, b);
    hashable(a, array(1L, a));
    var c = array(2L);
    store.append(c, c);
    differ(a, c);
    var m = map("x", 1L);
    store.set(m, "m", m);
    var n = map("x", 1L);
    store.set(n, "m", n);
    hashable(m, n);
  }

  @Test
  void heavilySharedPartsAreComparedOnce() {
    GeneArray left = array(1L);
    GeneArray right = array(1L);
    for (int i = 0; i < 200; i++) {
      left = array(left, left);
      right = array(right, right);
    }
    hashable(left, right);
  }

  @Test
  void deepDataCompareOrFailCleanly() {
    equal(nested(Nesting.LIMIT), nested(Nesting.LIMIT));
    differ(nested(1000), nested(1001));
    var fault = assertThrows(Raise.class, () -> Equality.equal(nested(Nesting.LIMIT + 1), nested(Nesting.LIMIT + 1)));
    assertEquals("Stack overflow", fault.getMessage());
    assertEquals(Equality.hash(nested(500_000)), Equality.hash(nested(500_000)));
  }

  @Property
  void equalValuesHaveEqualHashes(@ForAll("data") Object a, @ForAll("data") Object b) {
    equal(a, a);
    if (Equality.equal(a, b)) {
      assertEquals(Equality.hash(a), Equality.hash(b));
      assertTrue(Equality.equal(b, a));
    }
  }

  /** Small values, so that two of them are often equal. */
  @Provide
  Arbitrary<Object> data() {
    Arbitrary<Object> leaf = Arbitraries.of(0L, 1L, 1.0, "1", "a", symbol("a"), true, Special.NIL);
    return Arbitraries.recursive(() -> leaf, EqualityTest::around, 0, 2);
  }

  private static Arbitrary<Object> around(Arbitrary<Object> parts) {
    return parts.list().ofMaxSize(3).flatMap(list -> Arbitraries.<Object>of(
        GeneArray.of(list), GeneHashSet.of(list.toArray()), gene(symbol("g"), list.toArray()),
        list.isEmpty() ? map() : map("k", list.get(0))));
  }
}
