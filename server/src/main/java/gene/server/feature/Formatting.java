// Formatting: the canonical layout of a document, of lines, or of what has just been typed.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Formatter;
import java.util.List;

public final class Formatting {
  private Formatting() {}

  public static List<Diagnostic.Edit> of(Document document) {
    return Formatter.of(document.source().text()).edits();
  }

  public static List<Diagnostic.Edit> in(Document document, Span range) {
    return Formatter.of(document.source().text()).edits(range.start(), range.end());
  }

  /** @param typed what has just been typed before the offset: a line end or a closing bracket */
  public static List<Diagnostic.Edit> whileTyping(Document document, int offset, String typed) {
    return Formatter.of(document.source().text()).editsWhileTyping(offset, typed.equals("\n"));
  }
}
