// The environment of a compilation, which remembers what was asked of it.
package gene.gir;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class AskedVariables extends AbstractMap<String, String> {
  private final Map<String, String> all;
  private final Map<String, Input> asked = new LinkedHashMap<>();

  public AskedVariables(Map<String, String> all) {
    this.all = all;
  }

  /** The variables that were asked for, with the values they had. */
  public List<Input> inputs() {
    return List.copyOf(asked.values());
  }

  @Override
  public String get(Object name) {
    String value = all.get(name);
    asked.put((String) name, Input.variable((String) name, value));
    return value;
  }

  @Override
  public boolean containsKey(Object name) {
    return get(name) != null;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    throw new UnsupportedOperationException("compilations ask for variables one by one");
  }
}
