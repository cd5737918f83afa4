// Segments of selectors and their printed form.
package gene.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectorTest {
  @Test
  void pieceOfALiteral() {
    assertEquals("name", Selector.segment("name"));
    assertEquals(0L, Selector.segment("0"));
    assertEquals(-1L, Selector.segment("-1"));
    assertEquals("-", Selector.segment("-"));
    assertEquals("1a", Selector.segment("1a"));
    assertEquals("99999999999999999999", Selector.segment("99999999999999999999"));
    assertEquals(Selector.Operator.VALUES, Selector.segment("*"));
    assertEquals(Selector.Operator.ENTRIES, Selector.segment("**"));
    assertEquals(Selector.Operator.COLLECT, Selector.segment("@"));
    assertEquals(Selector.Operator.COLLECT_MAP, Selector.segment("@@"));
    assertEquals(Selector.Operator.ASSERT, Selector.segment("!"));
  }

  @Test
  void printedForm() {
    var segments = new ArrayList<Object>(List.of("a", "b", 0L, Selector.Operator.COLLECT_MAP, Samples.function()));
    var selector = new Selector(segments);
    segments.clear();
    assertEquals("@(a/b/0/@@/VkNativeFn)", Printer.display(selector));
    assertEquals("[@(a/b/0/@@/VkNativeFn)]", Printer.code(GeneArray.of(selector)));
  }
}
