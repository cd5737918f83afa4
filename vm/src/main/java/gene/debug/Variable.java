// A named value of a stopped program.
package gene.debug;

import gene.data.Bytes;
import gene.data.Kinds;
import gene.data.Printer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** @param value a Gene value, which stays the program's own: it changes when the program runs on */
public record Variable(String name, Object value) {
  /** One line of bounded length. */
  public String text() {
    return text(false);
  }

  /** @param hex integers in hexadecimal */
  public String text(boolean hex) {
    return Preview.of(value, hex);
  }

  /** All of it, as code. */
  public String wholeText() {
    return value instanceof String s ? s : Printer.code(value);
  }

  /** What it is in bytes, of byte strings and strings (as UTF-8). */
  public Optional<byte[]> bytes() {
    return value instanceof Bytes b ? Optional.of(b.toByteArray()) : value instanceof String s ? Optional.of(s.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
  }

  public String type() {
    return Kinds.plainName(value);
  }

  /** What unfolds below it; empty for a value without parts. */
  public Parts parts() {
    return Parts.of(value);
  }
}
