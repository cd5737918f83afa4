// Reports names that nothing defines, and variables that nothing uses.
package gene.analysis;

import gene.source.Diagnostic;
import gene.source.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An undefined name never stops a program. It is an error where the name exists nowhere the module could get it from and the
 * use is certain to run into it; otherwise a warning.
 */
final class NameCheck {
  private static final int MOST_SUGGESTIONS = 1_000;
  static final String UNDEFINED = AnalysisCode.UNDEFINED_VAR.id();
  static final String UNUSED = AnalysisCode.UNUSED_VAR.id();
  private static final Set<String> ALWAYS = Set.of("Result", "Option", "Ok", "Err", "Some", "None", "gene", "genex", "pkg", "__module_name__", "__is_main__", "self", "io", "math", "system",
      "time", "gdat", "vm", "json", "http");

  private final Analyzer a;

  NameCheck(Analyzer a) {
    this.a = a;
  }

  void report(List<Diagnostic> into) {
    int found = 0;
    for (Analyzer.UnboundName u : a.unbound) {
      if (isKnown(u.name()) || hasWildcardImport()) {
        continue;
      }
      found++;
      boolean certain = !u.guarded() && !a.opaqueNames && !mayBeCaught(u) && !mayBeData(u);
      var span = new Span(u.top().start() + u.start(), u.top().start() + u.end());
      Diagnostic d = Diagnostic.of(UNDEFINED, certain ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING, span,
          "no name `" + u.name() + "` in this scope").related(span, "used here, never defined or imported");
      // Every name of a text that is no program is unknown, and nobody reads so many.
      Optional<String> near = found > MOST_SUGGESTIONS ? Optional.empty() : Suggestions.nearest(u.name(), candidates(u));
      if (near.isPresent()) {
        d = d.hint("a name that is close: `" + near.get() + "`").fix("Change to `" + near.get() + "`", new Diagnostic.Edit(span, near.get()));
      }
      into.add(d);
    }
    for (Binding b : a.bindings) {
      reportUnused(b, into);
    }
  }

  /** A function may be called under `try`. */
  private boolean mayBeCaught(Analyzer.UnboundName u) {
    return a.whole.hasTry && switch (u.scope().function().kind()) {
      case FUNCTION, BLOCK, METHOD, CTOR -> true;
      case MODULE, BODY, EVAL -> false;
    };
  }

  private boolean mayBeData(Analyzer.UnboundName u) {
    return u.maybeData() && (a.whole.hasMacros || !a.importedNames.isEmpty());
  }

  private void reportUnused(Binding b, List<Diagnostic> into) {
    if (b.kind() != Binding.Kind.VAR && b.kind() != Binding.Kind.LET || b.isRead()) {
      return;
    }
    boolean local = b.scope().function().kind() != FunctionInfo.Kind.MODULE;
    if (local && !b.scope().function().usesEval() && !b.name().startsWith("_") && b.top() != null && b.end() > b.start()) {
      into.add(Diagnostic.of(UNUSED, Diagnostic.Severity.HINT, new Span(b.top().start() + b.start(), b.top().start() + b.end()),
          "`" + b.name() + "` is never used").tag(Diagnostic.Tag.UNUSED));
    }
  }

  private boolean isKnown(String name) {
    return ALWAYS.contains(name) || a.memberNames.contains(name) || a.builtins.find(name).isPresent()
        || a.builtins.find("gene/" + name).isPresent() || a.importedNames.contains(name) || a.builtins.isPrefix(name);
  }

  private boolean hasWildcardImport() {
    return a.importedNames.contains("*");
  }

  private Set<String> candidates(Analyzer.UnboundName u) {
    var names = new LinkedHashSet<String>();
    for (Scope s = u.scope(); s != null; s = s.parent()) {
      if (s.parent() == null) {
        names.addAll(a.moduleNames);
      }
      s.bindings().stream().filter(b -> b.kind() != Binding.Kind.HIDDEN).forEach(b -> names.add(b.name()));
    }
    names.addAll(a.memberNames);
    a.builtins.all().stream().filter(b -> b.owner().isEmpty()).forEach(b -> names.add(b.name()));
    return names;
  }
}
