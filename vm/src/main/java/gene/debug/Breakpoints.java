// All breakpoints in code: bound when their code is loaded, found again when a trap is reached. They outlive a run. From any thread.
package gene.debug;

import gene.bytecode.Code;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

final class Breakpoints {
  /** What is replaced as one: the breakpoints of a source, of functions, of instructions. */
  private static final String FUNCTIONS = "<functions>";
  private static final String INSTRUCTIONS = "<instructions>";

  private final LoadedCode codes;
  private final Map<String, List<CodeBreakpoint>> groups = new LinkedHashMap<>();
  private final Map<Code, List<List<CodeBreakpoint>>> byPlace = new IdentityHashMap<>();
  /** Changes when one stands elsewhere: each VM then exchanges its traps, on its own thread, by {@link #patch}. */
  private volatile int version;
  private int lastId;

  Breakpoints(LoadedCode codes) {
    this.codes = codes;
  }

  /** A run begins: nothing of it is loaded. Before there is one, breakpoints can be asked for, but none is bound. */
  synchronized void begin() {
    byPlace.clear();
    groups.values().forEach(group -> group.forEach(b -> b.positions = List.of()));
    version++;
  }

  int version() {
    return version;
  }

  /** Puts traps where breakpoints stand in the codes that a VM knows. */
  synchronized void patch(Traps traps) {
    var concerned = new HashSet<Code>(traps.stoppedIn());
    concerned.addAll(byPlace.keySet());
    for (Code code : concerned) {
      if (traps.knows(code)) {
        List<List<CodeBreakpoint>> places = byPlace.getOrDefault(code, List.of());
        traps.breakAt(code, IntStream.range(0, places.size()).filter(pc -> !at(code, pc).isEmpty())
            .collect(BitSet::new, BitSet::set, BitSet::or));
      }
    }
  }

  /** An id that no breakpoint has had. */
  synchronized int newId() {
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

  private synchronized List<Breakpoint> replace(String group, int count, IntFunction<CodeBreakpoint> make) {
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

  synchronized List<Breakpoint> of(String sourceId) {
    return groups.getOrDefault(sourceId, List.of()).stream().map(CodeBreakpoint::state).toList();
  }

  /** None stops the program any more. */
  synchronized void clear() {
    List.copyOf(groups.keySet()).forEach(group -> replace(group, 0, i -> null));
  }

  private void bind(CodeBreakpoint b) {
    b.bind(codes);
    version++;
    for (LoadedCode.Position p : b.positions) {
      List<List<CodeBreakpoint>> places = byPlace.computeIfAbsent(p.code(), code -> new ArrayList<>(java.util.Collections.nCopies(code.length(), null)));
      var here = new ArrayList<>(at(p.code(), p.pc()));
      here.add(b);
      places.set(p.pc(), List.copyOf(here));
    }
  }

  private void unbind(CodeBreakpoint b) {
    version++;
    for (LoadedCode.Position p : b.positions) {
      var here = new ArrayList<>(at(p.code(), p.pc()));
      here.remove(b);
      byPlace.get(p.code()).set(p.pc(), List.copyOf(here));
    }
    b.positions = List.of();
  }

  /** The text of a file was edited; gives the breakpoints that stand elsewhere now. */
  synchronized List<Breakpoint> edited(String sourceId, String before, String after) {
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
  synchronized void unbindAll() {
    groups.values().forEach(group -> group.forEach(this::unbind));
  }

  /** They stand where the code is now; gives all those that do. */
  synchronized List<Breakpoint> bindAll() {
    groups.values().forEach(group -> group.forEach(this::bind));
    return groups.values().stream().flatMap(List::stream).map(CodeBreakpoint::state).toList();
  }

  /** Binds what waited for the source; gives the breakpoints whose state has changed. */
  synchronized List<Breakpoint> loaded(String sourceId) {
    var changed = new ArrayList<Breakpoint>();
    for (List<CodeBreakpoint> group : groups.values()) {
      for (CodeBreakpoint b : group) {
        if (b.concerns(sourceId)) {
          Breakpoint before = b.state();
          List<LoadedCode.Position> stood = b.positions;
          int was = version;
          unbind(b);
          bind(b);
          if (b.positions.equals(stood)) {
            version = was;
          }
          if (!b.state().equals(before)) {
            changed.add(b.state());
          }
        }
      }
    }
    return changed;
  }

  /** The list does not change. */
  synchronized List<CodeBreakpoint> at(Code code, int pc) {
    List<List<CodeBreakpoint>> places = byPlace.get(code);
    List<CodeBreakpoint> here = places == null ? null : places.get(pc);
    return here == null ? List.of() : here;
  }
}
