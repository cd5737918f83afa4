// Applies a selector (language reference 04, sections 8 to 12); a callable segment makes it wait for Gene code.
package gene.vm;

import gene.data.Container;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.Kinds;
import gene.data.Lookup;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Range;
import gene.data.Selector;
import gene.data.Special;
import gene.data.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

final class SelectorWalk {
  private enum Mode { VALUE, VALUES, ENTRIES }

  private final Vm vm;
  private final Members members;
  private final List<Object> segments;
  private final Object fallback;
  private Mode mode = Mode.VALUE;
  private Object value;
  /** The stream; in entries mode `keys` runs beside it. */
  private List<Object> values;
  private List<Object> keys;
  private int at;

  SelectorWalk(Vm vm, Selector s, Object target, Object fallback) {
    this.vm = vm;
    this.members = new Members(vm);
    this.segments = s.segments();
    this.value = target;
    this.fallback = fallback;
  }

  /** A native's result: the value, or a request. */
  Object run() {
    while (at < segments.size()) {
      Object segment = segments.get(at++);
      if (segment instanceof Selector.Operator op) {
        CallRequest request = op.toString().startsWith("*") ? drain(op, 0) : null;
        if (request != null) {
          return request;
        }
        operator(op);
      } else if (segment instanceof String || segment instanceof Long) {
        if (mode == Mode.VALUE && Members.asks(value) && lookup(value, segment) == Special.VOID) {
          return members.ask((Namespace) value, segment.toString(), 0, found -> {
            value = found;
            return run();
          });
        }
        key(segment);
      } else {
        CallRequest request = call(segment);
        if (request != null) {
          return request;
        }
      }
    }
    return end();
  }

  private Object end() {
    return switch (mode) {
      case VALUE -> value == Special.VOID && fallback != null ? fallback : value;
      case VALUES -> values.isEmpty() && fallback != null ? fallback : GeneArray.of(values);
      case ENTRIES -> values.isEmpty() && fallback != null ? fallback : pairs();
    };
  }

  private GeneArray pairs() {
    var all = new ArrayList<Object>();
    for (int i = 0; i < values.size(); i++) {
      all.add(GeneArray.of(keys.get(i), values.get(i)));
    }
    return GeneArray.of((List<?>) all);
  }

  private Object lookup(Object target, Object key) {
    if (target instanceof Instance || target instanceof Namespace) {
      return members.get(target, key.toString());
    } else if (target instanceof gene.data.Members && !(target instanceof Enums.Value)) {
      return Special.VOID;
    }
    return key instanceof Long n ? Lookup.byIndex(target, n) : Lookup.byName(target, (String) key);
  }

  private void key(Object key) {
    if (mode == Mode.VALUE) {
      value = lookup(value, key);
      return;
    }
    var found = new ArrayList<Object>();
    var kept = new ArrayList<Object>();
    for (int i = 0; i < values.size(); i++) {
      Object v = lookup(values.get(i), key);
      if (v != Special.VOID) {
        found.add(v);
        kept.add(keys == null ? null : keys.get(i));
      }
    }
    values = found;
    keys = keys == null ? null : kept;
  }

  private void operator(Selector.Operator op) {
    switch (op.toString()) {
      case "*" -> {
        var all = new ArrayList<Object>();
        for (Object v : mode == Mode.VALUE ? List.of(value) : values) {
          elements(v, all);
        }
        values = all;
        keys = null;
        mode = Mode.VALUES;
      }
      case "**" -> {
        var all = new ArrayList<Object>();
        var allKeys = new ArrayList<Object>();
        for (Object v : mode == Mode.VALUE ? List.of(value) : values) {
          entries(v, allKeys, all);
        }
        values = all;
        keys = allKeys;
        mode = Mode.ENTRIES;
      }
      case "@" -> {
        value = mode == Mode.VALUE ? (value == Special.VOID ? GeneArray.of() : GeneArray.of(value)) : mode == Mode.VALUES ? GeneArray.of(values) : pairs();
        mode = Mode.VALUE;
      }
      case "@@" -> collect();
      default -> check();
    }
  }

  private void collect() {
    if (mode != Mode.ENTRIES) {
      throw Raise.general("@@ requires an entry stream");
    }
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < values.size(); i++) {
      map.put(keys.get(i).toString(), values.get(i));
    }
    value = new GeneMap(map);
    mode = Mode.VALUE;
  }

  private void check() {
    if (mode == Mode.VALUE) {
      checkFound(value);
    } else if (values.isEmpty()) {
      throw Raise.general("Selector did not match (empty)");
    } else {
      values.forEach(SelectorWalk::checkFound);
    }
  }

  static void checkFound(Object v) {
    if (v == Special.VOID) {
      throw Raise.general("Selector did not match (VOID)");
    } else if (v == Special.NIL) {
      throw Raise.general("Selector matched but value is nil");
    }
  }

  // Iterators

  /** What the operator takes apart becomes an array where it is a generator or another iterator; null when nothing is left to run. */
  private CallRequest drain(Selector.Operator op, int from) {
    int count = mode == Mode.VALUE ? 1 : values.size();
    for (int i = from; i < count; i++) {
      Object v = mode == Mode.VALUE ? value : values.get(i);
      if (isIterator(v)) {
        int index = i;
        var taken = new ArrayList<Object>();
        return CallRequest.method(v, "iter", (vm, it) -> next(it, taken, () -> {
          replace(index, GeneArray.of((List<?>) taken));
          CallRequest more = drain(op, index + 1);
          if (more != null) {
            return more;
          }
          operator(op);
          return run();
        }));
      }
    }
    return null;
  }

  private CallRequest next(Object iterator, List<Object> taken, Supplier<Object> then) {
    return CallRequest.method(iterator, "next", (vm, x) -> {
      if (x == Special.NOT_FOUND) {
        return then.get();
      }
      taken.add(x);
      return next(iterator, taken, then);
    });
  }

  private void replace(int index, Object by) {
    if (mode == Mode.VALUE) {
      value = by;
    } else {
      values = new ArrayList<>(values);
      values.set(index, by);
    }
  }

  /** Whether its elements come from the built-in `iter` of a kind that {@link #elements} does not know. */
  private boolean isIterator(Object v) {
    boolean known = v instanceof Container || v instanceof Range || v == Special.NIL || v == Special.VOID;
    return !known && vm.classOf(v).findMethod("iter") instanceof Native;
  }

  private static void elements(Object v, List<Object> into) {
    Iterable<Object> all;
    if (v instanceof GeneArray a) {
      all = List.of(a.toObjects());
    } else if (v instanceof Gene g) {
      all = List.of(g.children().toObjects());
    } else if (v instanceof GeneMap m) {
      all = m.entries().values();
    } else if (v instanceof GeneHashMap h) {
      all = List.of(h.values());
    } else if (v instanceof GeneHashSet s) {
      all = java.util.Arrays.stream(s.members()).map(gene.data.Key::value).toList();
    } else if (v instanceof Range r) {
      var numbers = new ArrayList<Object>();
      for (long i = 0; i < r.size(); i++) {
        numbers.add(r.at(i));
      }
      all = numbers;
    } else {
      return;
    }
    all.forEach(x -> {
      if (x != Special.VOID) {
        into.add(x);
      }
    });
  }

  private void entries(Object v, List<Object> keysInto, List<Object> into) {
    if (v instanceof GeneMap m) {
      m.entries().forEach((k, x) -> entry(Symbol.of(k), x, keysInto, into));
    } else if (v instanceof Gene g) {
      g.props().entries().forEach((k, x) -> entry(Symbol.of(k), x, keysInto, into));
    } else if (v instanceof Namespace n) {
      n.members().keySet().forEach(k -> entry(Symbol.of(k), vm.member(n, k), keysInto, into));
    } else if (v instanceof GeneClass c) {
      c.members().members().keySet().forEach(k -> entry(Symbol.of(k), vm.member(c.members(), k), keysInto, into));
    } else if (v instanceof Instance i) {
      i.shape().names().forEach(k -> entry(Symbol.of(k), i.get(k), keysInto, into));
    } else {
      var all = new ArrayList<Object>();
      elements(v, all);
      for (int i = 0; i < all.size(); i++) {
        entry((long) i, all.get(i), keysInto, into);
      }
    }
  }

  private static void entry(Object key, Object v, List<Object> keysInto, List<Object> into) {
    if (v != null && v != Special.VOID) {
      keysInto.add(key);
      into.add(v);
    }
  }

  // Callable segments

  private CallRequest call(Object callee) {
    if (mode == Mode.VALUE) {
      return value == Special.VOID ? null : CallRequest.call(callee, (v, result) -> {
        value = result;
        return run();
      }, value);
    }
    return each(callee, 0, new ArrayList<>(), keys == null ? null : new ArrayList<>());
  }

  private CallRequest each(Object callee, int index, List<Object> found, List<Object> foundKeys) {
    if (index == values.size()) {
      values = found;
      keys = foundKeys;
      return null;
    }
    Object[] args = keys == null ? new Object[] {values.get(index)} : new Object[] {keys.get(index), values.get(index)};
    return new CallRequest(callee, null, args, (v, result) -> {
      take(result, index, found, foundKeys);
      CallRequest next = each(callee, index + 1, found, foundKeys);
      return next != null ? next : run();
    });
  }

  private void take(Object result, int index, List<Object> found, List<Object> foundKeys) {
    if (result == Special.VOID) {
      return;
    }
    if (foundKeys == null) {
      found.add(result);
    } else if (result instanceof GeneArray pair) {
      if (pair.size() != 2) {
        throw Raise.general("Entry transform must return [key value]");
      }
      Object key = pair.get(0);
      if (!(key instanceof String || key instanceof Symbol || key instanceof Long)) {
        throw Raise.general("Entry key must be string/symbol/int, got " + Kinds.plainName(key));
      }
      foundKeys.add(key instanceof String s ? Symbol.of(s) : key);
      found.add(pair.get(1));
    } else {
      foundKeys.add(keys.get(index));
      found.add(result);
    }
  }
}
