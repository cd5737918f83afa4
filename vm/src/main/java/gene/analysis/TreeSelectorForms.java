// `/a/b/*` in the lists of `write_tree` and `read_tree` is a selector, not a member of `self`: it stands for itself.
package gene.analysis;

import gene.syntax.Form;
import java.util.ArrayList;
import java.util.List;

final class TreeSelectorForms {
  private TreeSelectorForms() {}

  /** Whether the call's `^separate` and `^lazy` hold selectors. */
  static boolean takesSelectors(Form.Node n) {
    String name = n.head() instanceof Form.Name f ? f.text()
        : n.head() instanceof Form.Path p ? p.segments().get(p.segments().size() - 1).text() : "";
    return name.equals("write_tree") || name.equals("read_tree");
  }

  static List<Node.Entry> keywords(Analyzer a, Form.Node n) {
    var entries = new ArrayList<Node.Entry>();
    for (Form.Prop p : n.props()) {
      boolean selectors = (p.key().equals("separate") || p.key().equals("lazy")) && p.value() instanceof Form.Array;
      entries.addAll(selectors ? List.of(new Node.Entry(p.key(), selectors(a, (Form.Array) p.value()))) : a.entries(List.of(p)));
    }
    return entries;
  }

  private static Node selectors(Analyzer a, Form.Array array) {
    var items = new ArrayList<Node.Item>();
    for (Form item : array.items()) {
      boolean selector = item instanceof Form.Path p && p.segments().get(0).text().isEmpty() || Analyzer.isName(item, "/");
      items.addAll(selector ? List.of(new Node.Item(new Node.Quoted(item, item), false)) : a.items(List.of(item), true));
    }
    return new Node.ArrayLit(array, items, array.sealed());
  }
}
