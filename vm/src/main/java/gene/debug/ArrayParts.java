// The elements of an array.
package gene.debug;

import gene.data.GeneArray;
import gene.data.Store;

final class ArrayParts extends ListParts {
  private final GeneArray array;

  ArrayParts(GeneArray array) {
    super(view(array));
    this.array = array;
  }

  @Override
  public void assign(Store store, String name, Object value) {
    store.set(array, index(name), value);
  }

  @Override
  public java.util.List<Place> places(String name) {
    return java.util.List.of(new Place(array, index(name)));
  }
}
