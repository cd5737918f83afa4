// The symbols of a document by top-level form: an edited document takes those of the forms that it shares with an earlier state.
package gene.server.feature;

import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;

/** @param parts for each top-level form its outermost symbols */
record Outline(List<Tree.Top> tops, List<List<Symbol>> parts, List<Symbol> all) {
  /** @param earlier null without one */
  static Outline of(Tree tree, Outline earlier) {
    List<Tree.Top> now = tree.tops();
    List<Tree.Top> old = earlier == null ? List.of() : earlier.tops;
    int most = Math.min(old.size(), now.size());
    int same = 0;
    while (same < most && old.get(same).form() == now.get(same).form()) {
      same++;
    }
    int end = 0;
    while (end < most - same && old.get(old.size() - 1 - end).form() == now.get(now.size() - 1 - end).form()) {
      end++;
    }
    var parts = new ArrayList<List<Symbol>>(now.size());
    var all = new ArrayList<Symbol>();
    for (int i = 0; i < now.size(); i++) {
      int before = i < same ? i : i >= now.size() - end ? old.size() - now.size() + i : -1;
      List<Symbol> part = before < 0 ? DocumentSymbols.in(tree.source().text(), now.get(i)) : moved(earlier.parts.get(before), old.get(before), now.get(i));
      parts.add(part);
      all.addAll(part);
    }
    return new Outline(now, parts, List.copyOf(all));
  }

  private static List<Symbol> moved(List<Symbol> symbols, Tree.Top from, Tree.Top to) {
    int by = to.start() - from.start();
    return by == 0 || symbols.isEmpty() ? symbols : symbols.stream().map(s -> moved(s, by, to)).toList();
  }

  private static Symbol moved(Symbol s, int by, Tree.Top to) {
    List<Symbol> children = s.children().isEmpty() ? s.children() : s.children().stream().map(c -> moved(c, by, to)).toList();
    return new Symbol(s.name(), s.detail(), s.kind(), s.span().shift(by), s.nameSpan().shift(by), children, to, s.form());
  }
}
