// Where log lines go, and how they look.
package gene.library;

import gene.vm.Vm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * @param file   null for a console
 * @param stderr which of the program's streams a console means
 */
record LogSink(Path file, boolean stderr, boolean color, Format format) {
  enum Format { VERBOSE, CONCISE, RECORD }

  static final LogSink DEFAULT = new LogSink(null, true, false, Format.VERBOSE);
  private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yy-MM-dd EEE HH:mm:ss.SSS", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS", Locale.ENGLISH);

  /** @throws IOException when the file cannot be written */
  void write(Vm vm, int thread, LogLevel level, ZonedDateTime time, String name, String message) throws IOException {
    String line = line(thread, level, time, name, message);
    if (color && file == null) {
      line = "\u001b[" + level.color + "m" + line + "\u001b[0m";
    }
    if (file == null) {
      PrintStream to = stderr ? vm.err() : vm.out();
      // One call, so that another actor's line does not break this one.
      to.print(line + "\n");
      return;
    }
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String line(int thread, LogLevel level, ZonedDateTime time, String name, String message) {
    return switch (format) {
      case VERBOSE -> String.format("T%02d %-5s %s %s %s", thread, level, FULL.format(time), name, message);
      case CONCISE -> String.format("%-5s %s %s %s", level, SHORT.format(time), name, message);
      case RECORD -> "{^thr " + thread + " ^lvl \"" + level + "\" ^time \"" + FULL.format(time) + "\" ^name " + quoted(name)
          + " ^value " + quoted(message) + "}";
    };
  }

  /** With escapes, so that each line can be read back. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + '"';
  }
}
