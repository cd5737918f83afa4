// Checks calls of functions whose definition is visible: how many arguments, which keywords (language reference 05, section 7).
package gene.analysis;

import gene.analysis.FunctionInfo.ParamKind;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

final class CallCheck {
  static final String ARITY = AnalysisCode.ARITY.id();
  static final String KEYWORD = AnalysisCode.KEYWORD.id();

  /** @param opaque whether it stands among the arguments of a call whose callee is unknown: then its faults are warnings only */
  record Use(Binding callee, Form.Node form, Tree.Top top, Node.Arguments arguments, boolean opaque) {}

  private final Analyzer a;

  CallCheck(Analyzer a) {
    this.a = a;
  }

  void report(List<Diagnostic> into) {
    for (Use u : a.calls.uses()) {
      boolean fixed = u.callee().references().stream().noneMatch(Binding.Reference::write) && !a.redefined.contains(u.callee());
      if (fixed && u.callee().function() != null && !u.arguments().hasSpread()) {
        check(u, u.callee().function(), into);
      }
    }
  }

  private void check(Use u, FunctionInfo f, List<Diagnostic> into) {
    int given = u.arguments().positional().size();
    long most = f.params().stream().filter(p -> p.kind() == ParamKind.POSITIONAL).count();
    long least = f.params().stream().filter(p -> p.kind() == ParamKind.POSITIONAL && p.isRequired()).count();
    boolean rest = f.params().stream().anyMatch(p -> p.kind() == ParamKind.REST);
    var span = new Span(u.top().start() + u.form().start(), u.top().start() + u.form().end());
    String hint = "(" + f.name() + ") takes " + f.signature();
    if (given > most && !rest) {
      into.add(Diagnostic.of(ARITY, u.opaque() ? Diagnostic.Severity.WARNING : Diagnostic.Severity.ERROR, span,
          "too many positional arguments in call (expected " + most + ", got " + given + ")").hint(hint));
    } else if (given < least) {
      into.add(Diagnostic.warning(ARITY, span, "too few positional arguments in call (expected " + least + ", got " + given + ")").hint(hint));
    }
    keywords(u, f, span, hint, into);
  }

  private static void keywords(Use u, FunctionInfo f, Span span, String hint, List<Diagnostic> into) {
    if (f.params().stream().anyMatch(p -> p.kind() == ParamKind.KEYWORD_REST)) {
      return;
    }
    Set<String> known = f.params().stream().filter(p -> p.kind() == ParamKind.KEYWORD).map(FunctionInfo.Param::name).collect(Collectors.toSet());
    for (Node.Entry e : u.arguments().keywords()) {
      if (!known.contains(e.key())) {
        Diagnostic d = Diagnostic.warning(KEYWORD, span, "unexpected keyword argument: " + e.key()).hint(hint);
        into.add(Suggestions.nearest(e.key(), known).map(near -> d.hint("a keyword that is close: `^" + near + "`")).orElse(d));
      }
    }
    Set<String> given = u.arguments().keywords().stream().map(Node.Entry::key).collect(Collectors.toSet());
    f.params().stream().filter(p -> p.kind() == ParamKind.KEYWORD && p.isRequired() && !given.contains(p.name()))
        .forEach(p -> into.add(Diagnostic.warning(KEYWORD, span, "missing keyword argument: " + p.name()).hint(hint)));
  }
}
