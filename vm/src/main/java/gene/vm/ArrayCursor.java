// What `for` keeps of an array: it is read live, by index.
package gene.vm;

import gene.data.GeneArray;
import gene.data.NanBox;

final class ArrayCursor {
  final GeneArray array;
  int index;

  ArrayCursor(GeneArray array) {
    this.array = array;
  }

  boolean hasNext() {
    return index < array.size();
  }

  long nextWord() {
    return array.word(index++);
  }

  /** The reference of the element whose word was given last. */
  Object lastRef(long word) {
    return word == NanBox.REF ? array.ref(index - 1) : null;
  }
}
