// What is being typed at an offset, and where it stands: read from the text and the tree, brackets missing or not.
package gene.server.feature;

import gene.source.Source;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.List;
import java.util.Optional;

/**
 * @param token  from the beginning of what is typed to the offset
 * @param word   the part that is being completed: behind the last slash and marks
 * @param parent the form around the token; null at the top of the file
 */
record CompletionPlace(Kind kind, Span token, Span word, Form.Node parent, Tree.Top top) {
  enum Kind { NOWHERE, HEAD, EXPRESSION, TYPE, KEYWORD, METHOD, MEMBER, MODULE_PATH, IMPORT_ITEM, GLOBAL, NEW_NAME }

  static final String DELIMITERS = " \t\r\n()[]{}\"`;,'";

  static CompletionPlace at(Document document, int offset) {
    String text = document.source().text();
    int start = offset;
    while (start > 0 && DELIMITERS.indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    while (start < offset && (text.charAt(start) == '%' || text.charAt(start) == '#')) {
      start++;
    }
    if (isInComment(document.tree(), offset)) {
      return new CompletionPlace(Kind.NOWHERE, new Span(offset, offset), new Span(offset, offset), null, null);
    }
    Optional<Cursor> cursor = Cursor.within(document, start);
    Tree.Top top = cursor.map(Cursor::top).orElse(null);
    Optional<Form.Literal> string = string(document, offset);
    if (string.isPresent()) {
      return inString(document, offset, string.get());
    }
    var token = new Span(start, offset);
    Form.Node parent = cursor.map(c -> parent(c, token)).orElse(null);
    String typed = document.text(token);
    int slash = typed.lastIndexOf('/');
    int from = start + slash + 1;
    Kind kind;
    if (parent != null && parent.isCall("import")) {
      kind = Kind.IMPORT_ITEM;
    } else if (slash >= 0) {
      kind = text.startsWith(".", from) ? Kind.METHOD : Kind.MEMBER;
    } else if (typed.startsWith("^")) {
      kind = Kind.KEYWORD;
    } else if (typed.startsWith("$")) {
      kind = Kind.GLOBAL;
    } else if (typed.startsWith(".")) {
      kind = Kind.METHOD;
    } else {
      kind = plain(document.source(), start, parent, top);
    }
    int marks = kind == Kind.METHOD || kind == Kind.KEYWORD ? 1 : 0;
    return new CompletionPlace(kind, token, new Span(Math.min(offset, from + marks), offset), parent, top);
  }

  private static Kind plain(Source source, int start, Form.Node parent, Tree.Top top) {
    String before = source.text().substring(source.lineStart(source.line(start)), start).stripTrailing();
    if (before.endsWith("(")) {
      return Kind.HEAD;
    }
    String last = before.substring(Math.max(before.lastIndexOf(' '), Math.max(before.lastIndexOf('('), before.lastIndexOf('['))) + 1);
    boolean typed = last.length() > 1 && last.endsWith(":") || last.equals("->") || last.equals("is") || last.equals("<") || last.equals("|");
    if (typed && !(last.equals("<") && (parent == null || !parent.isCall("class"))) || parent != null && parent.isCall("new") && isFirst(parent, start, top)) {
      return Kind.TYPE;
    }
    boolean naming = parent != null && isFirst(parent, start, top) && parent.head() instanceof Form.Name h
        && List.of("fn", "var", "let", "class", "enum", "ns", "type", "interface", "object", "method", "field").contains(h.text());
    return naming ? Kind.NEW_NAME : Kind.EXPRESSION;
  }

  private static boolean isFirst(Form.Node parent, int start, Tree.Top top) {
    int at = start - top.start();
    return parent.head() != null && parent.head().end() < at && parent.children().stream().noneMatch(c -> c.end() < at);
  }

  /** The node that the token is a part of. */
  private static Form.Node parent(Cursor cursor, Span token) {
    for (int i = cursor.path().size() - 1; i >= 0; i--) {
      Form f = cursor.path().get(i);
      if (f instanceof Form.Node n && cursor.top().start() + n.start() < token.start()
          && (cursor.top().start() + n.end() > token.start() || cursor.top().start() + n.end() >= token.end() && !closed(cursor, n))) {
        return n;
      } else if (f instanceof Form.Array && cursor.span(f).start() < token.start() && cursor.span(f).end() > token.end()
          && !(i > 0 && cursor.path().get(i - 1) instanceof Form.Node p && p.isCall("import"))) {
        return null;
      }
    }
    return null;
  }

  private static boolean closed(Cursor cursor, Form.Node n) {
    return cursor.document().source().text().charAt(cursor.top().start() + n.end() - 1) == ')';
  }

  private static boolean isInComment(Tree tree, int offset) {
    List<Tree.Comment> comments = tree.comments();
    int low = 0;
    int high = comments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comments.get(middle).start() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && (comments.get(low - 1).end() > offset || comments.get(low - 1).end() == offset && !comments.get(low - 1).block());
  }

  private static Optional<Form.Literal> string(Document document, int offset) {
    return Cursor.at(document, offset).filter(c -> c.span(c.innermost()).start() < offset && (offset < c.span(c.innermost()).end()
        || document.source().text().charAt(offset - 1) != '"')).map(Cursor::innermost)
        .filter(f -> f instanceof Form.Literal l && l.value() instanceof String).map(Form.Literal.class::cast);
  }

  /** The string behind `from`, its closing quote missing or not. */
  private static boolean isModule(Form.Node importForm, Form.Literal string) {
    List<Form> parts = importForm.children();
    for (int i = 1; i < parts.size(); i++) {
      if (DefinitionForm.isName(parts.get(i - 1), "from") && (parts.get(i) == string || parts.get(i) instanceof Form.Broken b && b.parts().contains(string))) {
        return true;
      }
    }
    return false;
  }

  private static CompletionPlace inString(Document document, int offset, Form.Literal string) {
    Cursor cursor = Cursor.at(document, offset).orElseThrow();
    Form.Node parent = cursor.parent().filter(Form.Node.class::isInstance).map(Form.Node.class::cast).orElse(null);
    boolean path = parent != null && parent.isCall("import") && isModule(parent, string);
    var typed = new Span(cursor.span(string).start() + 1, offset);
    int slash = document.text(typed).lastIndexOf('/');
    return new CompletionPlace(path ? Kind.MODULE_PATH : Kind.NOWHERE, typed, new Span(typed.start() + slash + 1, offset), parent, cursor.top());
  }
}
