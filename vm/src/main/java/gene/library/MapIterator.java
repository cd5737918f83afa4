// What `(map .iter)` gives, also for hash maps: goes through a snapshot of the entries.
package gene.library;

import gene.data.Cell;
import gene.data.GeneMap;
import gene.data.NanBox;
import gene.data.Opaque;
import gene.data.Symbol;
import java.util.Map;

final class MapIterator implements Opaque {
  final Object[] keys;
  final Object[] values;
  final Cell position = new Cell(NanBox.ofInt(0), null);

  MapIterator(Object[] keys, Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  /** Keys come as symbols. */
  static MapIterator of(GeneMap map) {
    Map<String, Object> entries = map.entries();
    return new MapIterator(entries.keySet().stream().map(Symbol::of).toArray(), entries.values().toArray());
  }

  @Override
  public String typeofName() {
    return "MapIterator";
  }

  @Override
  public String className() {
    return "MapIterator";
  }

  @Override
  public String display() {
    return "VkMapIterator";
  }
}
