// A program that was compiled before: runs as its source would.
package gene.vm;

import gene.gir.Gir;
import gene.source.Diagnostic;
import java.util.List;
import java.util.function.Consumer;

public record CompiledProgram(Gir gir) {
  /** Whoever runs it closes the VM.
   *
   *  @param name  what `$program` is
   *  @param found hears of the warnings before any of the program runs */
  public Outcome run(Vm vm, String name, Consumer<List<Diagnostic>> found) {
    vm.program = name;
    found.accept(gir.warnings());
    vm.compilation.begin(gir);
    return vm.runModule(gir.code(), null, true);
  }
}
