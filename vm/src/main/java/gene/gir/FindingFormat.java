// The warnings of a compilation in a GIR file: a run from it shows them again.
package gene.gir;

import gene.source.Diagnostic;
import gene.source.Span;

final class FindingFormat {
  private static final Diagnostic.Severity[] SEVERITIES = Diagnostic.Severity.values();
  private static final Diagnostic.Tag[] TAGS = Diagnostic.Tag.values();

  private FindingFormat() {}

  static void write(ByteOutput out, Diagnostic d) {
    out.text(d.code());
    out.u8(d.severity().ordinal());
    span(out, d.span());
    out.text(d.message());
    out.texts(d.hints());
    out.list(d.related(), (o, r) -> {
      span(o, r.span());
      o.text(r.message());
    });
    out.list(d.fixes(), (o, f) -> {
      o.text(f.title());
      o.list(f.edits(), (p, e) -> {
        span(p, e.span());
        p.text(e.text());
      });
    });
    out.list(d.tags(), (o, t) -> o.u8(t.ordinal()));
  }

  private static void span(ByteOutput out, Span s) {
    out.uint(s.start());
    out.uint(s.end() - s.start());
  }

  static Diagnostic read(ByteInput in) {
    return new Diagnostic(in.someText(), in.choice(SEVERITIES), span(in), in.someText(), in.texts(),
        in.list(i -> new Diagnostic.Related(span(i), i.someText())),
        in.list(i -> new Diagnostic.Fix(i.someText(), i.list(e -> new Diagnostic.Edit(span(e), e.someText())))), in.list(i -> i.choice(TAGS)));
  }

  private static Span span(ByteInput in) {
    int start = in.uint();
    return new Span(start, start + in.uint());
  }
}
