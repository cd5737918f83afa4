// Who wrote a place: found by reading the recording backward, without moving the program.
package gene.vm;

import gene.bytecode.Code;
import gene.data.Cell;
import gene.data.GeneArray;
import gene.data.Instance;
import gene.data.Moment;
import gene.data.NanBox;
import gene.data.Shape;
import gene.data.Store;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The values come from the records too: what a write replaced is what the one before it had written. The time that this takes
 * is that of reading the recording once, some milliseconds for a million steps.
 */
public final class Writes {
  /** Where a value lies. */
  public sealed interface Place {
    /** A slot of a frame that lives now. */
    record Slot(Fiber fiber, int depth, int index) implements Place {}

    record InCell(Cell cell) implements Place {}

    /** A field, element, entry or member: owner and key as {@link Store.Journal} names them. */
    record Part(Object owner, Object key, Object value) implements Place {}
  }

  public enum Kind { ASSIGNMENT, ARGUMENT, CREATION, OUTSIDE }

  /**
   * @param position right after the write
   * @param code     what wrote (null: nothing in Gene), and at which instruction
   * @param before   the boxed value that it replaced; Java's null when there was none, or it is not known
   */
  public record Write(long position, Kind kind, Fiber fiber, Code code, int pc, String function, Object value, Object before) {}

  /** @param complete whether the beginning of the place was found, so that there are no older writes */
  public record History(List<Write> writes, boolean complete) {}

  private static final class Registers {
    Function fn;
    int base;
    int depth;
  }

  private final Tape.Reader reader;
  private final Place place;
  private final int most;
  private final long before;
  private final List<Write> found = new ArrayList<>();
  private final Map<Fiber, Registers> registers = new IdentityHashMap<>();
  private boolean complete;
  private Object value;
  private Fiber fiber;
  private long position;
  // Of the record that is being read
  private boolean written;
  private Object replaced;
  private Kind kind;

  private Writes(Travel travel, Recorder recorder, Place place, int most, long before) {
    this.place = place;
    this.most = most;
    this.before = before;
    fiber = recorder.at;
    position = travel.position();
    reader = recorder.past.reader();
  }

  /** @param before only writes up to that position count; `Long.MAX_VALUE` for all */
  static History of(Travel travel, Recorder recorder, Place place, int most, long before) {
    var w = new Writes(travel, recorder, place, most, before);
    w.value = w.now();
    while (!w.complete && w.found.size() < most && w.reader.next()) {
      w.record();
      w.position--;
    }
    return new History(w.found, w.complete);
  }

  private Object now() {
    if (place instanceof Place.Slot s) {
      return boxed(s.fiber.words[s.index], s.fiber.refs[s.index]);
    } else if (place instanceof Place.InCell c) {
      return boxed(c.cell.word(), c.cell.ref());
    }
    return ((Place.Part) place).value;
  }

  private static Object boxed(long word, Object ref) {
    return word == NanBox.ABSENT || word == NanBox.CELL && ((Cell) ref).isAbsent() ? null : NanBox.box(word, ref);
  }

  private Registers registers(Fiber f) {
    return registers.computeIfAbsent(f, x -> {
      var r = new Registers();
      r.fn = f.fn;
      r.base = f.base;
      r.depth = f.depth;
      return r;
    });
  }

  private void record() {
    written = false;
    kind = Kind.ASSIGNMENT;
    long header = reader.pop();
    if ((header & Recorder.FIBER) != 0) {
      fiber = (Fiber) reader.popRef();
    }
    Registers r = registers(fiber);
    int depthAfter = r.depth;
    int baseAfter = r.base;
    if ((header & Recorder.FRAME) != 0) {
      r.depth = (int) reader.pop();
      r.base = (int) (reader.pop() >> 32);
      r.fn = (Function) reader.popRef();
    }
    int parts = (header & Recorder.PARTS) != 0 ? (int) reader.pop() : 0;
    int count = Recorder.count(header);
    int top = count == Recorder.MANY ? (int) reader.pop() : count;
    for (; parts > 0; parts--) {
      part();
    }
    int sp = Recorder.sp(header);
    for (int i = sp - 1; i >= sp - top; i--) {
      word(i, false, r);
    }
    if ((header & Recorder.LOCAL) != 0) {
      word(r.base + r.fn.state.operands[Recorder.pc(header)], true, r);
    }
    boolean begins = place instanceof Place.Slot s && s.fiber == fiber
        && (r.depth < s.depth || r.depth == s.depth && depthAfter == s.depth && r.base != baseAfter);
    if (begins && !written && value != null) {
      // The frame begins here: what its slot held then was an argument.
      written = true;
      replaced = null;
      kind = Kind.ARGUMENT;
    }
    complete |= begins;
    if (written) {
      if (position <= before) {
        Kind how = (header & Recorder.EVENT) != 0 ? Kind.OUTSIDE : kind;
        found.add(new Write(position, how, fiber, r.fn == null ? null : r.fn.state.code, Recorder.pc(header),
            r.fn == null ? "" : r.fn.traceName(), value, replaced));
      }
      value = replaced;
    }
  }

  private void wrote(Object old) {
    if (old == null) {
      kind = Kind.CREATION;
    }
    written = true;
    replaced = old;
  }

  /** @param stored whether the instruction assigns: then the same value is a write, too */
  private void word(int index, boolean stored, Registers r) {
    long w = reader.pop();
    Object ref = NanBox.usesLane(w) ? reader.popRef() : null;
    if (place instanceof Place.Slot s && s.fiber == fiber && s.index == index && r.depth == s.depth && w != NanBox.CELL) {
      Object old = boxed(w, ref);
      if (stored || !Objects.equals(old, value)) {
        written = true;
        replaced = old;
      }
    }
  }

  private Object old() {
    long w = reader.pop();
    return boxed(w, NanBox.usesLane(w) ? reader.popRef() : null);
  }

  private boolean isPart(Object owner, int key) {
    return place instanceof Place.Part p && p.owner == owner && p.key instanceof Integer i && i == key;
  }

  private void part() {
    long last = reader.pop();
    int index = (int) (last >>> 8);
    switch ((int) last & 0xFF) {
      case Recorder.IN_CELL -> {
        Object cell = reader.popRef();
        Object old = old();
        if (place instanceof Place.InCell c && c.cell == cell) {
          wrote(old);
          complete |= old == null;
        }
      }
      case Recorder.IN_ARRAY -> {
        Object array = reader.popRef();
        Object old = old();
        if (isPart(array, index)) {
          wrote(old);
        }
      }
      case Recorder.APPENDED -> {
        Object array = reader.popRef();
        if (isPart(array, index)) {
          wrote(null);
          complete = true;
        }
      }
      case Recorder.IN_INSTANCE -> {
        var instance = (Instance) reader.popRef();
        Object old = old();
        if (isField(instance, instance.shape(), index)) {
          wrote(old);
        }
      }
      case Recorder.WIDENED -> {
        var instance = (Instance) reader.popRef();
        reader.popRef();
        if (isField(instance, instance.shape(), index)) {
          wrote(null);
          complete = true;
        }
      }
      default -> rarePart((int) last & 0xFF, index);
    }
  }

  private boolean isField(Instance instance, Shape shape, int slot) {
    return place instanceof Place.Part p && p.owner == instance && slot < shape.size() && shape.names().get(slot).equals(p.key);
  }

  private void rarePart(int which, int index) {
    switch (which) {
      case Recorder.ON_STACK -> {
        for (int at = index + (int) reader.pop() - 1; at >= index; at--) {
          word(at, false, registers(fiber));
        }
      }
      case Recorder.CALLER -> {
        reader.pop();
        reader.pop();
        reader.popRef();
      }
      case Recorder.MOMENT -> moment((Moment) reader.popRef());
      case Recorder.CURSOR_AT -> {
        reader.pop();
        reader.popRef();
      }
      case Recorder.BARRIER -> reader.popRef();
      default -> throw new AssertionError("part " + which);
    }
  }

  private void moment(Moment m) {
    if (m instanceof FiberMoment f) {
      f.registers((owner, fn, base, depth) -> {
        Registers r = registers(owner);
        r.fn = fn;
        r.base = base;
        r.depth = depth;
      });
    } else if (place instanceof Place.Part p && p.owner == m.owner() && p.owner != null && matches(p.key, m.key())) {
      wrote(m.value());
      complete |= m.value() == null && m.key() != Store.ALL && !(p.owner instanceof GeneArray);
    }
  }

  private static boolean matches(Object wanted, Object changed) {
    // What is inserted or removed moves all elements behind it.
    return changed == Store.ALL || wanted.equals(changed) || wanted instanceof Integer w && changed instanceof Integer c && c <= w;
  }
}
