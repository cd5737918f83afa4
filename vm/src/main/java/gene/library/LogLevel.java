// How important a log line is; what is below a logger's level is not written.
package gene.library;

import java.util.Locale;

enum LogLevel {
  ERROR(31), WARN(33), INFO(32), DEBUG(36), TRACE(90);

  /** The colour of a terminal (ANSI). */
  final int color;

  LogLevel(int color) {
    this.color = color;
  }

  /** Null when there is no level of this name. */
  static LogLevel find(String name) {
    for (LogLevel level : values()) {
      if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
        return level;
      }
    }
    return null;
  }
}
