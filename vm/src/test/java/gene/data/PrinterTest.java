// The four text forms of every kind of value.
package gene.data;

import static gene.data.Samples.array;
import static gene.data.Samples.gene;
import static gene.data.Samples.map;
import static gene.data.Samples.nested;
import static gene.data.Samples.rect;
import static gene.data.Samples.symbol;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrinterTest {
  private static final Char C = new Char('c');

  private static void texts(Object value, String display, String code, String toS) {
    assertEquals(display, Printer.display(value), "display");
    assertEquals(code, Printer.code(value), "code");
    assertEquals(toS, Printer.toS(value), "to_s");
  }

  private static void same(Object value, String text) {
    texts(value, text, text, text);
    assertEquals(text, Printer.interpolated(value), "interpolated");
  }

  @Test
  void scalars() {
    same(-12L, "-12");
    same(1.5, "1.5");
    same(true, "true");
    same(Special.VOID, "void");
    same(Special.NOT_FOUND, "not_found");
    same(Special.PLACEHOLDER, "_");
    same(symbol("a"), "a");
    same(new ComplexSymbol(List.of("", "a", "b")), "/a/b");
    same(Samples.bytes(0xff, 0), "0#ff00");
    texts(Special.NIL, "nil", "nil", "");
    assertEquals("nil", Printer.interpolated(Special.NIL));
  }

  @Test
  void stringsAndCharactersAreBareAloneAndQuotedInCode() {
    texts("a \"q\"", "a \"q\"", "\"a \"q\"\"", "a \"q\"");
    texts(C, "c", "'c'", "c");
    assertEquals("a", Printer.interpolated("a"));
    assertEquals("c", Printer.interpolated(C));
    texts(new Char(0x1F44B), "👋", "'👋'", "👋");
  }

  @Test
  void collectionsDisplayTheirElementsAtEveryDepth() {
    texts(array("a", array(1L, Special.NIL)), "[a [1 nil]]", "[\"a\" [1 nil]]", "[\"a\" [1 nil]]");
    texts(map("k", "v", "n", array(C)), "{^k v ^n [c]}", "{^k \"v\" ^n ['c']}", "{^k \"v\" ^n ['c']}");
    texts(GeneHashMap.of("a", 1L, array(2L), "x"), "{{a 1 [2] x}}", "{{\"a\" 1 [2] \"x\"}}", "{{\"a\" 1 [2] \"x\"}}");
    texts(GeneHashSet.of(1L, "a"), "(HashSet 1 a)", "(HashSet 1 \"a\")", "(HashSet 1 \"a\")");
    assertEquals("[nil \"a\"]", Printer.interpolated(array(Special.NIL, "a")));
  }

  @Test
  void emptyCollections() {
    same(array(), "[]");
    same(map(), "{}");
    same(new GeneHashMap(), "{{}}");
    same(new GeneHashSet(), "(HashSet)");
    same(gene(Special.NIL), "(nil)");
  }

  @Test
  void geneValuesAreAlwaysCode() {
    var g = new Gene(symbol("f"), map("a", 1L, "s", "v"), array("x", array(C), symbol("y")), null);
    same(g, "(f ^a 1 ^s \"v\" \"x\" ['c'] y)");
    assertEquals("[a (f \"x\")]", Printer.display(array("a", gene(symbol("f"), "x"))));
    assertEquals("[(f [\"x\"]) x]", Printer.display(array(gene(symbol("f"), array("x")), "x")));
  }

  @Test
  void sealedCollectionsShowTheMark() {
    texts(Store.seal(array(1L)), "#[1]", "#[1]", "[1]");
    texts(Store.seal(map("a", 1L)), "#{^a 1}", "#{^a 1}", "{^a 1}");
    same(Store.seal(GeneHashMap.of(1L, 2L)), "#{{1 2}}");
    same(Store.seal(gene(symbol("a"))), "#(a)");
    var frozen = array(1L);
    new Store().freeze(frozen);
    same(frozen, "[1]");
  }

  @Test
  void rangesUnquotesRegexesDatesSelectors() {
    same(new Range(1L, 3L), "1..3");
    same(new Range(5L, 1L, -2L), "5..1 step -2");
    same(new Unquote(symbol("x"), false), "%x");
    same(new Unquote(gene(symbol("f"), "s"), true), "%_(f \"s\")");
    same(new Regex("a/b", null, true, false), "#/a\\/b/i");
    same(new DateTimeValue(new DateValue(2024, 1, 2), Samples.time(3, 60)), "2024-01-02T03:30:00+01:00");
    same(new Selector(List.of("a", 0L, Selector.Operator.ENTRIES)), "@(a/0/**)");
  }

  @Test
  void opaqueValuesShowATag() {
    texts(Samples.POINT, "VkClass", "VkClass", "Point");
    texts(new Namespace("geo", null, Samples.EPOCH), "VkNamespace", "VkNamespace", "geo");
    assertEquals("<root>", Printer.toS(new Namespace("", null, Samples.EPOCH)));
    same(Samples.point(), "VkInstance");
    same(Samples.function(), "VkNativeFn");
    var shown = new Samples.Shown("VkInterface", "Interface", "VkInterface", "<Interface R>");
    texts(shown, "VkInterface", "<Interface R>", "<Interface R>");
    assertEquals("[VkClass VkInterface]", Printer.display(array(Samples.POINT, shown)));
  }

  @Test
  void enumValuesShowTheirPayloadAsCode() {
    same(rect(10L, "q"), "(Shape/Rect 10 \"q\")");
    same(rect(), "Shape/Rect");
    assertEquals("[a (Shape/Rect [\"q\"])]", Printer.display(array("a", rect(array("q")))));
  }

  @Test
  void aValueInsideItselfIsShownAsDots() {
    var store = new Store();
    var a = array(1L);
    store.append(a, a);
    same(a, "[1 [...]]");
    var m = map("n", a);
    store.set(m, "self", m);
    assertEquals("{^n [1 [...]] ^self {...}}", Printer.display(m));
    var g = gene(symbol("g"));
    store.insertChild(g, 0, g);
    assertEquals("(g (...))", Printer.display(g));
    var h = new GeneHashMap();
    store.set(h, Key.of("k"), array(h));
    assertEquals("{{k [{{...}}]}}", Printer.display(h));
  }

  @Test
  void aValueInsideItselfIsFoundAtAnyDepth() {
    var store = new Store();
    var bottom = new GeneArray();
    var top = bottom;
    for (int i = 0; i < 99; i++) {
      top = array(top);
    }
    store.append(bottom, top);
    assertEquals("[".repeat(101) + "..." + "]".repeat(101), Printer.display(top));
  }

  @Test
  void aSharedValueThatIsNotInsideItselfIsShownEachTime() {
    var shared = array(1L);
    assertEquals("[[1] [1]]", Printer.display(array(shared, shared)));
  }

  @Test
  void deepDataPrintOrFailCleanly() {
    int deep = Nesting.LIMIT;
    assertEquals(2 * deep, Printer.display(nested(deep)).length());
    var fault = assertThrows(Raise.class, () -> Printer.code(nested(deep + 1)));
    assertEquals("RuntimeException", fault.kind());
    assertEquals("Stack overflow", fault.getMessage());
  }

  @Test
  void textsThatNobodyCouldReadAreRefused() {
    GeneArray doubled = array("x".repeat(1000));
    for (int i = 0; i < 40; i++) {
      doubled = array(doubled, doubled);
    }
    GeneArray huge = doubled;
    var fault = assertThrows(Raise.class, () -> Printer.display(huge));
    assertTrue(fault.getMessage().startsWith("The text of the value is longer than"), fault.getMessage());
  }
}
