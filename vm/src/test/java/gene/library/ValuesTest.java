// Pure parts of the library: natural order, rounding, freezing, conversion.
package gene.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.data.Char;
import gene.data.GeneArray;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Printer;
import gene.data.Raise;
import gene.data.Store;
import gene.data.Symbol;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValuesTest {
  private static String sorted(Object... values) {
    return Printer.code(NaturalOrder.sorted(GeneArray.of(values)));
  }

  @Test
  void ordersNumbersByValue() {
    assertEquals("[-1 2 2.5 9 10]", sorted(10L, 9L, 2L, -1L, 2.5));
    assertEquals("[9007199254740992.0 9007199254740993 nan]", sorted(Double.NaN, 9007199254740993L, 0x1p53));
    assertEquals("[-inf -9223372036854775808 9223372036854775807 9.223372036854776e+18]",
        sorted(0x1p63, Long.MAX_VALUE, Double.NEGATIVE_INFINITY, Long.MIN_VALUE));
    assertEquals("[-3 -2.5 -2]", sorted(-2L, -2.5, -3L));
  }

  @Test
  void ordersTextsByCodePointAndMixturesByTheirTexts() {
    assertEquals("[\"B\" \"a\" b]", sorted(Symbol.of("b"), "B", "a"));
    assertEquals("[\"\uffee\" \"😀\"]", sorted("😀", "\uffee"));
    assertEquals("[10 9 'a' \"b\"]", sorted("b", new Char('a'), 9L, 10L));
  }

  @Test
  void roundsHalvesAwayFromZero() {
    assertEquals(3.0, MathFunctions.round(2.5));
    assertEquals(-3.0, MathFunctions.round(-2.5));
    assertEquals(0.0, MathFunctions.round(0.49999999999999994));
    assertEquals(4503599627370497.0, MathFunctions.round(4503599627370497.0));
    assertTrue(Double.isNaN(MathFunctions.round(Double.NaN)));
  }

  @Test
  void freezesAWholeGraphOrNothing() {
    var inner = GeneArray.of(1L);
    var outer = new GeneMap(Map.of("hosts", inner));
    Freezing.freeze(outer, new Store());
    assertTrue(outer.isFrozen() && inner.isFrozen());

    var set = new GeneHashSet();
    var around = GeneArray.of("a", new GeneMap(Map.of("set", set)));
    Raise raise = assertThrows(Raise.class, () -> Freezing.freeze(around, new Store()));
    assertEquals("freeze cannot make HashSet frozen at /[1]/.set", raise.getMessage());
    assertFalse(around.isFrozen());
  }

  @Test
  void freezesCycles() {
    var cycle = new GeneArray();
    new Store().append(cycle, cycle);
    Freezing.freeze(cycle, new Store());
    assertTrue(cycle.isFrozen());
  }

  @Test
  void truncatesOnlyWhatFits() {
    assertEquals(-5, NumberMethods.truncate(-5.7));
    assertEquals(Long.MIN_VALUE, NumberMethods.truncate(-0x1p63));
    assertThrows(Raise.class, () -> NumberMethods.truncate(0x1p63));
    assertThrows(Raise.class, () -> NumberMethods.truncate(Double.NaN));
  }

  @Test
  void namesPlatformsAsProgramsExpect() {
    assertEquals("macos", EnvironmentFunctions.operatingSystem("Mac OS X"));
    assertEquals("windows", EnvironmentFunctions.operatingSystem("Windows 11"));
    assertEquals("linux", EnvironmentFunctions.operatingSystem("Linux"));
    assertEquals("arm64", EnvironmentFunctions.architecture("aarch64"));
  }
}
