// Reads one top-level form with an explicit stack of open forms, so that nesting costs no Java stack.
package gene.syntax;

import gene.syntax.Frame.Kind;
import gene.syntax.Frame.Run;
import java.util.Arrays;
import java.util.List;

/**
 * A pass is lenient or strict. A lenient pass takes the text as it is, but gives up (a null result) when brackets turn out to
 * be unbalanced after a bracket in the first column, or when a literal has no end: the recovery then decides where the form
 * ends, and the strict pass reads it again up to there, reports, and always gives a form.
 */
final class FormReader {
  /** Deeper nesting is refused, so that all walks over forms have a known limit. */
  static final int DEPTH_LIMIT = 5_000;

  private final Cursor in;
  private final PropertyReader properties;
  private final FormBuilder builder;
  private final BracketFaults faults;
  private Frame[] frames = new Frame[32];
  private int depth;
  private Form[] values = new Form[256];
  private int count;
  /** How many interpolated strings are open. */
  private int strings;
  private boolean strict;
  private boolean failed;
  private boolean tooDeep;
  private Form result;
  /** Brackets in the first column inside the form. */
  private final Offsets openers = new Offsets();

  FormReader(Cursor in) {
    this.in = in;
    this.properties = new PropertyReader(in);
    this.builder = new FormBuilder(in);
    this.faults = new BracketFaults(in);
  }

  /** Reads the form at the cursor; null when a lenient pass gave up. */
  Form read(boolean strict) {
    this.strict = strict;
    depth = 0;
    count = 0;
    strings = 0;
    failed = false;
    tooDeep = false;
    result = null;
    openers.clear();
    while (result == null && !failed) {
      if (depth > 0 && frames[depth - 1].kind == Kind.STRING) {
        text(frames[depth - 1]);
      } else {
        step();
      }
      failed |= in.unterminated >= 0;
    }
    return failed ? null : result;
  }

  /** What a lenient pass that gave up knows. */
  Recovery.Failure failure() {
    var open = new Offsets();
    // A form inside an interpolated string would fail for another reason when read alone.
    for (int i = 0; i < depth && frames[i].kind != Kind.STRING; i++) {
      open.add(frames[i].start);
    }
    boolean literal = in.unterminated >= 0 || strings > 0;
    if (literal) {
      in.suspects.add(in.unterminated >= 0 ? in.unterminated : outermostString());
    }
    return new Recovery.Failure(in.base, in.at, literal, open, openers.copy(), in.suspects.sorted());
  }

  private int outermostString() {
    int i = 0;
    while (frames[i].kind != Kind.STRING) {
      i++;
    }
    return frames[i].start;
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
      case '"' -> leaf(Strings.read(in));
      case '\'' -> leaf(Strings.character(in));
      case '`' -> open(Kind.QUOTE, start, start + 1, false);
      case '%' -> percent(start);
      case '#' -> hash(start);
      case ';' -> semicolon();
      case '^' -> caret();
      case '+', '-' -> leaf(Cursor.isDigit(in.peek(start + 1)) ? Numbers.read(in) : Symbols.read(in));
      default -> leaf(Cursor.isDigit(c) ? Numbers.read(in) : Symbols.read(in));
    }
  }

  private void leaf(Form form) {
    deliver(form, 0);
  }

  private void brace(int start, int inside, boolean sealed) {
    boolean hashed = in.peek(inside) == '{';
    bracket(hashed ? Kind.HASH_MAP : Kind.MAP, start, hashed ? inside + 1 : inside, sealed);
  }

  /** Opens a bracket; one in the first column ends the form that a strict pass reads. */
  private void bracket(Kind kind, int start, int inside, boolean sealed) {
    if (depth > 0 && strings == 0 && !sealed && in.inFirstColumn(start)) {
      if (strict) {
        endOfText();
        return;
      }
      openers.add(start);
    }
    open(kind, start, inside, sealed);
  }

  private void open(Kind kind, int start, int inside, boolean sealed) {
    if (depth >= DEPTH_LIMIT) {
      tooDeep(start);
      return;
    }
    if (depth == frames.length) {
      frames = Arrays.copyOf(frames, depth * 2);
    }
    Frame f = frames[depth];
    if (f == null) {
      f = frames[depth] = new Frame();
    }
    f.open(kind, start, inside, sealed, count);
    depth++;
    in.at = inside;
    in.touched = inside;
  }

  private void hash(int start) {
    switch (in.peek(start + 1)) {
      case '(' -> bracket(Kind.NODE, start, start + 2, true);
      case '[' -> bracket(Kind.ARRAY, start, start + 2, true);
      case '{' -> brace(start, start + 2, true);
      case '@' -> open(Kind.DECORATOR, start, start + 2, false);
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
    open(Kind.HOLE, start, discard ? next + 1 : next, discard);
  }

  private void string(int start) {
    boolean triple = Strings.isTriple(in, start + 1);
    open(Kind.STRING, start, start + (triple ? 4 : 2), false);
    if (result == null) {
      strings++;
      Frame f = frames[depth - 1];
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
    push(InterpolatedText.piece(in, f, in.at));
    open(kind, in.at + 1, in.at + 2, false);
  }

  private void closeString(Frame f, int quotes, int end) {
    if (f.triple) {
      f.text.setLength(f.text.length() - Math.min(f.text.length(), Strings.blanksBefore(in, f.pieceStart, quotes)));
    }
    push(InterpolatedText.piece(in, f, quotes));
    in.at = end;
    finish(false);
  }

  private void cutString(Frame f, int lineEnd) {
    Strings.reportUnterminated(in, f.start, f.inside, f.triple);
    in.at = lineEnd;
    breakOff();
  }

  private void push(Form form) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = form;
  }

  /** Hands a finished form to the form around it; prefixes that it completes are finished with it. */
  private void deliver(Form form, int height) {
    Form done = form;
    int levels = height;
    in.touched = in.at;
    while (depth > 0 && frames[depth - 1].kind.isPrefix()) {
      Frame f = frames[depth - 1];
      if (f.kind == Kind.DECORATOR && count == f.base) {
        push(done);
        f.height = levels + 1;
        check(levels);
        return;
      }
      done = builder.prefixed(f, done, f.kind == Kind.DECORATOR ? values[--count] : null);
      levels = Math.max(levels + 1, f.height);
      depth--;
    }
    if (depth == 0) {
      result = done;
      return;
    }
    Frame f = frames[depth - 1];
    int keyDepth = f.key == null ? 0 : f.keyDepth;
    add(f, done);
    f.height = Math.max(f.height, levels + 1 + keyDepth);
    check(f.height - 1);
  }

  private void add(Frame f, Form form) {
    if (f.key != null) {
      properties.value(f, form);
    } else if (f.kind == Kind.MAP || f.kind == Kind.EMBEDDED && f.hasProps() && count == f.base) {
      properties.misplaced(f, form);
      push(form);
    } else {
      if (f.kind == Kind.STRING) {
        f.mixed |= !(form instanceof Form.Literal l && l.value() instanceof String);
        f.pieceStart = in.at;
      } else if (f.run == Run.INSIDE) {
        f.run = Run.OVER;
      }
      push(form);
    }
  }

  private void check(int levels) {
    if (depth + levels > DEPTH_LIMIT) {
      tooDeep(frames[depth - 1].start);
    }
  }

  private void tooDeep(int at) {
    in.clearDiagnostics();
    in.report(in.error(SyntaxCode.DEPTH, at, at + 1, "the forms are nested more than " + DEPTH_LIMIT + " levels deep")
        .hint("nothing behind this place was read"));
    tooDeep = true;
    in.at = in.text.length();
    result = in.broken(in.base, in.at);
  }

  boolean wasTooDeep() {
    return tooDeep;
  }

  private void caret() {
    if (depth > 0 && properties.belongsTo(frames[depth - 1], count)) {
      Frame f = frames[depth - 1];
      properties.read(f);
      f.height = Math.max(f.height, f.keyDepth + 1);
      check(f.keyDepth);
    } else {
      leaf(Symbols.read(in));
    }
  }

  /** `(a x; b)` reads as `((a x) b)`: what the expression holds so far becomes its head. */
  private void semicolon() {
    int at = in.at;
    endPrefixes();
    if (result != null) {
      return;
    }
    if (depth == 0 || frames[depth - 1].kind != Kind.NODE) {
      misplacedSemicolon(at);
      return;
    }
    Frame f = frames[depth - 1];
    properties.endPending(f);
    Form segment = builder.node(f, values(f), Math.max(in.touched, f.inside), false);
    int levels = f.height;
    f.open(Kind.NODE, f.start, f.inside, f.sealed, f.base);
    push(segment);
    f.height = levels + 1;
    in.at = at + 1;
    check(levels);
  }

  private void misplacedSemicolon(int at) {
    while (in.peek(in.at) == ';') {
      in.at++;
    }
    in.report(in.error(SyntaxCode.SEMICOLON, at, in.at, "`;` is only allowed inside an expression in round brackets")
        .hint("a comment begins with `#` and a blank"));
    if (depth == 0) {
      deliver(in.broken(at, in.at), 0);
    }
  }

  private void close(char c) {
    int at = in.at;
    endPrefixes();
    if (result != null) {
      return;
    }
    if (depth == 0) {
      stray();
      return;
    }
    Frame f = frames[depth - 1];
    if (closes(f, c)) {
      in.at = at + f.kind.closer.length();
      finish(false);
    } else if (strings == 0 && !openers.isEmpty() && !strict) {
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
    for (int i = start; i < in.end && (Cursor.isCloser(in.text.charAt(i)) || in.text.charAt(i) == ' '); i++) {
      end = Cursor.isCloser(in.text.charAt(i)) ? i + 1 : end;
    }
    faults.unmatched(start, end, null);
    in.at = end;
    deliver(in.broken(start, end), 0);
  }

  /** Leaves out a closing bracket that nothing waits for; one that an outer form waits for ends the inner ones. */
  private void mismatch(char c, int at) {
    int i = depth - 1;
    while (i >= 0 && frames[i].kind != Kind.STRING && !closes(frames[i], c)) {
      i--;
    }
    boolean partner = i >= 0 && frames[i].kind != Kind.STRING;
    Frame inner = frames[depth - 1];
    boolean half = inner.kind == Kind.HASH_MAP && c == '}';
    faults.unmatched(at, at + 1, partner || half ? inner : null);
    if (!partner) {
      in.at = at + 1;
      if (half) {
        breakOff();
      }
      return;
    }
    endDownTo(i);
    if (result == null) {
      in.at = at + frames[i].kind.closer.length();
      finish(false);
    }
  }

  /** Ends prefixes that wait for a datum where none can follow. */
  private void endPrefixes() {
    while (result == null && depth > 0 && frames[depth - 1].kind.isPrefix()) {
      faults.missingDatum(frames[depth - 1]);
      finish(true);
    }
  }

  private void endOfText() {
    if (!strict && (strings > 0 || !openers.isEmpty())) {
      failed = true;
      return;
    }
    faults.unclosed(frames, depth);
    endDownTo(-1);
  }

  /** Ends all forms inside that of an index. The outermost bracket among them becomes broken: one mark for one fault. */
  private void endDownTo(int outer) {
    while (result == null && depth - 1 > outer) {
      int i = depth - 2;
      while (i > outer && frames[i].kind.isPrefix()) {
        i--;
      }
      if (i == outer && !frames[depth - 1].kind.isPrefix()) {
        breakOff();
      } else {
        finish(true);
      }
    }
  }

  /** Closes the innermost form. */
  private void finish(boolean cut) {
    Frame f = frames[depth - 1];
    deliver(end(f, cut), f.height);
  }

  /** Takes the innermost form off the stack. One that lacks its end keeps what was read. */
  private Form end(Frame f, boolean cut) {
    if (f.kind == Kind.STRING) {
      strings--;
      if (cut) {
        push(InterpolatedText.piece(in, f, in.at));
      }
    }
    properties.endPending(f);
    List<Form> data = values(f);
    depth--;
    return f.kind.isPrefix() ? new Form.Broken(f.start - in.base, in.at - in.base, data) : builder.build(f, data, in.at);
  }

  /** Closes the innermost form inside a broken one, which marks the place of the fault. */
  private void breakOff() {
    Frame f = frames[depth - 1];
    Form form = end(f, true);
    deliver(form instanceof Form.Broken ? form : new Form.Broken(form.start(), form.end(), List.of(form)), f.height + 1);
  }

  private List<Form> values(Frame f) {
    List<Form> data = count == f.base ? List.of() : List.of(Arrays.copyOfRange(values, f.base, count));
    count = f.base;
    return data;
  }
}
