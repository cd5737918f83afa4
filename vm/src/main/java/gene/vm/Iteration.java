// What `for` goes through: fast cursors over built-in kinds, and `iter`, `next`, `next_pair` of everything else.
package gene.vm;

import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Key;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Range;
import gene.data.Special;
import gene.data.Symbol;

final class Iteration {
  /** Entries taken when the loop started. */
  private static final class Snapshot {
    final Object[] keys;
    final Object[] values;
    int index;

    Snapshot(Object[] keys, Object[] values) {
      this.keys = keys;
      this.values = values;
    }
  }

  private final Vm vm;

  Iteration(Vm vm) {
    this.vm = vm;
  }

  /** Replaces the collection on top of the stack by what NEXT steps through. */
  Fiber start(Fiber f) {
    Object v = f.peek(0);
    Object cursor = cursor(v);
    if (cursor != null) {
      saw(f.fn.state, f.pc, cursor instanceof RangeCursor ? JitUnit.INT : cursor instanceof ArrayCursor ? JitUnit.VALUE : JitUnit.GENERIC);
      f.replace(1, NanBox.REF, cursor);
      return f;
    }
    return vm.kernel.calls.callMethod(f, "iter", f.sp, 0, null, f.sp - 1, null);
  }

  /** Notes for the compiler whether a loop goes through nothing but ranges, or nothing but arrays. */
  private static void saw(CodeState cs, int pc, byte what) {
    byte before = cs.seen(pc);
    if (before != what) {
      cs.seen(pc, before == 0 ? what : JitUnit.GENERIC);
    }
  }

  private static Object cursor(Object v) {
    if (v instanceof GeneArray a) {
      return new ArrayCursor(a);
    } else if (v instanceof Range r) {
      return new RangeCursor(r);
    } else if (v instanceof GeneMap m) {
      return new Snapshot(m.entries().keySet().stream().map(Symbol::of).toArray(), m.entries().values().toArray());
    } else if (v instanceof GeneHashMap h) {
      return new Snapshot(java.util.Arrays.stream(h.keys()).map(Key::value).toArray(), h.values());
    } else if (v instanceof GeneHashSet s) {
      return new Snapshot(null, java.util.Arrays.stream(s.members()).map(Key::value).toArray());
    } else if (v == Special.NIL) {
      return new Snapshot(null, new Object[0]);
    } else if (v instanceof Generator) {
      return v;
    }
    return null;
  }

  /** Pushes the next element (with `pair`, an array of key and element), or not_found. */
  Fiber next(Fiber f, int slot, boolean pair) {
    Object it = f.refs[slot];
    if (it instanceof ArrayCursor c) {
      boolean has = c.index < c.array.size();
      Object element = has ? c.array.get(c.index) : null;
      return push(f, has, (long) c.index++, element, pair);
    } else if (it instanceof RangeCursor c) {
      boolean has = c.index < c.size;
      return push(f, has, c.index, has ? (Object) c.next() : null, pair);
    } else if (it instanceof Snapshot s) {
      boolean has = s.index < s.values.length;
      Object key = has && s.keys != null ? s.keys[s.index] : (Object) (long) s.index;
      return push(f, has, key, has ? s.values[s.index++] : null, pair);
    }
    int at = f.sp;
    if (it instanceof Generator g) {
      return vm.kernel.generators.resume(f, g, pair ? FunctionMethods.NEXT_PAIR : FunctionMethods.NEXT, at);
    }
    f.push(f.at(slot));
    return vm.kernel.calls.callMethod(f, pair ? "next_pair" : "next", at + 1, 0, null, at, null);
  }

  /** How far a cursor has come; -1 for what is none. */
  static long index(Object cursor) {
    return cursor instanceof ArrayCursor c ? c.index : cursor instanceof RangeCursor c ? c.index : cursor instanceof Snapshot c ? c.index : -1;
  }

  static void setIndex(Object cursor, long index) {
    if (cursor instanceof ArrayCursor c) {
      c.index = (int) index;
    } else if (cursor instanceof RangeCursor c) {
      c.index = index;
    } else {
      ((Snapshot) cursor).index = (int) index;
    }
  }

  /** The next integer of a range as a word, NOT_FOUND at its end; ABSENT for everything else. */
  static long nextInt(Object cursor) {
    if (!(cursor instanceof RangeCursor c)) {
      return NanBox.ABSENT;
    } else if (c.index >= c.size) {
      return NanBox.NOT_FOUND;
    }
    long next = c.first + c.index * c.step;
    if (!NanBox.fitsInt(next)) {
      return NanBox.ABSENT;
    }
    c.index++;
    return NanBox.ofInt(next);
  }

  private static Fiber push(Fiber f, boolean has, Object key, Object element, boolean pair) {
    f.replace(0, has ? pair ? GeneArray.of(key, element) : element : Special.NOT_FOUND);
    return f;
  }

  /** [pair] becomes [key element]. */
  void split(Fiber f) {
    Object pair = f.pop();
    if (!(pair instanceof GeneArray a) || a.size() != 2) {
      throw Raise.type("next_pair must give [key value] arrays");
    }
    f.push(a.get(0));
    f.push(a.get(1));
    f.pc++;
  }
}
