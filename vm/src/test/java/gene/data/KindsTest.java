// The names of kinds: `typeof`, class, and in messages.
package gene.data;

import static gene.data.Samples.array;
import static gene.data.Samples.gene;
import static gene.data.Samples.map;
import static gene.data.Samples.rect;
import static gene.data.Samples.symbol;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KindsTest {
  @ParameterizedTest
  @MethodSource("kinds")
  void names(Object value, String typeName, String className, String plainName) {
    assertEquals(typeName, Kinds.typeName(value));
    assertEquals(className, Kinds.className(value));
    assertEquals(plainName, Kinds.plainName(value));
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind(1L, "Int"), kind(1L << 60, "Int"), kind(1.5, "Float"), kind(false, "Bool"), kind("s", "String"),
        kind(symbol("a"), "Symbol"), kind(new ComplexSymbol(List.of("a", "b")), "ComplexSymbol"),
        kind(Special.NIL, "Nil"), Arguments.of(Special.VOID, "VkVoid", "Void", "Void"),
        Arguments.of(Special.NOT_FOUND, "VkChar", "Object", "Object"),
        Arguments.of(new Char('c'), "VkChar", "Char", "Char"),
        kind(array(), "Array"), kind(map(), "Map"), kind(new GeneHashMap(), "HashMap"),
        kind(new GeneHashSet(), "HashSet"), kind(gene(symbol("g")), "Gene"),
        Arguments.of(new Range(1L, 2L), "VkRange", "Range", "Range"),
        Arguments.of(Samples.bytes(1), "VkBytes", "Bytes", "Bytes"),
        Arguments.of(new Namespace("n", null, Samples.EPOCH), "VkNamespace", "Namespace", "Namespace"),
        Arguments.of(new Selector(List.of("a")), "VkSelector", "Selector", "Selector"),
        kind(Samples.function(), "Function"), kind(Samples.POINT, "Class"), kind(Samples.point(), "Point"),
        Arguments.of(rect(1L), "Shape", "Object", "Shape"),
        Arguments.of(new DateValue(2024, 1, 2), "VkDate", "Date", "Date"),
        Arguments.of(new Regex("a", null, false, false), "VkRegex", "Regexp", "Regex"));
  }

  private static Arguments kind(Object value, String name) {
    return Arguments.of(value, name, name, name);
  }
}
