// Copies a graph of data: containers are new, what they share and their cycles are kept, sealed and frozen ones stay so.
package gene.vm;

import gene.data.Container;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Key;
import gene.data.NanBox;
import gene.data.Special;
import gene.data.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Collections;

/** Who derives from it says what becomes of the values that are no containers. Needs no Java stack for deep data. */
abstract class GraphCopy {
  private final Store store = new Store();
  private final Map<Object, Object> copies = new IdentityHashMap<>();
  private final Deque<Runnable> open = new ArrayDeque<>();
  /** Hash tables are filled last: their keys must be whole. The inner ones, which are found later, come first. */
  private final Deque<Runnable> tables = new ArrayDeque<>();
  private final List<Runnable> closing = new ArrayList<>();

  /** What stands for a value that is no container. */
  abstract Object leaf(Object value);

  /** Whether a frozen container may be passed on as it is, with respect to this value in it. */
  abstract boolean isShareable(Object value);

  Object copy(Object root) {
    Object result = part(root);
    while (!open.isEmpty()) {
      open.pop().run();
    }
    while (!tables.isEmpty()) {
      tables.pop().run();
    }
    closing.forEach(Runnable::run);
    return result;
  }

  /** The copy of a part, perhaps still empty. */
  final Object part(Object v) {
    if (!(v instanceof Container c)) {
      return leaf(v);
    }
    Object known = copies.get(v);
    if (known == null) {
      known = c.isFrozen() && isShareableAsAWhole(c) ? c : begin(c);
      copies.put(v, known);
    }
    return known;
  }

  /** Remembers what stands for a value, so that the same value gives the same object again. */
  final void known(Object v, Object copy, Runnable fill) {
    copies.put(v, copy);
    open.push(fill);
  }

  final Object findKnown(Object v) {
    return copies.get(v);
  }

  private Container begin(Container c) {
    Container copy;
    if (c instanceof GeneArray from) {
      var to = new GeneArray(from.size());
      open.push(() -> fill(from, to));
      copy = to;
    } else if (c instanceof GeneMap from) {
      var to = new GeneMap();
      open.push(() -> from.entries().forEach((k, x) -> store.set(to, k, part(x))));
      copy = to;
    } else if (c instanceof Gene from) {
      var to = new Gene(Special.NIL, new GeneMap(), new GeneArray(), from.origin());
      open.push(() -> {
        store.setType(to, part(from.type()));
        from.props().entries().forEach((k, x) -> store.setProp(to, k, part(x)));
        for (int i = 0; i < from.children().size(); i++) {
          store.insertChild(to, i, part(from.children().get(i)));
        }
      });
      copy = to;
    } else if (c instanceof GeneHashMap from) {
      copy = begin(from);
    } else {
      copy = begin((GeneHashSet) c);
    }
    if (c.isSealed()) {
      closing.add(() -> Store.seal(copy));
    }
    if (c.isFrozen()) {
      closing.add(() -> store.freeze(copy));
    }
    return copy;
  }

  private void fill(GeneArray from, GeneArray to) {
    for (int i = 0; i < from.size(); i++) {
      if (from.word(i) == NanBox.REF) {
        store.append(to, part(from.ref(i)));
      } else {
        store.append(to, from.word(i), null);
      }
    }
  }

  private GeneHashMap begin(GeneHashMap from) {
    GeneHashMap to = GeneHashMap.of();
    open.push(() -> {
      Object[] values = from.values();
      Key[] keys = from.keys();
      var parts = new Object[keys.length * 2];
      for (int i = 0; i < keys.length; i++) {
        parts[2 * i] = part(keys[i].value());
        parts[2 * i + 1] = part(values[i]);
      }
      tables.push(() -> {
        for (int i = 0; i < parts.length; i += 2) {
          store.set(to, Key.of(parts[i]), parts[i + 1]);
        }
      });
    });
    return to;
  }

  private GeneHashSet begin(GeneHashSet from) {
    GeneHashSet to = GeneHashSet.of();
    open.push(() -> {
      var parts = new ArrayList<Object>();
      for (Key k : from.members()) {
        parts.add(part(k.value()));
      }
      tables.push(() -> parts.forEach(p -> store.add(to, Key.of(p))));
    });
    return to;
  }

  private boolean isShareableAsAWhole(Container whole) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var queue = new ArrayDeque<Object>();
    queue.push(whole);
    while (!queue.isEmpty()) {
      Object v = queue.pop();
      if (!(v instanceof Container c)) {
        if (!isShareable(v)) {
          return false;
        }
      } else if (seen.add(c)) {
        if (!c.isFrozen()) {
          return false;
        }
        parts(c, queue);
      }
    }
    return true;
  }

  private static void parts(Container c, Deque<Object> to) {
    if (c instanceof GeneArray a) {
      for (int i = 0; i < a.size(); i++) {
        if (a.word(i) == NanBox.REF) {
          to.push(a.ref(i));
        }
      }
    } else if (c instanceof GeneMap m) {
      m.entries().values().forEach(to::push);
    } else if (c instanceof Gene g) {
      to.push(g.type());
      g.props().entries().values().forEach(to::push);
      parts(g.children(), to);
    } else if (c instanceof GeneHashMap h) {
      for (int i = 0; i < h.keys().length; i++) {
        to.push(h.keys()[i].value());
        to.push(h.values()[i]);
      }
    } else {
      for (Key k : ((GeneHashSet) c).members()) {
        to.push(k.value());
      }
    }
  }
}
