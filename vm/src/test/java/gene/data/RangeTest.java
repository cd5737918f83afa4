// Iteration bounds of ranges.
package gene.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
  @ParameterizedTest
  @CsvSource({
    "1, 5, 1, 5", "1, 5, 2, 3", "1, 6, 2, 3", "5, 1, -2, 3", "5, 1, 1, 0", "1, 5, -1, 0", "1, 5, 0, 0", "3, 3, 1, 1",
    "-9223372036854775808, 9223372036854775807, 9223372036854775807, 3",
    "-9223372036854775808, 9223372036854775807, 1, 9223372036854775807",
    "9223372036854775807, -9223372036854775808, -9223372036854775808, 2"
  })
  void size(long start, long end, long step, long size) {
    assertEquals(size, Range.ofInts(start, end, step).size());
  }

  @Test
  void elements() {
    var range = Range.ofInts(5, 1, -2);
    assertEquals(5, range.at(0));
    assertEquals(1, range.at(2));
    assertEquals(1, new Range(1L, 3L).stepInt());
    assertEquals(Special.NIL, new Range(1L, 3L).step());
  }

  @Test
  void onlyIntegersCanBeIterated() {
    for (Range range : new Range[] {new Range("a", 3L), new Range(1L, 2.5), new Range(1L, 3L, Special.VOID)}) {
      assertEquals("Value is not an integer", assertThrows(Raise.class, range::size).getMessage());
    }
  }
}
