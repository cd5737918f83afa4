// The template, or the call of a macro function, around the cursor.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.List;
import java.util.Optional;

/**
 * @param tree what has to run: the call, or the rendering of the template
 * @param name of the macro function; empty for a template
 */
public record Expandable(Tree tree, Span span, boolean macro, String name) {
  /** The innermost one. */
  public static Optional<Expandable> at(Document document, int offset) {
    return Cursor.at(document, offset).flatMap(c -> {
      for (int i = c.path().size() - 1; i >= 0; i--) {
        Form f = c.path().get(i);
        Optional<String> macro = macroName(f);
        if (macro.isPresent() || isTemplate(f)) {
          Form run = macro.isPresent() ? f
              : new Form.Node(f.start(), f.end(), new Form.Name(f.start(), f.start(), "$render"), List.of(), List.of(f), false);
          Tree tree = Tree.of(document.source(), List.of(new Tree.Top(c.top().start(), run, List.of())));
          return Optional.of(new Expandable(tree, c.span(f), macro.isPresent(), macro.orElse("")));
        }
      }
      return Optional.empty();
    });
  }

  private static Optional<String> macroName(Form f) {
    if (!(f instanceof Form.Node n)) {
      return Optional.empty();
    }
    String name = n.head() instanceof Form.Name h ? h.text() : n.head() instanceof Form.Path p ? p.text() : "";
    boolean macro = name.length() > 1 && name.endsWith("!") && Character.isLetterOrDigit(name.charAt(name.length() - 2)) || name.endsWith("?!") || name.endsWith("_!");
    return macro ? Optional.of(name) : Optional.empty();
  }

  private static boolean isTemplate(Form f) {
    return f instanceof Form.Quote q && hasHole(q.datum());
  }

  private static boolean hasHole(Form f) {
    return f instanceof Form.Hole || f.parts().stream().anyMatch(Expandable::hasHole);
  }
}
