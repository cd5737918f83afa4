// A growing list of offsets; what searches it needs them in ascending order.
package gene.syntax;

import java.util.Arrays;

final class Offsets {
  private int[] items = new int[8];
  private int size;

  void add(int offset) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = offset;
  }

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean contains(int offset) {
    return Arrays.binarySearch(items, 0, size, offset) >= 0;
  }

  /** The first offset at or after a place, or the given one when there is none. */
  int firstFrom(int place, int otherwise) {
    int i = Arrays.binarySearch(items, 0, size, place);
    i = i >= 0 ? i : -i - 1;
    return i < size ? items[i] : otherwise;
  }

  Offsets sorted() {
    Offsets copy = copy();
    Arrays.sort(copy.items, 0, size);
    return copy;
  }

  Offsets copy() {
    var copy = new Offsets();
    copy.items = Arrays.copyOf(items, Math.max(size, 1));
    copy.size = size;
    return copy;
  }
}
