// A place in the forms of a file, and the ways to go from there: what `gene view` shows and moves in.
package gene.cli;

import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

final class DataView {
  // More of a form is not shown on a line; some terminals are wide.
  private static final int LONGEST = 1000;

  /**
   * A row: what leads to it (`0`, `^key`, `(`), and its text on one line.
   *
   * @param form null for a line of a text
   */
  record Item(String label, String text, Form form, Tree.Top top) {
    boolean opens() {
      return form != null && (!form.parts().isEmpty() || lines(form).size() > 1);
    }
  }

  /** The rows of a container, the chosen one, and the first that is shown. */
  private static final class Level {
    final List<Item> items;
    int chosen;
    int first;

    Level(List<Item> items) {
      this.items = items;
    }
  }

  private Tree tree;
  private final List<Level> levels = new ArrayList<>();

  DataView(Tree tree) {
    reload(tree);
  }

  /** Shows another text, at the same place as far as it is still there. */
  void reload(Tree fresh) {
    tree = fresh;
    List<Level> old = List.copyOf(levels);
    levels.clear();
    var roots = new ArrayList<Item>();
    for (Tree.Top top : tree.tops()) {
      roots.add(item(String.valueOf(roots.size()), top, top.form()));
    }
    levels.add(new Level(roots));
    for (int i = 0; i < old.size(); i++) {
      Level level = current();
      level.chosen = Math.min(old.get(i).chosen, Math.max(0, level.items.size() - 1));
      level.first = Math.min(old.get(i).first, level.chosen);
      if (i + 1 < old.size() && !into()) {
        return;
      }
    }
  }

  List<Item> items() {
    return current().items;
  }

  int chosen() {
    return current().chosen;
  }

  /** Labels from the root to the container that is shown. */
  List<String> path() {
    return levels.subList(0, levels.size() - 1).stream().map(l -> l.items.get(l.chosen).label()).toList();
  }

  /** The line in the file of the chosen row; 0 when there is none. */
  int line() {
    Level level = current();
    Level outer = levels.size() > 1 ? levels.get(levels.size() - 2) : level;
    if (level.items.isEmpty()) {
      return 0;
    }
    Item item = level.items.get(level.chosen);
    Item placed = item.form() == null ? outer.items.get(outer.chosen) : item;
    return tree.source().line(placed.top().start() + placed.form().start());
  }

  /** The index of the first row to show when so many fit: the chosen one is among them. */
  int first(int height) {
    Level level = current();
    level.first = Math.max(level.chosen - height + 1, Math.min(level.first, level.chosen));
    return level.first;
  }

  void move(int by) {
    Level level = current();
    level.chosen = Math.max(0, Math.min(level.items.size() - 1, level.chosen + by));
  }

  boolean into() {
    Level level = current();
    if (level.items.isEmpty() || !level.items.get(level.chosen).opens()) {
      return false;
    }
    levels.add(new Level(inside(level.items.get(level.chosen))));
    return true;
  }

  boolean out() {
    if (levels.size() == 1) {
      return false;
    }
    levels.remove(levels.size() - 1);
    return true;
  }

  void root() {
    levels.subList(1, levels.size()).clear();
  }

  /** Goes to the next row with the text in its label or, unless it holds others, in its text; after the last comes the first. */
  boolean search(String words) {
    String wanted = words.toLowerCase(Locale.ROOT);
    List<Integer> start = place();
    do {
      next();
      Item item = current().items.isEmpty() ? null : current().items.get(current().chosen);
      if (item != null && (contains(item.label(), wanted) || !item.opens() && contains(whole(item), wanted))) {
        return true;
      }
    } while (!place().equals(start));
    return false;
  }

  private static boolean contains(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }

  private List<Integer> place() {
    return levels.stream().map(l -> l.chosen).toList();
  }

  /** Moves to what is written next, into containers and out of them. */
  private void next() {
    if (into()) {
      return;
    }
    while (current().chosen + 1 >= current().items.size()) {
      if (!out()) {
        current().chosen = 0;
        return;
      }
    }
    current().chosen++;
  }

  private Level current() {
    return levels.get(levels.size() - 1);
  }

  private List<Item> inside(Item item) {
    var items = new ArrayList<Item>();
    Form form = item.form();
    Tree.Top top = item.top();
    if (form instanceof Form.Node n) {
      if (n.head() != null) {
        items.add(item("(", top, n.head()));
      }
      properties(n.props(), top, items);
      numbered(n.children(), top, items);
    } else if (form instanceof Form.MapForm m) {
      properties(m.props(), top, items);
    } else if (form instanceof Form.HashMapForm h) {
      for (int i = 0; i + 1 < h.items().size(); i += 2) {
        items.add(item(text(top, h.items().get(i)), top, h.items().get(i + 1)));
      }
    } else if (form instanceof Form.Literal) {
      lines(form).forEach(l -> items.add(new Item("", visible(l), null, top)));
    } else {
      numbered(form.parts(), top, items);
    }
    return items;
  }

  private void properties(List<Form.Prop> props, Tree.Top top, List<Item> into) {
    props.forEach(p -> into.add(item("^" + p.key(), top, p.value())));
  }

  private void numbered(List<Form> forms, Tree.Top top, List<Item> into) {
    for (int i = 0; i < forms.size(); i++) {
      into.add(item(String.valueOf(i), top, forms.get(i)));
    }
  }

  private Item item(String label, Tree.Top top, Form form) {
    return new Item(visible(label), text(top, form), form, top);
  }

  private String text(Tree.Top top, Form form) {
    int start = top.start() + form.start();
    int end = Math.min(top.start() + form.end(), start + LONGEST);
    return visible(tree.source().text().substring(start, end).replaceAll("\\s+", " "));
  }

  private String whole(Item item) {
    return item.form() == null ? item.text() : tree.source().text().substring(item.top().start() + item.form().start(), item.top().start() + item.form().end());
  }

  /** The lines of a text; one for everything else. */
  private static List<String> lines(Form form) {
    return form instanceof Form.Literal l && l.value() instanceof String s ? s.lines().toList() : List.of("");
  }

  /** Without what would steer the terminal. */
  private static String visible(String text) {
    return text.codePoints().map(c -> c == '\t' ? ' ' : Character.isISOControl(c) ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
