// Positions: the marked offset is line and character in each unit, and back.
package gene.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gene.server.feature.Fixture;
import gene.source.Source;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.Test;

final class PositionsTest {
  private static void check(String marked, int line, int utf8, int utf16, int utf32) {
    Fixture f = Fixture.of(marked);
    int[] characters = {utf8, utf16, utf32};
    for (PositionEncoding e : PositionEncoding.values()) {
      var positions = new Positions(f.main().source(), e);
      var expected = new Position(line, characters[e.ordinal()]);
      assertEquals(expected, positions.position(f.cursor()), e.name());
      assertEquals(f.cursor(), positions.offset(expected), e.name());
    }
  }

  @Test
  void unitsOfTheLine() {
    check("<|>", 0, 0, 0, 0);
    check("ab\nc<|>d", 1, 1, 1, 1);
    check("é<|>", 0, 2, 1, 1);
    check("€<|>", 0, 3, 1, 1);
    check("x😀<|>y", 0, 5, 3, 2);
  }

  @Test
  void everyLineEnd() {
    check("a\r\nb\rc\nd<|>", 3, 1, 1, 1);
    check("a<|>\r\nb", 0, 1, 1, 1);
  }

  @Test
  void positionsOutsideAreTheNearestEnd() {
    for (PositionEncoding e : PositionEncoding.values()) {
      var positions = new Positions(Source.of("t", "ab\r\ncd"), e);
      assertEquals(2, positions.offset(new Position(0, 99)));
      assertEquals(2, positions.offset(new Position(0, Integer.MAX_VALUE)));
      assertEquals(6, positions.offset(new Position(7, 0)));
      assertEquals(0, positions.offset(new Position(-1, 5)));
      assertEquals(new Position(0, 2), positions.position(3));
    }
  }

  @Test
  void aPositionInsideACharacterIsItsBeginning() {
    assertEquals(1, new Positions(Source.of("t", "x😀"), PositionEncoding.UTF8).offset(new Position(0, 3)));
  }

  @Test
  void theUnitIsTheClientsChoice() {
    assertEquals(PositionEncoding.UTF16, PositionEncoding.negotiate(null));
    assertEquals(PositionEncoding.UTF16, PositionEncoding.negotiate(List.of("utf-8", "utf-16")));
    assertEquals(PositionEncoding.UTF8, PositionEncoding.negotiate(List.of("utf-8", "utf-32")));
    assertEquals(PositionEncoding.UTF32, PositionEncoding.negotiate(List.of("utf-32")));
    assertEquals(PositionEncoding.UTF16, PositionEncoding.negotiate(List.of("latin-1")));
  }
}
