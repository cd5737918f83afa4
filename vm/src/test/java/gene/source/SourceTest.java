// Lines and columns of a text: 1-based, columns in code points, any kind of line end.
package gene.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceTest {
  private static void assertPlace(String expected, String marked) {
    MarkedText m = MarkedText.of(marked);
    assertEquals("f.gene:" + expected, Source.of("f.gene", m.text()).place(m.cursor()));
  }

  @Test
  void placesAreOneBased() {
    assertPlace("1:1", "<|>ab\nc");
    assertPlace("1:3", "ab<|>\nc");
    assertPlace("2:1", "ab\n<|>c");
  }

  @Test
  void theEndBelongsToTheLastLine() {
    assertPlace("2:2", "ab\nc<|>");
    assertPlace("2:1", "ab\n<|>");
    assertPlace("1:1", "<|>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everyKindOfLineEndCounts(String end) {
    Source s = Source.of("f", "ab" + end + "cd" + end + end + "e");
    assertEquals(4, s.lineCount());
    assertEquals("ab", s.lineText(1));
    assertEquals("cd", s.lineText(2));
    assertEquals("", s.lineText(3));
    assertEquals("e", s.lineText(4));
  }

  @Test
  void columnsCountCodePoints() {
    assertPlace("1:3", "😀é<|>x");
  }

  @Test
  void offsetsOutsideAreThoseOfTheEnds() {
    Source s = Source.of("f", "ab\ncd");
    assertEquals("f:1:1", s.place(-5));
    assertEquals("f:2:3", s.place(99));
  }

  @Test
  void theIdentityIsNotTheShownName() {
    Source s = new Source("/real/f.gene", "f.gene", "");
    assertEquals("/real/f.gene", s.id());
    assertEquals("f.gene", s.toString());
  }

  @Test
  void aSpanIsHalfOpen() {
    var span = new Span(2, 4);
    assertEquals(2, span.length());
    assertEquals("false true true false", span.contains(1) + " " + span.contains(2) + " " + span.contains(3) + " " + span.contains(4));
  }

  @Test
  void aSpanCoversWhatLiesInside() {
    assertEquals(true, new Span(2, 6).covers(new Span(2, 6)));
    assertEquals(true, new Span(2, 6).covers(new Span(3, 3)));
    assertEquals(false, new Span(2, 6).covers(new Span(1, 3)));
    assertEquals(false, new Span(2, 6).covers(new Span(5, 7)));
  }

  @Test
  void aBackwardSpanIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Span(3, 2));
    assertThrows(IllegalArgumentException.class, () -> new Span(-1, 2));
  }

  @Test
  void linesAfterAnEditAreThoseOfTheNewText() {
    var random = new java.util.Random(7);
    Source edited = Source.of("f", "");
    for (int i = 0; i < 20_000; i++) {
      edited.lineCount(); // known before, so that they are moved
      int from = random.nextInt(edited.length() + 1);
      int removed = random.nextInt(Math.min(4, edited.length() - from) + 1);
      var inserted = new StringBuilder();
      random.ints(random.nextInt(edited.length() > 60 ? 2 : 5), 0, 4).forEach(c -> inserted.append("\n\rab".charAt(c)));
      String before = edited.text();
      edited = edited.edited(from, removed, inserted.toString());
      Source fresh = Source.of("f", edited.text());
      String how = "after " + from + ", -" + removed + ", +" + inserted.length() + " in a text of " + before.length();
      assertEquals(fresh.lineCount(), edited.lineCount(), how);
      for (int line = 1; line <= fresh.lineCount(); line++) {
        assertEquals(fresh.lineStart(line), edited.lineStart(line), how);
      }
    }
  }
}
