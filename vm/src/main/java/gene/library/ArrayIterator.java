// What `(array .iter)` gives: reads the array live, by position.
package gene.library;

import gene.data.Cell;
import gene.data.GeneArray;
import gene.data.NanBox;
import gene.data.Opaque;

final class ArrayIterator implements Opaque {
  final GeneArray array;
  // A cell, so that the position changes through the store like every other state.
  final Cell position = new Cell(NanBox.ofInt(0), null);

  ArrayIterator(GeneArray array) {
    this.array = array;
  }

  @Override
  public String typeofName() {
    return "ArrayIterator";
  }

  @Override
  public String className() {
    return "ArrayIterator";
  }

  @Override
  public String display() {
    return "VkArrayIterator";
  }
}
