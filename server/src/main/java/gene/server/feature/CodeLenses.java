// Code lenses: run, debug and examples beside what can be run, and how often a definition is used.
package gene.server.feature;

import gene.analysis.TestOutline;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** @param subject the name of the function, or the path of the test with `::` between names; empty for the whole file */
public record CodeLenses(Span span, Kind kind, String subject) {
  public enum Kind { RUN, DEBUG, RUN_EXAMPLES, RUN_TEST, REFERENCES }

  public static List<CodeLenses> of(Document document) {
    var all = new ArrayList<CodeLenses>();
    runnable(document).ifPresent(span -> {
      all.add(new CodeLenses(span, Kind.RUN, ""));
      all.add(new CodeLenses(span, Kind.DEBUG, ""));
    });
    document.symbols().forEach(s -> symbol(s, all));
    boolean mayTest = document.source().text().contains("genex/test");
    for (TestOutline.Item i : mayTest ? TestOutline.of(document.analysis()).items() : List.<TestOutline.Item>of()) {
      if (i.kind() != TestOutline.Kind.EXAMPLE) {
        all.add(new CodeLenses(i.span(), Kind.RUN_TEST, String.join("::", i.path())));
      }
    }
    return List.copyOf(all);
  }

  /** The first form that does something when the file is run. */
  private static Optional<Span> runnable(Document document) {
    for (Tree.Top top : document.tree().tops()) {
      boolean definition = DefinitionForm.of(top.form()).filter(d -> d.kind() != Symbol.Kind.VARIABLE && d.kind() != Symbol.Kind.CONSTANT).isPresent();
      boolean quiet = top.form() instanceof Form.Node n && (n.isCall("import") || n.isCall("export") || n.isCall("comptime") || n.isCall("implement"));
      if (!definition && !quiet && top.form() instanceof Form.Node n && n.head() != null) {
        return Optional.of(top.span(n));
      }
    }
    return Optional.empty();
  }

  private static void symbol(Symbol s, List<CodeLenses> into) {
    switch (s.kind()) {
      case FUNCTION, METHOD -> {
        if (s.form() instanceof Form.Node n && n.prop("examples") != null) {
          into.add(new CodeLenses(s.nameSpan(), Kind.RUN_EXAMPLES, s.name()));
        }
        into.add(new CodeLenses(s.nameSpan(), Kind.REFERENCES, s.name()));
      }
      case CLASS, OBJECT, INTERFACE, ENUM, NAMESPACE -> {
        into.add(new CodeLenses(s.nameSpan(), Kind.REFERENCES, s.name()));
        s.children().forEach(c -> symbol(c, into));
      }
      case CONSTRUCTOR, FIELD, VARIANT, VARIABLE, CONSTANT, TYPE -> { }
    }
  }
}
