// The time zone that a program lives in.
package gene.vm;

import java.time.DateTimeException;
import java.time.ZoneId;

final class TimeZones {
  private TimeZones() {}

  /** @param name the variable TZ; null, empty or unknown for the zone of the system */
  static ZoneId named(String name) {
    try {
      return name == null || name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name.startsWith(":") ? name.substring(1) : name);
    } catch (DateTimeException e) {
      return ZoneId.systemDefault();
    }
  }
}
