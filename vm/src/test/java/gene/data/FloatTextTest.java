// The text of a Float is the shortest that reads back, in the notation of the language.
package gene.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {
  @ParameterizedTest
  @CsvSource({
    "5e-324, 5e-324", "1e-323, 1e-323", "1.5e-323, 1.5e-323", "2e-323, 2e-323",
    "2.225073858507201E-308, 2.225073858507201e-308", "2.2250738585072014E-308, 2.2250738585072014e-308",
    "1.7976931348623157E308, 1.7976931348623157e+308",
    "9007199254740991, 9007199254740991.0", "9007199254740993.0, 9007199254740992.0",
    "1.0E23, 1e+23", "2.0E23, 2e+23", "8.41E21, 8.41e+21", "9.5e-323, 9.4e-323",
    "2.0E-3, 0.002", "0.1, 0.1", "100, 100.0", "-1.5, -1.5", "1.5e-10, 1.5e-10", "-12.25, -12.25",
    "1e-7, 0.0000001", "1.25e-7, 0.000000125", "1e-8, 1e-8", "9.9e-8, 9.9e-8",
    "1e16, 10000000000000000.0", "12345678901234568, 12345678901234568.0", "1e17, 1e+17", "-3e17, -3e+17",
    "0.30000000000000004, 0.30000000000000004", "3.3333333333333335, 3.3333333333333335",
    "0.0, 0.0", "-0.0, -0.0", "NaN, nan", "Infinity, inf", "-Infinity, -inf"
  })
  void knownCases(double value, String text) {
    assertEquals(text, FloatText.of(value));
  }

  @Property(tries = 5_000)
  void everyDouble(@ForAll long bits) {
    check(Double.longBitsToDouble(bits));
  }

  @Property
  void powersOfTwoAndTheirNeighbours(@ForAll @IntRange(min = -1074, max = 1023) int exponent) {
    double power = Math.scalb(1.0, exponent);
    check(power);
    check(Math.nextUp(power));
    check(Math.nextDown(power));
  }

  @Property
  void subnormals(@ForAll long bits, @ForAll @IntRange(min = 12, max = 63) int zeros) {
    check(Double.longBitsToDouble(bits >>> zeros));
  }

  @Property
  void decimalsAsPeopleWriteThem(@ForAll int digits, @ForAll @IntRange(min = 0, max = 9) int places) {
    double value = BigDecimal.valueOf(digits, places).doubleValue();
    String text = FloatText.of(value);
    assertEquals(0, new BigDecimal(text).compareTo(BigDecimal.valueOf(digits, places)), text);
  }

  @Example
  void allPowersOfTen() {
    for (int e = -323; e <= 308; e++) {
      check(Double.parseDouble("1e" + e));
    }
  }

  private static void check(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
      return;
    }
    String text = FloatText.of(value);
    assertEquals(value, Double.parseDouble(text), text);
    var printed = new BigDecimal(text).abs();
    var exact = new BigDecimal(Math.abs(value));
    int digits = printed.stripTrailingZeros().precision();
    if (digits > 1) {
      assertTrue(!readsBack(exact, digits - 1, RoundingMode.DOWN) && !readsBack(exact, digits - 1, RoundingMode.UP),
          text + " is not the shortest");
    }
    BigDecimal distance = printed.subtract(exact).abs();
    for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
      if (readsBack(exact, digits, mode)) {
        BigDecimal other = exact.round(new MathContext(digits, mode));
        assertTrue(distance.compareTo(other.subtract(exact).abs()) <= 0, text + " is farther away than " + other);
      }
    }
  }

  private static boolean readsBack(BigDecimal exact, int digits, RoundingMode mode) {
    return exact.round(new MathContext(digits, mode)).doubleValue() == exact.doubleValue();
  }
}
