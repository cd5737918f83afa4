// An object of a class: a shape and the fields in two lanes. Changed through Store only.
package gene.data;

public class Instance {
  private static final long[] EMPTY = {};

  Shape shape;
  long[] words;
  // Null until a field needs the lane.
  Object[] refs;

  public Instance(GeneClass cls) {
    shape = cls.rootShape();
    int expected = cls.expectedFields;
    words = expected == 0 ? EMPTY : new long[expected];
  }

  Instance(Shape shape, int size) {
    this.shape = shape;
    words = new long[size];
  }

  /** With its fields: one boxed value for each slot of the shape. */
  Instance(Shape shape, Object... fields) {
    this.shape = shape;
    words = new long[fields.length];
    refs = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      words[i] = NanBox.wordOf(fields[i]);
      refs[i] = words[i] == NanBox.REF ? fields[i] : null;
    }
  }

  public final Shape shape() {
    return shape;
  }

  public final GeneClass cls() {
    return shape.cls();
  }

  public final long word(int slot) {
    return words[slot];
  }

  public final Object ref(int slot) {
    return refs == null ? null : refs[slot];
  }

  /** The boxed field, or Java's null when it was never set. */
  public Object get(String name) {
    int slot = shape.slot(name);
    return slot < 0 ? null : NanBox.box(words[slot], ref(slot));
  }
}
