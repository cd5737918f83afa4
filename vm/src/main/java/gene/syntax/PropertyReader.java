// Reads properties: `^k v`, `^^k`, `^!k` and the path shortcuts `^a^b v`.
package gene.syntax;

import gene.data.Special;
import gene.syntax.Frame.Kind;
import gene.syntax.Frame.Run;

final class PropertyReader {
  private final Cursor in;

  PropertyReader(Cursor in) {
    this.in = in;
  }

  /** Whether `^` begins a property here and not a symbol: in a map, or behind the head of an expression. */
  boolean belongsTo(Frame f, int count) {
    return switch (f.kind) {
      case MAP, EMBEDDED -> true;
      case NODE -> count > f.base;
      default -> false;
    };
  }

  /** Reads a property at its `^` up to where its value begins. */
  void read(Frame f) {
    endPending(f);
    checkRun(f);
    Props target = f.props();
    int levels = 0;
    while (true) {
      int start = in.at;
      char mark = in.peek(start + 1);
      boolean shorthand = mark == '^' || mark == '!';
      int from = start + (shorthand ? 2 : 1);
      int to = keyEnd(from, shorthand);
      String key = key(from, to);
      if (from == to) {
        in.report(SyntaxCode.KEY, start, from, "a property needs a name: a key must follow `" + in.text.substring(start, from) + "`");
      }
      in.at = to;
      in.touched = to;
      if (shorthand) {
        Object value = mark == '^' ? Boolean.TRUE : levels == 0 ? Special.NIL : Boolean.FALSE;
        put(target, key, start, to, in.literal(start, to, value));
        f.keyDepth = levels;
        return;
      } else if (in.peek(to) != '^') {
        wait(f, target, key, start, to, levels);
        return;
      }
      target = inner(target, key, start, to);
      levels++;
    }
  }

  private void wait(Frame f, Props target, String key, int start, int end, int levels) {
    f.target = target;
    f.key = key;
    f.keyStart = start;
    f.keyEnd = end;
    f.keyDepth = levels;
  }

  private void checkRun(Frame f) {
    if (f.run == Run.OVER && !f.misplaced && f.kind != Kind.MAP) {
      f.misplaced = f.kind == Kind.NODE;
      in.report(in.error(SyntaxCode.PROPERTIES, in.at, in.tokenEnd(in.at + 1),
          "the properties of an expression must stand together: a second run of properties begins here")
          .hint("move it to the properties further up"));
    }
    f.run = Run.INSIDE;
  }

  private int keyEnd(int from, boolean shorthand) {
    int i = from;
    while (i < in.end) {
      char c = in.text.charAt(i);
      if (Cursor.endsToken(c) || c == '^' && !shorthand) {
        break;
      }
      i += c == '\\' ? 2 : 1;
    }
    return Math.min(i, in.end);
  }

  private String key(int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      char c = in.text.charAt(i);
      if (c == '\\') {
        return escapedKey(from, to);
      }
      hash = 31 * hash + c;
    }
    return in.names.of(in.text, from, to, hash);
  }

  private String escapedKey(int from, int to) {
    var key = new StringBuilder();
    for (int i = from; i < to; i++) {
      i = Symbols.append(in, key, i);
    }
    return key.toString();
  }

  /** The map for the keys behind this one; after an error one that belongs to nothing. */
  private Props inner(Props target, String key, int start, int end) {
    Props found = target.inner(key, start - in.base, end - in.base);
    if (found == null) {
      reportDuplicate(key, start, end);
      return new Props();
    }
    return found;
  }

  /** The value of the property that waits for one. */
  void value(Frame f, Form value) {
    put(f.target, f.key, f.keyStart, f.keyEnd, value);
    f.key = null;
    f.target = null;
  }

  private void put(Props target, String key, int start, int end, Form value) {
    if (!key.isEmpty() && target.has(key)) {
      reportDuplicate(key, start, end);
    }
    target.add(key, start - in.base, end - in.base, value);
  }

  private void reportDuplicate(String key, int start, int end) {
    in.report(SyntaxCode.DUPLICATE, start, end, "duplicate property " + key);
  }

  /** Reports a property that waits for a value where none can follow. */
  void endPending(Frame f) {
    if (f.key != null) {
      if (!in.mended) {
        in.report(SyntaxCode.VALUE, f.keyStart, f.keyEnd, "missing value for property " + f.key);
      }
      value(f, in.broken(f.keyEnd, f.keyEnd));
    }
  }

  /** Reports the first datum of a map that has no key. */
  void misplaced(Frame f, Form form) {
    if (!f.misplaced) {
      f.misplaced = true;
      in.report(in.error(SyntaxCode.KEY, form.start() + in.base, form.end() + in.base,
          "a map holds properties only: a key such as `^name` must stand before this")
          .hint("a map with any keys is written `{{key value}}`"));
    }
  }
}
