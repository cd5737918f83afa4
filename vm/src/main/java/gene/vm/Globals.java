// `$` names: those the VM computes, and members of the global namespace (language reference 11, section 10).
package gene.vm;

import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Special;

final class Globals {
  private final Vm vm;
  /** Of `$vmstmt duration_start`, in nanoseconds; absent while it is null. */
  private Long timerStart;
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
        return startTimer();
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

  /** Gives the time in microseconds. */
  double startTimer() {
    timerStart = System.nanoTime();
    return timerStart / 1000.0;
  }

  /** Microseconds since the timer was started. */
  double duration() {
    if (timerStart == null) {
      throw Raise.general("duration_start is not set");
    }
    return (System.nanoTime() - timerStart) / 1000.0;
  }
}
