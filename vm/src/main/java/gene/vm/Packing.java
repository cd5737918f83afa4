// Puts a value into a parcel, on the thread of the VM that sends it (language reference 12, section 10: what can cross).
package gene.vm;

import gene.data.Bytes;
import gene.data.Cell;
import gene.data.Char;
import gene.data.ComplexSymbol;
import gene.data.GeneClass;
import gene.data.Kinds;
import gene.data.Namespace;
import gene.data.Raise;
import gene.data.Range;
import gene.data.Special;
import gene.data.Symbol;

final class Packing extends GraphCopy {
  private final Vm vm;
  private boolean bound;

  private Packing(Vm vm) {
    this.vm = vm;
  }

  /** @throws Raise when the value cannot leave its VM */
  static Parcel pack(Vm vm, Object value) {
    var packing = new Packing(vm);
    Object root = packing.copy(value);
    return new Parcel(root, packing.bound);
  }

  /** The same for a function that need not be frozen, because a definition or a snapshot of it is meant. */
  static Parcel packFunction(Vm vm, Function f) {
    var packing = new Packing(vm);
    Object root = packing.function(f);
    packing.copy(Special.NIL);
    return new Parcel(root, true);
  }

  @Override
  Object leaf(Object v) {
    if (isPlain(v)) {
      return v;
    } else if (v instanceof Range r) {
      return new Range(part(r.start()), part(r.end()), part(r.step()));
    } else if (v instanceof Function f && f.frozen) {
      return function(f);
    } else if (v instanceof Enums.Value e) {
      return enumValue(e);
    }
    throw Raise.type("Actor messages cannot transport " + Kinds.plainName(v)
        + "; only primitives, deep-frozen/shared graphs, frozen closures, and mutable ordinary data are allowed");
  }

  /** What is the same in every VM. */
  static boolean isPlain(Object v) {
    return v instanceof Long || v instanceof Double || v instanceof String || v instanceof Boolean || v instanceof Special || v instanceof Char
        || v instanceof Symbol || v instanceof ComplexSymbol || v instanceof Bytes || v instanceof Actor || v instanceof Native;
  }

  @Override
  boolean isShareable(Object v) {
    return isPlain(v);
  }

  private Object function(Function f) {
    Object known = findKnown(f);
    if (known != null) {
      return known;
    }
    bound = true;
    var captures = new Object[f.captures.length];
    ModulePath owner = f.owner == null ? null : ModulePath.of(vm, f.owner.members());
    var packed = new Parcel.PackedFunction(f.code(), ModulePath.of(vm, f.ns), owner, captures);
    known(f, packed, () -> {
      for (int i = 0; i < captures.length; i++) {
        Cell c = f.captures[i];
        Namespace holder = holder(vm, f, i);
        if (holder != null) {
          captures[i] = new Parcel.Definition(ModulePath.of(vm, holder).member(f.code().captures().get(i).name()));
        } else if (!c.isAbsent()) {
          captures[i] = c.value() instanceof Function inner ? function(inner) : part(c.value());
        }
      }
    });
    return packed;
  }

  /** The namespace of a linked module whose member the captured variable is; null for any other variable. */
  static Namespace holder(Vm vm, Function f, int capture) {
    if (!vm.isLinked(ModulePath.root(vm, f.ns))) {
      return null;
    }
    return memberOf(vm, f, capture);
  }

  /** The namespace whose member the captured variable is; null for a variable of a scope. */
  static Namespace memberOf(Vm vm, Function f, int capture) {
    String name = f.code().captures().get(capture).name();
    for (Namespace ns = f.ns; ns != null && ns != vm.global; ns = ns.parent()) {
      if (ns.cell(name) == f.captures[capture]) {
        return ns;
      }
    }
    return null;
  }

  private Object enumValue(Enums.Value e) {
    Object known = findKnown(e);
    if (known != null) {
      return known;
    }
    bound = true;
    ModulePath type = place(e.variant.type);
    if (type == null) {
      throw Raise.type("Actor messages cannot transport " + Kinds.plainName(e) + ": its enum is no member of a module");
    }
    var payload = new Object[e.payload.length];
    var packed = new Parcel.PackedEnumValue(type, e.variant.name, payload);
    known(e, packed, () -> {
      for (int i = 0; i < payload.length; i++) {
        payload[i] = part(e.payload[i]);
      }
    });
    return packed;
  }

  private ModulePath place(Enums.EnumType type) {
    if (vm.global.get(type.name) == type) {
      return new ModulePath(null, java.util.List.of(type.name));
    }
    for (Namespace module : vm.modules.all()) {
      ModulePath found = find(type, module, new ModulePath(module.name(), java.util.List.of()), 0);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Namespaces may hold each other: a definition lies where its own name leads, not deeper than {@link #DEEPEST}. */
  private static ModulePath find(Enums.EnumType type, Namespace in, ModulePath path, int depth) {
    for (String name : in.members().keySet()) {
      Object v = in.get(name);
      if (v == type) {
        return path.member(name);
      }
      Namespace inner = v instanceof Namespace ns && ns.parent() == in ? ns : v instanceof GeneClass c && c.members().parent() == in ? c.members() : null;
      ModulePath found = inner == null || depth == DEEPEST ? null : find(type, inner, path.member(name), depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static final int DEEPEST = 20;
}
