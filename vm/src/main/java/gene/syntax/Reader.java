// Turns a text into its tree. It never fails: what cannot be read becomes broken forms with diagnostics.
package gene.syntax;

import gene.source.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

public final class Reader {
  private final Source source;
  private final Cursor in;
  private final Recovery forms;
  private final List<Tree.Top> tops = new ArrayList<>();
  // For each top-level form how far it depends on the text, relative to its start.
  private int[] reaches = new int[64];

  private Reader(Source source) {
    this.source = source;
    this.in = new Cursor(source.text());
    this.forms = new Recovery(in);
  }

  public static Tree read(Source source) {
    var reader = new Reader(source);
    for (int start = reader.forms.seek(0); start >= 0; start = reader.forms.seek(reader.in.at)) {
      reader.readTop(start);
    }
    return reader.tree();
  }

  /**
   * The tree of the edited text: equal to what {@link #read} gives, but top-level forms that the edit does not touch are
   * shared with the old tree.
   *
   * @param from    where the edit begins
   * @param removed how many characters of the old text it replaces
   * @param added   how many characters stand there now
   */
  public static Tree reread(Tree old, Source edited, int from, int removed, int added) {
    return new Reader(edited).reread(old, from, from + removed, added - removed);
  }

  private Tree reread(Tree old, int from, int oldEnd, int shift) {
    List<Tree.Top> before = old.tops();
    int k = 0;
    while (k < before.size() && isBefore(old, k, from)) {
      add(before.get(k), old.reach(k));
      k++;
    }
    int resume = k == 0 ? 0 : before.get(k - 1).end();
    old.comments().stream().takeWhile(c -> c.end() <= resume).forEach(in.comments::add);
    int start = forms.seek(resume);
    while (start >= 0) {
      // Up to the edit the old forms have the same starts, behind it shifted ones.
      int oldStart = start < from ? start : start - shift;
      while (k < before.size() && before.get(k).start() < oldStart) {
        k++;
      }
      boolean known = k < before.size() && before.get(k).start() == oldStart;
      if (known && start - shift == oldStart && oldStart >= oldEnd) {
        takeRest(old, k, shift);
        break;
      } else if (known && start < from && isBefore(old, k, from)) {
        takeTop(old, k);
      } else {
        readTop(start);
      }
      start = forms.seek(in.at);
    }
    return tree();
  }

  private static boolean isBefore(Tree tree, int k, int from) {
    return tree.tops().get(k).start() + tree.reach(k) <= from;
  }

  private void takeTop(Tree old, int k) {
    Tree.Top top = old.tops().get(k);
    add(top, old.reach(k));
    List<Tree.Comment> comments = old.comments();
    for (int i = firstComment(comments, top.start()); i < comments.size() && comments.get(i).start() < top.end(); i++) {
      in.comments.add(comments.get(i));
    }
    in.at = top.end();
  }

  private void takeRest(Tree old, int k, int shift) {
    for (int i = k; i < old.tops().size(); i++) {
      Tree.Top top = old.tops().get(i);
      add(new Tree.Top(top.start() + shift, top.form(), top.diagnostics()), old.reach(i));
    }
    List<Tree.Comment> comments = old.comments();
    for (Tree.Comment c : comments.subList(firstComment(comments, old.tops().get(k).start()), comments.size())) {
      in.comments.add(new Tree.Comment(c.start() + shift, c.end() + shift, c.block()));
    }
  }

  /** The index of the first comment that starts at or behind an offset. */
  private static int firstComment(List<Tree.Comment> comments, int offset) {
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
    return low;
  }

  private void readTop(int start) {
    Tree.Top top = forms.read(start);
    add(top, forms.reach() - start);
  }

  private void add(Tree.Top top, int reach) {
    if (tops.size() == reaches.length) {
      reaches = Arrays.copyOf(reaches, reaches.length * 2);
    }
    reaches[tops.size()] = reach;
    tops.add(top);
  }

  private Tree tree() {
    return new Tree(source, tops, in.comments, Arrays.copyOf(reaches, tops.size()));
  }
}
