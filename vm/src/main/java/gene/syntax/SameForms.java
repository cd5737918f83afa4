// Compares two texts that should differ in blanks only: by their forms and comments, or, when they cannot be read, piece by piece.
package gene.syntax;

import gene.data.Bytes;
import java.util.ArrayDeque;
import java.util.List;

final class SameForms {
  private final Tree left;
  private final Tree right;

  private SameForms(Tree left, Tree right) {
    this.left = left;
    this.right = right;
  }

  /** Leaves are equal when they are written alike: nothing may hide behind two spellings of one value. */
  static boolean of(Tree left, Tree right) {
    return new SameForms(left, right).hold();
  }

  private boolean hold() {
    if (left.tops().size() != right.tops().size() || left.comments().size() != right.comments().size()
        || left.hasErrors() != right.hasErrors()) {
      return false;
    }
    for (int i = 0; i < left.comments().size(); i++) {
      if (!comment(left, i).equals(comment(right, i))) {
        return false;
      }
    }
    for (int i = 0; i < left.tops().size(); i++) {
      if (!equal(left.tops().get(i), right.tops().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String comment(Tree tree, int i) {
    Tree.Comment c = tree.comments().get(i);
    return comment(tree.source().text().substring(c.start(), c.end()));
  }

  /** Blanks at the ends of its lines are no part of a comment, nor is the way in which the lines end. */
  private static String comment(String text) {
    return text.replaceAll("[ \\t]+(?=[\\r\\n]|\\z)", "").replaceAll("\\r\\n?", "\n");
  }

  private boolean equal(Tree.Top a, Tree.Top b) {
    var rest = new ArrayDeque<Form>();
    rest.push(b.form());
    rest.push(a.form());
    while (!rest.isEmpty()) {
      Form x = rest.pop();
      Form y = rest.pop();
      List<Form> xs = x.parts();
      List<Form> ys = y.parts();
      if (x.getClass() != y.getClass() || xs.size() != ys.size() || !shape(x).equals(shape(y))
          || xs.isEmpty() && !isBracket(x) && !leaf(left, a, x).equals(leaf(right, b, y))) {
        return false;
      }
      for (int i = 0; i < xs.size(); i++) {
        rest.push(ys.get(i));
        rest.push(xs.get(i));
      }
    }
    return true;
  }

  private static boolean isBracket(Form form) {
    return form instanceof Form.Node || form instanceof Form.Array || form instanceof Form.MapForm || form instanceof Form.HashMapForm;
  }

  private static String leaf(Tree tree, Tree.Top top, Form form) {
    String text = tree.source().text().substring(top.start() + form.start(), top.start() + form.end());
    // Between groups of digits any blanks may stand.
    return form instanceof Form.Literal l && l.value() instanceof Bytes ? text.replaceAll("[\\s,]", "") : text;
  }

  /** What a form holds besides its parts. */
  private static List<Object> shape(Form form) {
    if (form instanceof Form.Node n) {
      return List.of(n.sealed(), n.head() != null, n.props().stream().map(Form.Prop::key).toList());
    } else if (form instanceof Form.MapForm m) {
      return List.of(m.sealed(), m.props().stream().map(Form.Prop::key).toList());
    } else if (form instanceof Form.Array a) {
      return List.of(a.sealed());
    } else if (form instanceof Form.HashMapForm h) {
      return List.of(h.sealed());
    } else if (form instanceof Form.Hole h) {
      return List.of(h.discard());
    }
    return List.of();
  }

  /** For texts that cannot be read: brackets, literals and comments are the same ones in the same order. */
  static boolean pieces(String left, String right) {
    var a = new Lexemes(left);
    var b = new Lexemes(right);
    while (a.next() != Lexemes.Kind.END) {
      if (b.next() != a.kind() || !piece(left, a).equals(piece(right, b))) {
        return false;
      }
    }
    return b.next() == Lexemes.Kind.END;
  }

  private static String piece(String text, Lexemes at) {
    String piece = text.substring(at.from(), at.to());
    boolean isComment = at.kind() == Lexemes.Kind.COMMENT || at.kind() == Lexemes.Kind.BLOCK_COMMENT;
    return isComment ? comment(piece) : piece;
  }
}
