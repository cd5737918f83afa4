// The properties of a literal while it is being read; `^a^b v` puts b into a map that is the value of a.
package gene.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class Props {
  private static final int SCANNED = 16;

  private final List<Form.Prop> list = new ArrayList<>(4);
  // In step with the list once a path shortcut was met: the maps that shortcuts made, else null.
  private List<Props> inner;
  private Set<String> keys;

  boolean isEmpty() {
    return list.isEmpty();
  }

  boolean has(String key) {
    if (list.size() > SCANNED) {
      if (keys == null) {
        keys = new HashSet<>();
        list.forEach(p -> keys.add(p.key()));
      }
      return keys.contains(key);
    }
    for (Form.Prop p : list) {
      if (p.key().equals(key)) {
        return true;
      }
    }
    return false;
  }

  void add(String key, int keyStart, int keyEnd, Form value) {
    list.add(new Form.Prop(key, keyStart, keyEnd, value));
    if (inner != null) {
      inner.add(null);
    }
    if (keys != null) {
      keys.add(key);
    }
  }

  /** The map that an earlier shortcut made for the key, or a new one; null when the key has a value of its own. */
  Props inner(String key, int keyStart, int keyEnd) {
    if (has(key)) {
      for (int i = 0; inner != null && i < inner.size(); i++) {
        if (inner.get(i) != null && list.get(i).key().equals(key)) {
          return inner.get(i);
        }
      }
      return null;
    }
    if (inner == null) {
      inner = new ArrayList<>();
      list.forEach(p -> inner.add(null));
    }
    add(key, keyStart, keyEnd, null);
    var made = new Props();
    inner.set(inner.size() - 1, made);
    return made;
  }

  List<Form.Prop> build() {
    if (inner == null) {
      return List.copyOf(list);
    }
    // Shortcuts may nest as deep as brackets do, so the maps are made without recursion: the innermost first.
    var order = new ArrayList<Props>();
    order.add(this);
    for (int i = 0; i < order.size(); i++) {
      order.get(i).innerMaps(order);
    }
    for (int i = order.size() - 1; i >= 0; i--) {
      order.get(i).fill();
    }
    return List.copyOf(list);
  }

  private void innerMaps(List<Props> into) {
    if (inner != null) {
      inner.stream().filter(p -> p != null).forEach(into::add);
    }
  }

  /** Puts the finished maps into the list. */
  private void fill() {
    for (int i = 0; inner != null && i < inner.size(); i++) {
      if (inner.get(i) != null) {
        Form.Prop p = list.get(i);
        list.set(i, new Form.Prop(p.key(), p.keyStart(), p.keyEnd(), inner.get(i).map()));
      }
    }
  }

  private Form.MapForm map() {
    int start = list.get(0).keyStart();
    int end = start;
    for (Form.Prop p : list) {
      end = Math.max(end, p.value().end());
    }
    return new Form.MapForm(start, end, list, false);
  }
}
