// A finding is a value: each addition gives a new one, and shifting moves every place in it.
package gene.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DiagnosticTest {
  private static final Diagnostic PLAIN = Diagnostic.error("GENE.X", new Span(1, 2), "wrong");

  @Test
  void additionsLeaveTheOriginalAlone() {
    Diagnostic more = PLAIN.hint("a").hint("b").tag(Diagnostic.Tag.UNUSED);
    assertEquals(List.of("a", "b"), more.hints());
    assertEquals(List.of(Diagnostic.Tag.UNUSED), more.tags());
    assertEquals(Diagnostic.error("GENE.X", new Span(1, 2), "wrong"), PLAIN);
  }

  @Test
  void shiftingMovesRelatedPlacesAndFixes() {
    Diagnostic d = PLAIN.related(new Span(5, 6), "here").fix("mend", new Diagnostic.Edit(new Span(7, 8), "x")).shift(10);
    assertEquals(new Span(11, 12), d.span());
    assertEquals(new Span(15, 16), d.related().get(0).span());
    assertEquals(List.of(new Diagnostic.Edit(new Span(17, 18), "x")), d.fixes().get(0).edits());
  }

  @Test
  void onlyAnErrorIsOne() {
    assertTrue(PLAIN.isError());
    assertFalse(Diagnostic.warning("GENE.X", new Span(0, 0), "odd").isError());
  }
}
