// Where an offset is in a document: the forms around it, and the symbol or the part of a path that it touches.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** @param path the forms that hold the offset, outermost first, never empty */
record Cursor(Document document, int offset, Tree.Top top, List<Form> path) {
  /** Empty between top-level forms. */
  static Optional<Cursor> at(Document document, int offset) {
    List<Tree.Top> tops = document.tree().tops();
    int i = lastStartingBy(tops, offset);
    if (i >= 0 && tops.get(i).start() == offset && i > 0 && tops.get(i - 1).end() == offset && !isSymbol(tops.get(i).form())) {
      i--; // `a(b)`: the offset between both touches the name
    }
    if (i < 0 || tops.get(i).end() < offset) {
      return Optional.empty();
    }
    Tree.Top top = tops.get(i);
    var path = new ArrayList<Form>();
    for (Form f = top.form(); f != null; f = part(f, offset - top.start())) {
      path.add(f);
    }
    return Optional.of(new Cursor(document, offset, top, List.copyOf(path)));
  }

  /** Like {@link #at}, and at the end of a text that lacks its closing brackets still inside what they would close. */
  static Optional<Cursor> within(Document document, int offset) {
    Optional<Cursor> found = at(document, offset);
    if (found.isPresent()) {
      return found;
    }
    List<Tree.Top> tops = document.tree().tops();
    int i = lastStartingBy(tops, offset);
    if (i < 0 || tops.get(i).diagnostics().isEmpty() || !document.source().text().substring(tops.get(i).end(), offset).isBlank()) {
      return Optional.empty();
    }
    Tree.Top top = tops.get(i);
    var path = new ArrayList<Form>();
    for (Form f = top.form(); f != null; f = lastOpen(f)) {
      path.add(f);
    }
    return Optional.of(new Cursor(document, offset, top, List.copyOf(path)));
  }

  /** The last part, if the form ends with it: its closing bracket is missing. */
  private static Form lastOpen(Form f) {
    List<Form> parts = f.parts();
    Form last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    return last != null && last.end() == f.end() && !(last instanceof Form.Literal) ? last : null;
  }

  private static int lastStartingBy(List<Tree.Top> tops, int offset) {
    int low = 0;
    int high = tops.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tops.get(middle).start() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** The part that holds the offset; one that ends there is preferred if it is a symbol and the next is none. */
  private static Form part(Form f, int at) {
    Form holding = null;
    Form touching = null;
    for (Form p : f.parts()) {
      if (p.start() <= at && at < p.end()) {
        holding = p;
      } else if (p.end() == at && p.start() < at) {
        touching = p;
      }
    }
    return touching != null && (holding == null || isSymbol(touching) && !isSymbol(holding)) ? touching : holding;
  }

  private static boolean isSymbol(Form f) {
    return f instanceof Form.Name || f instanceof Form.Path;
  }

  Form innermost() {
    return path.get(path.size() - 1);
  }

  /** The form around the innermost one that is no wrapper of broken text. */
  Optional<Form> parent() {
    for (int i = path.size() - 2; i >= 0; i--) {
      if (!(path.get(i) instanceof Form.Broken)) {
        return Optional.of(path.get(i));
      }
    }
    return Optional.empty();
  }

  Span span(Form f) {
    return top.span(f);
  }

  /** The slash before a segment belongs to it where the cursor touches that: in `<|>/x`. */
  Span span(Form.Segment s) {
    int start = top.start() + s.start();
    return new Span(offset == start - 1 ? offset : start, top.start() + s.end());
  }

  /** Which segment of the path it touches. */
  int segment(Form.Path p) {
    int at = offset - top.start();
    for (int i = 0; i < p.segments().size(); i++) {
      Form.Segment s = p.segments().get(i);
      if (s.start() <= at && at <= s.end() && !s.text().isEmpty()) {
        return i;
      }
    }
    return p.segments().size() - 1;
  }

  /** The property whose key it touches. */
  Optional<Form.Prop> key() {
    int at = offset - top.start();
    List<Form.Prop> props = innermost() instanceof Form.Node n ? n.props() : innermost() instanceof Form.MapForm m ? m.props() : List.of();
    return props.stream().filter(p -> p.keyStart() <= at && at <= p.keyEnd()).findFirst();
  }
}
