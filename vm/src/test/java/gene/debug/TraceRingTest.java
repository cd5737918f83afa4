// The rows that a trace keeps: the newest, by number and by what their texts take.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceRingTest {
  private static TraceRow row(long number, String... stack) {
    return new TraceRow(number, null, 0, "f", List.of(stack), 0, 1, "main");
  }

  private static List<Long> numbers(TracePage page) {
    return page.rows().stream().map(TraceRow::number).toList();
  }

  @Test
  void theNewestAreKept() {
    var ring = new TraceRing(3);
    for (int i = 0; i < 10; i++) {
      ring.add(row(i));
    }
    TracePage all = ring.page(0, 100, true);
    assertEquals(List.of(7L, 8L, 9L), numbers(all));
    assertEquals(7, all.first());
    assertEquals(10, all.next());
    assertTrue(all.running());
    assertEquals(10, ring.next());
  }

  @Test
  void pagesBeginWhereTheyAreAskedForOrAtTheNewest() {
    var ring = new TraceRing(1000);
    for (int i = 0; i < 700; i++) {
      ring.add(row(i));
    }
    assertEquals(List.of(300L, 301L), numbers(ring.page(300, 2, false)));
    assertEquals(List.of(698L, 699L), numbers(ring.page(-1, 2, false)));
    assertEquals(List.of(699L), numbers(ring.page(699, 5, false)));
    assertEquals(List.of(), numbers(ring.page(700, 5, false)));
    assertEquals(700, ring.page(-1, 1000, false).rows().size());
    assertEquals(List.of(), new TraceRing(5).page(-1, 5, false).rows());
  }

  @Test
  void longTextsPushOutOlderRowsButTheNewestStays() {
    var ring = new TraceRing(1000);
    // The same string counts in each row; it is in memory once.
    String text = "x".repeat(1 << 20);
    for (int i = 0; i < 200; i++) {
      ring.add(row(i, text));
    }
    TracePage kept = ring.page(0, 1000, true);
    assertTrue(kept.rows().size() <= 64 && kept.rows().size() >= 60, "kept are " + kept.rows().size());
    assertEquals(199, kept.rows().get(kept.rows().size() - 1).number());
    String[] huge = new String[80];
    Arrays.fill(huge, text);
    ring.add(row(200, huge));
    assertEquals(List.of(200L), numbers(ring.page(0, 1000, true)));
    ring.add(row(201));
    assertEquals(201, ring.page(-1, 1, true).rows().get(0).number());
  }
}
