// Quick fixes: the text after the fix at the cursor.
package gene.server.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gene.source.Diagnostic;
import gene.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuickFixesTest {
  private static void check(String marked, String title, String expected) {
    Fixture f = Fixture.of(marked);
    List<QuickFixes.QuickFix> fixes = QuickFixes.in(f.main(), new Span(f.cursor(), f.cursor()));
    assertEquals(List.of(title), fixes.stream().map(q -> q.fix().title()).toList());
    String text = f.main().source().text();
    for (Diagnostic.Edit e : fixes.get(0).fix().edits()) {
      text = text.substring(0, e.span().start()) + e.text() + text.substring(e.span().end());
    }
    assertEquals(expected, text);
  }

  @Test
  void aMisspeltName() {
    check("(var length 1)\n(println len<|>ght)", "Change to `length`", "(var length 1)\n(println length)");
  }

  @Test
  void aMissingBracket() {
    check("<|>(println (1 + 2)", "Insert `)`", "(println (1 + 2))");
  }

  @Test
  void onlyWhereTheEditorAsks() {
    Fixture f = Fixture.of("(var length 1)\n<|>\n(println lenght)");
    assertEquals(List.of(), QuickFixes.in(f.main(), new Span(f.cursor(), f.cursor())));
  }
}
