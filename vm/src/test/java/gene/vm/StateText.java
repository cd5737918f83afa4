// The whole state of a VM that stands still, as text: two states are the same when their texts are.
package gene.vm;

import gene.data.Cell;
import gene.data.Container;
import gene.data.Gene;
import gene.data.GeneArray;
import gene.data.GeneClass;
import gene.data.GeneHashMap;
import gene.data.GeneHashSet;
import gene.data.GeneMap;
import gene.data.Instance;
import gene.data.NanBox;
import gene.data.Namespace;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/** Objects are named in the order in which they are first met; the objects themselves are kept, so that identity counts. */
final class StateText {
  private final Map<Object, Integer> names;
  private final ArrayDeque<Object> open = new ArrayDeque<>();
  private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private StateText(Map<Object, Integer> names) {
    this.names = names;
  }

  /** @param names of objects, the same for all states that are compared */
  static String of(Vm vm, Map<Object, Integer> names) {
    var t = new StateText(names);
    t.line("current", name(t, vm.current));
    vm.scheduler().alive().forEach(f -> t.line("alive", name(t, f)));
    while (!t.open.isEmpty()) {
      t.describe(t.open.poll());
    }
    return t.text.toString();
  }

  private static String name(StateText t, Object o) {
    return t.ref(o);
  }

  private void line(String... words) {
    text.append(String.join(" ", words)).append('\n');
  }

  private String ref(Object o) {
    if (o == null || o instanceof String || o instanceof Long || o instanceof Double) {
      return String.valueOf(o);
    }
    if (seen.put(o, true) == null) {
      open.add(o);
    }
    return o.getClass().getSimpleName() + "@" + names.computeIfAbsent(o, x -> names.size());
  }

  private String word(long w, Object r) {
    return NanBox.usesLane(w) ? (w == NanBox.CELL ? "cell " : "") + ref(r) : w == NanBox.ABSENT ? "absent" : r != null ? "STRAY " + ref(r) : Long.toHexString(w);
  }

  private void describe(Object o) {
    text.append(ref(o)).append(": ");
    if (o instanceof Container c) {
      text.append(c.isSealed() ? "sealed " : "").append(c.isFrozen() ? "frozen " : "");
    }
    if (o instanceof Fiber f) {
      fiber(f);
    } else if (o instanceof Cell c) {
      line(word(c.word(), c.ref()));
    } else if (o instanceof GeneArray a) {
      for (int i = 0; i < a.size(); i++) {
        text.append(word(a.word(i), a.ref(i))).append(' ');
      }
      line();
    } else if (o instanceof GeneMap m) {
      m.entries().forEach((k, v) -> text.append(k).append('=').append(ref(v)).append(' '));
      line();
    } else if (o instanceof GeneHashMap h) {
      Object[] values = h.values();
      for (int i = 0; i < values.length; i++) {
        text.append(h.keys()[i].value()).append('=').append(ref(values[i])).append(' ');
      }
      line();
    } else if (o instanceof GeneHashSet s) {
      Arrays.stream(s.members()).forEach(k -> text.append(k.value()).append(' '));
      line();
    } else if (o instanceof Gene g) {
      line(ref(g.type()), ref(g.props()), ref(g.children()));
    } else if (o instanceof Instance i) {
      text.append(i.cls().name()).append(' ');
      i.shape().names().forEach(n -> text.append(n).append('=').append(ref(i.get(n))).append(' '));
      line();
    } else if (o instanceof Namespace n) {
      n.members().forEach((k, c) -> text.append(k).append('=').append(ref(c)).append(' '));
      line();
    } else if (o instanceof GeneClass c) {
      c.methods().forEach((k, m) -> text.append(k).append('=').append(ref(m)).append(' '));
      line(ref(c.ownCtor()), c.fields().keySet().toString(), c.metadata().toString(), ref(c.members()));
    } else if (o instanceof Function fn) {
      Arrays.stream(fn.captures).forEach(c -> text.append(ref(c)).append(' '));
      line(ref(fn.ns), fn.traceName());
    } else if (o instanceof Generator g) {
      line("" + g.started + g.finished + g.running + g.method + g.dest, ref(g.ahead), ref(g.fiber));
    } else if (o instanceof Future f) {
      line(f.state().toString(), ref(f.value()), ref(f.task), f.waiting().stream().map(this::ref).toList().toString(), "" + f.hasCallbacks());
    } else {
      line("" + Iteration.index(o));
    }
  }

  private void fiber(Fiber f) {
    line(f.name(), "pc", "" + f.pc, "sp", "" + f.sp, "base", "" + f.base, "dest", "" + f.dest, "depth", "" + f.depth, ref(f.fn), ref(f.exception), "" + f.state,
        ref(f.resumer), ref(f.generator), ref(f.future), ref(f.starter), "" + f.starterDest, ref(f.result), ref(f.caller), ref(f.awaited), ref(f.waiter),
        ref(f.wakeWith), ref(f.failure));
    for (int i = 0; i < f.depth; i++) {
      line("  caller", ref(f.callers[i]), Arrays.toString(Arrays.copyOfRange(f.records, i * Fiber.STRIDE, i * Fiber.STRIDE + 3)));
    }
    for (int i = 0; i < f.sp; i++) {
      line("  " + i, word(f.words[i], f.refs[i]));
    }
    for (int i = f.sp; i < f.refs.length; i++) {
      if (f.refs[i] != null) {
        line("  " + i, "ABOVE", ref(f.refs[i]));
      }
    }
  }
}
