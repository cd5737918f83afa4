// Every feature answers everywhere in a text that lacks any one of its brackets or quotes.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BrokenTextTest {
  private static final String TEXT = """
      (import area:size geo/[edge] from "./shapes")
      # A point.
      (class Point < Base
        (field x Int)
        (ctor [/x y = 1] (/y = y))
        (method sum [a... ^k: Int = 2] -> Int (/x + self/y + k (super .sum a...))))
      (enum Shape (Circle r: Float) Point2)
      (ns util (fn /inc [n] (n + 1)) (var /m {^a [1 2] ^b {{"k" 1}}}))
      (var [first {^second second}] [1 {^second 2}])
      (fn main [p: Point] ^intent "Runs."
        (println #"#{p/x} and #{(p .sum ^k 3)}" (util/inc first) util/m/a/0 @x/y `(a %second))
        (case p when Shape/Circle 1 else ([1 2] .map (n -> (n * size)))))
      (main (new Point 1))
      """;

  private static void askEverywhere(String text) {
    Document document = Document.of(DocumentUri.of(Fixture.FOLDER.resolve("main.gene")), 1, text);
    Snapshot snapshot = Snapshot.empty().with(document)
        .with(Document.of(DocumentUri.of(Fixture.FOLDER.resolve("shapes.gene")), 1, "(fn area [r] r) (ns geo (fn /edge [] 1))"));
    var whole = new Span(0, text.length());
    for (Symbol s : DocumentSymbols.of(document)) {
      assertTrue(whole.covers(s.span()) && s.span().covers(s.nameSpan()), s + " in " + text);
    }
    for (int at = 0; at <= text.length(); at++) {
      int offset = at;
      Hover.at(snapshot, document, at).ifPresent(h -> assertTrue(h.span().start() <= offset && offset <= h.span().end(), text));
      Definition.at(snapshot, document, at).forEach(d -> assertTrue(d.span().covers(d.name()), text));
      // Some places in each text, others in the next one: asking everything everywhere would take minutes.
      if ((at + text.hashCode()) % 29 == 0) {
        EveryFeature.askAt(snapshot, document, at);
      }
    }
    EveryFeature.askWhole(snapshot, document);
    QuickFixes.in(document, List.of(), whole).forEach(q -> q.fix().edits().forEach(e -> assertTrue(whole.covers(e.span()), text)));
  }

  @Test
  void withoutAnyOneDelimiter() {
    askEverywhere(TEXT);
    for (int i = 0; i < TEXT.length(); i++) {
      if ("()[]{}\"".indexOf(TEXT.charAt(i)) >= 0) {
        askEverywhere(TEXT.substring(0, i) + TEXT.substring(i + 1));
      }
    }
  }

  @Test
  void cutOffAnywhere() {
    for (int i = 0; i < TEXT.length(); i++) {
      askEverywhere(TEXT.substring(0, i));
    }
  }
}
