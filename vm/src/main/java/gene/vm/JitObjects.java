// What compiled code calls for objects: fields of several shapes, enum values, closures.
package gene.vm;

import gene.data.Cell;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.NanBox;
import gene.data.Range;
import gene.data.Shape;
import gene.data.Special;

final class JitObjects {
  private JitObjects() {}

  // Fields

  static boolean hasShape(Object target, Shape shape) {
    return target instanceof Instance i && i.shape() == shape;
  }

  static long fieldWord(Object target, int slot) {
    return ((Instance) target).word(slot);
  }

  static Object fieldRef(Object target, int slot) {
    return ((Instance) target).ref(slot);
  }

  /** The member of an instance or a map, its reference in `resultRef`; ABSENT when the interpreter must look. */
  static long member(Fiber f, Object target, Object site) {
    var c = (MemberCache) site;
    if (target.getClass() == Instance.class) {
      var i = (Instance) target;
      int slot = c.slotIn(i.shape());
      if (slot < 0) {
        slot = i.shape().slot(c.key);
      }
      if (slot >= 0) {
        long word = i.word(slot);
        f.resultRef = word == NanBox.REF ? i.ref(slot) : null;
        return word;
      }
    } else if (target instanceof GeneMap m) {
      Object v = m.get(c.key);
      return v == Special.VOID ? NanBox.ABSENT : value(f, v);
    }
    return NanBox.ABSENT;
  }

  /** A boxed value as a word, its reference in `resultRef`; ABSENT for Java's null. */
  static long value(Fiber f, Object v) {
    if (v == null) {
      return NanBox.ABSENT;
    }
    long word = NanBox.wordOf(v);
    f.resultRef = word == NanBox.REF ? v : null;
    return word;
  }

  /** Writes a field; false when that is not all there is to do. */
  static boolean setMember(Fiber f, Object target, Object site, long word, Object ref) {
    var c = (MemberCache) site;
    if (target instanceof Instance i && i.shape() == c.shape) {
      if (c.wider == null) {
        f.vm.store.setSlot(i, c.slot, word, ref);
      } else {
        f.vm.store.addSlot(i, c.wider, word, ref);
      }
      return true;
    } else if (target instanceof GeneMap m && !m.isImmutable() && word != NanBox.ABSENT) {
      f.vm.store.set(m, c.key, NanBox.box(word, ref));
      return true;
    }
    return false;
  }

  /** Whether the field's declared type takes the value as it is. */
  static boolean conforms(Fiber f, Object site, long word, Object ref) {
    var c = (MemberCache) site;
    return f.vm.kernel.types.passes(NanBox.box(word, ref), c.declaredType.type, c.declaredType.scope, false);
  }

  // Calls

  static boolean isOf(Object receiver, GeneClass cls) {
    return receiver instanceof Instance i && i.shape().cls() == cls;
  }

  /** Whether the callee takes its arguments as values, so that a call can go on. */
  static boolean takesValues(Object callee) {
    return callee instanceof Function g ? !g.state.code.isMacro() : callee instanceof Enums.Variant || callee instanceof Native;
  }

  // Enums

  /** 1 when the value is of the variant and has so many parts, 0 when it is not, -1 when the interpreter must look. */
  static int matches(Object value, Object wanted, int parts) {
    Enums.Variant variant = wanted instanceof Enums.Variant v ? v : wanted instanceof Enums.Value u ? u.variant : null;
    if (variant == null) {
      return -1;
    } else if (!(value instanceof Enums.Value v) || v.variant != variant) {
      return 0;
    } else {
      return v.payload.length == parts ? 1 : -1;
    }
  }

  static Object part(Object value, int index) {
    return ((Enums.Value) value).payload[index];
  }

  static Object enumValue(Object variant, Object[] payload) {
    return new Enums.Value((Enums.Variant) variant, payload);
  }

  /** Null unless both are strings. */
  static Object concatenation(Object a, Object b) {
    return a instanceof String x && b instanceof String y ? x.concat(y) : null;
  }

  /** A piece of a text; false for what takes more than a look at it. */
  static boolean append(StringBuilder text, long word, Object ref) {
    if (ref instanceof String s) {
      text.append(s);
    } else if (NanBox.isInt(word)) {
      text.append(NanBox.intOf(word));
    } else {
      return false;
    }
    return true;
  }

  // Iteration

  /** What `for` keeps of a range of integers; null for everything else. */
  static Object rangeCursor(Object v) {
    return v instanceof Range r && r.start() instanceof Long && r.end() instanceof Long && r.effectiveStep() instanceof Long ? new RangeCursor(r) : null;
  }

  static Object arrayCursor(Object v) {
    return v instanceof GeneArray a ? new ArrayCursor(a) : null;
  }

  // Closures

  static Cell emptyCell() {
    return new Cell();
  }

  static Cell cell(long word, Object ref) {
    return new Cell(word, ref);
  }

  /** A function written inside `outer`, with the variables that it captures. */
  static Object function(Function outer, CodeState state, Cell[] captures, Object self) {
    var made = new Function(state, captures, outer.ns, self);
    made.owner = outer.owner;
    return made;
  }
}
