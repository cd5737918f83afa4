// The syntax tree as text, for looking at what the reader made of a document.
package gene.server.feature;

import gene.syntax.Form;
import gene.syntax.Tree;

public final class SyntaxTrees {
  private static final int LONGEST = 40;

  private SyntaxTrees() {}

  public static String of(Document document) {
    var out = new StringBuilder();
    for (Tree.Top top : document.tree().tops()) {
      write(document, top, top.form(), 0, out);
    }
    return out.toString();
  }

  private static void write(Document document, Tree.Top top, Form f, int depth, StringBuilder out) {
    String text = document.text(top.span(f)).replaceAll("\\s+", " ");
    out.append("  ".repeat(depth)).append(f.getClass().getSimpleName()).append(' ').append(top.span(f).start()).append("..").append(top.span(f).end())
        .append("  ").append(text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…").append('\n');
    f.parts().forEach(part -> write(document, top, part, depth + 1, out));
  }
}
