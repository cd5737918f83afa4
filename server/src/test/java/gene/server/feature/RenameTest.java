// Rename: all files after it, or why it is refused.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

final class RenameTest {
  static String applied(Document document, java.util.List<Diagnostic.Edit> edits) {
    var sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt((Diagnostic.Edit e) -> e.span().start()).reversed());
    String text = document.source().text();
    for (Diagnostic.Edit e : sorted) {
      text = text.substring(0, e.span().start()) + e.text() + text.substring(e.span().end());
    }
    return text;
  }

  private static void check(String marked, String name, String... expected) throws Rename.Refused {
    Fixture f = Fixture.of(marked);
    var edits = Rename.edits(f.snapshot(), f.main(), f.cursor(), name);
    for (int i = 0; i < expected.length; i++) {
      String file = i == 0 ? "main.gene" : "other.gene";
      Document d = f.snapshot().find(DocumentUri.of(Fixture.FOLDER.resolve(file))).orElseThrow();
      String after = edits.stream().filter(e -> e.document() == d).findFirst().map(e -> applied(d, e.edits())).orElse(d.source().text());
      assertEquals(expected[i], after);
    }
  }

  private static void refused(String marked, String name, String reason) {
    Fixture f = Fixture.of(marked);
    Rename.Refused e = assertThrows(Rename.Refused.class, () -> Rename.edits(f.snapshot(), f.main(), f.cursor(), name));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void variablesAndParameters() throws Exception {
    check("(fn f [<|>x: Int] (var y x) (x + y))", "width", "(fn f [width: Int] (var y width) (width + y))");
    check("(fn f [<|>xs...] (g xs...))", "all", "(fn f [all...] (g all...))");
  }

  @Test
  void keywordsWithTheirCalls() throws Exception {
    check("(fn f [^<|>size = 1] size)\n(f ^size 2)\n=== other.gene\n(import f from \"./main\")\n(f ^size 3)", "width",
        "(fn f [^width = 1] width)\n(f ^width 2)\n", "(import f from \"./main\")\n(f ^width 3)");
  }

  @Test
  void functionsWithTheirImports() throws Exception {
    check("(fn <|>area [r] r)\n(area 1)\n=== other.gene\n(import area from \"./main\")\n(area 2)", "size",
        "(fn size [r] r)\n(size 1)\n", "(import size from \"./main\")\n(size 2)");
    check("(fn <|>area [r] r)\n=== other.gene\n(import area:of from \"./main\")\n(of 2)", "size",
        "(fn size [r] r)\n", "(import size:of from \"./main\")\n(of 2)");
  }

  @Test
  void anAliasIsItsFilesOwn() throws Exception {
    check("(import area:of from \"./other\")\n(<|>of 2)\n=== other.gene\n(fn area [r] r)", "at", "(import area:at from \"./other\")\n(at 2)\n", "(fn area [r] r)");
  }

  @Test
  void methodsWithWhatOverridesThem() throws Exception {
    check("(class A (method go [] 1))\n(class B < A (method <|>go [] (super .go)))\n((new A) .go)", "run",
        "(class A (method run [] 1))\n(class B < A (method run [] (super .run)))\n((new A) .run)");
  }

  @Test
  void fields() throws Exception {
    check("(class P (field x Int) (ctor [/x] nil) (method m [] (/<|>x += 1)))\n(fn f [p: P] p/x)", "left",
        "(class P (field left Int) (ctor [/left] nil) (method m [] (/left += 1)))\n(fn f [p: P] p/left)");
  }

  @Test
  void onTheMarkOfAKeyword() throws Exception {
    check("(fn f [a <|>^size = 1] size)\n(f 1 ^size 2)", "width", "(fn f [a ^width = 1] width)\n(f 1 ^width 2)");
  }

  @Test
  void bareVariants() throws Exception {
    check("(enum S (Circle r) <|>Dot)\n(fn f [s: S] (case s when Dot 1 when S/Dot 2 when (Circle r) r))", "Spot",
        "(enum S (Circle r) Spot)\n(fn f [s: S] (case s when Spot 1 when S/Spot 2 when (Circle r) r))");
    check("(enum S (Circle r) Dot)\n(fn f [s] (case s when (<|>Circle r) r))", "Round", "(enum S (Round r) Dot)\n(fn f [s] (case s when (Round r) r))");
    check("(enum S A)\n(enum T A)\n(fn f [s: S t: T] (case s when <|>A 1) (case t when A 2))", "B", "(enum S B)\n(enum T A)\n(fn f [s: S t: T] (case s when B 1) (case t when A 2))");
  }

  @Test
  void noNameIsMixedUpWithAnother() throws Exception {
    refused("(fn f [<|>x] (fn [z] (x + z)))", "z", "would mean something else");
    refused("(var n 1)\n(fn f [<|>x] (n + x))", "n", "line 2");
    refused("(import area from \"./other\")\n(fn per [] 1)\n(<|>area)\n=== other.gene\n(fn area [] 1)", "per", "would mean something else");
    check("(fn f [<|>x] (fn [z] z) x)", "z", "(fn f [z] (fn [z] z) z)");
    check("(var m {^z 1})\n(fn f [<|>x] (println ^z x m/z))", "z", "(var m {^z 1})\n(fn f [z] (println ^z z m/z))");
  }

  @Test
  void whatCannotBe() {
    refused("(<|>println 1)", "show", "is built in");
    refused("(fn f [x y] <|>x)", "y", "already");
    refused("(fn f [] 1)\n(fn <|>g [] 2)", "f", "already");
    refused("(var <|>x 1)", "a b", "is no name");
    refused("(var <|>x 1)", "1", "is no name");
    refused("(var <|>x 1)", "if", "is no name");
    refused("(fn <|>f [] 1)", "f!", "macro");
    refused("(println <|> 1)", "x", "nothing here");
    refused("(class A (method m [] <|>self))", "x", "word of the language");
  }
}
