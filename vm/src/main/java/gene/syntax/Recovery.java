// Reads the top-level forms of a text one by one and decides where a form ends whose brackets or quotes are not balanced.
package gene.syntax;

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
   * @param literal  whether a string, regex or comment had no end
   * @param open     starts of the forms that were open then
   * @param openers  brackets seen in the first column
   * @param suspects starts of literals that may be the ones without end
   */
  record Failure(int from, int at, boolean literal, Offsets open, Offsets openers, Offsets suspects) {
    /** Whether a pass from here is known to give up at the same place. */
    boolean covers(int start) {
      return open.contains(start) && start >= from && (literal || openers.firstFrom(start + 1, at) < at);
    }
  }

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
      Form form = reader.read(false);
      if (form != null) {
        in.lookedAt(in.at);
        return new Tree.Top(start, form, in.diagnostics());
      }
      last = reader.failure();
      while (in.comments.size() > comments) {
        in.comments.remove(in.comments.size() - 1);
      }
    }
    return readBroken(start, last);
  }

  private Tree.Top readBroken(int start, Failure failure) {
    in.begin(start);
    in.mending = failure.literal();
    if (failure.literal()) {
      in.end = nextOpener(failure.suspects().firstFrom(start, start));
    }
    Form form;
    if (in.text.startsWith("#<", start)) {
      in.skipBlanks();
      form = in.broken(start, in.at);
    } else {
      form = reader.read(true);
    }
    in.lookedAt(failure.literal() ? in.text.length() : failure.at());
    return new Tree.Top(start, form, in.diagnostics());
  }

  /** How far the last form depends on the text, as an absolute offset. */
  int reach() {
    return reader.wasTooDeep() ? in.text.length() + 1 : in.reach;
  }

  /** The next bracket in the first column of a line, whatever it stands in. */
  private int nextOpener(int from) {
    for (int i = from + 1; i < in.text.length(); i++) {
      char c = in.text.charAt(i);
      if ((c == '(' || c == '[' || c == '{') && in.inFirstColumn(i)) {
        return i;
      }
    }
    return in.text.length();
  }
}
