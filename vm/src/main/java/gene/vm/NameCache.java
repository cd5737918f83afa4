// The inline cache of a name that is looked up in the namespaces: the cell it was found in.
package gene.vm;

import gene.data.Cell;
import gene.data.Namespace;

final class NameCache {
  final String name;
  Namespace from;
  int epoch = -1;
  Cell cell;

  NameCache(String name) {
    this.name = name;
  }
}
