// What `(range .iter)` gives.
package gene.library;

import gene.data.Cell;
import gene.data.NanBox;
import gene.data.Opaque;
import gene.data.Range;

final class RangeIterator implements Opaque {
  final Range range;
  final long size;
  final Cell position = new Cell(NanBox.ofInt(0), null);

  /** @throws gene.data.Raise when the bounds or the step are no integers */
  RangeIterator(Range range) {
    this.range = range;
    this.size = range.size();
  }

  @Override
  public String typeofName() {
    return "RangeIterator";
  }

  @Override
  public String className() {
    return "RangeIterator";
  }

  @Override
  public String display() {
    return "VkRangeIterator";
  }
}
