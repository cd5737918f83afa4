// Variables of modules that the definitions an actor's handler uses refer to: copies of their values, for the worker's own definitions.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Site;
import gene.data.Callable;
import gene.data.Cell;
import gene.data.GeneClass;
import gene.data.Namespace;
import gene.data.Raise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A worker runs no statements, so `(var rate 3) (fn tax [x] (x * rate))` leaves `rate` without a value there. The first handler
 * that uses `tax` brings a copy, which from then on belongs to the worker. What cannot be copied stays without a value.
 */
final class ModuleSnapshot {
  /** A captured variable of a definition. @param method the name of a class's method, `ctor`, or null when the definition is a function */
  private record Variable(ModulePath definition, String method, int capture, Parcel value) {}

  private record Found(Object value, ModulePath place, String method) {}

  private static final String CTOR = "ctor";

  private final Vm vm;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Cell> taken = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Found> open = new ArrayDeque<>();
  private final List<Variable> variables = new ArrayList<>();

  private ModuleSnapshot(Vm vm) {
    this.vm = vm;
  }

  /** On the thread of the VM that spawns. */
  static ModuleSnapshot of(Vm vm, Object handler) {
    var snapshot = new ModuleSnapshot(vm);
    snapshot.open.push(new Found(handler, null, null));
    while (!snapshot.open.isEmpty()) {
      Found f = snapshot.open.pop();
      if (snapshot.seen.add(f.value)) {
        snapshot.visit(f);
      }
    }
    return snapshot;
  }

  private void visit(Found found) {
    if (found.value instanceof Function f) {
      function(f, found);
    } else if (found.value instanceof GeneClass c && isLinked(c.members())) {
      ModulePath place = ModulePath.of(vm, c.members());
      c.methods().forEach((name, m) -> open.push(new Found(m, place, name)));
      if (c.ownCtor() != null) {
        open.push(new Found(c.ownCtor(), place, CTOR));
      }
      if (c.parent() != null) {
        open.push(new Found(c.parent(), null, null));
      }
      members(c.members());
    } else if (found.value instanceof Namespace ns && isLinked(ns)) {
      members(ns);
    }
  }

  private boolean isLinked(Namespace ns) {
    return vm.isLinked(ModulePath.root(vm, ns));
  }

  private void members(Namespace ns) {
    ModulePath place = ModulePath.of(vm, ns);
    for (Map.Entry<String, Cell> m : ns.members().entrySet()) {
      if (!m.getValue().isAbsent() && !m.getKey().startsWith("__")) {
        open.push(new Found(m.getValue().value(), place.member(m.getKey()), null));
      }
    }
  }

  private void function(Function f, Found found) {
    for (int i = 0; i < f.captures.length; i++) {
      Cell c = f.captures[i];
      if (c.isAbsent()) {
        continue;
      }
      Namespace holder = Packing.holder(vm, f, i);
      if (holder != null) {
        open.push(new Found(c.value(), ModulePath.of(vm, holder).member(f.code().captures().get(i).name()), null));
        continue;
      }
      if (found.place != null && taken.add(c)) {
        take(found, i, c.value());
      }
      if (c.value() instanceof Function) {
        open.push(new Found(c.value(), null, null));
      }
    }
    if (isLinked(f.ns)) {
      names(f.code(), f.ns);
    }
  }

  private void take(Found of, int capture, Object value) {
    try {
      Parcel parcel = value instanceof Function f ? Packing.packFunction(vm, f) : Packing.pack(vm, value);
      variables.add(new Variable(of.place, of.method, capture, parcel));
    } catch (Raise notTransportable) {
      // The definition may be used for something else; where it does need the variable, the handler hears that it is not defined.
      seen.add(value);
    }
  }

  /** Definitions that code names instead of capturing them: imported ones, and members of namespaces. */
  private void names(Code code, Namespace ns) {
    for (int i = 0; i < code.siteCount(); i++) {
      String name = code.site(i) instanceof Site.Name n ? n.name() : code.site(i) instanceof Site.Call c && c.where() == Site.Where.NAME ? c.name() : null;
      for (Namespace at = ns; name != null && at != null && at != vm.global; at = at.parent()) {
        if (at.cell(name) != null && !at.cell(name).isAbsent()) {
          named(at.cell(name).value());
          break;
        }
      }
    }
    for (int i = 0; i < code.codeCount(); i++) {
      names(code.code(i), ns);
    }
  }

  /** An import is another name for what lives elsewhere. */
  private void named(Object value) {
    if (value instanceof Function f && isLinked(f.ns)) {
      open.push(new Found(f, ModulePath.of(vm, f.ns).member(f.code().name()), null));
    } else if (value instanceof GeneClass || value instanceof Namespace) {
      open.push(new Found(value, null, null));
    }
  }

  boolean isEmpty() {
    return variables.isEmpty();
  }

  /** On the worker's thread: gives a value to those variables that have none. */
  void fill(Vm worker) {
    for (Variable v : variables) {
      Callable definition = definition(worker, v);
      if (definition instanceof Function f && v.capture < f.captures.length && f.captures[v.capture].isAbsent()) {
        worker.store.set(f.captures[v.capture], Delivery.open(worker, v.value));
      }
    }
  }

  private static Callable definition(Vm worker, Variable v) {
    Object at = v.definition.value(worker).orElse(null);
    if (v.method == null) {
      return at instanceof Callable c ? c : null;
    }
    return !(at instanceof GeneClass cls) ? null : v.method.equals(CTOR) ? cls.ownCtor() : cls.methods().get(v.method);
  }
}
