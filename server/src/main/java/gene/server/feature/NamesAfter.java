// Whether names mean after a rename what they meant before: the new name captures nothing and is captured by nothing.
package gene.server.feature;

import gene.analysis.Analysis;
import gene.source.Diagnostic;
import gene.source.Span;
import gene.syntax.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

final class NamesAfter {
  private final List<Diagnostic.Edit> edits;
  private final Document before;
  private final Document after;

  private NamesAfter(Rename.Edits rename) {
    edits = new ArrayList<>(rename.edits());
    edits.sort(Comparator.comparingInt(e -> e.span().start()));
    // Neither may be a document of which only parts are analysed.
    before = Document.of(rename.document().uri(), 1, rename.document().source().text());
    var text = new StringBuilder(before.source().text());
    for (int i = edits.size() - 1; i >= 0; i--) {
      text.replace(edits.get(i).span().start(), edits.get(i).span().end(), edits.get(i).text());
    }
    after = Document.of(before.uri(), 2, text.toString());
  }

  /** Where in the document, as it is now, a name would stand for something else. */
  static Optional<Integer> firstChanged(Rename.Edits rename, String newName) {
    // Where nothing has the name yet there is nothing to mix it up with.
    return rename.document().source().text().contains(newName) ? new NamesAfter(rename).firstChanged(newName) : Optional.empty();
  }

  private Optional<Integer> firstChanged(String name) {
    var changed = new ArrayList<Integer>();
    Analysis then = before.analysis();
    Analysis now = after.analysis();
    var walk = new NameWalk(after) {
      @Override
      void name(Span span, String text) {
        int old = earlier(span.start());
        Integer meant = then.bindingAt(old).flatMap(then::span).map(Span::start).orElse(null);
        Integer means = now.bindingAt(span.start()).flatMap(now::span).map(s -> earlier(s.start())).orElse(null);
        if (text.equals(name) && !Objects.equals(meant, means)) {
          changed.add(old);
        }
      }

      @Override
      void string(Span inside, String text) {
        // No variable is named by a string.
      }
    };
    for (Tree.Top top : after.tree().tops()) {
      walk.walk(top);
    }
    return changed.stream().min(Comparator.naturalOrder());
  }

  /** The place that an offset of the later text had before. */
  private int earlier(int offset) {
    int by = 0;
    for (Diagnostic.Edit e : edits) {
      int start = e.span().start() + by;
      if (start >= offset) {
        break;
      }
      by += e.text().length() - e.span().length();
    }
    return offset - by;
  }
}
