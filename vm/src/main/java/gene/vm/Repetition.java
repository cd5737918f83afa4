// A program that runs many times in one VM, compiled once: local variables are new each time, members stay.
package gene.vm;

import gene.data.Special;
import gene.source.Diagnostic;
import gene.source.Source;
import java.util.List;

public final class Repetition {
  private final Vm vm;
  private final Source source;
  private final Compilation.Unit unit;
  private final Function module;

  /** Compiles the program; {@link Vm#close} ends what it does. @param name what `$program` is */
  public Repetition(Vm vm, Source source, String name) {
    this.vm = vm;
    this.source = source;
    vm.program = name;
    this.unit = vm.compilation.unit(source);
    var ns = unit.code() == null ? null : vm.modules.entry(source, true);
    this.module = ns == null ? null : new Function(vm.state(unit.code()), Function.NO_CAPTURES, ns, ns);
  }

  public List<Diagnostic> findings() {
    return unit.findings();
  }

  /** With errors it cannot be run. */
  public List<Diagnostic> errors() {
    return unit.errors();
  }

  /** Runs it once more. @param global the name, without `$`, that has the value meanwhile and afterwards */
  public Outcome run(String global, Object value) {
    if (module == null) {
      return Outcome.failure(new Fault.CompileFault(source, unit.errors()), unit.analysis());
    }
    vm.store.set(vm.global, global, value);
    return vm.run(module, unit.analysis(), Special.NIL);
  }
}
