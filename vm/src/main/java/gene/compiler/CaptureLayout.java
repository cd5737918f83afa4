// Which captured variables a function has, and in which order: as the analysis found them, or as functions that run already have them.
package gene.compiler;

import gene.analysis.Binding;
import gene.analysis.FunctionInfo;
import gene.bytecode.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class CaptureLayout {
  /** The variable of each place; null in a place whose variable the function does not use any more. */
  private final List<Binding> bindings;
  final List<Code.Capture> captures;
  /** The code that runs already and that this one takes the place of; null when there is none. */
  final Code running;
  /** Functions so far in the function, by kind and name. */
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<Binding> missing = new ArrayList<>();

  private CaptureLayout(List<Binding> bindings, List<Code.Capture> captures, Code running) {
    this.bindings = bindings;
    this.captures = captures;
    this.running = running;
  }

  /** As analysed. @param outer null for what no function makes: the VM finds the variables by name */
  static CaptureLayout of(FunctionInfo info, Emitter outer) {
    return new CaptureLayout(info.captures(), outer == null ? info.captures().stream().map(b -> capture(b, false, -1)).toList()
        : outer.captures(info.captures()), null);
  }

  /** Of the module whose functions take the places of those of a running one. */
  static CaptureLayout ofModule(Code running) {
    return new CaptureLayout(List.of(), List.of(), running);
  }

  /** Of a function whose maker runs on as it is: the maker fills the places as before. */
  static CaptureLayout asMade(FunctionInfo info, Code running) {
    return new CaptureLayout(inPlaces(info, running), running.captures(), running);
  }

  /** Of a function whose maker is exchanged too: closures that are there already have the running code's places. */
  static CaptureLayout kept(FunctionInfo info, Emitter outer, Code running) {
    List<Binding> bindings = inPlaces(info, running);
    Binding any = bindings.stream().filter(b -> b != null && outer.has(b)).findFirst().orElse(null);
    if (any == null) {
      return new CaptureLayout(List.of(), List.of(), running);
    }
    // Nobody reads a place whose variable is not used, but something has to lie there.
    return new CaptureLayout(bindings, outer.captures(bindings.stream().map(b -> b == null || !outer.has(b) ? any : b).toList()), running);
  }

  /** Of a new function: what its maker has. */
  static CaptureLayout available(FunctionInfo info, Emitter outer) {
    List<Binding> bindings = info.captures().stream().filter(outer::has).toList();
    return new CaptureLayout(bindings, outer.captures(bindings), null);
  }

  private static List<Binding> inPlaces(FunctionInfo info, Code running) {
    var left = new ArrayList<>(info.captures());
    var bindings = new ArrayList<Binding>();
    for (Code.Capture c : running.captures()) {
      Binding found = left.stream().filter(b -> b.name().equals(c.name())).findFirst().orElse(null);
      left.remove(found);
      bindings.add(found);
    }
    return bindings;
  }

  static Code.Capture capture(Binding b, boolean fromSlot, int index) {
    return new Code.Capture(b.name(), fromSlot, index, b.kind() == Binding.Kind.LET);
  }

  /** The number among functions of the same kind and name. */
  int count(String kindAndName) {
    return counts.merge(kindAndName, 1, Integer::sum) - 1;
  }

  /** The place of a variable; -1 when the functions that run already do not have it. */
  int indexOf(Binding b) {
    int index = bindings.indexOf(b);
    if (index < 0 && !missing.contains(b)) {
      missing.add(b);
    }
    return index;
  }

  boolean has(Binding b) {
    return bindings.contains(b);
  }

  /** The variables that were asked for in vain. */
  List<Binding> missing() {
    return missing;
  }
}
