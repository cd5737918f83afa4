// Forms as data and back (01 §14), and the three ways of printing data (14 §7).
package gene.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.data.Bytes;
import gene.data.Char;
import gene.data.Equality;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.Raise;
import gene.data.Range;
import gene.data.Special;
import gene.data.Store;
import gene.data.Symbol;
import gene.data.Unquote;
import gene.source.Source;
import gene.syntax.FormPrinter.Format;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FormsTest {
  @Test
  void genesRememberWhereTheyWereRead() {
    Source source = Source.of("a.gene", "x\n  (f (g y))");
    Tree.Top top = Reader.read(source).tops().get(1);
    Gene outer = assertInstanceOf(Gene.class, Forms.toData(top.form(), source, top.start()));
    assertEquals("a.gene:2:3", outer.origin().toString());
    assertEquals("a.gene:2:6", ((Gene) outer.children().get(0)).origin().toString());
    assertEquals(13, outer.origin().end());
  }

  @Test
  void everyQuoteGivesFreshData() {
    Tree tree = Marked.tree("`[a {^b (c)}]");
    assertNotSame(Marked.datum(tree, tree.tops().get(0)), Marked.datum(tree, tree.tops().get(0)));
  }

  @Test
  void sealedLiteralsGiveSealedData() {
    assertTrue(assertInstanceOf(GeneArray.class, Marked.datum("#[1]")).isSealed());
    assertTrue(assertInstanceOf(Gene.class, Marked.datum("#(a)")).props().isSealed());
  }

  @Test
  void brokenFormsAreNoData() {
    Tree tree = Marked.tree("(a 10m)");
    assertEquals("ParseException", assertThrows(Raise.class, () -> Marked.datum(tree, tree.tops().get(0))).kind());
  }

  @Test
  void dataWithoutPlaceTakeTheSpanOfTheExpressionAround() {
    Gene read = (Gene) Marked.datum("  (f (g) x)");
    Gene made = Gene.of(Symbol.of("do"), Map.of(), List.of(read, Symbol.of("y")));
    Form.Node form = assertInstanceOf(Form.Node.class, Forms.fromData(made, Forms.findOrigin(made).orElseThrow().source()));
    assertEquals("2..11", span(form));
    assertEquals("2..11", span(form.children().get(0)));
    assertEquals("2..11", span(((Form.Node) form.children().get(0)).children().get(1)));
    assertEquals("5..8", span(((Form.Node) form.children().get(0)).children().get(0)));
  }

  @Test
  void dataOfAnotherSourceHaveNoPlaceInThisOne() {
    Gene here = (Gene) Marked.datum("  (f (g) x)");
    Gene there = (Gene) Marked.datum("       (h)");
    Gene made = Gene.of(Symbol.of("do"), Map.of(), List.of(here, there));
    Form.Node form = assertInstanceOf(Form.Node.class, Forms.fromData(made, here.origin().source()));
    assertEquals("2..11", span(form.children().get(0)));
    assertEquals("2..11", span(form.children().get(1)));
    assertEquals("0..0", span(Forms.fromData(made)));
    assertEquals(Optional.empty(), Forms.findOrigin(Gene.of(Symbol.of("do"), Map.of(), List.of())));
  }

  @Test
  void valuesWithoutSyntaxBecomeLiterals() {
    var range = new Range(1L, 2L, Special.NIL);
    assertEquals(new Form.Literal(0, 0, range), Forms.fromData(range));
    assertSame(Special.NIL, ((Form.Literal) Forms.fromData(Special.NIL)).value());
  }

  @Test
  void formsSurviveTheWayThroughData() {
    for (String text : List.of("()", "(f ^a 1 x [2 y/z] {^k 'c'} {{1 2}})", "#\"a#{b}\"", "%x", "%_(f)", "#[1 #(a)]", "(nil 1)")) {
      Object datum = Marked.datum(text);
      Object back = Forms.toData(Forms.fromData(datum), Source.of("x", text), 0);
      assertTrue(Equality.equal(datum, back), text);
      assertEquals(FormPrinter.print(datum, Format.COMPACT), FormPrinter.print(back, Format.COMPACT));
    }
    assertInstanceOf(Form.Interpolation.class, Forms.fromData(Marked.datum("#\"a#{b}\"")));
  }

  @Test
  void depthHasALimitButNoStackOverflow() {
    Object deep = Marked.datum("[".repeat(5000) + "]".repeat(5000));
    assertEquals("[".repeat(5000) + "]".repeat(5000), FormPrinter.print(deep, Format.COMPACT));
    Form form = Forms.fromData(deep);
    assertEquals(0, form.start());
    Object deeper = GeneArray.of(deep);
    assertEquals("RuntimeException", assertThrows(Raise.class, () -> Forms.fromData(deeper)).kind());
    var cyclic = new GeneArray();
    new Store().append(cyclic, cyclic);
    assertThrows(Raise.class, () -> Forms.fromData(cyclic));
    assertThrows(Raise.class, () -> FormPrinter.print(cyclic, Format.PRETTY));
  }

  @Test
  void prettyPutsNestedFormsOnLinesOfTheirOwn() {
    assertEquals("""
        (a ^x 1
          [
            1
            2
          ]
          {
            ^k "v"
          }
        )""", FormPrinter.print(Marked.datum("(a ^x 1 [1 2] {^k \"v\"})"), Format.PRETTY));
    assertEquals("(f\n  []\n  {}\n  (g ^p [1 2])\n  #[\n    #{{\n      1 [2]\n    }}\n  ]\n)",
        FormPrinter.print(Marked.datum("(f [] {} (g ^p [1 2]) #[#{{1 [2]}}])"), Format.PRETTY));
  }

  @Test
  void sexpMarksTheKeysOfTheOutermostFormWithColons() {
    assertEquals("(a :x {^y 1} (b ^z 2))", FormPrinter.print(Marked.datum("(a ^x {^y 1} (b ^z 2))"), Format.SEXP));
    assertEquals("{:x 1}", FormPrinter.print(Marked.datum("{^x 1}"), Format.SEXP));
  }

  @Test
  void stringsAreEscaped() {
    assertEquals("\"a\\\"b\\\\c\\n\\r\\t'\"", FormPrinter.print("a\"b\\c\n\r\t'", Format.COMPACT));
  }

  @Property(tries = 500)
  void printingThenReadingGivesEqualData(@ForAll("data") Object datum) {
    for (Format format : new Format[] {Format.COMPACT, Format.PRETTY}) {
      String text = FormPrinter.print(datum, format);
      assertTrue(Equality.equal(datum, Marked.datum(text)), text);
    }
  }

  @Provide
  Arbitrary<Object> data() {
    return data(4);
  }

  private static Arbitrary<Object> data(int depth) {
    if (depth == 0) {
      return leaves();
    }
    Arbitrary<Object> inner = data(depth - 1);
    Arbitrary<Map<String, Object>> entries = Arbitraries.maps(Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1), inner)
        .ofMaxSize(3).map(LinkedHashMap::new);
    return Arbitraries.oneOf(leaves(), inner.list().ofMaxSize(4).map(GeneArray::of), entries.map(GeneMap::new),
        Combinators.combine(inner.filter(t -> !(t instanceof Unquote)), entries, inner.list().ofMaxSize(3)).as(Gene::of),
        Combinators.combine(Arbitraries.longs(), inner).as((k, v) -> GeneHashMap.of(k, v)), inner.map(d -> new Unquote(d, false)));
  }

  private static Arbitrary<Object> leaves() {
    Arbitrary<String> names = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(4).filter(n -> !n.equals("nil"));
    Arbitrary<String> texts = Arbitraries.strings().filter(s -> s.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
    return Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.doubles(), texts, names.map(n -> Symbol.of(n + "_")),
        Arbitraries.integers().between(0, 0xD7FF).map(Char::new), Arbitraries.of(true, false, Special.NIL, Special.VOID),
        Arbitraries.bytes().array(byte[].class).ofMinSize(1).map(Bytes::new));
  }

  private static String span(Form form) {
    return form.start() + ".." + form.end();
  }
}
