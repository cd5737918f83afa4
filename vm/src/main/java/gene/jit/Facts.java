// What is known at an instruction beyond the kinds: shapes of instances, what fields and shared variables hold, and that the VM's epoch was looked at.
package gene.jit;

import gene.data.Shape;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Only calls, instructions that are performed and writes that add a field change a shape or the epoch: until then a guard that has
 * held need not be written again. A fact about an operand that was loaded from a slot is one about the slot as well.
 *
 * A place is a field of the object in a slot, or a shared variable. What is known of it is the kind of the number there, and
 * mostly that a JVM local of its own (see {@link Translator#held}) has that number: then it need not be read again.
 */
final class Facts {
  /** What a place holds. @param held whether the place's JVM local has the number as well */
  record Content(int place, byte kind, boolean held) {}

  private static final int NONE = -1;
  private static final Content[] NO_CONTENTS = {};
  private static final int MOST_CONTENTS = 48;
  // A place is a number: that of a field has the slot of its object above, the field's below.
  private static final int FIELD_BITS = 16;
  private static final int FIELD_MASK = (1 << FIELD_BITS) - 1;
  private static final int CAPTURE = 1 << 30;
  private static final int OWN_CELL = CAPTURE | 1 << 29;

  private final Shape[] shapes;
  /** The slot that an operand was loaded from and still equals. */
  private final int[] origins;
  /** Where a word has no reference, as that of nil or a boolean. */
  private final boolean[] plain;
  // Never changed, but replaced.
  private Content[] contents = NO_CONTENTS;
  private int epoch = NONE;

  Facts(int positions) {
    shapes = new Shape[positions];
    origins = new int[positions];
    plain = new boolean[positions];
    Arrays.fill(origins, NONE);
  }

  Facts(Facts other) {
    shapes = other.shapes.clone();
    origins = other.origins.clone();
    plain = other.plain.clone();
    contents = other.contents;
    epoch = other.epoch;
  }

  Shape shape(int position) {
    return shapes[position];
  }

  boolean isEpoch(int value) {
    return epoch == value;
  }

  void epoch(int value) {
    epoch = value;
  }

  void shape(int position, Shape shape) {
    shapes[position] = shape;
  }

  boolean isPlain(int position) {
    return plain[position];
  }

  void plain(int position, boolean has) {
    plain[position] = has;
  }

  /** The slot that the operand equals; itself for one that equals none. */
  int origin(int position) {
    return origins[position] == NONE ? position : origins[position];
  }

  /** @param slot the source, when it is a slot; else -1 */
  void copy(int from, int to, int slot) {
    shapes[to] = shapes[from];
    plain[to] = plain[from];
    origins[to] = slot;
  }

  // Places

  /** -1 for a field that no facts are kept of. */
  static int field(int slot, int field) {
    return slot < 1 << 13 && field <= FIELD_MASK ? slot << FIELD_BITS | field : NONE;
  }

  static int capture(int index) {
    return CAPTURE | index;
  }

  /** A shared variable of the frame itself. */
  static int cell(int slot) {
    return OWN_CELL | slot;
  }

  private static boolean isField(int place) {
    return (place & CAPTURE) == 0;
  }

  /** Null when nothing is known. */
  Content content(int place) {
    for (Content c : contents) {
      if (c.place == place) {
        return c;
      }
    }
    return null;
  }

  /** The place holds a number of that kind, and its JVM local has it. */
  void holds(int place, byte kind) {
    keep(c -> c.place != place ? c : null);
    if (place != NONE && contents.length < MOST_CONTENTS) {
      contents = Arrays.copyOf(contents, contents.length + 1);
      contents[contents.length - 1] = new Content(place, kind, true);
    }
  }

  /** Nothing is known of what a shared variable holds. */
  void forgetContent(int place) {
    keep(c -> c.place != place ? c : null);
  }

  /**
   * A number of that kind, or another value, was written to a field of an object, which may be the one in any slot.
   *
   * @param kind INT or FLOAT; all others are other values
   */
  void wroteField(Shape shape, int field, byte kind) {
    keep(c -> {
      if (!isField(c.place) || (c.place & FIELD_MASK) != field) {
        return c;
      }
      Shape here = shapes[c.place >> FIELD_BITS];
      return here != null && here != shape ? c : c.kind == kind ? new Content(c.place, kind, false) : null;
    });
  }

  private void keep(UnaryOperator<Content> what) {
    if (contents.length > 0) {
      contents = Arrays.stream(contents).map(what).filter(Objects::nonNull).toArray(Content[]::new);
    }
  }

  /** Nothing is known of the position, and nothing equals it. */
  void forget(int position) {
    keep(c -> isField(c.place) ? c.place >> FIELD_BITS == position ? null : c : c.place == cell(position) ? null : c);
    shapes[position] = null;
    plain[position] = false;
    origins[position] = NONE;
    for (int p = 0; p < origins.length; p++) {
      if (origins[p] == position) {
        origins[p] = NONE;
      }
    }
  }

  void forgetFrom(int position) {
    Arrays.fill(shapes, position, shapes.length, null);
    Arrays.fill(plain, position, plain.length, false);
    Arrays.fill(origins, position, origins.length, NONE);
  }

  /** Other code runs. */
  void forgetObjects() {
    Arrays.fill(shapes, null);
    contents = NO_CONTENTS;
    epoch = NONE;
  }

  /** Keeps what both know. @return whether that is less than before */
  boolean meet(Facts other) {
    boolean less = false;
    for (int p = 0; p < shapes.length; p++) {
      if (shapes[p] != null && shapes[p] != other.shapes[p]) {
        shapes[p] = null;
        less = true;
      }
      if (plain[p] && !other.plain[p]) {
        plain[p] = false;
        less = true;
      }
      if (origins[p] != NONE && origins[p] != other.origins[p]) {
        origins[p] = NONE;
        less = true;
      }
    }
    if (epoch != NONE && epoch != other.epoch) {
      epoch = NONE;
      less = true;
    }
    Content[] before = contents;
    keep(c -> {
      Content there = other.content(c.place);
      return there == null || there.kind != c.kind ? null : !c.held || there.held ? c : there;
    });
    return less || !Arrays.equals(before, contents);
  }
}
