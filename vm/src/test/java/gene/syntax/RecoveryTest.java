// Unbalanced brackets and quotes: what is reported, where, and what is still read (01 §19).
package gene.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecoveryTest {
  @Test
  void anUnclosedFormEndsBeforeTheNextBracketInTheFirstColumn() {
    Tree tree = Marked.faults("""
        (fn a []
          [|(|]foo (bar)

        (fn b []
          (baz))
        # end
        (fn c [] 1)
        """, "EOF: unclosed `(`");
    assertEquals(3, tree.tops().size());
    assertInstanceOf(Form.Broken.class, tree.tops().get(0).form());
    assertEquals("(fn c [] 1)", FormPrinter.print(Marked.datum(tree, tree.tops().get(2)), FormPrinter.Format.COMPACT));
    assertEquals(1, tree.comments().size());
  }

  @Test
  void threeUnrelatedFaultsAreThreeFindings() {
    Marked.faults("""
        (fn a [x]
          [|(|]println (x + 1)

        (fn b [y]
          (var t 10[|m|])
          t)

        (fn c []
          (list [1 2[|)|] 3))

        (println "fine")
        """, "EOF: EOF while reading an expression, unclosed `(`", "NUMBER: `10m`", "UNMATCHED: Unmatched delimiter `)`");
  }

  @Test
  void aMissingAndAnExtraBracketAreTwoFindings() {
    Marked.faults("""
        (fn a []
          [|(|]foo (bar)
        (fn b []
          (baz))[|)|]
        (fn c [] 1)
        """, "EOF: unclosed", "UNMATCHED: nothing is open");
  }

  @Test
  void bracketsInTheFirstColumnMayNestWhenTheyAreBalanced() {
    Tree tree = Marked.faults("(ns a\n(fn f [] 1)\n[1\n{^a 2}]\n)\n(b)");
    assertEquals(2, tree.tops().size());
  }

  @Test
  void aStringWithoutEndIsBlamedOnItsOwnLine() {
    Marked.faults("(println [|\"|]open)\n(println \"x\")\n(println \"y\")", "STRING: quote");
    Marked.faults("(fn f []\n  (println [|\"|]open)\n  (println \"x\" \"y\")\n  (z \"q\"))\n(g \"h\")", "STRING: quote");
    Marked.faults("  (println [|\"|]open)\n  (println 2)\n", "STRING: quote");
    Marked.faults("(a \"\"\"\nfine (\n\"\"\")\n(b [|\"\"\"|]\nx \"y\" )\n(c 1)", "STRING: quote");
  }

  @Test
  void severalLinesInAStringAreNoFault() {
    Tree tree = Marked.faults("(a \"\n(b\n\")\n(c \"x\")");
    assertEquals(2, tree.tops().size());
    Marked.faults("[|(|]a \"\nb\n\" (c)", "EOF: unclosed");
  }

  @Test
  void aCommentWithoutEndStopsAtTheNextForm() {
    Tree tree = Marked.faults("(a)\n[|#<|] open, isn't it?\nmore\n(b 10[|m|])", "COMMENT: comment", "NUMBER: invalid number");
    assertEquals(3, tree.tops().size());
    Marked.faults("(a [|#<|] open)\n(b)", "COMMENT: unterminated block comment");
  }

  @Test
  void strayAndWrongClosersAreUnmatched() {
    Marked.faults("(println 1)[|)|]", "UNMATCHED: unmatched");
    Marked.faults("(a [|]|] b)", "UNMATCHED: nothing is open");
    Marked.faults("(a [1 2[|)|] b", "UNMATCHED: expected `]`");
    Marked.faults("(a `(b [c[|)|])", "UNMATCHED: expected `]`");
    Marked.faults("(fn f []\n  (list [1 2[|)|] 3)\n  (more))\n(g)", "UNMATCHED: expected `]`");
    Marked.faults("{^a {{1 2[|}|]", "UNMATCHED: expected `}}`");
    Marked.faults("{{1 2[|}|] 3", "UNMATCHED: expected `}}`");
  }

  @Test
  void fixesMend() {
    assertEquals("(a (b [c]))  ", Marked.mended("(a (b [c  "));
    assertEquals("(a\n  (b 1))\n\n(c)", Marked.mended("(a\n  (b 1)\n\n(c)"));
    assertEquals("(a #\"x #{y}\")", Marked.mended("(a #\"x #{y"));
    assertEquals("(println [1 2])", Marked.mended("(println [1 2)"));
    assertEquals("(println 1)", Marked.mended("(println 1))"));
  }

  @Test
  void halfTypedCodeStillHasNodes() {
    Tree tree = Marked.tree("(var x 1)\n(foo ^key (bar x/na");
    var names = new ArrayList<String>();
    walk(tree.tops().get(1).form(), names);
    assertEquals(List.of("Broken", "Node foo", "Name foo", "Node bar", "Name bar", "Path x/na"), names);
    assertEquals(tree.source().length(), tree.tops().get(1).end());
  }

  @Test
  void anUnclosedFormReachesToTheNextOne() {
    Tree tree = Marked.tree("(foo \n  \n(bar)");
    assertEquals(9, tree.tops().get(0).end());
    assertEquals(9, tree.tops().get(1).start());
  }

  @Test
  void tooDeepNestingIsOneFinding() {
    for (String open : List.of("(", "[", "{{", "`", "#@", "%", "#\"#{", "(\n", "(a;")) {
      Tree tree = Marked.tree("(fine 10m)\n" + open.repeat(200_000));
      assertEquals(List.of("GENE.PARSE.NUMBER", "GENE.PARSE.DEPTH"), tree.diagnostics().stream().map(Diagnostic::code).toList(), open);
      assertEquals(2, tree.tops().size(), open);
    }
    for (String text : List.of("{" + "^a".repeat(6000) + " 1}", "(a" + ";".repeat(6000) + ")",
        "(" + "(".repeat(3000) + ")".repeat(3000) + ";".repeat(3000) + ")")) {
      assertEquals(List.of("GENE.PARSE.DEPTH"), Marked.tree(text).diagnostics().stream().map(Diagnostic::code).toList());
    }
  }

  // The limit is far above what is needed and far below what quadratic work would take.
  @Test
  @Timeout(30)
  void brokenTextsTakeLinearTime() {
    for (String piece : List.of("(a\n", "([)\n", "([)", "(a \"x\n", "\"\"\"\n(", ")\n", "#<\n", "#/a\n", "{^a\n", "(a\n(b)\n", "[(\n(x)\n")) {
      assertTrue(Marked.tree(piece.repeat(50_000)).hasErrors(), piece);
    }
    var random = new Random(1);
    for (int i = 0; i < 50; i++) {
      var text = new StringBuilder();
      random.ints(10_000, 0, 256).forEach(b -> text.append((char) b));
      assertTrue(Marked.tree(text.toString()).hasErrors());
    }
  }

  @Test
  void fiveThousandLevelsAreRead() {
    assertFalse(Marked.tree("(".repeat(5000) + ")".repeat(5000)).hasErrors());
    assertFalse(Marked.tree("[".repeat(4999) + "{^a 1}" + "]".repeat(4999)).hasErrors());
    assertTrue(Marked.tree("(".repeat(5001) + ")".repeat(5001)).hasErrors());
  }

  @Test
  void earlyEndsAreIncompleteAndOtherFaultsAreNot() {
    for (String text : List.of("(foo", "[1 2", "\"abc", "#\"a#{b", "#/x", "#< x", "`", "(a\n(b)", "#@f")) {
      assertTrue(Marked.tree(text).isIncomplete(), text);
    }
    for (String text : List.of("", "(foo)", "(foo))", "10m (", "(a ]")) {
      assertFalse(Marked.tree(text).isIncomplete(), text);
    }
  }

  private static void walk(Form form, List<String> names) {
    String kind = form.getClass().getSimpleName();
    names.add(form instanceof Form.Node n ? kind + " " + ((Form.Name) n.head()).text()
        : form instanceof Form.Name n ? kind + " " + n.text() : form instanceof Form.Path p ? kind + " " + p.text() : kind);
    form.parts().forEach(p -> walk(p, names));
  }
}
