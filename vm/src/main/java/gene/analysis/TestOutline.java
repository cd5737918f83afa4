// The tests that a file shows without being run: suites, tests and examples, with their places.
package gene.analysis;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tests with computed names, made in loops say, are not here: they are known when they run.
 *
 * @param computed whether there are such tests
 */
public record TestOutline(List<Item> items, boolean computed) {
  public enum Kind { SUITE, TEST, EXAMPLE }

  /** @param path the names of the suites around it, or of the function of an example, and last its own
   *  @param span absolute */
  public record Item(Kind kind, List<String> path, Span span, boolean skipped) {
    public Item {
      path = List.copyOf(path);
    }
  }

  public TestOutline {
    items = List.copyOf(items);
  }

  public boolean isEmpty() {
    return items.isEmpty() && !computed;
  }

  /** In order of place. */
  public static TestOutline of(Analysis analysis) {
    var items = new ArrayList<Item>();
    List<TestForms.Found> found = analysis.testForms().stream().sorted(Comparator.comparingInt(f -> f.span().start())).toList();
    for (TestForms.Found f : found) {
      var path = new ArrayList<String>();
      found.stream().filter(s -> s.suite() && s != f && s.span().start() <= f.span().start() && f.span().end() <= s.span().end())
          .forEach(s -> path.add(s.name()));
      path.add(f.name());
      boolean skipped = found.stream().anyMatch(s -> s.skipped() && s.span().start() <= f.span().start() && f.span().end() <= s.span().end());
      if (!path.contains("")) {
        items.add(new Item(f.suite() ? Kind.SUITE : Kind.TEST, path, f.span(), skipped));
      }
    }
    for (Tree.Top top : analysis.tree().tops()) {
      examples(top.form(), top.start(), "", items);
    }
    items.sort(Comparator.comparingInt(i -> i.span().start()));
    return new TestOutline(items, found.stream().anyMatch(f -> f.name().isEmpty()));
  }

  /** Functions of the module and of its namespaces. @param prefix `geo/` inside of `(ns geo …)` */
  private static void examples(Form form, int start, String prefix, List<Item> items) {
    if (!(form instanceof Form.Node n) || n.children().isEmpty()) {
      return;
    }
    int at = n.isCall("async") && Analyzer.isName(n.children().get(0), "fn") ? 1 : 0;
    if (n.isCall("ns")) {
      String name = prefix + FunctionForms.nameOf(n.children().get(0)) + "/";
      n.children().forEach(f -> examples(f, start, name, items));
    } else if ((n.isCall("fn") || at == 1) && at < n.children().size() && n.prop("examples") instanceof Form.Array list) {
      String name = prefix + FunctionForms.nameOf(n.children().get(at));
      for (int i = 0; i + 2 < list.items().size(); i += 3) {
        var span = new Span(start + list.items().get(i).start(), start + list.items().get(i + 2).end());
        items.add(new Item(Kind.EXAMPLE, List.of(name, "example " + (i / 3 + 1)), span, false));
      }
    }
  }
}
