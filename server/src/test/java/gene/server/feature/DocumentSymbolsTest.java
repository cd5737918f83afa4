// Document symbols: the outline as indented text; marked ranges are the names.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DocumentSymbolsTest {
  private static void check(String marked, String expected) {
    Fixture f = Fixture.of(marked);
    List<Symbol> symbols = DocumentSymbols.of(f.main());
    var text = new StringBuilder();
    var names = new ArrayList<Span>();
    write(symbols, "", text, names);
    assertEquals(expected.strip(), text.toString().strip());
    names.sort(Comparator.comparingInt(Span::start));
    assertEquals(f.ranges(), names);
  }

  private static void write(List<Symbol> symbols, String indent, StringBuilder into, List<Span> names) {
    for (Symbol s : symbols) {
      assertTrue(s.span().covers(s.nameSpan()), "the name lies outside of " + s);
      into.append(indent).append(s.kind().name().toLowerCase()).append(' ').append(s.name())
          .append(s.detail().isEmpty() ? "" : " " + s.detail()).append('\n');
      names.add(s.nameSpan());
      write(s.children(), indent + "  ", into, names);
    }
  }

  @Test
  void functions() {
    check("(fn [|area|] [r: Float] -> Float (fn [|helper|] [] 1) (var local 1) r)\n(async fn [|load|] [url] url)\n(fn [|id|]:T [x: T] x)\n(fn [] 1)", """
        function area [r: Float] -> Float
          function helper []
        function load [url]
        function id [x: T]""");
  }

  @Test
  void classesWithTheirMembers() {
    check("""
        (class [|Point|] < Base
          (field [|x|] Int)
          ([|ctor|] [x y]
            (/x = x)
            (/[|y|] = y))
          (method [|sum|] [] (/x + /y))
          (fn /[|make|] [] nil)
          (var /[|count|] 0))
        (object [|Settings|])""", """
        class Point < Base
          field x Int
          constructor ctor [x y]
          method sum []
          function make []
          variable count
          field y
        object Settings""");
  }

  @Test
  void namespacesEnumsTypesAndVariables() {
    check("""
        (ns [|geo|] (fn /[|area|] [r] r) (ns [|inner|] (let [|pi|] 3)))
        (enum [|Shape|] ([|Circle|] r: Float) [|Point|])
        (enum [|Color|] ^values [[|red|] [|green|]])
        (type [|Id|] (Int | String))
        (var [|limit|]: Int 10)
        (let [|name|] "x")
        (var [[|first|] [|second|] = 2 [|rest|]...] [1 2 3])
        (var {^a [|left|]} {^a 1})
        (interface [|Reader|] (method [|read|] []))""", """
        namespace geo
          function area [r]
          namespace inner
            constant pi
        enum Shape
          variant Circle r: Float
          variant Point
        enum Color
          variant red
          variant green
        type Id (Int | String)
        variable limit Int
        constant name
        variable first
        variable second
        variable rest
        variable left
        interface Reader
          method read []""");
  }

  @Test
  void textThatIsBeingTypedKeepsItsOutline() {
    check("(fn [|whole|] [] 1)\n(fn [|broken|] [a\n  (var x\n\n(class [|A|]\n  (method [|m|] [] 1)\n  (method [|n|] [\n\n(fn [|after|] [] 1)", """
        function whole []
        function broken [a (var x
        class A
          method m []
          method n [
        function after []""");
  }

  @Test
  void whatComptimeEmits() {
    check("(comptime (fn [|made|] [] 1))", "function made []");
  }
}
