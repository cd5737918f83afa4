// What a definition says about itself: `^intent` or `^doc`, else the comment lines directly above it.
package gene.server.feature;

import gene.source.Source;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

final class DocComment {
  private DocComment() {}

  /** Empty when there is nothing. */
  static String of(Document document, Symbol symbol) {
    if (symbol.form() instanceof Form.Node n) {
      for (String key : new String[] {"intent", "doc"}) {
        if (n.prop(key) instanceof Form.Literal l && l.value() instanceof String text) {
          return text.strip();
        }
      }
    }
    return above(document, symbol.span().start());
  }

  private static String above(Document document, int start) {
    Source source = document.source();
    var lines = new ArrayList<String>();
    int line = source.line(start);
    if (!source.text().substring(source.lineStart(line), start).isBlank()) {
      return "";
    }
    for (int above = line - 1; above >= 1; above--) {
      String text = source.lineText(above).strip();
      if (!isComment(document.tree(), source, above) || text.startsWith("#!")) {
        break;
      }
      lines.add(text.replaceFirst("^#+\\s?", ""));
    }
    Collections.reverse(lines);
    return String.join("\n", lines).strip();
  }

  /** Whether the line holds a line comment and nothing before it. */
  private static boolean isComment(Tree tree, Source source, int line) {
    String text = source.lineText(line);
    int start = source.lineStart(line) + text.length() - text.stripLeading().length();
    List<Tree.Comment> comments = tree.comments();
    int low = 0;
    int high = comments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comments.get(middle).start() < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < comments.size() && comments.get(low).start() == start && !comments.get(low).block() && !text.isBlank();
  }
}
