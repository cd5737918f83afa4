// A named value of a stopped program.
package gene.debug;

import gene.data.Kinds;

/** @param value a Gene value, which stays the program's own: it changes when the program runs on */
public record Variable(String name, Object value) {
  /** One line of bounded length. */
  public String text() {
    return Preview.of(value);
  }

  public String type() {
    return Kinds.plainName(value);
  }

  /** What unfolds below it; empty for a value without parts. */
  public Parts parts() {
    return Parts.of(value);
  }
}
