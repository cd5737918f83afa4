// What is known at an instruction beyond the kinds: shapes of instances, and that the VM's epoch was looked at.
package gene.jit;

import gene.data.Shape;
import java.util.Arrays;

/**
 * Only calls, instructions that are performed and writes that add a field change a shape or the epoch: until then a guard that has
 * held need not be written again. A fact about an operand that was loaded from a slot is one about the slot as well.
 */
final class Facts {
  private static final int NONE = -1;

  private final Shape[] shapes;
  /** The slot that an operand was loaded from and still equals. */
  private final int[] origins;
  private int epoch = NONE;

  Facts(int positions) {
    shapes = new Shape[positions];
    origins = new int[positions];
    Arrays.fill(origins, NONE);
  }

  Facts(Facts other) {
    shapes = other.shapes.clone();
    origins = other.origins.clone();
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

  /** The slot that the operand equals; itself for one that equals none. */
  int origin(int position) {
    return origins[position] == NONE ? position : origins[position];
  }

  /** @param slot the source, when it is a slot; else -1 */
  void copy(int from, int to, int slot) {
    shapes[to] = shapes[from];
    origins[to] = slot;
  }

  /** Nothing is known of the position, and nothing equals it. */
  void forget(int position) {
    shapes[position] = null;
    origins[position] = NONE;
    for (int p = 0; p < origins.length; p++) {
      if (origins[p] == position) {
        origins[p] = NONE;
      }
    }
  }

  void forgetFrom(int position) {
    Arrays.fill(shapes, position, shapes.length, null);
    Arrays.fill(origins, position, origins.length, NONE);
  }

  /** Other code runs. */
  void forgetObjects() {
    Arrays.fill(shapes, null);
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
      if (origins[p] != NONE && origins[p] != other.origins[p]) {
        origins[p] = NONE;
        less = true;
      }
    }
    if (epoch != NONE && epoch != other.epoch) {
      epoch = NONE;
      less = true;
    }
    return less;
  }
}
