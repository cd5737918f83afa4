// Properties of reading that hold for every text.
package gene.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Diagnostic;
import gene.source.Source;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AnyTextTest {
  private static final String[] PIECES = {"(", ")", "[", "]", "{", "}", "{{", "}}", "\"", "\"\"\"", "#\"", "#{", "#(", "#[", "#/",
      "/", "#<", ">#", "#@", "#", "# c\n", "`", "%", "%_", "'", "'a'", ";", "^a", "^^b", "^a^b", "^", "x", "a/b", "foo", "12", "1.5e3",
      "0xff", "0#ab~ ", "2024-01-02", "10:20", "[A/B]", "\\", "\\u00e9", "\n", "\n(", "\n\n(fn ", ")\n", " ", " ", ",", "\r\n", "nil",
      "+", "-", "é", "😀", "\uFEFF", "\u0000", "\ud83d"};

  @Provide
  Arbitrary<String> geneText() {
    return Arbitraries.of(PIECES).list().ofMaxSize(60).map(l -> String.join("", l));
  }

  @Provide
  Arbitrary<String> wellFormed() {
    return Arbitraries.of("(foo [1 2] ^a b)", "(fn f [x]\n  (x + 1))", "x", "\"s\n(t\"", "# note", "#< c >#", "`(a %b)", "[1\n(2)]",
        "#\"a#{b}\"", "12", "{^a^b 1}").list().ofMaxSize(12).map(l -> String.join("\n", l));
  }

  @Property
  void spansNestAndCover(@ForAll("geneText") String text) {
    check(text);
  }

  @Property(tries = 300)
  void anyCharactersCanBeRead(@ForAll String text) {
    check(text);
  }

  @Property(tries = 2000)
  void rereadingAfterAnEditEqualsReading(@ForAll("geneText") String text, @ForAll("geneText") String added,
      @ForAll @IntRange(max = 400) int at, @ForAll @IntRange(max = 12) int length) {
    checkReread(text, added.substring(0, Math.min(added.length(), 8)), at, length);
  }

  @Property(tries = 2000)
  void rereadingABalancedTextEqualsReading(@ForAll("wellFormed") String text,
      @ForAll("geneText") String added, @ForAll @IntRange(max = 400) int at, @ForAll @IntRange(max = 12) int length) {
    checkReread(text, added.substring(0, Math.min(added.length(), 4)), at, length);
  }

  @Test
  void rereadingSharesTheFormsAroundTheEdit() {
    String text = "# c\n(fn a [] 1)\n(fn b [] 2)\n\"s\"\n(fn c [] 3)\n";
    Tree old = Marked.tree(text);
    int at = text.indexOf('2');
    Tree edited = Reader.reread(old, Source.of("test.gene", text.replace("2", "\"two\"")), at, 1, 5);
    assertSame(old.tops().get(0).form(), edited.tops().get(0).form());
    assertSame(old.tops().get(2).form(), edited.tops().get(2).form());
    assertSame(old.tops().get(3).form(), edited.tops().get(3).form());
    assertEquals(old.tops().get(3).start() + 4, edited.tops().get(3).start());
  }

  @Test
  void formsBetweenAnUnclosedOneAndTheEditAreShared() {
    String text = "(a (b\n(c)\n(d)\n(e 1)\n(f)";
    Tree old = Marked.tree(text);
    Tree edited = Reader.reread(old, Source.of("test.gene", text.replace("1", "12")), text.indexOf('1') + 1, 0, 1);
    assertEquals(5, edited.tops().size());
    assertSame(old.tops().get(1).form(), edited.tops().get(1).form());
    assertSame(old.tops().get(4).form(), edited.tops().get(4).form());
  }

  @Test
  void aBracketAddedAtTheEndCanCloseAFormFurtherUp() {
    String text = "(a\n(b)\n(c)\n";
    Tree closed = Reader.reread(Marked.tree(text), Source.of("test.gene", text + ")"), text.length(), 0, 1);
    assertEquals(1, closed.tops().size());
    assertEquals(List.of(), closed.diagnostics());
  }

  @Test
  void aQuoteAddedBehindABrokenCharacterClosesIt() {
    checkReread("' (", "'", 2, 1);
  }

  private static void checkReread(String text, String added, int at, int length) {
    int from = Math.min(at, text.length());
    int removed = Math.min(length, text.length() - from);
    String edited = text.substring(0, from) + added + text.substring(from + removed);
    Tree whole = Marked.tree(edited);
    Tree again = Reader.reread(Marked.tree(text), Source.of("test.gene", edited), from, removed, added.length());
    assertEquals(whole.tops(), again.tops());
    assertEquals(whole.comments(), again.comments());
    for (int i = 0; i < whole.tops().size(); i++) {
      assertEquals(whole.reach(i), again.reach(i));
    }
  }

  private static void check(String text) {
    Tree tree = Marked.tree(text);
    int end = 0;
    var covered = new boolean[text.length()];
    for (Tree.Top top : tree.tops()) {
      assertTrue(top.start() >= end, "forms overlap");
      assertEquals(0, top.form().start());
      end = top.end();
      cover(covered, top.start(), end);
      checkSpans(top.form());
      for (Diagnostic d : top.diagnostics()) {
        assertTrue(top.start() + d.span().end() <= text.length());
      }
    }
    for (Tree.Comment c : tree.comments()) {
      cover(covered, c.start(), c.end());
    }
    for (int i = 0; i < text.length(); i++) {
      assertTrue(covered[i] || " \t\r\n,\uFEFF".indexOf(text.charAt(i)) >= 0, "lost at " + i);
    }
  }

  private static void cover(boolean[] covered, int from, int to) {
    java.util.Arrays.fill(covered, from, to, true);
  }

  private static void checkSpans(Form form) {
    for (Form part : form.parts()) {
      assertTrue(form.start() <= part.start() && part.start() <= part.end() && part.end() <= form.end(), () -> part + " in " + form);
      checkSpans(part);
    }
    if (form instanceof Form.Path p) {
      assertEquals(p.start(), p.segments().get(0).start());
      assertEquals(p.end(), p.segments().get(p.segments().size() - 1).end());
    }
  }
}
