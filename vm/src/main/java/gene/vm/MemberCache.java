// The inline cache of a member read or write: the shape it was last, its slot, and the shape that a new field leads to.
package gene.vm;

import gene.bytecode.Site;
import gene.data.Shape;

final class MemberCache {
  /** Beyond so many shapes a site is no longer compiled to a chain of tests. */
  private static final int MOST_SHAPES = 4;

  final Site.Member site;
  final String key;
  Shape shape;
  int slot;
  /** For a write that adds the field: the shape afterwards; null when the field is there already. */
  Shape wider;
  /** The kind of the value that was read first: what compiled code guesses. */
  byte kind;
  /** Whether a member was looked up here. */
  boolean used;
  /** Other shapes that a read has met, newest first. */
  Met others;
  /** The enum whose variant a read gave, and that variant; null when it read something else. */
  Enums.EnumType type;
  Object variant;
  /** For a write of a field with a declared type: the shape before and after (null when the field is there already), and the type. */
  Shape declared;
  Shape declaredWider;
  int declaredSlot;
  TypeValue declaredType;

  /** A shape with the field, and where it is. */
  record Met(Shape shape, int slot, Met rest, int count) {}

  MemberCache(Site.Member site) {
    this.site = site;
    this.key = site.key();
  }

  /** The site reads another shape than the one it has in mind, which is kept if there are not too many. */
  void another() {
    if (shape == null || wider != null || others != null && others.count == MOST_SHAPES) {
      return;
    }
    for (Met m = others; m != null; m = m.rest) {
      if (m.shape == shape) {
        return;
      }
    }
    others = new Met(shape, slot, others, others == null ? 1 : others.count + 1);
  }

  /** What a write of a field with a declared type did. */
  void declare(TypeValue type, Shape before, int slot, Shape wider) {
    if (type != null) {
      declaredType = type;
      declared = before;
      declaredSlot = slot;
      declaredWider = wider;
    }
  }

  /** The slot of the field in a shape that the site has met; else -1. */
  int slotIn(Shape wanted) {
    if (wanted == shape && wider == null) {
      return slot;
    }
    for (Met m = others; m != null; m = m.rest) {
      if (m.shape == wanted) {
        return m.slot;
      }
    }
    return -1;
  }
}
