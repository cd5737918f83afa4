// Where a namespace, or what a definition made, stands in the modules of a VM: the same in every VM that links them.
package gene.vm;

import gene.data.GeneClass;
import gene.data.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** @param module the name of the module's namespace; null for what is built in. @param names from there inwards */
record ModulePath(String module, List<String> names) {
  ModulePath {
    names = List.copyOf(names);
  }

  static ModulePath of(Vm vm, Namespace ns) {
    var names = new ArrayList<String>();
    Namespace at = ns;
    while (at != vm.global && at.parent() != null && at.parent() != vm.global) {
      names.add(0, at.name());
      at = at.parent();
    }
    return new ModulePath(at == vm.global ? null : at.name(), names);
  }

  ModulePath member(String name) {
    var longer = new ArrayList<>(names);
    longer.add(name);
    return new ModulePath(module, longer);
  }

  /** The module in which a namespace lies. */
  static Namespace root(Vm vm, Namespace ns) {
    Namespace at = ns;
    while (at != vm.global && at.parent() != null && at.parent() != vm.global) {
      at = at.parent();
    }
    return at;
  }

  /** The namespace there; where the program makes it only when it runs, the one around it. */
  Namespace namespace(Vm vm) {
    Namespace at = root(vm);
    for (String name : names) {
      Object inner = at.get(name);
      Namespace next = inner instanceof Namespace ns ? ns : inner instanceof GeneClass cls ? cls.members() : null;
      if (next == null) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /** What the last name stands for. */
  Optional<Object> value(Vm vm) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Namespace in = new ModulePath(module, names.subList(0, names.size() - 1)).namespace(vm);
    return Optional.ofNullable(in.get(names.get(names.size() - 1)));
  }

  private Namespace root(Vm vm) {
    for (Namespace ns : vm.modules.all()) {
      if (ns.name().equals(module)) {
        return ns;
      }
    }
    return vm.global;
  }
}
