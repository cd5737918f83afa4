// The reports of faults, as the language defines them: exceptions that nothing caught, and programs that do not compile.
package gene.cli;

import gene.data.Printer;
import gene.data.Special;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.vm.ExceptionInstance;
import gene.vm.Fault;
import gene.vm.StackTrace;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

final class Report {
  // Noise has thousands of errors, and nobody mends more at once.
  private static final int MOST_DIAGNOSTICS = 20;

  private final Paint paint;
  private final StringBuilder out = new StringBuilder();

  private Report(Paint paint) {
    this.paint = paint;
  }

  /** With a line end behind the last line; empty for a run that was asked to stop. */
  static String of(Fault fault, Paint paint) {
    var report = new Report(paint);
    if (fault instanceof Fault.UncaughtFault f) {
      report.exception(f.exception());
    } else if (fault instanceof Fault.CompileFault f) {
      report.diagnostics(f.source(), f.diagnostics());
    }
    return report.out.toString();
  }

  /** Syntax and compile errors. */
  static String of(Source source, List<Diagnostic> errors, Paint paint) {
    var report = new Report(paint);
    report.diagnostics(source, errors);
    return report.out.toString();
  }

  /** `FILE:LINE:COLUMN: warning: MESSAGE`. */
  static String warning(Source source, Diagnostic warning, Paint paint) {
    return source.place(warning.span().start()) + ": " + paint.warning("warning:") + " " + warning.message();
  }

  private void diagnostics(Source source, List<Diagnostic> errors) {
    for (Diagnostic d : errors.subList(0, Math.min(errors.size(), MOST_DIAGNOSTICS))) {
      out.append(out.length() == 0 ? "" : "\n");
      line(paint.error("error:") + " " + paint.strong(d.message()));
      var snippet = new Snippet(source, d.span().start(), d.span().start() + 1);
      snippet.lines("", paint).forEach(this::line);
      d.hints().forEach(h -> hint(h, snippet.numberWidth()));
    }
    int more = errors.size() - MOST_DIAGNOSTICS;
    if (more > 0) {
      line("\n… and " + more + " more error" + (more == 1 ? "" : "s"));
    }
  }

  private void exception(ExceptionInstance e) {
    line(paint.error("error:") + " " + paint.strong(title(e)));
    placeAndStack(e);
    // A program can make a cause lead back to itself.
    Set<Object> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    shown.add(e);
    Object cause = e.get("cause");
    while (cause instanceof ExceptionInstance c && shown.add(c)) {
      line(paint.error("caused by:") + " " + paint.strong(title(c)));
      placeAndStack(c);
      cause = c.get("cause");
    }
    // A thrown value that is no exception is the cause of one; its text is the message already.
    if (cause != null && cause != Special.NIL && cause != Special.VOID && shown.add(cause) && !Printer.display(cause).equals(e.message())) {
      line(paint.error("caused by:") + " " + paint.strong(Printer.display(cause)));
    }
  }

  private static String title(ExceptionInstance e) {
    String message = e.message();
    return e.cls().name() + (message.isEmpty() ? "" : ": " + message);
  }

  private void placeAndStack(ExceptionInstance e) {
    StackTrace trace = e.trace();
    int width = 1;
    if (trace != null && trace.innermost() != null) {
      StackTrace.Entry at = trace.innermost();
      int offset = at.code().spanStart(at.pc());
      var snippet = new Snippet(at.code().source(), offset, offset + 1);
      snippet.lines("", paint).forEach(this::line);
      width = snippet.numberWidth();
    }
    if (e.hint() != null) {
      for (String h : e.hint().split("\n")) {
        hint(h, width);
      }
    }
    if (trace != null && !trace.entries().isEmpty()) {
      line("stack trace:");
      trace.lines().forEach(l -> line("  " + l));
    }
  }

  private void hint(String text, int width) {
    line(" ".repeat(width) + paint.margin(" =") + " " + paint.note("hint:") + " " + text);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
