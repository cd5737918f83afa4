// Convert to keyword arguments: a function's positional parameters become keywords, in its definition and in every call.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class KeywordArguments {
  private KeywordArguments() {}

  static void in(Selected at, List<Refactoring> into) {
    Optional<DefinitionForm> d = at.isEmpty() ? Optional.empty() : DefinitionForm.of(at.path().get(0));
    boolean onHead = d.isPresent() && d.get().kind() == Symbol.Kind.FUNCTION && d.get().params() != null
        && at.range().start() >= at.top().start() + d.get().nameSpan().start() && at.range().end() <= at.top().start() + d.get().params().end();
    if (!onHead || d.get().name().endsWith("!")) {
      return;
    }
    Parameters parameters = Parameters.of(d.get().params(), at.document().source().text(), at.top().start());
    boolean plain = !parameters.positional().isEmpty() && parameters.all().stream().allMatch(p -> !p.name().isEmpty() && !p.name().equals("_")
        && p.kind() != Parameters.Kind.REST);
    if (plain) {
      edits(at, d.get(), parameters).ifPresent(all -> into.add(new Refactoring("Convert to keyword arguments", Refactoring.Kind.REWRITE, all, false)));
    }
  }

  private static Optional<List<Rename.Edits>> edits(Selected at, DefinitionForm d, Parameters parameters) {
    Map<String, Rename.Edits> all = new LinkedHashMap<>();
    var here = new Rename.Edits(at.document(), new ArrayList<>());
    all.put(at.document().uri().key(), here);
    parameters.positional().forEach(p -> here.edits().add(at.insert(at.top().start() + p.nameSpan().start(), "^")));
    Optional<Names.Found> name = Names.at(at.snapshot(), at.document(), at.top().start() + d.nameSpan().end());
    if (name.isEmpty()) {
      return Optional.empty();
    }
    for (Occurrences.Occurrence o : Occurrences.everywhere(at.snapshot(), name.get().entities())) {
      Optional<Cursor> cursor = Cursor.at(o.document(), o.span().end());
      Form use = cursor.map(Cursor::innermost).orElse(null);
      Form parent = cursor.flatMap(Cursor::parent).orElse(null);
      boolean quiet = o.kind() == Occurrences.Kind.DECLARATION || parent instanceof Form.Node i && (i.isCall("import") || i.isCall("export"));
      if (quiet) {
        continue;
      } else if (!(parent instanceof Form.Node call) || call.head() != use || call.children().size() > parameters.positional().size()
          || call.children().stream().anyMatch(KeywordArguments::isSpread)) {
        return Optional.empty(); // it is passed as a value, or called with what cannot be named
      } else {
        Rename.Edits of = all.computeIfAbsent(o.document().uri().key(), k -> new Rename.Edits(o.document(), new ArrayList<>()));
        for (int i = 0; i < call.children().size(); i++) {
          int start = cursor.get().top().start() + call.children().get(i).start();
          int index = parameters.indexOfPositional(i, call.children().size());
          of.edits().add(new Diagnostic.Edit(new Span(start, start), "^" + parameters.all().get(index).name() + " "));
        }
      }
    }
    return Optional.of(List.copyOf(all.values()));
  }

  private static boolean isSpread(Form f) {
    return f instanceof Form.Name n && n.text().endsWith("...") || f instanceof Form.Path p && p.text().endsWith("...");
  }
}
