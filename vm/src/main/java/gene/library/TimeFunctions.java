// The clock and the calendar.
package gene.library;

import gene.data.DateTimeValue;
import gene.data.DateValue;
import gene.data.TimeValue;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

final class TimeFunctions implements NativeModule {
  private static final int SECONDS = 0, MICROSECONDS = 1, NOW = 2, TODAY = 3, YESTERDAY = 4, TOMORROW = 5;

  @Override
  public void declare(Declarations to) {
    to.function("time", "now", SECONDS, "[] -> Int", "Seconds since 1970.");
    to.function("time", "now_us", MICROSECONDS, "[] -> Int", "Microseconds since 1970.");
    to.function("gene", "now", NOW, "[] -> DateTime", "The present date and time in the local zone.");
    to.function("gene", "today", TODAY, "[] -> Date", "The present date in the local zone.");
    to.function("gene", "yesterday", YESTERDAY, "[] -> Date", "The date of yesterday in the local zone.");
    to.function("gene", "tomorrow", TOMORROW, "[] -> Date", "The date of tomorrow in the local zone.");
  }

  @Override
  public Object call(int id, Args a) {
    ZoneId zone = a.vm().zone();
    return switch (id) {
      case SECONDS -> a.ret(Instant.now().getEpochSecond());
      case MICROSECONDS -> a.ret(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
      case NOW -> moment(ZonedDateTime.now(zone));
      case TODAY -> date(LocalDate.now(zone));
      case YESTERDAY -> date(LocalDate.now(zone).minusDays(1));
      case TOMORROW -> date(LocalDate.now(zone).plusDays(1));
      default -> throw new AssertionError(id);
    };
  }

  static DateTimeValue moment(ZonedDateTime t) {
    int offset = t.getOffset().getTotalSeconds() / 60;
    return new DateTimeValue(date(t.toLocalDate()), new TimeValue(t.getHour(), t.getMinute(), t.getSecond(), t.getNano() / 1000, true, offset, false, ""));
  }

  private static DateValue date(LocalDate d) {
    return new DateValue(d.getYear(), d.getMonthValue(), d.getDayOfMonth());
  }
}
