// A lexical scope: bindings by name in order of declaration, inside one function.
package gene.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

public sealed class Scope permits OuterScope {
  private final Scope parent;
  private final FunctionInfo function;
  private final Map<String, List<Binding>> names = new LinkedHashMap<>();
  private final List<Binding> all = new ArrayList<>();
  // Names that are members of the namespace or class whose body this is: they hide outer variables of the same name.
  private final Set<String> members = new HashSet<>();
  private int start;
  private int end;

  Scope(Scope parent, FunctionInfo function) {
    this.parent = parent;
    this.function = function;
  }

  public Scope parent() {
    return parent;
  }

  public FunctionInfo function() {
    return function;
  }

  /** All bindings in order of declaration. */
  public List<Binding> bindings() {
    return all;
  }

  /** The part of the text in which the scope holds, relative to its top-level form; 0..0 for the module's own. */
  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  void setRange(int from, int to) {
    start = from;
    end = to;
  }

  int size() {
    return all.size();
  }

  void add(Binding b) {
    b.setOrder(all.size());
    names.computeIfAbsent(b.name(), n -> new ArrayList<>(1)).add(b);
    all.add(b);
  }

  void addMember(String name) {
    members.add(name);
  }

  boolean hasMember(String name) {
    return members.contains(name);
  }

  /** The latest binding among the first `limit` ones. */
  Binding find(String name, int limit) {
    List<Binding> found = names.get(name);
    if (found == null) {
      return null;
    }
    for (int i = found.size() - 1; i >= 0; i--) {
      if (found.get(i).order() < limit) {
        return found.get(i);
      }
    }
    return null;
  }

  /** The latest binding of this name and kind; null when there is none. */
  Binding find(String name, Binding.Kind kind) {
    Binding latest = null;
    for (Binding b : names.getOrDefault(name, List.of())) {
      latest = b.kind() == kind ? b : latest;
    }
    return latest;
  }

  /** The first binding of the name, for code that runs after the whole body has been read. */
  Binding findFirst(String name) {
    List<Binding> found = names.get(name);
    return found == null ? null : found.get(0);
  }
}
