// Findings of `gene check` for people: code, place, carets under the whole span, and how to mend it.
package gene.cli;

import gene.cli.CheckCommand.Checked;
import gene.source.Diagnostic;
import gene.source.Diagnostic.Related;
import gene.source.Diagnostic.Severity;
import gene.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

final class FindingsText {
  private final Paint paint;
  private final StringBuilder out = new StringBuilder();

  private FindingsText(Paint paint) {
    this.paint = paint;
  }

  /** Ends with a line that counts; empty when nothing was found. */
  static String of(List<Checked> checked, Paint paint) {
    var text = new FindingsText(paint);
    for (Checked c : checked) {
      c.findings().forEach(d -> text.finding(c.source(), d));
    }
    return text.out.append(text.summary(checked)).toString();
  }

  private void finding(Source source, Diagnostic d) {
    String severity = d.severity().name().toLowerCase(Locale.ROOT) + "[" + d.code() + "]:";
    line(colour(d.severity(), severity) + " " + paint.strong(d.message()));
    var snippet = new Snippet(source, d.span().start(), d.span().end());
    String label = "";
    var notes = new ArrayList<Related>();
    for (Related r : d.related()) {
      if (label.isEmpty() && r.span().equals(d.span())) {
        label = r.message();
      } else {
        notes.add(r);
      }
    }
    snippet.lines(label, paint).forEach(this::line);
    String margin = " ".repeat(snippet.numberWidth()) + paint.margin(" =") + " ";
    notes.forEach(r -> line(margin + paint.note("note:") + " " + r.message() + " (" + source.place(r.span().start()) + ")"));
    d.hints().forEach(h -> line(margin + paint.note("hint:") + " " + h));
    line("");
  }

  private String summary(List<Checked> checked) {
    var counts = new ArrayList<String>();
    count(checked, Severity.ERROR, "error", counts);
    count(checked, Severity.WARNING, "warning", counts);
    count(checked, Severity.INFORMATION, "remark", counts);
    count(checked, Severity.HINT, "hint", counts);
    return counts.isEmpty() ? "" : String.join(", ", counts) + "\n";
  }

  private static void count(List<Checked> checked, Severity severity, String noun, List<String> into) {
    long n = checked.stream().flatMap(c -> c.findings().stream()).filter(d -> d.severity() == severity).count();
    if (n > 0) {
      into.add(n + " " + noun + (n == 1 ? "" : "s"));
    }
  }

  private String colour(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> paint.error(text);
      case WARNING -> paint.warning(text);
      case INFORMATION, HINT -> paint.note(text);
    };
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
