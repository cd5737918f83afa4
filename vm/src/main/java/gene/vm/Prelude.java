// The part of the library that is written in Gene, compiled when a method of it is first called.
package gene.vm;

import gene.analysis.Analysis;
import gene.compiler.Compiler;
import gene.data.Callable;
import gene.data.Namespace;
import gene.source.Source;
import gene.syntax.Reader;
import java.util.List;

final class Prelude {
  static final String NAME = "prelude.gene";

  /** Stands for a method or function of the prelude until it is needed. */
  record Pending(String name, String qualifiedName) implements Callable {}

  private final Vm vm;
  private boolean loaded;
  private Source source;

  Prelude(Vm vm) {
    this.vm = vm;
  }

  /** The function that the entry stands for. */
  Callable function(Pending p) {
    load();
    String[] path = p.qualifiedName().split("/");
    Object at = vm.global;
    for (String part : path) {
      at = at instanceof gene.data.GeneClass cls ? cls.members().get(part) : ((Namespace) at).get(part);
    }
    return (Callable) at;
  }

  /** Whether the function is one of the library's. */
  boolean has(Function f) {
    return f.state.code.source() == source;
  }

  /** Runs the definitions; afterwards no Pending is left. */
  void load() {
    if (loaded) {
      return;
    }
    loaded = true;
    source = vm.library.prelude().get();
    Analysis analysis = Analysis.ofPrelude(Reader.read(source), vm.table());
    if (analysis.hasErrors()) {
      throw new AssertionError("the prelude does not compile: " + analysis.errors());
    }
    var ns = new Namespace(NAME, vm.gene, vm.epoch);
    var module = new Function(vm.state(Compiler.compile(analysis, Compiler.Options.DEFAULT)), Function.NO_CAPTURES, ns, ns);
    var fiber = new Fiber(vm, NAME);
    fiber.start(module);
    vm.execute(fiber);
    if (fiber.failure != null) {
      throw new AssertionError("the prelude does not run: " + fiber.failure.message());
    }
    // A definition without a path belongs to the module; programs look for it in the global namespace.
    for (String name : List.copyOf(ns.members().keySet())) {
      if (vm.global.get(name) instanceof Pending) {
        vm.store.set(vm.global, name, ns.get(name));
      }
    }
  }
}
