// JSON to values and back.
package gene.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.data.ComplexSymbol;
import gene.data.Equality;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneMap;
import gene.data.Printer;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import gene.data.Symbol;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonTest {
  @Test
  void readsEveryKind() {
    Object value = JsonReader.read(" {\"a\": [1, -2.5, 1e3, null, true, false, \"s\"], \"b\": {}, \"c\": []} ");
    assertEquals("{^a [1 -2.5 1000.0 nil true false \"s\"] ^b {} ^c []}", Printer.code(value));
  }

  @Test
  void keepsDigitsOfIntegersBeyond64Bits() {
    assertEquals(Long.MAX_VALUE, JsonReader.read("9223372036854775807"));
    assertEquals("12345678901234567890", JsonReader.read("12345678901234567890"));
    assertEquals(Double.POSITIVE_INFINITY, JsonReader.read("1e999"));
  }

  @Test
  void laterKeysWinInTheFirstPlace() {
    assertEquals("{^a 3 ^b 2}", Printer.code(JsonReader.read("{\"a\":1,\"b\":2,\"a\":3}")));
  }

  @Test
  void readsEscapes() {
    assertEquals("\t\"é😀/\n", JsonReader.read("\"\\t\\\"\\u00e9\\ud83d\\ude00\\/\\n\""));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "``              | unexpected end of text (line 1, column 1)",
    "1 2             | unexpected text after the value (line 1, column 3)",
    "{bad            | expected a string as key (line 1, column 2)",
    "[1,]            | expected a value (line 1, column 4)",
    "[1 2]           | expected , or ] (line 1, column 4)",
    "{\"a\" 1}       | expected : after the key (line 1, column 6)",
    "01              | unexpected text after the value (line 1, column 2)",
    "1.              | expected a digit (line 1, column 3)",
    "-               | expected a digit (line 1, column 2)",
    "\"abc           | this string is never closed (line 1, column 1)",
    "\"\\x\"         | unknown escape (line 1, column 3)",
    "\"\\ud83d\"     | half of a surrogate pair before this place (line 1, column 8)",
    "nul             | expected a value (line 1, column 1)",
  })
  void namesTheFaultAndItsPlace(String text, String fault) {
    Raise raise = assertThrows(Raise.class, () -> JsonReader.read(text));
    assertEquals("ParseException", raise.kind());
    assertEquals("Invalid JSON: " + fault, raise.getMessage());
  }

  @Test
  void countsLines() {
    Raise raise = assertThrows(Raise.class, () -> JsonReader.read("[\n  1,\n  é x]"));
    assertTrue(raise.getMessage().endsWith("(line 3, column 3)"), raise.getMessage());
  }

  @Test
  void readsAndWritesAnyDepth() {
    String text = "[".repeat(50_000) + "]".repeat(50_000);
    assertEquals(text, JsonWriter.write(JsonReader.read(text)));
  }

  @Test
  void writesWhatJsonHasAndTheLiteralTextOfTheRest() {
    var value = GeneArray.of(Special.NIL, true, 12L, -0.5, 1.0, 1e20, Double.NaN, "q\"\\\n\u007f", Symbol.of("sym"), "é/",
        Gene.of(Symbol.of("f"), Map.of(), List.of(1L, "x")), Special.VOID);
    assertEquals("[null,true,12,-0.5,1.0,1e+20,null,\"q\\\"\\\\\\n\\u007f\",\"sym\",\"é/\",\"(f 1 \\\"x\\\")\",\"void\"]",
        JsonWriter.write(value));
  }

  @Test
  void refusesCyclesButNotSharing() {
    var shared = GeneArray.of(1L);
    assertEquals("[[1],[1]]", JsonWriter.write(GeneArray.of(shared, shared)));
    var cycle = new GeneArray();
    new Store().append(cycle, cycle);
    assertEquals("Cannot convert a cyclic value to JSON", assertThrows(Raise.class, () -> JsonWriter.write(cycle)).getMessage());
    assertThrows(Raise.class, () -> TaggedJson.write(cycle));
  }

  @Test
  void tagsWhatJsonDoesNotHave() {
    var form = Gene.of(Symbol.of("f"), Map.of("a", 1L), List.of(Symbol.of("x"), "y"));
    assertEquals("{\"genetype\":\"#GENE#f\",\"a\":1,\"children\":[\"#GENE#x\",\"y\"]}", TaggedJson.write(form));
    assertEquals("\"#GENE#a/b\"", TaggedJson.write(new ComplexSymbol(List.of("a", "b"))));
    assertEquals("[9007199254740991,\"#GENE#9007199254740992\"]", TaggedJson.write(GeneArray.of(9007199254740991L, 9007199254740992L)));
    assertEquals("\"#GENE#\\\"#GENE#x\\\"\"", TaggedJson.write("#GENE#x"));
    assertEquals("{\"a\":2,\"b\":1}", TaggedJson.write(new GeneMap(new TreeMap<>(Map.of("b", 1L, "a", 2L)).descendingMap())));
  }

  @Test
  void readsTaggedValuesBack() {
    var form = Gene.of(Symbol.of("f"), Map.of("a", Long.MIN_VALUE), List.of(Symbol.of("x"), "#GENE#\"q\\", GeneArray.of(1.5, Special.NIL)));
    assertTrue(Equality.equal(form, TaggedJson.read(TaggedJson.write(form))));
    assertThrows(Raise.class, () -> TaggedJson.read("\"#GENE#1 2\""));
    assertThrows(Raise.class, () -> TaggedJson.read("\"#GENE#(\""));
    assertThrows(Raise.class, () -> TaggedJson.read("{\"genetype\":1,\"children\":2}"));
  }

  @Test
  void refusesReservedNamesAndOtherKinds() {
    assertThrows(Raise.class, () -> TaggedJson.write(new GeneMap(Map.of("genetype", 1L))));
    assertThrows(Raise.class, () -> TaggedJson.write(Gene.of(Symbol.of("f"), Map.of("children", 1L), List.of())));
    assertEquals("Tagged Gene JSON does not support Void", assertThrows(Raise.class, () -> TaggedJson.write(Special.VOID)).getMessage());
  }
}
