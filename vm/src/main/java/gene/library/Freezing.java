// `(freeze v)`: makes the whole graph that can be reached from a value immutable.
package gene.library;

import gene.data.Bytes;
import gene.data.Char;
import gene.data.ComplexSymbol;
import gene.data.Container;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneHashMap;
import gene.data.GeneMap;
import gene.data.Key;
import gene.data.Kinds;
import gene.data.Opaque;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import gene.data.Symbol;
import gene.vm.Captures;
import gene.vm.Native;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

final class Freezing {
  /** A value to visit; the way to it becomes text only when it is refused. */
  private record Place(Object value, Place from, String step) {
    String path() {
      var steps = new ArrayDeque<String>();
      for (Place p = this; p.from != null; p = p.from) {
        steps.push(p.step);
      }
      return "/" + String.join("/", steps);
    }
  }

  private final Deque<Place> open = new ArrayDeque<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Container> containers = new ArrayList<>();
  private final List<Captures> functions = new ArrayList<>();

  private Freezing() {}

  /** @throws Raise before anything is frozen, when something in the graph cannot be */
  static void freeze(Object root, Store store) {
    var freezing = new Freezing();
    freezing.open.push(new Place(root, null, null));
    while (!freezing.open.isEmpty()) {
      freezing.visit(freezing.open.pop());
    }
    freezing.containers.forEach(store::freeze);
    freezing.functions.forEach(Captures::freeze);
  }

  private void visit(Place place) {
    Object v = place.value;
    if (isAtom(v) || !seen.add(v)) {
      return;
    } else if (v instanceof GeneArray array) {
      containers.add(array);
      elements(place, array);
    } else if (v instanceof GeneMap map) {
      containers.add(map);
      map.entries().forEach((key, value) -> visitLater(value, place, "." + key));
    } else if (v instanceof GeneHashMap map) {
      containers.add(map);
      entries(place, map);
    } else if (v instanceof Gene gene) {
      containers.add(gene);
      visitLater(gene.type(), place, "<type>");
      gene.props().entries().forEach((key, value) -> visitLater(value, place, "." + key));
      elements(place, gene.children());
    } else if (v instanceof Captures function) {
      functions.add(function);
      function.captured().forEach(c -> visitLater(c.value(), place, "<closure>/<scope:" + c.scope() + ">/<capture:" + c.name() + ">"));
    } else {
      throw Raise.type("freeze cannot make " + Kinds.plainName(v) + " frozen at " + place.path());
    }
  }

  private void elements(Place place, GeneArray array) {
    for (int i = 0; i < array.size(); i++) {
      visitLater(array.get(i), place, "[" + i + "]");
    }
  }

  private void entries(Place place, GeneHashMap map) {
    Key[] keys = map.keys();
    Object[] values = map.values();
    for (int i = 0; i < keys.length; i++) {
      visitLater(keys[i].value(), place, "<key:" + i + ">");
      visitLater(values[i], place, "<value:" + i + ">");
    }
  }

  private void visitLater(Object value, Place from, String step) {
    if (!isAtom(value)) {
      open.push(new Place(value, from, step));
    }
  }

  /** What cannot change anyway. */
  private static boolean isAtom(Object v) {
    return v instanceof Number || v instanceof String || v instanceof Boolean || v instanceof Special || v instanceof Char
        || v instanceof Symbol || v instanceof ComplexSymbol || v instanceof Bytes || v instanceof Native
        || v instanceof Opaque o && o.typeofName().equals("Actor");
  }
}
