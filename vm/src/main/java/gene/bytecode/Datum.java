// A quoted form among the constants: data are made from it anew each time, because a program may change them.
package gene.bytecode;

import gene.source.Source;
import gene.syntax.Form;

public record Datum(Form form, Source source, int topStart) {
  /** The text as written. */
  public String text() {
    String text = source.text();
    int from = Math.min(topStart + form.start(), text.length());
    int to = Math.min(topStart + form.end(), text.length());
    return text.substring(from, to).replaceAll("\\s+", " ");
  }
}
