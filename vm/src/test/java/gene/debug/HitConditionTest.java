// Hit conditions: what they say, and what is none.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HitConditionTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "3|[3]", "=3|[3]", "== 3|[3]", ">3|[4, 5, 6]", " >= 3 |[3, 4, 5, 6]", "<3|[1, 2]", "<=3|[1, 2, 3]", "%3|[3, 6]", "%1|[1, 2, 3, 4, 5, 6]", "''|[1, 2, 3, 4, 5, 6]", "0|[]"})
  void stopsAtTheseOfSixHits(String text, String hits) {
    HitCondition condition = HitCondition.parse(text);
    List<Long> stops = LongStream.rangeClosed(1, 6).filter(condition::stopsAt).boxed().toList();
    assertEquals(hits, stops.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%0", "x", "3.5", "-1", "> >3", "3 times", "!=3", "9999999999999999999"})
  void whatIsNoneIsRefusedWithTheForms(String text) {
    var refused = assertThrows(DebugException.class, () -> HitCondition.parse(text));
    assertTrue(refused.getMessage().contains("`" + text + "` is not one of 5, >5"), refused.getMessage());
  }

  @Test
  void aLargeNumberIsCountedTo() {
    assertTrue(HitCondition.parse("999999999999999999").stopsAt(999_999_999_999_999_999L));
  }
}
