// Properties of the layout that hold for every text: random programs in random layouts with random comments, and any characters.
package gene.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.data.Printer;
import gene.source.Diagnostic.Edit;
import gene.source.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AnyLayoutTest {
  /** Writes random forms, with blanks and comments wherever they are allowed. */
  private static final class Writer {
    private static final String[] LEAVES = {"a", "x/y", "12", "-1.5", "nil", "\"s\"", "\"(\n  [ \r\n\t\"", "\"\"\" \n q\" (\n  \"\"\"", "'('", "'\\''",
        "'\\u0028'", "#/a(b\\/[/i", "#/x\n (/y/", "0#de~ ad", "0#de~\n\tad", "a\\(b", "a\\ ", "a\\\nb", "it's", "a#b", "#note", "else", "when", "catch",
        "2024-01-02T03:04:05Z[Europe/Berlin]", "10:20", "%", "#\"x#{a [1\n] # (\n}\"", "#\"#<(># \\\" #(f \")\") #[\"]\"] )\"", "#\"\"\"\n#{b}\"\n\"\"\"",
        "é😀", "名前"};
    private static final String[] COMMENTS = {"# c\n", "#\n", "## (\"[ \n", "#! x  \r\n", "#< (\n  [ \t\n >#", "#< x >#", "# \"\r"};
    private static final String[] BLANKS = {" ", "  ", "\n", "\n\n", " \t\n\t", "\r\n", ", ", "\r", "\n      "};

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    Writer(long seed) {
      random = new Random(seed);
    }

    String program() {
      for (int n = random.nextInt(6); n >= 0; n--) {
        form(random.nextInt(7));
        gap();
      }
      return out.toString();
    }

    private String one(String[] of) {
      return of[random.nextInt(of.length)];
    }

    private void gap() {
      out.append(one(BLANKS));
      while (random.nextInt(6) == 0) {
        out.append(one(COMMENTS)).append(one(BLANKS));
      }
    }

    private void form(int depth) {
      switch (depth == 0 ? 9 : random.nextInt(10)) {
        case 0, 1, 2 -> bracket("(", ")", depth, () -> items(depth));
        case 3 -> bracket("[", "]", depth, () -> items(depth));
        case 4 -> bracket("{", "}", depth, () -> properties(depth));
        case 5 -> bracket(one(new String[] {"#(", "`("}), ")", depth, () -> items(depth));
        case 6 -> bracket("{{", "}}", depth, () -> {
          out.append("k ");
          form(depth - 1);
          gap();
        });
        case 7 -> bracket("(f ", ")", depth, () -> {
          properties(depth);
          items(depth);
        });
        case 8 -> {
          out.append(one(new String[] {"`", "%", "%_"}));
          bracket("[", "]", depth, () -> items(depth));
        }
        default -> out.append(one(LEAVES));
      }
    }

    private void bracket(String opening, String closing, int depth, Runnable inside) {
      out.append(opening);
      if (random.nextBoolean()) {
        gap();
      }
      inside.run();
      out.append(closing);
    }

    private void items(int depth) {
      for (int n = random.nextInt(4); n > 0; n--) {
        form(depth - 1);
        gap();
      }
    }

    private void properties(int depth) {
      for (int n = random.nextInt(3); n > 0; n--) {
        out.append("^k").append(n);
        gap();
        form(depth - 1);
        gap();
      }
    }
  }

  @Property(tries = 3000)
  void aProgramKeepsItsDataAndComments(@ForAll long seed) {
    String text = new Writer(seed).program();
    Tree tree = Reader.read(Source.of("a", text));
    assertFalse(tree.hasErrors(), () -> tree.diagnostics() + " in " + text);
    String laidOut = laidOut(text);
    assertEquals(data(text), data(laidOut));
    assertEquals(comments(text), comments(laidOut));
  }

  @Provide
  Arbitrary<String> geneText() {
    return new AnyTextTest().geneText();
  }

  @Property(tries = 3000)
  void anyTextIsLaidOutOnceAndLosesNothing(@ForAll("geneText") String text) {
    laidOut(text);
  }

  @Test
  void aLineEndThatBreaksACharacterStays() {
    for (String text : List.of("#/#/\\\r\n(#/", "a\\\r\n(b)", "\"\\\r\n\"", "'\r\n'", "(a '\r\n' b)", "(a\n'\r\n'c' b)", "'\r\n", "'\r'", "'\n'")) {
      laidOut(text);
    }
  }

  @Property(tries = 500)
  void anyCharactersToo(@ForAll String text) {
    laidOut(text);
  }

  @Property(tries = 1000)
  void theEditsLeadToTheLayout(@ForAll("geneText") String text) {
    String edited = text;
    var edits = new ArrayList<>(Formatter.of(text).edits());
    Collections.reverse(edits);
    for (Edit e : edits) {
      assertTrue(text.substring(e.span().start(), e.span().end()).isBlank() && e.text().isBlank(), () -> e + " is no blank");
      edited = edited.substring(0, e.span().start()) + e.text() + edited.substring(e.span().end());
    }
    assertEquals(Formatter.of(text).text(), Formatter.of(edited).text());
    assertEquals(List.of(), Formatter.of(edited).edits());
  }

  private static String laidOut(String text) {
    var formatter = Formatter.of(text);
    String laidOut = formatter.text();
    assertEquals(laidOut, Formatter.of(laidOut).text(), "not idempotent");
    assertTrue(formatter.keepsMeaning(), "the meaning has changed");
    assertEquals(withoutBlanks(text), withoutBlanks(laidOut));
    return laidOut;
  }

  /** The reader's own words on what a program is: independent of what the formatter believes. */
  private static String data(String text) {
    Tree tree = Reader.read(Source.of("a", text));
    var out = new StringBuilder();
    tree.tops().forEach(t -> out.append(Printer.code(Forms.toData(t.form(), tree.source(), t.start()))).append('\n'));
    return out.toString();
  }

  private static List<String> comments(String text) {
    return Reader.read(Source.of("a", text)).comments().stream()
        .map(c -> text.substring(c.start(), c.end()).lines().map(String::stripTrailing).toList().toString()).toList();
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("[ \\t\\r\\n]", "");
  }

  @Test
  void aLayoutThatChangedSomethingWouldBeNoticed() {
    assertFalse(same("(a \"x\n y\")", "(a \"x\ny\")"));
    assertFalse(same("(a b)", "(a\\ b)"));
    assertFalse(same("(a b)", "#(a b)"));
    assertFalse(same("(a ^x 1)", "(a ^y 1)"));
    assertFalse(same("[1 2]", "[1] [2]"));
    assertFalse(same("[1 2]", "[1 [2]]"));
    assertFalse(same("%_a", "%a"));
    assertFalse(same("a # b", "a # c"));
    assertFalse(same("a # b", "a"));
    assertFalse(same("a", "(a"));
    assertFalse(SameForms.pieces("(a \"x", "(a \"x "));
    assertFalse(SameForms.pieces("(a", "(a b"));
    assertFalse(SameForms.pieces("(a b", "(a"));
    assertTrue(same("(a  b) # c ", "(a\nb) # c"));
    assertTrue(same("#< a \n b># x", "#< a\r\n b>#\nx"));
  }

  private static boolean same(String a, String b) {
    return SameForms.of(Reader.read(Source.of("a", a)), Reader.read(Source.of("b", b)));
  }
}
