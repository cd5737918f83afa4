// Parts that are reached by index and cannot be set; for arrays and Gene values there are subclasses that can.
package gene.debug;

import gene.data.Store;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

class ListParts implements Parts {
  private final List<?> values;

  ListParts(List<?> values) {
    this.values = values;
  }

  /** The elements themselves, not a copy: a page of a large array costs no more than the page. */
  static List<Object> view(gene.data.GeneArray array) {
    return new AbstractList<>() {
      @Override
      public Object get(int index) {
        return array.get(index);
      }

      @Override
      public int size() {
        return array.size();
      }
    };
  }

  @Override
  public int namedCount() {
    return 0;
  }

  @Override
  public final int indexedCount() {
    return values.size();
  }

  @Override
  public List<Variable> named(int from, int to) {
    return List.of();
  }

  @Override
  public final List<Variable> indexed(int from, int to) {
    var page = new ArrayList<Variable>();
    for (int i = Math.max(0, from); i < Math.min(to, values.size()); i++) {
      page.add(new Variable(String.valueOf(i), values.get(i)));
    }
    return page;
  }

  @Override
  public void assign(Store store, String name, Object value) {
    throw new DebugException("The members of a set cannot be set");
  }

  final int index(String name) {
    try {
      int i = Integer.parseInt(name);
      if (i >= 0 && i < values.size()) {
        return i;
      }
    } catch (NumberFormatException e) {
      throw new DebugException("There is no `" + name + "` here");
    }
    throw new DebugException("There is no element " + name + " among " + values.size());
  }
}
