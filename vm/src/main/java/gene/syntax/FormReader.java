// Reads one top-level form: what each character begins or ends, and what happens where brackets do not match.
package gene.syntax;

import gene.syntax.Frame.Kind;

final class FormReader {
  /**
   * How unbalanced brackets are dealt with.
   *
   * <p>LENIENT takes the text as it is, but gives up (a null result) when brackets turn out to be unbalanced after a bracket
   * in the first column, or when a literal has no end. The recovery then decides where the form ends, and the next pass reads
   * it again up to there. STRICT always gives a form; a closing bracket that an outer form waits for ends the inner ones.
   * SUBSTITUTING is strict, but takes a wrong closing bracket as a slip for the right one; it gives up where there are many.
   */
  enum Pass { LENIENT, STRICT, SUBSTITUTING }

  // More than these in one form are no slips, and trying each place in such a text would take too long.
  private static final int MOST_SLIPS = 4;

  private final Cursor in;
  private final BracketFaults faults;
  private final OpenForms open;
  private Pass pass;
  /** How many closing brackets ended forms that waited for another one. */
  private int mismatches;
  private boolean failed;
  /** Brackets in the first column inside the form. */
  private final Offsets openers = new Offsets();

  FormReader(Cursor in) {
    this.in = in;
    this.faults = new BracketFaults(in);
    this.open = new OpenForms(in, faults);
  }

  /** Reads the form at the cursor; null when the first pass gave up. */
  Form read(Pass pass) {
    this.pass = pass;
    mismatches = 0;
    failed = false;
    openers.clear();
    open.clear();
    while (open.result() == null && !failed) {
      if (!open.isEmpty() && open.top().kind == Kind.STRING) {
        text(open.top());
      } else {
        step();
      }
      failed |= in.unterminated >= 0;
    }
    return failed ? null : open.result();
  }

  boolean wasTooDeep() {
    return open.wasTooDeep();
  }

  int mismatches() {
    return mismatches;
  }

  /** What a first pass that gave up knows. */
  Recovery.Failure failure() {
    var starts = new Offsets();
    int i = 0;
    // A form inside an interpolated string would fail for another reason when read alone.
    for (; i < open.depth() && open.at(i).kind != Kind.STRING; i++) {
      starts.add(open.at(i).start);
    }
    boolean literal = in.unterminated >= 0 || open.inString();
    if (literal) {
      in.suspects.add(in.unterminated >= 0 ? in.unterminated : open.at(i).start);
    }
    return new Recovery.Failure(in.base, in.at, Math.max(in.at, in.reach), literal, starts, openers.copy(), in.suspects.sorted());
  }

  private void step() {
    in.skipBlanks();
    if (in.unterminated >= 0) {
      return;
    }
    if (in.at >= in.end) {
      endOfText();
      return;
    }
    int start = in.at;
    char c = in.text.charAt(start);
    switch (c) {
      case '(' -> bracket(Kind.NODE, start, start + 1, false);
      case '[' -> bracket(Kind.ARRAY, start, start + 1, false);
      case '{' -> brace(start, start + 1, false);
      case ')', ']', '}' -> close(c);
      case '"' -> leaf(Strings.read(in, open.inString()));
      case '\'' -> leaf(Strings.character(in));
      case '`' -> open.open(Kind.QUOTE, start, start + 1, false);
      case '%' -> percent(start);
      case '#' -> hash(start);
      case ';' -> semicolon();
      case '^' -> caret();
      case '+', '-' -> leaf(Cursor.isDigit(in.peek(start + 1)) ? Numbers.read(in) : Symbols.read(in));
      default -> leaf(Cursor.isDigit(c) ? Numbers.read(in) : Symbols.read(in));
    }
  }

  private void leaf(Form form) {
    open.deliver(form, 0);
  }

  private void brace(int start, int inside, boolean sealed) {
    boolean hashed = in.peek(inside) == '{';
    bracket(hashed ? Kind.HASH_MAP : Kind.MAP, start, hashed ? inside + 1 : inside, sealed);
  }

  /** Opens a bracket; one in the first column ends the form unless the pass is lenient. */
  private void bracket(Kind kind, int start, int inside, boolean sealed) {
    if (!open.isEmpty() && !open.inString() && !sealed && in.inFirstColumn(start)) {
      if (pass != Pass.LENIENT) {
        endOfText();
        return;
      }
      openers.add(start);
    }
    open.open(kind, start, inside, sealed);
  }

  private void hash(int start) {
    switch (in.peek(start + 1)) {
      case '(' -> bracket(Kind.NODE, start, start + 2, true);
      case '[' -> bracket(Kind.ARRAY, start, start + 2, true);
      case '{' -> brace(start, start + 2, true);
      case '@' -> open.open(Kind.DECORATOR, start, start + 2, false);
      case '/' -> leaf(RegexLiteral.read(in));
      case '"' -> string(start);
      default -> leaf(Symbols.read(in));
    }
  }

  /** `%` begins a hole, unless it stands alone or is `%=`. */
  private void percent(int start) {
    int next = start + 1;
    char c = in.peek(next);
    boolean alone = next >= in.end || Cursor.isBlank(c) || Cursor.isCloser(c) || c == ';';
    if (alone || c == '=' && in.endsAt(next + 1)) {
      in.at = alone ? next : next + 1;
      leaf(new Form.Name(start - in.base, in.at - in.base, alone ? "%" : "%="));
      return;
    }
    char after = in.peek(next + 1);
    boolean discard = c == '_' && next + 1 < in.end && !Cursor.isBlank(after) && !Cursor.isCloser(after) && after != ';';
    open.open(Kind.HOLE, start, discard ? next + 1 : next, discard);
  }

  private void string(int start) {
    boolean triple = Strings.isTriple(in, start + 1);
    open.open(Kind.STRING, start, start + (triple ? 4 : 2), false);
    if (open.result() == null) {
      Frame f = open.top();
      f.triple = triple;
      f.mixed = false;
      f.suspected = false;
      f.text.setLength(0);
      f.pieceStart = in.at;
      if (triple) {
        in.at = Strings.afterOpening(in, in.at);
      }
    }
  }

  /** Goes on inside an interpolated string until it ends or something is embedded. */
  private void text(Frame f) {
    InterpolatedText.Stop stop = InterpolatedText.read(in, f);
    if (stop == null) {
      if (in.unterminated < 0) {
        endOfText();
      }
      return;
    }
    int start = in.at;
    switch (stop) {
      case QUOTE -> closeString(f, start, start + (f.triple ? 3 : 1));
      case LINE_END -> cutString(f, start);
      case BRACE -> embed(f, Kind.EMBEDDED);
      case PARENTHESIS -> embed(f, Kind.NODE);
      case BRACKET -> embed(f, Kind.ARRAY);
    }
  }

  private void embed(Frame f, Kind kind) {
    open.push(InterpolatedText.piece(in, f, in.at));
    open.open(kind, in.at + 1, in.at + 2, false);
  }

  private void closeString(Frame f, int quotes, int end) {
    if (f.triple) {
      f.text.setLength(f.text.length() - Math.min(f.text.length(), Strings.blanksBefore(in, f.pieceStart, quotes)));
    }
    open.push(InterpolatedText.piece(in, f, quotes));
    in.at = end;
    open.close();
  }

  private void cutString(Frame f, int lineEnd) {
    Strings.reportUnterminated(in, f.start, f.inside, f.triple);
    in.at = lineEnd;
    open.breakOff();
  }

  private void caret() {
    if (!open.property()) {
      leaf(Symbols.read(in));
    }
  }

  private void semicolon() {
    int at = in.at;
    open.endPrefixes();
    if (open.result() != null) {
      return;
    } else if (open.isEmpty() || open.top().kind != Kind.NODE) {
      misplacedSemicolon(at);
      return;
    }
    in.at = at + 1;
    open.chain();
  }

  private void misplacedSemicolon(int at) {
    while (in.peek(in.at) == ';') {
      in.at++;
    }
    in.report(in.error(SyntaxCode.SEMICOLON, at, in.at, "`;` is only allowed inside an expression in round brackets")
        .hint("a comment begins with `#` and a blank"));
    if (open.isEmpty()) {
      open.deliver(in.broken(at, in.at), 0);
    }
  }

  private void close(char c) {
    int at = in.at;
    open.endPrefixes();
    if (open.result() != null) {
      return;
    }
    if (open.isEmpty()) {
      stray();
      return;
    }
    Frame f = open.top();
    if (closes(f, c)) {
      in.at = at + f.kind.closer.length();
      open.close();
    } else if (!open.inString() && !openers.isEmpty() && pass == Pass.LENIENT) {
      failed = true;
    } else {
      mismatch(c, at);
    }
  }

  private boolean closes(Frame f, char c) {
    return f.kind.isBracket() && f.kind.closer.charAt(0) == c
        && (f.kind != Kind.HASH_MAP || in.peek(in.at + 1) == '}' && in.at + 1 < in.end);
  }

  /** Closing brackets without any partner, as a form of their own. */
  private void stray() {
    int start = in.at;
    int end = start;
    int i = start;
    for (; i < in.end && (Cursor.isCloser(in.text.charAt(i)) || in.text.charAt(i) == ' '); i++) {
      end = Cursor.isCloser(in.text.charAt(i)) ? i + 1 : end;
    }
    in.lookedAt(i);
    faults.unmatched(start, end, null);
    in.at = end;
    open.deliver(in.broken(start, end), 0);
  }

  /** Leaves out a closing bracket that nothing waits for; one that an outer form waits for ends the inner ones. */
  private void mismatch(char c, int at) {
    if (pass == Pass.SUBSTITUTING && open.top().kind.isBracket()) {
      faults.unmatched(at, at + 1, open.top());
      in.at = at + 1;
      failed = ++mismatches > MOST_SLIPS;
      open.breakOff();
      return;
    }
    int i = open.depth() - 1;
    while (i >= 0 && open.at(i).kind != Kind.STRING && !closes(open.at(i), c)) {
      i--;
    }
    boolean partner = i >= 0 && open.at(i).kind != Kind.STRING;
    boolean embedded = i >= 0 && !partner;
    Frame inner = open.top();
    boolean half = inner.kind == Kind.HASH_MAP && c == '}';
    faults.unmatched(at, at + 1, partner || half || embedded ? inner : null);
    if (embedded) {
      // Most likely the wrong bracket for the end of what is embedded: the string goes on behind it.
      in.at = at + 1;
      open.endDownTo(i);
      return;
    } else if (!partner) {
      in.at = at + 1;
      if (half) {
        open.breakOff();
      }
      return;
    }
    mismatches++;
    open.endDownTo(i);
    if (open.result() == null) {
      in.at = at + open.at(i).kind.closer.length();
      open.close();
    }
  }

  private void endOfText() {
    if (pass == Pass.LENIENT && (open.inString() || !openers.isEmpty())) {
      failed = true;
      return;
    }
    faults.unclosed(open);
    open.endDownTo(-1);
  }
}
