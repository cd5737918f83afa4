// Reads the top-level forms of a text one by one and decides where a form ends whose brackets or quotes are not balanced.
package gene.syntax;

import gene.syntax.FormReader.Pass;
import java.util.List;

/**
 * People begin top-level forms in the first column, so an unbalanced form ends before the next bracket there. Each decision
 * depends only on the text from the form's start on: reading a part of a file again gives the same forms. What a pass learns
 * before it gives up is kept, which bounds the work on badly broken files.
 */
final class Recovery {
  /**
   * A lenient pass that gave up.
   *
   * @param from     where the form starts
   * @param at       where it gave up
   * @param reach    how far it looked
   * @param literal  whether a string, regex or comment had no end
   * @param open     starts of the forms that were open then
   * @param openers  brackets seen in the first column
   * @param suspects starts of literals that may be the ones without end
   */
  record Failure(int from, int at, int reach, boolean literal, Offsets open, Offsets openers, Offsets suspects) {
    /** Whether a pass from here is known to give up at the same place. */
    boolean covers(int start) {
      return open.contains(start) && start >= from && (literal || openers.firstFrom(start + 1, at) < at);
    }
  }

  // How far behind a form it is worth looking for signs of a slip.
  private static final int NEAR = 2_000;

  private final Cursor in;
  private final FormReader reader;
  private Failure last;

  Recovery(Cursor in) {
    this.in = in;
    this.reader = new FormReader(in);
  }

  /** Moves to the next top-level form and gives its start; -1 at the end of the text. */
  int seek(int from) {
    in.begin(from);
    if (from == 0 && in.text.startsWith("\uFEFF")) {
      in.at = 1;
    }
    in.skipBlanks();
    return in.unterminated >= 0 ? in.unterminated : in.at < in.end ? in.at : -1;
  }

  /** Reads the top-level form at a start that {@link #seek} gave. */
  Tree.Top read(int start) {
    int comments = in.comments.size();
    in.begin(start);
    if (last == null || !last.covers(start)) {
      Form form = reader.read(Pass.LENIENT);
      if (form != null) {
        in.lookedAt(in.at);
        return substituted(top(start, form), comments);
      }
      last = reader.failure();
      dropComments(comments);
    }
    return substituted(readBroken(start, last), comments);
  }

  private Tree.Top top(int start, Form form) {
    return new Tree.Top(start, form, in.diagnostics());
  }

  /**
   * Reads the form again when a wrong closing bracket ended more than it should have, which shows when something follows it
   * on its lines. If the form comes out even when that bracket is taken as a slip for the right one, it was one.
   */
  private Tree.Top substituted(Tree.Top top, int comments) {
    if (reader.mismatches() == 0 || in.mending) {
      return top;
    }
    int end = in.at;
    int reach = in.reach;
    int opener = nextOpener(end - 1, Math.min(end + NEAR, in.text.length()));
    List<Tree.Comment> read = List.copyOf(in.comments.subList(comments, in.comments.size()));
    if (!isEven(end, opener)) {
      dropComments(comments);
      in.begin(top.start());
      in.end = opener;
      Form form = reader.read(Pass.SUBSTITUTING);
      boolean complete = form != null && in.diagnostics().stream().noneMatch(d -> d.code().equals(SyntaxCode.EOF.id()));
      if (complete && in.unterminated < 0 && isEven(in.at, opener)) {
        in.lookedAt(Math.max(reach, opener));
        return top(top.start(), form);
      }
    }
    dropComments(comments);
    in.comments.addAll(read);
    in.begin(top.start());
    in.at = end;
    in.lookedAt(Math.max(reach, opener));
    return top;
  }

  /** Whether only blanks stand between the end of a form and the next one. */
  private boolean isEven(int end, int opener) {
    int i = end;
    while (i < opener && Cursor.isBlank(in.text.charAt(i))) {
      i++;
    }
    return i == opener || in.inFirstColumn(i) || in.text.charAt(i) == '#';
  }

  private void dropComments(int from) {
    in.comments.subList(from, in.comments.size()).clear();
  }

  private Tree.Top readBroken(int start, Failure failure) {
    in.begin(start);
    in.mending = failure.literal();
    if (failure.literal()) {
      in.end = nextOpener(failure.suspects().firstFrom(start, start), in.text.length());
    }
    Form form;
    if (in.text.startsWith("#<", start)) {
      in.skipBlanks();
      form = in.broken(start, in.at);
    } else {
      form = reader.read(Pass.STRICT);
    }
    in.lookedAt(failure.literal() ? in.text.length() : failure.reach());
    return top(start, form);
  }

  /** How far the last form depends on the text, as an absolute offset. */
  int reach() {
    return reader.wasTooDeep() ? in.text.length() + 1 : in.reach;
  }

  /** The next bracket in the first column of a line, whatever it stands in; the limit when there is none before it. */
  private int nextOpener(int from, int limit) {
    for (int i = from + 1; i < limit; i++) {
      char c = in.text.charAt(i);
      if ((c == '(' || c == '[' || c == '{') && in.inFirstColumn(i)) {
        return i;
      }
    }
    return limit;
  }
}
