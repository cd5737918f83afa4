// The part of a document that a code action is about, with the forms around it.
package gene.server.feature;

import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** @param path the forms that hold the range, outermost first; empty between top-level forms */
record Selected(Snapshot snapshot, Document document, Span range, Tree.Top top, List<Form> path) {
  static Selected of(Snapshot snapshot, Document document, Span range) {
    String text = document.source().text();
    int from = range.start();
    int to = range.end();
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    var trimmed = new Span(from, to);
    for (Tree.Top top : document.tree().tops()) {
      if (top.start() <= from && to <= top.end()) {
        var path = new ArrayList<Form>();
        for (Form f = top.form(); f != null; f = inner(f, from - top.start(), to - top.start())) {
          path.add(f);
        }
        return new Selected(snapshot, document, trimmed, top, List.copyOf(path));
      }
    }
    return new Selected(snapshot, document, trimmed, null, List.of());
  }

  private static Form inner(Form f, int from, int to) {
    for (Form part : f.parts()) {
      if (part.start() <= from && to <= part.end()) {
        return part;
      }
    }
    return null;
  }

  boolean isEmpty() {
    return path.isEmpty();
  }

  Form innermost() {
    return path.get(path.size() - 1);
  }

  /** The innermost form if it is exactly what is selected. */
  Optional<Form> exactly() {
    return isEmpty() || range.length() == 0 || !top.span(innermost()).equals(range) ? Optional.empty() : Optional.of(innermost());
  }

  /** The innermost expression in brackets. */
  Optional<Form.Node> node() {
    for (int i = path.size() - 1; i >= 0; i--) {
      if (path.get(i) instanceof Form.Node n) {
        return Optional.of(n);
      } else if (path.get(i) instanceof Form.Quote) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  Form parent(Form f) {
    int i = path.indexOf(f);
    return i <= 0 ? null : path.get(i - 1);
  }

  boolean isQuoted() {
    return path.stream().anyMatch(Form.Quote.class::isInstance);
  }

  String text(Form f) {
    return document.text(top.span(f));
  }

  Diagnostic.Edit replace(Form f, String text) {
    return new Diagnostic.Edit(top.span(f), text);
  }

  Diagnostic.Edit insert(int offset, String text) {
    return new Diagnostic.Edit(new Span(offset, offset), text);
  }

  /** The blanks before the first character of the line. */
  String indentation(int offset) {
    String line = document.source().lineText(document.source().line(offset));
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  boolean isFirstInLine(int offset) {
    return indentation(offset).length() == column(offset);
  }

  /** From 0. */
  int column(int offset) {
    return offset - document.source().lineStart(document.source().line(offset));
  }

  /** A name like this that nothing visible has. */
  String fresh(String like) {
    var taken = new java.util.HashSet<String>();
    document.analysisAt(range.start()).visibleAt(range.start()).forEach(b -> taken.add(b.name()));
    document.symbols().forEach(s -> taken.add(s.name()));
    String name = like;
    for (int i = 2; !taken.add(name); i++) {
      name = like + i;
    }
    return name;
  }

  /** Whether the form is one of those that run one after the other in its parent, so that another can stand before it. */
  boolean isStatement(Form f) {
    Form parent = parent(f);
    if (parent == null || parent instanceof Form.Broken) {
      return true;
    }
    return parent instanceof Form.Node n && isStatementOf(n, f);
  }

  private static boolean isStatementOf(Form.Node n, Form f) {
    int at = n.children().indexOf(f);
    Form before = at > 0 ? n.children().get(at - 1) : null;
    Optional<DefinitionForm> d = DefinitionForm.of(n).or(() -> DefinitionForm.anonymous(n));
    if (d.isPresent() && d.get().params() != null) {
      return d.get().body().contains(f);
    }
    String head = at >= 0 && n.head() instanceof Form.Name name ? name.text() : "";
    return switch (head) {
      case "do", "loop", "$if_main" -> true;
      case "ns" -> at >= 1;
      case "while", "repeat" -> at >= 1;
      case "for" -> at > 0 && n.children().stream().anyMatch(c -> DefinitionForm.isName(c, "in") && n.children().indexOf(c) + 1 < at);
      case "if", "if_not" -> at >= 1 && !DefinitionForm.isName(before, "elif") && !DefinitionForm.isName(before, "not") && !isWord(f);
      case "case" -> at >= 2 && !DefinitionForm.isName(before, "when") && !isWord(f);
      case "try" -> !DefinitionForm.isName(before, "catch") && !isWord(f);
      default -> false;
    };
  }

  private static boolean isWord(Form f) {
    return f instanceof Form.Name n && List.of("then", "elif", "else", "when", "catch", "finally", "not").contains(n.text());
  }
}
