// Parts that are reached by name; unless a subclass says how, they cannot be set.
package gene.debug;

import gene.data.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class NamedParts implements Parts {
  private final Map<String, Object> values;
  private final String what;

  NamedParts(Map<String, Object> values, String what) {
    this.values = values;
    this.what = what;
  }

  @Override
  public int namedCount() {
    return values.size();
  }

  @Override
  public int indexedCount() {
    return 0;
  }

  @Override
  public List<Variable> named(int from, int to) {
    var page = new ArrayList<Variable>();
    int i = 0;
    for (var entry : values.entrySet()) {
      if (i >= to) {
        break;
      } else if (i >= from) {
        page.add(new Variable(entry.getKey(), entry.getValue()));
      }
      i++;
    }
    return page;
  }

  @Override
  public List<Variable> indexed(int from, int to) {
    return List.of();
  }

  @Override
  public void assign(Store store, String name, Object value) {
    throw new DebugException("`" + existing(name) + "` is " + what + " and cannot be set");
  }

  @Override
  public boolean isNamed(String name) {
    return values.containsKey(name);
  }

  final String existing(String name) {
    if (!values.containsKey(name)) {
      throw new DebugException("There is no `" + name + "` here");
    }
    return name;
  }
}
