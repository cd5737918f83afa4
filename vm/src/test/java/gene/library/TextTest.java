// Strings by code points, white space, numbers in text.
package gene.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gene.data.Raise;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextTest {
  private static final String FACES = "a😀b😀";

  @Test
  void countsCodePoints() {
    assertEquals(4, CodePoints.length(FACES));
    assertEquals("😀b", CodePoints.slice(FACES, 1, 3));
    assertEquals("", CodePoints.slice(FACES, 4, 4));
    assertEquals(3, CodePoints.offset(FACES, 2));
    assertEquals(2, CodePoints.index(FACES, 3));
    assertEquals("😀b😀a", CodePoints.reverse(FACES));
  }

  @Test
  void changesCaseCodePointByCodePoint() {
    assertEquals("STRAßE", Text.upper("Straße"));
    assertEquals("àb", Text.lower("ÀB"));
    assertEquals("Héllo world", Text.capitalize("héLLo wOrld"));
    assertEquals("𐐀", Text.upper("𐐨"));
    assertEquals("", Text.capitalize(""));
  }

  @Test
  void trimsUnicodeWhiteSpace() {
    assertEquals("x y", Text.trim("\u00a0\u3000\t x y\u2028\n", true, true));
    assertEquals("x ", Text.trim(" x ", true, false));
    assertEquals(" x", Text.trim(" x ", false, true));
    assertEquals("", Text.trim(" \u0085", true, true));
    assertEquals("\u200b", Text.trim("\u200b", true, true));
  }

  @Test
  void splits() {
    assertEquals(List.of("a", "b", "", "c"), Text.split("a,b,,c", ",", 99));
    assertEquals(List.of("a", "b,c"), Text.split("a,b,c", ",", 2));
    assertEquals(List.of("a,b"), Text.split("a,b", ",", 1));
    assertEquals(List.of("abc"), Text.split("abc", "", 99));
    assertEquals(List.of(""), Text.split("", ",", 99));
  }

  @Test
  void findsPositions() {
    assertEquals(3, Text.index("banana", "an", 2));
    assertEquals(5, Text.index("banana", "a", -2));
    assertEquals(2, Text.index(FACES, "b", 0));
    assertEquals(6, Text.index("banana", "", 6));
    assertEquals(-1, Text.index("banana", "", 7));
    assertEquals(-1, Text.index("banana", "x", 0));
    assertEquals(3, Text.lastIndex(FACES, "😀", Integer.MAX_VALUE));
    assertEquals(1, Text.lastIndex("banana", "an", 2));
    assertEquals(6, Text.lastIndex("banana", "", Integer.MAX_VALUE));
    assertEquals(-1, Text.lastIndex("banana", "b", -9));
  }

  @Test
  void replaces() {
    assertEquals("xab", Text.replaceFirst("aab", "a", "x"));
    assertEquals("aab", Text.replaceFirst("aab", "z", "x"));
    assertEquals("-a-😀-", Text.replaceAll("a😀", "", "-"));
    assertEquals("a-b-c", Text.replaceAll("a.b.c", ".", "-"));
  }

  @Test
  void readsIntegers() {
    assertEquals(-7, Text.toInt("  -7 "));
    assertEquals(1000, Text.toInt("1_000"));
    assertEquals(5, Text.toInt("+5"));
    assertEquals(Long.MIN_VALUE, Text.toInt("-9223372036854775808"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-", "12 apples", "_1", "1_", "1__0", "1.5", "٣", "9223372036854775808"})
  void refusesWhatIsNoInteger(String text) {
    assertEquals("ParseException", assertThrows(Raise.class, () -> Text.toInt(text)).kind());
  }

  @Test
  void readsFloats() {
    assertEquals(3.5, Text.toFloat(" 3.5\n"));
    assertEquals(1000.0, Text.toFloat("1e3"));
    assertEquals(12.0, Text.toFloat("12"));
    assertEquals(-0.25, Text.toFloat("-2.5E-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "1e", "e3", "0x1p3", "1f", "nan", "1 2", "--1"})
  void refusesWhatIsNoFloat(String text) {
    assertEquals("ParseException", assertThrows(Raise.class, () -> Text.toFloat(text)).kind());
  }
}
