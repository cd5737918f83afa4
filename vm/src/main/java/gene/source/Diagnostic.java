// A finding about a text: a stable code, the place, one cause, related places and certain fixes. Rendered last.
package gene.source;

import java.util.List;

public record Diagnostic(String code, Severity severity, Span span, String message, List<String> hints,
                         List<Related> related, List<Fix> fixes, List<Tag> tags) {
  public enum Severity { ERROR, WARNING, INFORMATION, HINT }

  public enum Tag { UNUSED, DEPRECATED }

  /** Another place that explains the finding. */
  public record Related(Span span, String message) {}

  /** An edit that certainly mends the cause. */
  public record Fix(String title, List<Edit> edits) {
    public Fix {
      edits = List.copyOf(edits);
    }
  }

  public record Edit(Span span, String text) {}

  public Diagnostic {
    hints = List.copyOf(hints);
    related = List.copyOf(related);
    fixes = List.copyOf(fixes);
    tags = List.copyOf(tags);
  }

  public static Diagnostic error(String code, Span span, String message) {
    return of(code, Severity.ERROR, span, message);
  }

  public static Diagnostic warning(String code, Span span, String message) {
    return of(code, Severity.WARNING, span, message);
  }

  public static Diagnostic of(String code, Severity severity, Span span, String message) {
    return new Diagnostic(code, severity, span, message, List.of(), List.of(), List.of(), List.of());
  }

  public Diagnostic hint(String text) {
    return new Diagnostic(code, severity, span, message, plus(hints, text), related, fixes, tags);
  }

  public Diagnostic related(Span place, String text) {
    return new Diagnostic(code, severity, span, message, hints, plus(related, new Related(place, text)), fixes, tags);
  }

  public Diagnostic fix(String title, Edit... edits) {
    return new Diagnostic(code, severity, span, message, hints, related, plus(fixes, new Fix(title, List.of(edits))), tags);
  }

  public Diagnostic tag(Tag tag) {
    return new Diagnostic(code, severity, span, message, hints, related, fixes, plus(tags, tag));
  }

  public Diagnostic shift(int by) {
    return new Diagnostic(code, severity, span.shift(by), message, hints,
        related.stream().map(r -> new Related(r.span().shift(by), r.message())).toList(),
        fixes.stream().map(f -> new Fix(f.title(), f.edits().stream().map(e -> new Edit(e.span().shift(by), e.text())).toList())).toList(),
        tags);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  private static <T> List<T> plus(List<T> list, T item) {
    var all = new java.util.ArrayList<T>(list);
    all.add(item);
    return all;
  }
}
