// The forms that are open while a text is read, and the data found in them so far.
package gene.syntax;

import gene.syntax.Frame.Kind;
import gene.syntax.Frame.Run;
import java.util.Arrays;
import java.util.List;

/** An explicit stack, so that nesting costs no Java stack. */
final class OpenForms {
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
  private int strings;
  private boolean tooDeep;
  private Form result;

  OpenForms(Cursor in, BracketFaults faults) {
    this.in = in;
    this.faults = faults;
    this.properties = new PropertyReader(in);
    this.builder = new FormBuilder(in);
  }

  void clear() {
    depth = 0;
    count = 0;
    strings = 0;
    tooDeep = false;
    result = null;
  }

  /** The top-level form once it is complete, before that null. */
  Form result() {
    return result;
  }

  boolean isEmpty() {
    return depth == 0;
  }

  int depth() {
    return depth;
  }

  Frame top() {
    return frames[depth - 1];
  }

  /** The form of a level, the outermost being 0. */
  Frame at(int level) {
    return frames[level];
  }

  boolean inString() {
    return strings > 0;
  }

  boolean wasTooDeep() {
    return tooDeep;
  }

  void open(Kind kind, int start, int inside, boolean sealed) {
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
    strings += kind == Kind.STRING ? 1 : 0;
    in.at = inside;
    in.touched = inside;
  }

  void push(Form form) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = form;
  }

  /** Hands a finished form to the form around it; prefixes that it completes are finished with it. */
  void deliver(Form form, int height) {
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

  /** Reads a property at its `^` when one can stand here; otherwise `^` begins a symbol. */
  boolean property() {
    if (depth == 0 || !properties.belongsTo(top(), count)) {
      return false;
    }
    Frame f = top();
    properties.read(f);
    f.height = Math.max(f.height, f.keyDepth + 1);
    check(f.keyDepth);
    return true;
  }

  /** `(a x; b)` reads as `((a x) b)`: what the expression holds so far becomes its head. */
  void chain() {
    Frame f = top();
    properties.endPending(f);
    Form segment = builder.node(f, values(f), Math.max(in.touched, f.inside), false);
    int levels = f.height;
    f.open(Kind.NODE, f.start, f.inside, f.sealed, f.base);
    push(segment);
    f.height = levels + 1;
    check(levels);
  }

  /** Ends prefixes that wait for a datum where none can follow. */
  void endPrefixes() {
    while (result == null && depth > 0 && top().kind.isPrefix()) {
      faults.missingDatum(top());
      finish(true);
    }
  }

  /** Ends all forms inside that of an index. The outermost bracket among them becomes broken: one mark for one fault. */
  void endDownTo(int outer) {
    while (result == null && depth - 1 > outer) {
      int i = depth - 2;
      while (i > outer && frames[i].kind.isPrefix()) {
        i--;
      }
      if (i == outer && !top().kind.isPrefix()) {
        breakOff();
      } else {
        finish(true);
      }
    }
  }

  /** Closes the innermost form at the cursor. */
  void close() {
    finish(false);
  }

  private void finish(boolean cut) {
    Frame f = top();
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
  void breakOff() {
    Frame f = top();
    Form form = end(f, true);
    deliver(form instanceof Form.Broken ? form : new Form.Broken(form.start(), form.end(), List.of(form)), f.height + 1);
  }

  private List<Form> values(Frame f) {
    List<Form> data = count == f.base ? List.of() : List.of(Arrays.copyOfRange(values, f.base, count));
    count = f.base;
    return data;
  }
}
