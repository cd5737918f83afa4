// Printing, equality and order of dates and times (13 §10).
package gene.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DateValuesTest {
  private static final DateValue DAY = new DateValue(2024, 3, 1);

  @Test
  void secondsAreShownWhenWrittenOrBeforeAnOffset() {
    assertEquals("10:20", time(10, 20, false, TimeValue.NO_OFFSET).toString());
    assertEquals("10:20:00", time(10, 20, true, TimeValue.NO_OFFSET).toString());
    assertEquals("10:20:00-01:30", time(10, 20, false, -90).toString());
    assertEquals("2024-03-01T10:20:00Z", new DateTimeValue(DAY, utc(10, 20)).toString());
    assertEquals("10:20:05.00012", new TimeValue(10, 20, 5, 120, true, TimeValue.NO_OFFSET, false, "").toString());
  }

  @Test
  void equalityIsByFields() {
    assertEquals(time(10, 20, false, TimeValue.NO_OFFSET), time(10, 20, true, TimeValue.NO_OFFSET));
    assertEquals(time(1, 2, false, 0).hashCode(), time(1, 2, true, 0).hashCode());
    assertNotEquals(time(10, 0, false, 0), time(11, 0, false, 60));
    assertNotEquals(utc(10, 0), time(10, 0, false, 0));
    assertEquals(Optional.of("UTC"), utc(10, 0).timezone());
  }

  @Test
  void orderIsInTime() {
    assertTrue(DateValue.compare(new DateValue(2024, 2, 29), DAY) < 0);
    assertEquals(0, TimeValue.compare(utc(10, 0), time(11, 0, false, 60)));
    var night = new DateTimeValue(DAY, time(0, 30, false, 60));
    var evening = new DateTimeValue(new DateValue(2024, 2, 29), utc(23, 30));
    assertEquals(0, DateTimeValue.compare(night, evening));
    assertTrue(DateTimeValue.compare(night, new DateTimeValue(DAY, utc(0, 0))) < 0);
    assertEquals(1709253000000L, night.milliseconds());
    assertEquals("TypeException", assertThrows(Raise.class,
        () -> TimeValue.compare(utc(1, 0), time(1, 0, false, TimeValue.NO_OFFSET))).kind());
  }

  private static TimeValue time(int hour, int minute, boolean seconds, int offset) {
    return new TimeValue(hour, minute, 0, 0, seconds, offset, false, "");
  }

  private static TimeValue utc(int hour, int minute) {
    return new TimeValue(hour, minute, 0, 0, false, 0, true, "");
  }
}
