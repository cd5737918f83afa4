// The order of numbers and dates, and what has no order.
package gene.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CompareTest {
  @Property
  void integers(@ForAll long a, @ForAll long b) {
    assertEquals(a < b, Compare.test("<", a, b));
    assertEquals(a <= b, Compare.test("<=", a, b));
    assertEquals(a > b, Compare.test(">", a, b));
    assertEquals(a >= b, Compare.test(">=", a, b));
  }

  @Test
  void mixtures() {
    assertTrue(Compare.test("<", 1L, 1.5));
    assertTrue(Compare.test(">=", 2.0, 2L));
    assertTrue(Compare.test("<=", 0.0, -0.0));
    assertFalse(Compare.test("<", -0.0, 0.0));
  }

  @Test
  void nothingIsTrueOfNan() {
    for (String operator : new String[] {"<", "<=", ">", ">="}) {
      assertFalse(Compare.test(operator, Double.NaN, 1L));
      assertFalse(Compare.test(operator, Double.NaN, Double.NaN));
    }
  }

  @Test
  void datesAndTimesWithTheirOffsets() {
    var day = new DateValue(2024, 1, 2);
    assertTrue(Compare.test("<", day, new DateValue(2024, 2, 1)));
    assertTrue(Compare.test(">=", day, new DateValue(2024, 1, 2)));
    assertTrue(Compare.test("<", Samples.time(11, 120), Samples.time(10, 0)));
    assertTrue(Compare.test(">", Samples.time(11, TimeValue.NO_OFFSET), Samples.time(10, TimeValue.NO_OFFSET)));
    assertTrue(Compare.test("<=", new DateTimeValue(day, Samples.time(11, 60)), new DateTimeValue(day, Samples.time(10, 0))));
    refused("Cannot compare Date < Time", "<", day, Samples.time(1, 0));
    assertThrows(Raise.class, () -> Compare.test("<", Samples.time(1, 0), Samples.time(1, TimeValue.NO_OFFSET)));
  }

  @Test
  void otherKindsHaveNoOrder() {
    refused("Cannot compare String < String", "<", "a", "b");
    refused("Cannot compare Array >= Int", ">=", Samples.array(), 1L);
    refused("Cannot compare Bool < Int", "<", true, 1L);
    refused("Cannot compare Char <= Char", "<=", new Char('a'), new Char('b'));
  }

  private static void refused(String message, String operator, Object a, Object b) {
    var fault = assertThrows(Raise.class, () -> Compare.test(operator, a, b));
    assertEquals(message, fault.getMessage());
    assertEquals("TypeException", fault.kind());
  }
}
