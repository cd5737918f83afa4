// What `for` keeps of an array: it is read live, by index.
package gene.vm;

import gene.data.GeneArray;

final class ArrayCursor {
  final GeneArray array;
  int index;

  ArrayCursor(GeneArray array) {
    this.array = array;
  }
}
