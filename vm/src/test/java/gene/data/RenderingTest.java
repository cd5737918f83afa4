// Texts of instances whose class defines `to_s`: asked one after the other, used in every form.
package gene.data;

import static gene.data.Samples.array;
import static gene.data.Samples.gene;
import static gene.data.Samples.map;
import static gene.data.Samples.symbol;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import gene.data.Rendering.Form;
import org.junit.jupiter.api.Test;

class RenderingTest {
  private static Object rendered(Object value, Form form, Object... answers) {
    var rendering = new Rendering(value, form, i -> true);
    for (Object answer : answers) {
      assertEquals(Instance.class, rendering.advance().getClass());
      rendering.answer(answer);
    }
    return rendering.advance();
  }

  @Test
  void theResultIsBareInAllForms() {
    for (Form form : Form.values()) {
      assertEquals("$5", rendered(Samples.point(), form, "$5"));
      assertEquals("[$5]", rendered(array(Samples.point()), form, "$5"));
    }
    assertEquals("(f $5)", rendered(gene(symbol("f"), Samples.point()), Form.DISPLAY, "$5"));
  }

  @Test
  void instancesAreAskedInOrderOfAppearance() {
    var first = Samples.point();
    var second = Samples.point();
    var rendering = new Rendering(map("a", first, "b", array("-", second)), Form.DISPLAY, i -> true);
    assertSame(first, rendering.advance());
    rendering.answer("1st");
    assertSame(second, rendering.advance());
    rendering.answer("2nd");
    assertEquals("{^a 1st ^b [- 2nd]}", rendering.advance());
  }

  @Test
  void instancesWithoutOwnTextAreNotAsked() {
    var plain = Samples.point();
    var rendering = new Rendering(array(plain), Form.DISPLAY, i -> i != plain);
    assertEquals("[VkInstance]", rendering.advance());
  }

  @Test
  void aResultThatIsNoStringIsRenderedInTurn() {
    assertEquals("[1 x]", rendered(Samples.point(), Form.DISPLAY, array(1L, "x")));
    assertEquals("[1 \"x\"]", rendered(Samples.point(), Form.CODE, array(1L, "x")));
    assertEquals("c", rendered(Samples.point(), Form.TO_S, new Char('c')));
    assertEquals("['c']", rendered(array(Samples.point()), Form.TO_S, new Char('c')));
    assertEquals("deep", rendered(Samples.point(), Form.DISPLAY, Samples.point(), "deep"));
  }

  @Test
  void anInstanceInItsOwnResultIsNotAskedAgain() {
    var self = Samples.point();
    assertEquals("[VkInstance]", rendered(self, Form.DISPLAY, array(self)));
    assertEquals("VkInstance", rendered(self, Form.DISPLAY, self));
  }

  @Test
  void collectionsMayChangeWhileAnInstanceIsAsked() {
    var store = new Store();
    var m = map("a", Samples.point(), "b", 2L);
    var inMap = new Rendering(m, Form.DISPLAY, i -> true);
    inMap.advance();
    store.clear(m);
    inMap.answer("x");
    assertEquals("{^a x ^b 2}", inMap.advance());

    var a = array(Samples.point(), 2L);
    var inArray = new Rendering(a, Form.DISPLAY, i -> true);
    inArray.advance();
    store.clear(a);
    inArray.answer("x");
    assertEquals("[x]", inArray.advance());
  }

  @Test
  void knownTextsNeedNoSteps() {
    var named = Samples.point();
    var other = Samples.point();
    assertEquals("[me VkInstance]", Printer.text(array(named, other), Form.DISPLAY, i -> i == named ? "me" : null));
  }
}
