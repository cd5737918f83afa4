// Reports brackets, quotes and prefixes that lack their partner, and how to mend them.
package gene.syntax;

import gene.source.Diagnostic;
import gene.syntax.Frame.Kind;

final class BracketFaults {
  private final Cursor in;

  BracketFaults(Cursor in) {
    this.in = in;
  }

  /** @param inner the form that should have been closed first; null when nothing waits for the bracket */
  void unmatched(int at, int end, Frame inner) {
    if (in.mended) {
      return;
    }
    String found = "Unmatched delimiter " + in.quote(at, end);
    if (inner == null) {
      in.report(in.error(SyntaxCode.UNMATCHED, at, end, found + ": nothing is open that it could close")
          .fix("Delete " + in.quote(at, end), new Diagnostic.Edit(in.span(at, end), "")));
    } else {
      String closer = inner.kind.closer;
      in.report(in.error(SyntaxCode.UNMATCHED, at, end, found + ": expected `" + closer + "`")
          .related(in.span(inner.start, inner.inside), "opened here")
          .fix("Insert `" + closer + "`", new Diagnostic.Edit(in.span(at, at), closer)));
    }
  }

  void missingDatum(Frame prefix) {
    if (!in.mended) {
      in.report(SyntaxCode.DATUM, prefix.start, prefix.inside, "missing datum after " + opener(prefix));
    }
  }

  /** The text ends: one finding for all open forms, at the innermost. */
  void unclosed(OpenForms open) {
    if (in.mended) {
      return;
    }
    Frame f = open.top();
    if (f.kind == Kind.STRING) {
      Strings.reportUnterminated(in, f.start, f.inside, f.triple);
    } else if (f.kind.isPrefix()) {
      in.report(SyntaxCode.EOF, f.start, f.inside,
          "EOF while reading " + f.kind.noun + ": a datum must follow " + opener(f));
    } else {
      Diagnostic error = in.error(SyntaxCode.EOF, f.start, f.inside,
          "EOF while reading " + f.kind.noun + ", unclosed `" + f.kind.opener + "`");
      in.report(withFix(withOuter(error, open), open));
    }
  }

  private static String opener(Frame prefix) {
    return prefix.kind == Kind.QUOTE ? "the backquote" : "`" + prefix.kind.opener + "`";
  }

  private Diagnostic withOuter(Diagnostic error, OpenForms open) {
    for (int i = open.depth() - 2; i >= 0; i--) {
      if (open.at(i).kind.isBracket()) {
        return error.related(in.span(open.at(i).start, open.at(i).inside), "still open as well");
      }
    }
    return error;
  }

  private Diagnostic withFix(Diagnostic error, OpenForms open) {
    var closers = new StringBuilder();
    for (int i = open.depth() - 1; i >= 0; i--) {
      closers.append(open.at(i).kind == Kind.STRING && open.at(i).triple ? "\"\"\"" : open.at(i).kind.closer);
    }
    int place = Math.max(in.touched, open.top().inside);
    Diagnostic fixed = error.fix("Insert `" + closers + "`", new Diagnostic.Edit(in.span(place, place), closers.toString()));
    return in.at >= in.text.length() ? fixed
        : fixed.hint("the bracket in the first column of a later line is taken to begin the next form");
  }
}
