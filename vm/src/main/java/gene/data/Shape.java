// The hidden class of instances: which field sits in which slot. Shapes of one class form a tree of added names.
package gene.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

public final class Shape {
  private final GeneClass cls;
  private final Shape parent;
  private final String added;
  private final int size;
  private Map<String, Shape> next;
  private Map<String, Integer> slots;

  Shape(GeneClass cls, Shape parent, String added) {
    this.cls = cls;
    this.parent = parent;
    this.added = added;
    this.size = parent == null ? 0 : parent.size + 1;
  }

  public GeneClass cls() {
    return cls;
  }

  public int size() {
    return size;
  }

  /** The slot of a field, or -1. */
  public int slot(String name) {
    if (slots == null) {
      slots = new HashMap<>();
      for (Shape s = this; s.parent != null; s = s.parent) {
        slots.put(s.added, s.size - 1);
      }
    }
    Integer slot = slots.get(name);
    return slot == null ? -1 : slot;
  }

  /** Whether the field is in that slot; for any thread. */
  public boolean has(String name, int slot) {
    for (Shape s = this; s.parent != null; s = s.parent) {
      if (s.size - 1 == slot) {
        return s.added.equals(name);
      }
    }
    return false;
  }

  /** The shape with one field less; null when there are none. */
  public Shape before() {
    return parent;
  }

  /** The shape that has one more field, in the slot `size()` of this one. */
  public Shape with(String name) {
    if (next == null) {
      next = new HashMap<>();
    }
    return next.computeIfAbsent(name, n -> new Shape(cls, this, n));
  }

  /** Field names in slot order. */
  public List<String> names() {
    var names = new String[size];
    for (Shape s = this; s.parent != null; s = s.parent) {
      names[s.size - 1] = s.added;
    }
    return List.of(names);
  }
}
