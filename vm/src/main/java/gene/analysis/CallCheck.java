// One call of a function whose definition is visible: how many arguments, which keywords, of which types (05, section 7).
package gene.analysis;

import gene.analysis.FunctionInfo.ParamKind;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

final class CallCheck {
  private final TypeChecker c;
  private final FunctionInfo f;
  private final Span at;
  private final boolean strict;

  /** @param strict whether too many arguments keep the program from running */
  CallCheck(TypeChecker c, FunctionInfo f, Span at, boolean strict) {
    this.c = c;
    this.f = f;
    this.at = at;
    this.strict = strict;
  }

  private String takes() {
    return (f.name().isEmpty() ? "the function" : "(" + f.name() + ")") + " takes " + f.signature();
  }

  void count(Node.Arguments arguments) {
    if (arguments.hasSpread()) {
      return;
    }
    int given = arguments.positional().size();
    int most = 0;
    int least = 0;
    boolean rest = false;
    for (FunctionInfo.Param p : f.params()) {
      rest |= p.kind() == ParamKind.REST;
      most += p.kind() == ParamKind.POSITIONAL ? 1 : 0;
      least += p.kind() == ParamKind.POSITIONAL && p.isRequired() ? 1 : 0;
    }
    if (given > most && !rest) {
      boolean error = strict && c.opaque == 0;
      c.report(Diagnostic.of(AnalysisCode.ARITY.id(), error ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING, at,
          "too many positional arguments in call (expected " + most + ", got " + given + ")").hint(takes()), declared(), "declared here");
    } else if (given < least) {
      c.report(Diagnostic.warning(AnalysisCode.ARITY.id(), at, "too few positional arguments in call (expected " + least + ", got " + given + ")")
          .hint(takes()), declared(), "declared here");
    }
    keywords(arguments);
  }

  private Span declared() {
    Form.Node form = (Form.Node) f.form();
    Form head = form.children().isEmpty() ? form : form.children().get(0);
    return new Span(f.top().start() + head.start(), f.top().start() + head.end());
  }

  private void keywords(Node.Arguments arguments) {
    boolean open = false;
    boolean any = !arguments.keywords().isEmpty();
    for (FunctionInfo.Param p : f.params()) {
      open |= p.kind() == ParamKind.KEYWORD_REST;
      any |= p.kind() == ParamKind.KEYWORD;
    }
    if (open || !any) {
      return;
    }
    Set<String> known = f.params().stream().filter(p -> p.kind() == ParamKind.KEYWORD).map(FunctionInfo.Param::name).collect(Collectors.toSet());
    for (Node.Entry e : arguments.keywords()) {
      if (!known.contains(e.key())) {
        Diagnostic d = Diagnostic.warning(AnalysisCode.KEYWORD.id(), at, "unexpected keyword argument: " + e.key());
        c.report(Suggestions.nearest(e.key(), known).map(near -> d.hint("a keyword that is close: `^" + near + "`")).orElseGet(() -> d.hint(takes())),
            declared(), "declared here");
      }
    }
    Set<String> given = arguments.keywords().stream().map(Node.Entry::key).collect(Collectors.toSet());
    for (FunctionInfo.Param p : f.params()) {
      if (p.kind() == ParamKind.KEYWORD && p.isRequired() && !given.contains(p.name())) {
        c.report(Diagnostic.warning(AnalysisCode.KEYWORD.id(), at, "missing keyword argument: " + p.name()).hint(takes()), declared(), "declared here");
      }
    }
  }

  /** Each argument against the parameter that gets it (language reference 03, section 3). */
  void types(Node.Arguments arguments, Map<String, Type> keywords, List<Type> positional) {
    int total = 0;
    int required = 0;
    for (FunctionInfo.Param p : f.params()) {
      total += p.kind() == ParamKind.POSITIONAL ? 1 : 0;
      required += p.kind() == ParamKind.POSITIONAL && p.isRequired() ? 1 : 0;
    }
    int at = 0;
    int optional = positional.size() - required;
    int seen = 0;
    for (FunctionInfo.Param p : f.params()) {
      if (p.kind() == ParamKind.KEYWORD && keywords.containsKey(p.name())) {
        Node value = arguments.keywords().stream().filter(e -> e.key().equals(p.name())).findFirst().orElseThrow().value();
        argument(p, keywords.get(p.name()), value.form());
      } else if (p.kind() == ParamKind.REST) {
        for (int left = positional.size() - at - (total - seen); left > 0; left--) {
          argument(p, positional.get(at), arguments.positional().get(at).value().form());
          at++;
        }
      } else if (p.kind() == ParamKind.POSITIONAL) {
        seen++;
        boolean takes = p.isRequired() || optional-- > 0;
        if (takes && at < positional.size()) {
          argument(p, positional.get(at), arguments.positional().get(at).value().form());
          at++;
        }
      }
    }
  }

  private void argument(FunctionInfo.Param p, Type actual, Form value) {
    if (p.type() != null) {
      Span declared = p.binding() == null ? null : c.place(p.binding());
      c.expect(actual, c.shapes.resolve(p.type(), f.scope()), true, value, p.name(), f.name().isEmpty() ? "" : " of " + f.name(), declared);
    }
  }
}
