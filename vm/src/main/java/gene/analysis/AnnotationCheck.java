// Reports names in annotations that nothing defines: what is declared with them refuses every value.
package gene.analysis;

import gene.source.Diagnostic;
import gene.source.Span;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;

final class AnnotationCheck {
  private final Analyzer a;

  AnnotationCheck(Analyzer a) {
    this.a = a;
  }

  void report(List<Diagnostic> into) {
    var known = new HashSet<>(a.memberNames);
    known.addAll(a.importedNames);
    for (TypeForms.Use u : a.types.uses()) {
      String first = u.name().contains("/") ? u.name().substring(0, u.name().indexOf('/')) : u.name();
      if (first.isEmpty() || known.contains("*") || known.contains(first) || isVisible(u, first) || a.builtins.isClass(u.name())
          || a.builtins.find(first).isPresent()) {
        continue;
      }
      Diagnostic d = Diagnostic.warning(AnalysisCode.UNKNOWN_TYPE.id(),
          new Span(u.top().start() + u.form().start(), u.top().start() + u.form().end()), "unknown type name " + u.name());
      var candidates = new LinkedHashSet<>(TypeForms.BUILT_IN);
      for (Scope s = u.scope(); s != null; s = s.parent()) {
        s.bindings().stream().filter(b -> b.kind() == Binding.Kind.CLASS || b.kind() == Binding.Kind.ENUM || b.kind() == Binding.Kind.TYPE)
            .forEach(b -> candidates.add(b.name()));
      }
      into.add(Suggestions.nearest(u.name(), candidates).map(near -> d.hint("a type that is close: `" + near + "`")).orElse(d));
    }
  }

  private static boolean isVisible(TypeForms.Use u, String name) {
    for (Scope s = u.scope(); s != null; s = s.parent()) {
      if (s.findFirst(name) != null) {
        return true;
      }
    }
    return false;
  }
}
