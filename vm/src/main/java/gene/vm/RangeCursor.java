// What `for` keeps of a range.
package gene.vm;

import gene.data.Range;

final class RangeCursor {
  final long first;
  final long step;
  final long size;
  long index;

  RangeCursor(Range range) {
    this.size = range.size();
    this.first = range.startInt();
    this.step = range.stepInt();
  }

  boolean hasNext() {
    return index < size;
  }

  long next() {
    return first + index++ * step;
  }
}
