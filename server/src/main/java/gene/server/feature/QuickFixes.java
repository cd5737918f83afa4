// Quick fixes: the edits that diagnostics carry or that follow from the text around, for the part of it that the editor asks about.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

public final class QuickFixes {
  /** @param only whether it is the one fix of its diagnostic */
  public record QuickFix(Diagnostic diagnostic, Diagnostic.Fix fix, boolean only) {}

  private QuickFixes() {}

  /** The edits of all diagnostics that have exactly one fix, without those that would overlap an earlier one. */
  public static List<Diagnostic.Edit> certain(Document document) {
    var all = new ArrayList<Diagnostic.Edit>();
    for (Diagnostic d : document.diagnostics()) {
      boolean apart = d.fixes().size() == 1 && d.fixes().get(0).edits().stream().allMatch(e -> all.stream()
          .allMatch(other -> other.span().end() <= e.span().start() && other.span().start() != e.span().start() || e.span().end() < other.span().start()));
      if (apart) {
        all.addAll(d.fixes().get(0).edits());
      }
    }
    return List.copyOf(all);
  }

  /** @param imports what is wrong with the imports of the document */
  public static List<QuickFix> in(Document document, List<Diagnostic> imports, Span range) {
    var all = new ArrayList<QuickFix>();
    for (Diagnostic d : Stream.concat(document.diagnostics().stream(), imports.stream()).toList()) {
      if (d.span().start() <= range.end() && range.start() <= d.span().end()) {
        List<Diagnostic.Fix> fixes = d.fixes().isEmpty() ? Corrections.of(document, d) : d.fixes();
        fixes.forEach(f -> all.add(new QuickFix(d, f, fixes.size() == 1)));
      }
    }
    return List.copyOf(all);
  }
}
