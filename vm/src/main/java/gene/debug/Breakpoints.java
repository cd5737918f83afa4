// All breakpoints of a session: bound to code when their source is loaded, found again when a trap is reached.
package gene.debug;

import gene.bytecode.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Breakpoints {
  private final LoadedCode codes;
  private final Map<String, List<LineBreakpoint>> bySource = new LinkedHashMap<>();
  private Traps traps;
  private int lastId;

  Breakpoints(LoadedCode codes) {
    this.codes = codes;
  }

  /** Before there is a VM breakpoints can be asked for, but none is bound. */
  void attach(Traps ofVm) {
    traps = ofVm;
  }

  /** Replaces the breakpoints of a source; ids are never used again. */
  List<Breakpoint> replace(String sourceId, List<BreakpointRequest> requests) {
    bySource.getOrDefault(sourceId, List.of()).forEach(old -> old.positions.forEach(p -> traps.clear(p.code(), p.pc(), Traps.BREAKPOINT)));
    var all = new ArrayList<LineBreakpoint>();
    for (BreakpointRequest request : requests) {
      var b = new LineBreakpoint(++lastId, sourceId, request);
      all.add(b);
      bind(b);
    }
    bySource.put(sourceId, all);
    return all.stream().map(LineBreakpoint::state).toList();
  }

  private void bind(LineBreakpoint b) {
    b.bind(codes);
    b.positions.forEach(p -> traps.set(p.code(), p.pc(), Traps.BREAKPOINT));
  }

  /** Binds what waited for the source; gives the breakpoints whose state has changed. */
  List<Breakpoint> loaded(String sourceId) {
    var changed = new ArrayList<Breakpoint>();
    for (LineBreakpoint b : bySource.getOrDefault(sourceId, List.of())) {
      Breakpoint before = b.state();
      b.positions.forEach(p -> traps.clear(p.code(), p.pc(), Traps.BREAKPOINT));
      bind(b);
      if (!b.state().equals(before)) {
        changed.add(b.state());
      }
    }
    return changed;
  }

  List<LineBreakpoint> at(Code code, int pc) {
    var found = new ArrayList<LineBreakpoint>(1);
    for (LineBreakpoint b : bySource.getOrDefault(code.source().id(), List.of())) {
      if (b.positions.contains(new LoadedCode.Position(code, pc))) {
        found.add(b);
      }
    }
    return found;
  }
}
