// After edits a document is what it would be if it were opened anew: tree, diagnostics, names; whether analysed in part or as a whole.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.analysis.Analysis;
import gene.analysis.Binding;
import gene.source.Diagnostic;
import gene.syntax.Tree;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EditedTextTest {
  private static final String TEXT = """
      (import edge from "./other")
      (var limit 10)
      (class Point
        (field x Int)
        (ctor [x] (/x = x))
        (method moved [dx] (new Point (/x + dx)))
        (method far [] (/x > limit)))
      (enum Shape (Circle r: Int) Dot)
      # Adds.
      (fn add [a: Int b = 2 ^k = 1] -> Int
        (var sum (a + b))
        (if (sum > limit)
          (sum = (sum + k)))
        sum)
      (fn area [s: Shape]
        (case s
          when (Circle r) (r * r)
          when Dot 0))
      (println (add 1 ^k 2) ((new Point 1) .far))
      (fn adx [] 1)
      (fn ady [a = (area 1)] 1)
      (fn use [p: Point] (p .moved 1) p/x nope)
      """;
  private static final List<String> PIECES = List.of("x", "(", ")", " ", "\n", "(add 1 2 3)", "(var y 1)", "y", "(limit = 3)", "limit", "nope", "\"", "1",
      "(return 1)", "(fn inner [] 1)", "(p .moved)", "sum", "[", "]", "# c\n", "(eval `x)", "^k 1", "Shape/Dot", "/x", "(/y = 1)", "\"s\"",
      "(try nope catch * 1)", "adz", "uze", "(p/y = 2)", "p/y", "(fn m! [a] a)", "(p/q nope)", "(area p)");

  private static Document fresh(Document d) {
    return Document.of(d.uri(), d.version(), d.source().text());
  }

  private static void checkSame(Document edited) {
    Document whole = fresh(edited);
    List<Diagnostic> expected = whole.analysis().diagnostics();
    assertEquals(expected, edited.diagnostics(), () -> "of " + edited.source().text());
    // The forms that the part knows in full know their names as the whole does.
    Analysis part = edited.outline();
    for (Tree.Top top : part.tree().tops()) {
      for (int at = top.start() + 1; edited.tree().tops().contains(top) && at < top.end(); at += 5) {
        int offset = at;
        assertEquals(whole.analysis().bindingAt(at).map(Binding::name).orElse(""), part.bindingAt(at).map(Binding::name).orElse(""),
            () -> "at " + offset + " of " + edited.source().text());
      }
    }
  }

  private static Document document() {
    Document d = Document.of(DocumentUri.of(Fixture.FOLDER.resolve("main.gene")), 1, TEXT);
    d.analysis();
    return d;
  }

  @Test
  void typingInABodyLeavesTheRestAlone() {
    Document before = document();
    int at = TEXT.indexOf("sum)\n(fn area");
    Document after = before.edited(2, at, 0, "(unknown) ");
    checkSame(after);
    Document again = after.edited(3, at, 10, "(var unused 1) ");
    checkSame(again);
    assertTrue(after.analysisAt(at) != after.analysis(), "the body was analysed among the headers of the rest");
  }

  @Test
  void whatOthersSeeTakesAWholeAnalysis() {
    for (String[] edit : new String[][] {{"b = 2", "b"}, {"fn add", "fn plus"}, {"sum)\n(fn area", "(limit = 3) sum)\n(fn area"},
        {"sum)\n(fn area", "(add = 3) sum)\n(fn area"}, {"sum)\n(fn area", "(nope = 3) sum)\n(fn area"}, {"(field x Int)", "(field z Int)"}, {"(var limit 10)", ""}}) {
      Document before = document();
      checkSame(before.edited(2, TEXT.indexOf(edit[0]), edit[0].length(), edit[1]));
    }
  }

  @Test
  void whatABodyElsewhereDoesCounts() {
    for (String body : List.of("(try 1 catch * 2)", "(fn m! [a] a)", "(p/extra = 1)", "(p/<limit> = 1)")) {
      Document d = Document.of(DocumentUri.of(Fixture.FOLDER.resolve("main.gene")), 1,
          "(class P (field x Int))\n(fn first [p: P] " + body + ")\n(fn second [p: P] p/extra p/other (p/x nope) nope)\n");
      d.analysis();
      int second = d.source().text().indexOf(" nope)\n");
      checkSame(d.edited(2, second, 0, " (unknown)"));
      checkSame(d.edited(2, d.source().text().indexOf(body), body.length(), "1"));
      checkSame(d.edited(2, d.source().text().indexOf(body), body.length(), "1").edited(3, second - body.length(), 0, body));
    }
  }

  /** What is asked after each edit, beside what costs more. */
  private static void checkDiagnosticsOutlineAndTokens(Document edited) {
    Document whole = fresh(edited);
    assertEquals(whole.analysis().diagnostics(), edited.diagnostics(), () -> "of " + edited.source().text());
    if (edited.version() % 2 > 0) {
      return;
    }
    assertEquals(DocumentSymbols.of(whole).toString(), DocumentSymbols.of(edited).toString(), () -> "of " + edited.source().text());
    var all = new gene.source.Span(0, edited.source().length());
    assertEquals(SemanticTokens.in(whole, all), SemanticTokens.in(edited, all), () -> "of " + edited.source().text());
  }

  /** Edits of one document: what goes wrong goes wrong after few, and a short text is soon analysed. */
  private static final int EDITS = 25;
  /** After which edits the document is compared with one opened anew, which costs more than all edits in between: at first often. */
  private static final Set<Integer> COMPARED = Set.of(0, 1, 3, 7, 14, EDITS - 1);

  @Test
  void anyEdits() {
    var random = new Random(7);
    int rounds = Boolean.getBoolean("gene.long") ? 40_000 : 800;
    for (int round = 0; round < rounds; round++) {
      Document d = document();
      for (int i = 0; i < EDITS; i++) {
        int length = d.source().length();
        int from = random.nextInt(length + 1);
        boolean insert = random.nextInt(3) > 0;
        int removed = insert ? 0 : Math.min(length - from, 1 + random.nextInt(4));
        d = d.edited(i + 2, from, removed, insert ? PIECES.get(random.nextInt(PIECES.size())) : "");
        if (COMPARED.contains(i)) {
          checkDiagnosticsOutlineAndTokens(d);
        }
        // Whether a state was looked at decides on what the later ones build.
        if (random.nextInt(100) == 0) {
          checkSame(d);
        } else if (random.nextInt(8) == 0) {
          d.analysis();
        } else if (random.nextInt(2) == 0) {
          d.diagnostics();
        }
      }
    }
  }

  @Test
  void aMethodThatHasNoNameStaysWhatItIs() {
    String text = "(class P (method [] (/x > 1)))\n(println ((new P) .fa))";
    Document d = Document.of(DocumentUri.of("file:///fixture/main.gene"), 1, text);
    d.diagnostics();
    Document edited = d.edited(2, text.indexOf(".fa") + 3, 0, "r");
    assertEquals(fresh(edited).analysis().diagnostics(), edited.diagnostics());
  }

  @Test
  void earlierStatesAreForgotten() {
    Document first = document();
    var earlier = new java.lang.ref.WeakReference<>(first);
    Document d = first;
    first = null;
    for (int i = 0; i < 200; i++) {
      d = d.edited(i + 2, TEXT.indexOf("sum)\n(fn area"), 0, i % 2 == 0 ? "x " : "(var q 1) ");
      d.diagnostics();
    }
    for (int i = 0; i < 100 && earlier.get() != null; i++) {
      System.gc();
    }
    assertEquals(null, earlier.get(), "the first state of a document is kept by the two hundredth");
    assertTrue(d.source().length() > TEXT.length());
  }
}
