// Which forms of a document are meant when some of it is to be evaluated, and which define what these may use.
package gene.server.feature;

import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Reader;
import gene.syntax.Tree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** @param tree its places are those of the document
 *  @param span of the code */
public record CodeToRun(Tree tree, Span span) {
  private static final Set<String> DEFINING = Set.of("import", "export", "comptime", "implement", "interceptor", "fn-interceptor", "$dep");

  /** All forms. */
  public static CodeToRun file(Document document) {
    return new CodeToRun(document.tree(), new Span(0, document.source().length()));
  }

  /** The forms in a range; text that is cut out of a form is read as if it stood alone. */
  public static Optional<CodeToRun> selection(Document document, Span range) {
    String text = document.source().text();
    int start = range.start();
    int end = range.end();
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (start == end) {
      return Optional.empty();
    }
    // Blanks before it keep the places those of the document.
    String alone = " ".repeat(start) + text.substring(start, end);
    Tree read = Reader.read(new Source(document.source().id(), document.source().name(), alone));
    return Optional.of(new CodeToRun(Tree.of(document.source(), read.tops()), new Span(start, end)));
  }

  /** The innermost form around an offset, or the one that ends there. */
  public static Optional<CodeToRun> form(Document document, int offset) {
    return Cursor.at(document, offset).map(c -> {
      Form form = c.innermost();
      // A bracket that the cursor touches from outside means its whole form, not what is next to it inside.
      for (Form f : c.path()) {
        if (c.span(f).end() == offset && !(f instanceof Form.Broken)) {
          form = f;
          break;
        }
      }
      return new CodeToRun(Tree.of(document.source(), List.of(new Tree.Top(c.top().start(), form, List.of()))), c.span(form));
    });
  }

  /** The top-level form around an offset. */
  public static Optional<CodeToRun> topLevel(Document document, int offset) {
    return Cursor.at(document, offset).map(c -> new CodeToRun(Tree.of(document.source(), List.of(c.top())), c.top().span(c.top().form())));
  }

  /** The forms that only define: imports, functions, classes, variables. Each alone: one that fails leaves the others. */
  public static List<CodeToRun> definitions(Document document) {
    return document.tree().tops().stream().filter(top -> isDefinition(top.form()) && top.diagnostics().isEmpty())
        .map(top -> new CodeToRun(Tree.of(document.source(), List.of(top)), top.span(top.form()))).toList();
  }

  private static boolean isDefinition(Form form) {
    boolean pattern = form instanceof Form.Node n && (n.isCall("var") || n.isCall("let"));
    return pattern || DefinitionForm.of(form).isPresent() || form instanceof Form.Node n && n.head() instanceof Form.Name h && DEFINING.contains(h.text());
  }
}
