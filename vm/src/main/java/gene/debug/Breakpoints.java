// All breakpoints in code: bound when their code is loaded, found again when a trap is reached. They outlive a run.
package gene.debug;

import gene.bytecode.Code;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

final class Breakpoints {
  /** What is replaced as one: the breakpoints of a source, of functions, of instructions. */
  private static final String FUNCTIONS = "<functions>";
  private static final String INSTRUCTIONS = "<instructions>";

  private final LoadedCode codes;
  private final Map<String, List<CodeBreakpoint>> groups = new LinkedHashMap<>();
  private final Map<Code, List<List<CodeBreakpoint>>> byPlace = new IdentityHashMap<>();
  private Traps traps;
  private int lastId;

  Breakpoints(LoadedCode codes) {
    this.codes = codes;
  }

  /** A run begins: nothing of it is loaded. Before there is one, breakpoints can be asked for, but none is bound. */
  void attach(Traps ofVm) {
    byPlace.clear();
    groups.values().forEach(group -> group.forEach(b -> b.positions = List.of()));
    traps = ofVm;
  }

  /** An id that no breakpoint has had. */
  int newId() {
    return ++lastId;
  }

  List<Breakpoint> replace(String sourceId, List<BreakpointRequest> requests) {
    return replace(sourceId, requests.size(), i -> new LineBreakpoint(newId(), sourceId, requests.get(i)));
  }

  List<Breakpoint> replaceFunctions(List<String> names, List<Conditions> conditions) {
    return replace(FUNCTIONS, names.size(), i -> new FunctionBreakpoint(newId(), names.get(i), conditions.get(i)));
  }

  List<Breakpoint> replaceInstructions(List<Long> addresses, List<Conditions> conditions) {
    return replace(INSTRUCTIONS, addresses.size(), i -> new InstructionBreakpoint(newId(), addresses.get(i), conditions.get(i)));
  }

  private List<Breakpoint> replace(String group, int count, IntFunction<CodeBreakpoint> make) {
    groups.getOrDefault(group, List.of()).forEach(this::unbind);
    var all = new ArrayList<CodeBreakpoint>();
    for (int i = 0; i < count; i++) {
      CodeBreakpoint b = make.apply(i);
      all.add(b);
      bind(b);
    }
    groups.put(group, all);
    return all.stream().map(CodeBreakpoint::state).toList();
  }

  List<Breakpoint> of(String sourceId) {
    return groups.getOrDefault(sourceId, List.of()).stream().map(CodeBreakpoint::state).toList();
  }

  /** None stops the program any more. */
  void clear() {
    List.copyOf(groups.keySet()).forEach(group -> replace(group, 0, i -> null));
  }

  private void bind(CodeBreakpoint b) {
    b.bind(codes);
    for (LoadedCode.Position p : b.positions) {
      traps.set(p.code(), p.pc(), Traps.BREAKPOINT);
      List<List<CodeBreakpoint>> places = byPlace.computeIfAbsent(p.code(), code -> new ArrayList<>(java.util.Collections.nCopies(code.length(), null)));
      if (places.get(p.pc()) == null) {
        places.set(p.pc(), new ArrayList<>(1));
      }
      places.get(p.pc()).add(b);
    }
  }

  private void unbind(CodeBreakpoint b) {
    for (LoadedCode.Position p : b.positions) {
      List<CodeBreakpoint> here = byPlace.get(p.code()).get(p.pc());
      here.remove(b);
      if (here.isEmpty()) {
        traps.clear(p.code(), p.pc(), Traps.BREAKPOINT);
      }
    }
    b.positions = List.of();
  }

  /** The text of a file was edited; gives the breakpoints that stand elsewhere now. */
  List<Breakpoint> edited(String sourceId, String before, String after) {
    var changed = new ArrayList<Breakpoint>();
    for (List<CodeBreakpoint> group : groups.values()) {
      for (CodeBreakpoint b : group) {
        Breakpoint was = b.state();
        b.edited(sourceId, codes, before, after);
        if (b.concerns(sourceId)) {
          unbind(b);
          bind(b);
        }
        if (!b.state().equals(was)) {
          changed.add(b.state());
        }
      }
    }
    return changed;
  }

  /** Code is about to be exchanged: none stands anywhere. */
  void unbindAll() {
    groups.values().forEach(group -> group.forEach(this::unbind));
  }

  /** They stand where the code is now; gives all those that do. */
  List<Breakpoint> bindAll() {
    groups.values().forEach(group -> group.forEach(this::bind));
    return groups.values().stream().flatMap(List::stream).map(CodeBreakpoint::state).toList();
  }

  /** Binds what waited for the source; gives the breakpoints whose state has changed. */
  List<Breakpoint> loaded(String sourceId) {
    var changed = new ArrayList<Breakpoint>();
    for (List<CodeBreakpoint> group : groups.values()) {
      for (CodeBreakpoint b : group) {
        if (b.concerns(sourceId)) {
          Breakpoint before = b.state();
          unbind(b);
          bind(b);
          if (!b.state().equals(before)) {
            changed.add(b.state());
          }
        }
      }
    }
    return changed;
  }

  List<CodeBreakpoint> at(Code code, int pc) {
    List<List<CodeBreakpoint>> places = byPlace.get(code);
    List<CodeBreakpoint> here = places == null ? null : places.get(pc);
    return here == null ? List.of() : here;
  }
}
