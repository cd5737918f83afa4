// Blanks, comments, symbols and reserved words (01 §1–4).
package gene.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import gene.data.ComplexSymbol;
import gene.data.Special;
import gene.data.Symbol;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
  @Test
  void aByteOrderMarkIsIgnoredAtTheStartOnly() {
    assertEquals("1 2", Marked.data("\uFEFF1 2"));
    assertEquals("1 \uFEFF2", Marked.data("1 \uFEFF2"));
  }

  @Test
  void commasAndAllLineEndsAreBlanks() {
    assertEquals("[1 2 3 4 5 6]", Marked.data("[1,2\r\n3\r4\n,,5\t6]"));
    assertEquals("(println [1 2] \"x\") [1 [2] 3]", Marked.data("(println[1 2]\"x\")[1[2]3]"));
  }

  @Test
  void aHashBeforeABlankBangOrHashBeginsAComment() {
    Tree tree = Marked.tree("#!/bin/gene\n1 # one\n## two\n#\n#\tthree\n#note #");
    assertEquals(List.of("1", "#note"), tree.tops().stream().map(t -> String.valueOf(Marked.datum(tree, t))).toList());
    assertEquals(List.of("#!/bin/gene", "# one", "## two", "#", "#\tthree", "#"), tree.comments().stream()
        .map(c -> tree.source().text().substring(c.start(), c.end())).toList());
  }

  @Test
  void blockCommentsDoNotNestAndDoNotEndAtTwoAngles() {
    assertEquals("[1 3 4]", Marked.data("[1 #< two #< ># 3, 4]"));
    assertEquals("2", Marked.data("#< a >># still\ninside ># 2"));
    assertEquals("2", Marked.data("#<># 2"));
  }

  @Test
  void symbolsHoldAlmostAnyCharacter() {
    for (String name : List.of("名前", "symbol-👋", "+a", "<=>", "a:b", "ok?", "a'b", "a#b", "#tag", "x->y", "-", "-.5", ".5",
        ":name", "...", "=", "&|&", "^x", "@a", "\u000b")) {
      assertSame(Symbol.of(name), Marked.datum("`" + name), name);
    }
  }

  @Test
  void aBackslashMakesTheNextCharacterPartOfTheName() {
    assertSame(Symbol.of("a b"), Marked.datum("a\\ b"));
    assertSame(Symbol.of("x(y"), Marked.datum("x\\(y"));
    assertSame(Symbol.of("n/A"), Marked.datum("n\\/A"));
    assertSame(Symbol.of("1a"), Marked.datum("\\1a"));
    assertSame(Symbol.of("nil"), Marked.datum("n\\il"));
    assertEquals(new ComplexSymbol(List.of("n/A", "B")), Marked.datum("n\\/A/B"));
  }

  @Test
  void unescapedSlashesSplitPathsAndKeepEmptyParts() {
    assertEquals(List.of("a", "b"), parts("a/b"));
    assertEquals(List.of("", "x"), parts("/x"));
    assertEquals(List.of("a", ""), parts("a/"));
    assertEquals(List.of("a", "", "b"), parts("a//b"));
    assertEquals(List.of(".", ""), parts("./"));
    assertSame(Symbol.of("/"), Marked.datum("/"));
    assertSame(Symbol.of("/="), Marked.datum("/="));
  }

  @Test
  void pathSegmentsHaveTheirOwnSpans() {
    Form.Path path = assertInstanceOf(Form.Path.class, Marked.tree("  (x user/na\\me/0)").tops().get(0).form().parts().get(1));
    assertEquals(List.of(new Form.Segment(3, 7, "user"), new Form.Segment(8, 13, "name"), new Form.Segment(14, 15, "0")),
        path.segments());
  }

  @Test
  void reservedWordsAreValues() {
    assertSame(Special.NIL, Marked.datum("nil"));
    assertSame(Special.VOID, Marked.datum("`void"));
    assertSame(Special.NOT_FOUND, Marked.datum("not_found"));
    assertEquals(true, Marked.datum("true"));
    assertEquals(false, Marked.datum("false"));
    assertSame(Symbol.of("nile"), Marked.datum("nile"));
    assertSame(Symbol.of("_"), Marked.datum("_"));
  }

  @Test
  void percentIsAnOperatorWhereNothingFollows() {
    assertEquals("(a % b) (%) (a %= b) %x %_y (a %)", Marked.data("(a % b) (%) (a %= b) %x %_y (a %)"));
    assertEquals("%_", Marked.data("%_ "));
    assertEquals("a %b", Marked.data("a%b"));
  }

  @Test
  void aBackslashAtTheEndIsAnInvalidEscape() {
    Marked.faults("(a b) x[|\\|]", "ESCAPE: invalid escape");
  }

  private static List<String> parts(String text) {
    return assertInstanceOf(ComplexSymbol.class, Marked.datum(text)).parts();
  }
}
