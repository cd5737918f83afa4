// Quick fixes: the edits that diagnostics carry, for the part of the text that the editor asks about.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import java.util.ArrayList;
import java.util.List;

public final class QuickFixes {
  /** @param only whether it is the one fix of its diagnostic */
  public record QuickFix(Diagnostic diagnostic, Diagnostic.Fix fix, boolean only) {}

  private QuickFixes() {}

  public static List<QuickFix> in(Document document, Span range) {
    var all = new ArrayList<QuickFix>();
    for (Diagnostic d : document.analysis().diagnostics()) {
      if (d.span().start() <= range.end() && range.start() <= d.span().end()) {
        d.fixes().forEach(f -> all.add(new QuickFix(d, f, d.fixes().size() == 1)));
      }
    }
    return List.copyOf(all);
  }
}
