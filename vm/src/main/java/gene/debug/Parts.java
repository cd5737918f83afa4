// What can be unfolded: the variables of a scope, or the parts of a value, in pages.
package gene.debug;

import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Key;
import gene.data.Namespace;
import gene.data.Store;
import gene.vm.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Named parts come before indexed ones. An indexed part is named by its index. */
public interface Parts {
  Parts NONE = new NamedParts(Map.of(), "");

  int namedCount();

  int indexedCount();

  /** Named parts `from <= i < to`, clipped to what there is. */
  List<Variable> named(int from, int to);

  List<Variable> indexed(int from, int to);

  /** Gives a part another value; a {@link DebugException} or a {@link gene.data.Raise} says why that is not possible. */
  void assign(Store store, String name, Object value);

  /** Where the value of a part lies, so that writes to it can be watched; empty where nobody writes. */
  default List<Place> places(String name) {
    return List.of();
  }

  /** Whether there is a named part of this name. */
  default boolean isNamed(String name) {
    return named(0, namedCount()).stream().anyMatch(v -> v.name().equals(name));
  }

  static Parts of(Object v) {
    if (v instanceof GeneArray a) {
      return new ArrayParts(a);
    } else if (v instanceof Gene g) {
      return new GeneParts(g);
    } else if (v instanceof GeneMap m) {
      return new NamedParts(m.entries(), "a map's entry") {
        @Override
        public void assign(Store store, String name, Object value) {
          store.set(m, existing(name), value);
        }

        @Override
        public List<Place> places(String name) {
          return List.of(new Place(m, existing(name)));
        }
      };
    } else if (v instanceof GeneHashMap h) {
      return new HashMapParts(h);
    } else if (v instanceof GeneHashSet s) {
      Key[] members = s.members();
      var values = new ArrayList<Object>(members.length);
      for (Key k : members) {
        values.add(k.value());
      }
      return new ListParts(values);
    } else if (v instanceof Instance i) {
      return new NamedParts(Frames.parts(i), "a field") {
        @Override
        public void assign(Store store, String name, Object value) {
          store.setField(i, existing(name), value);
        }

        @Override
        public List<Place> places(String name) {
          return List.of(new Place(i, existing(name)));
        }
      };
    } else if (v instanceof Namespace n) {
      return members(Frames.parts(n), n);
    } else if (v instanceof GeneClass c) {
      return members(Frames.parts(c), c.members());
    }
    Map<String, Object> parts = Frames.parts(v);
    return parts.isEmpty() ? NONE : new NamedParts(parts, "a part of this value");
  }

  private static Parts members(Map<String, Object> parts, Namespace n) {
    return new NamedParts(parts, "a member") {
      @Override
      public void assign(Store store, String name, Object value) {
        store.set(n, existing(name), value);
      }

      @Override
      public List<Place> places(String name) {
        return List.of(new Place(n.cell(existing(name)), null), new Place(n, name));
      }
    };
  }
}
