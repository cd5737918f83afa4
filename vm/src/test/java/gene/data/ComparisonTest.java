// `==` of values that contain instances whose class defines it in Gene.
package gene.data;

import static gene.data.Samples.array;
import static gene.data.Samples.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.IdentityHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Instance a = Samples.point();
  private final Instance b = Samples.point();

  @Test
  void asksTheLeftInstance() {
    var comparison = new Comparison(array(1L, a), array(1L, "other"), i -> true);
    var pair = (Comparison.Pair) comparison.advance();
    assertSame(a, pair.left());
    assertEquals("other", pair.right());
    comparison.answer(true);
    assertEquals(true, comparison.advance());
  }

  @Test
  void aNoEndsIt() {
    var comparison = new Comparison(array(a, a), array(b, b), i -> true);
    comparison.advance();
    comparison.answer(false);
    assertEquals(false, comparison.advance());
  }

  @Test
  void everyPairIsAsked() {
    var comparison = new Comparison(map("x", a, "y", array(b)), map("y", array(a), "x", b), i -> true);
    assertEquals(new Comparison.Pair(a, b), comparison.advance());
    comparison.answer(true);
    assertEquals(new Comparison.Pair(b, a), comparison.advance());
    comparison.answer(true);
    assertEquals(true, comparison.advance());
  }

  @Test
  void instancesWithoutTheMethodAndThoseOnTheRightAreNotAsked() {
    assertEquals(false, new Comparison(array(a), array(b), i -> false).advance());
    assertEquals(false, new Comparison(1L, b, i -> true).advance());
  }

  @Test
  void aNoForOneKeyLeadsToTheNextCandidate() {
    var c = Samples.point();
    var d = Samples.point();
    // All four have the same hash; a is equal to c and b to d.
    Map<Instance, Instance> partner = new IdentityHashMap<>(Map.of(a, c, b, d));
    var left = mapOf(a, 1L, b, 2L);
    assertEquals(true, compare(left, mapOf(d, 2L, c, 1L), partner));
    assertEquals(true, compare(left, mapOf(c, 1L, d, 2L), partner));
    assertEquals(false, compare(left, mapOf(c, 2L, d, 1L), partner));
    assertEquals(false, compare(left, mapOf(c, 1L, Samples.point(), 2L), partner));
  }

  @Test
  void arraysMayShrinkWhileAnInstanceIsAsked() {
    var store = new Store();
    var left = array(a, 1L);
    var right = array(b, 1L);
    var comparison = new Comparison(left, right, i -> true);
    comparison.advance();
    store.clear(right);
    comparison.answer(true);
    assertEquals(false, comparison.advance());
  }

  private static boolean compare(GeneHashMap left, GeneHashMap right, Map<Instance, Instance> partner) {
    var comparison = new Comparison(left, right, i -> true);
    Object step = comparison.advance();
    while (step instanceof Comparison.Pair pair) {
      comparison.answer(partner.get(pair.left()) == pair.right());
      step = comparison.advance();
    }
    return (Boolean) step;
  }

  private static GeneHashMap mapOf(Object k1, Object v1, Object k2, Object v2) {
    var map = new GeneHashMap();
    new Store().set(map, new Key(array(k1), 7), v1);
    new Store().set(map, new Key(array(k2), 7), v2);
    return map;
  }
}
