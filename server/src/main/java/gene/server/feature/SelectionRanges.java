// Selection ranges: what grows around the cursor, from the name to the file.
package gene.server.feature;

import gene.source.Span;
import gene.syntax.Form;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

public final class SelectionRanges {
  private static final int MOST = 100;

  private SelectionRanges() {}

  /** From the innermost to the outermost; each inside the next one. */
  public static List<Span> at(Document document, int offset) {
    var outward = new ArrayList<Span>();
    outward.add(new Span(0, document.source().length()));
    Optional<Cursor> cursor = Cursor.at(document, offset);
    if (cursor.isPresent()) {
      for (Form f : cursor.get().path()) {
        add(outward, cursor.get().span(f));
        if (isBracketed(f)) {
          insides(document, cursor.get(), f, outward);
        }
        property(f, cursor.get()).ifPresent(s -> add(outward, s));
      }
      token(document, cursor.get(), outward);
    } else {
      document.tree().comments().stream().filter(c -> c.start() <= offset && offset <= c.end()).findFirst().ifPresent(c -> comment(c, outward));
    }
    // Each is inside the next in the answer, and readers of JSON stop at some depth.
    List<Span> kept = outward.size() <= MOST ? outward : outward.subList(outward.size() - MOST, outward.size());
    var inward = new ArrayList<Span>(kept);
    Collections.reverse(inward);
    return List.copyOf(inward);
  }

  private static void comment(Tree.Comment c, List<Span> into) {
    add(into, new Span(c.start(), c.end()));
  }

  private static boolean isBracketed(Form f) {
    return f instanceof Form.Node || f instanceof Form.Array || f instanceof Form.MapForm || f instanceof Form.HashMapForm
        || f instanceof Form.Literal l && l.value() instanceof String;
  }

  /** What is between the brackets, when the cursor is there. */
  private static void insides(Document document, Cursor cursor, Form f, List<Span> into) {
    Span whole = cursor.span(f);
    int brackets = f instanceof Form.HashMapForm ? 2 : 1;
    int skip = document.text(whole).startsWith("#") ? brackets + 1 : brackets;
    if (whole.length() >= skip + brackets && cursor.offset() >= whole.start() + skip && cursor.offset() <= whole.end() - brackets) {
      add(into, new Span(whole.start() + skip, whole.end() - brackets));
    }
  }

  private static Optional<Span> property(Form f, Cursor cursor) {
    List<Form.Prop> props = f instanceof Form.Node n ? n.props() : f instanceof Form.MapForm m ? m.props() : List.of();
    int at = cursor.offset() - cursor.top().start();
    return props.stream().filter(p -> p.keyStart() <= at && at <= Math.max(p.keyEnd(), p.value().end())).findFirst()
        .map(p -> new Span(p.keyStart(), Math.max(p.keyEnd(), p.value().end())).shift(cursor.top().start()));
  }

  /** The segment of a path, and the name without its marks. */
  private static void token(Document document, Cursor cursor, List<Span> into) {
    if (cursor.innermost() instanceof Form.Path p) {
      Form.Segment s = p.segments().get(cursor.segment(p));
      add(into, new Span(s.start(), s.end()).shift(cursor.top().start()));
    }
    Span last = into.get(into.size() - 1);
    boolean named = cursor.innermost() instanceof Form.Name || cursor.innermost() instanceof Form.Path;
    if (named && last.length() > 0) {
      String text = document.text(last);
      int start = last.start() + Words.leading(text);
      add(into, new Span(start, Math.min(last.end(), start + Words.core(text).length())));
    }
  }

  private static void add(List<Span> into, Span next) {
    Span outer = into.get(into.size() - 1);
    if (outer.covers(next) && !outer.equals(next)) {
      into.add(next);
    }
  }
}
