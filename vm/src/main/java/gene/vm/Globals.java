// `$` names: those the VM computes, and members of the global namespace (language reference 11, section 10).
package gene.vm;

import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Special;

final class Globals {
  private final Vm vm;
  private GeneArray arguments;

  Globals(Vm vm) {
    this.vm = vm;
  }

  Object get(Fiber f, String name) {
    switch (name) {
      case "ns":
        return f.fn.ns;
      case "ex":
        return f.presentException();
      case "app":
        return vm.modules.application();
      case "pkg":
        // A member of the module; the library's own code has none.
        gene.data.Cell own = f.fn.ns.lookup("$pkg");
        return own == null ? vm.modules.application().pkg() : own.value();
      case "env":
        return vm.environmentMap();
      case "cwd":
        return vm.workingFolder().toString();
      case "program":
        return vm.program;
      case "args":
        if (arguments == null) {
          arguments = GeneArray.of(vm.arguments());
        }
        return arguments;
      case "duration_start":
        vm.timerStart = System.nanoTime();
        return vm.timerStart / 1000.0;
      case "duration":
        return duration();
      default:
        Object v = vm.global.get(name);
        v = v == null ? vm.gene.get(name) : v;
        return v == null ? Special.VOID : v;
    }
  }

  void set(Fiber f, String name, Object value) {
    switch (name) {
      case "ns", "ex", "app", "pkg", "env", "cwd", "program", "args", "duration", "duration_start" -> throw Raise.general("$" + name + " cannot be assigned");
      default -> vm.store.set(vm.global, name, value);
    }
  }

  /** Microseconds since the timer was started. */
  double duration() {
    if (vm.timerStart == null) {
      throw Raise.general("duration_start is not set");
    }
    return (System.nanoTime() - vm.timerStart) / 1000.0;
  }
}
