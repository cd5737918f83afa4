// CAN_FUSE: whether a chain of collection methods may run as one loop over an array, because nobody could tell the difference.
package gene.vm;

import gene.bytecode.Site;
import gene.data.Callable;
import gene.data.Cell;
import gene.data.Char;
import gene.data.GeneArray;
import gene.data.NanBox;
import gene.data.Special;
import gene.data.Symbol;
import java.util.List;

/**
 * The callbacks only compute (`gene.compiler.Chain`), so what is left to ask is: whether the value is an array of the built-in class
 * with its own methods; whether all values that the callbacks meet are ones that no program can give a meaning of its own, as
 * numbers are; and whether anybody watches the calls that would not happen.
 */
final class Fusions {
  private static final List<String> METHODS = List.of("map", "filter", "reduce", "sum", "size", "length", "get", "add", "iter");
  private static final long NOT_FOUND = NanBox.wordOf(Special.NOT_FOUND);

  private final Vm vm;
  private int epoch = -1;
  /** The library's functions among the methods of arrays; null when a method was not the library's at that epoch. */
  private List<CodeState> library;

  Fusions(Vm vm) {
    this.vm = vm;
  }

  boolean allows(Fiber f, Site.Fusion site, Object value) {
    if (!(value instanceof GeneArray array) || vm.jit == null || vm.recorder != null || vm.hasEdits || f.fn.state.isWatched()) {
      return false;
    }
    for (int i = site.first(); i < site.first() + site.codes(); i++) {
      if (vm.state(f.fn.state.code.code(i)).isWatched()) {
        return false;
      }
    }
    return isOriginal() && site.variables().stream().allMatch(v -> isPlain(f, v)) && isPlain(array);
  }

  private boolean isOriginal() {
    if (epoch != vm.epoch.value()) {
      List<Callable> methods = METHODS.stream().map(vm.kernel.array::findMethod).toList();
      library = !methods.stream().allMatch(this::isOriginal) ? null
          : methods.stream().filter(Function.class::isInstance).map(m -> ((Function) m).state).toList();
      epoch = vm.epoch.value();
    }
    return library != null && library.stream().noneMatch(CodeState::isWatched);
  }

  private boolean isOriginal(Callable method) {
    return method instanceof Native || method instanceof Prelude.Pending || method instanceof Function g && vm.kernel.prelude.has(g);
  }

  private static boolean isPlain(Fiber f, Site.Variable v) {
    Cell cell = switch (v.where()) {
      case LOCAL -> f.refs[f.base + v.index()] instanceof Cell c ? c : null;
      case CELL -> (Cell) f.refs[f.base + v.index()];
      case CAPTURE -> f.fn.captures[v.index()];
      case NAME -> f.fn.ns.lookup(v.name());
    };
    if (cell == null) {
      return v.where() == Site.Where.LOCAL && isPlain(f.words[f.base + v.index()], f.refs[f.base + v.index()]);
    }
    return isPlain(cell.word(), cell.ref());
  }

  private static boolean isPlain(GeneArray a) {
    for (int i = 0; i < a.size(); i++) {
      long w = a.word(i);
      if (w == NOT_FOUND || w == NanBox.REF && !isPlain(w, a.ref(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(long word, Object ref) {
    return word == NanBox.REF ? ref instanceof String || ref instanceof Long || ref instanceof Symbol || ref instanceof Char : word != NOT_FOUND;
  }
}
