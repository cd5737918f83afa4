// Folding: forms of several lines, blocks of comments, runs of imports, and regions that comments mark.
package gene.server.feature;

import gene.source.Source;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lines count from 0. */
public record FoldingRanges(int from, int to, Kind kind) {
  public enum Kind { CODE, COMMENT, IMPORTS, REGION }

  public static List<FoldingRanges> of(Document document) {
    var all = new ArrayList<FoldingRanges>();
    Source source = document.source();
    for (Tree.Top top : document.tree().tops()) {
      if (source.line(top.start()) != source.line(top.end())) {
        forms(source, top, top.form(), -1, all);
      }
    }
    comments(document, all);
    imports(document, all);
    all.sort(Comparator.comparingInt(FoldingRanges::from).thenComparingInt(f -> -f.to()));
    return List.copyOf(all);
  }

  /** Of several forms that begin in one line only the outermost can be folded there. */
  private static void forms(Source source, Tree.Top top, Form form, int takenLine, List<FoldingRanges> into) {
    int from = source.line(top.start() + form.start()) - 1;
    int to = source.line(top.start() + form.end()) - 1;
    if (from == to) {
      return;
    }
    boolean folds = !(form instanceof Form.Broken) && from != takenLine;
    if (folds) {
      into.add(new FoldingRanges(from, to, Kind.CODE));
    }
    form.parts().forEach(part -> forms(source, top, part, folds ? from : takenLine, into));
  }

  private static void comments(Document document, List<FoldingRanges> into) {
    Source source = document.source();
    var regions = new ArrayDeque<Integer>();
    int first = -1;
    int last = -2;
    for (Tree.Comment c : document.tree().comments()) {
      int from = source.line(c.start()) - 1;
      int to = source.line(Math.max(c.start(), c.end() - 1)) - 1;
      String text = source.text().substring(c.start(), c.end()).replaceFirst("^#+\\s*", "");
      if (text.startsWith("region")) {
        regions.push(from);
      } else if (text.startsWith("endregion") && !regions.isEmpty()) {
        into.add(new FoldingRanges(regions.pop(), from, Kind.REGION));
      }
      boolean alone = source.text().substring(source.lineStart(from + 1), c.start()).isBlank();
      if (alone && from == last + 1) {
        last = to;
      } else {
        addComment(first, last, into);
        first = alone ? from : -1;
        last = alone ? to : -2;
      }
    }
    addComment(first, last, into);
  }

  private static void addComment(int first, int last, List<FoldingRanges> into) {
    if (first >= 0 && last > first) {
      into.add(new FoldingRanges(first, last, Kind.COMMENT));
    }
  }

  private static void imports(Document document, List<FoldingRanges> into) {
    Tree.Top first = null;
    Tree.Top last = null;
    for (Tree.Top top : document.tree().tops()) {
      if (top.form() instanceof Form.Node n && n.isCall("import")) {
        first = first == null ? top : first;
        last = top;
      } else {
        addImports(document.source(), first, last, into);
        first = null;
      }
    }
    addImports(document.source(), first, last, into);
  }

  private static void addImports(Source source, Tree.Top first, Tree.Top last, List<FoldingRanges> into) {
    if (first != null && first != last) {
      into.add(new FoldingRanges(source.line(first.start()) - 1, source.line(last.end()) - 1, Kind.IMPORTS));
    }
  }
}
