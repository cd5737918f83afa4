// The entries of a hash map, named by their keys as code.
package gene.debug;

import gene.data.GeneHashMap;
import gene.data.Key;
import gene.data.Store;
import java.util.ArrayList;
import java.util.List;

final class HashMapParts implements Parts {
  private final GeneHashMap map;
  private final Key[] keys;
  private final Object[] values;

  HashMapParts(GeneHashMap map) {
    this.map = map;
    this.keys = map.keys();
    this.values = map.values();
  }

  @Override
  public int namedCount() {
    return keys.length;
  }

  @Override
  public int indexedCount() {
    return 0;
  }

  @Override
  public List<Variable> named(int from, int to) {
    var page = new ArrayList<Variable>();
    for (int i = Math.max(0, from); i < Math.min(to, keys.length); i++) {
      page.add(new Variable(Preview.of(keys[i].value()), values[i]));
    }
    return page;
  }

  @Override
  public List<Variable> indexed(int from, int to) {
    return List.of();
  }

  @Override
  public void assign(Store store, String name, Object value) {
    store.set(map, key(name), value);
  }

  @Override
  public List<Place> places(String name) {
    return List.of(new Place(map, key(name)));
  }

  private Key key(String name) {
    for (Key key : keys) {
      if (Preview.of(key.value()).equals(name)) {
        return key;
      }
    }
    throw new DebugException("There is no `" + name + "` here");
  }
}
