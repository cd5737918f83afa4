// Breakpoints at places that hold values: a write is noticed by the store, and stops the program right behind it.
package gene.debug;

import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.data.Cell;
import gene.data.Special;
import gene.data.Store;
import gene.vm.Fiber;
import gene.vm.Frames;
import gene.vm.Writes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store reports each write before it happens, wherever it comes from. The program must stop after it, and compiled code reaches
 * a safepoint at the next call or turn of a loop only; so the instructions whose text says that they may write the place get a trap
 * behind them, which also keeps their functions interpreted. All other code runs as it does without a watch. A write by a built-in
 * stops at the next statement, or at the next safepoint of compiled code.
 */
final class DataBreakpoints implements Store.Journal {
  private record Watch(int id, DataPlace place, Trigger trigger) {}

  /** A watched place that is being written. */
  private record Write(Watch watch, String before) {}

  private final Control control;
  private final Traps traps;
  private final Journals journals;
  private final Map<String, DataPlace> known = new HashMap<>();
  private final List<LoadedCode.Position> armed = new ArrayList<>();
  private final List<Write> writes = new ArrayList<>();
  private Watch[] watches = {};
  private final Map<Cell, Writes.Place.Slot> lain = new IdentityHashMap<>();
  private Step landing;

  DataBreakpoints(Control control, Journals journals) {
    this.control = control;
    this.traps = control.traps;
    this.journals = journals;
  }

  /** Names a place, so that a breakpoint can be asked for. */
  DataPlace place(String name, String description, List<Place> places) {
    for (DataPlace p : known.values()) {
      if (p.places().equals(places)) {
        return p;
      }
    }
    int number = control.vm.threadNumber();
    var place = new DataPlace("data-" + (number == 0 ? "" : "w" + number + "-") + (known.size() + 1), description, name, places);
    known.put(place.id(), place);
    return place;
  }

  /** Replaces those of all VMs; each has the places that were asked for in it. */
  static List<Breakpoint> replace(List<Control> controls, List<DataRequest> requests, Breakpoints ids) {
    var states = new ArrayList<Breakpoint>();
    var all = new HashMap<DataBreakpoints, List<Watch>>();
    controls.forEach(c -> all.put(c.data, new ArrayList<>()));
    for (DataRequest request : requests) {
      var trigger = new Trigger(request.conditions());
      int id = ids.newId();
      String message = trigger.fault.isEmpty() ? "This value is not known in this run of the program" : trigger.fault;
      for (Control c : controls) {
        DataPlace place = c.data.known.get(request.dataId());
        if (place != null && trigger.fault.isEmpty()) {
          all.get(c.data).add(new Watch(id, place, trigger));
          message = "";
        }
      }
      states.add(new Breakpoint(id, "", message.isEmpty(), 0, 0, message));
    }
    controls.forEach(c -> c.change(() -> c.data.watch(all.get(c.data))));
    return states;
  }

  private void watch(List<Watch> now) {
    disarm();
    watches = now.toArray(Watch[]::new);
    rearm();
    if (watches.length == 0) {
      journals.remove(this);
    } else {
      journals.add(this);
    }
  }

  /** Code is about to be exchanged. */
  void disarm() {
    armed.forEach(p -> traps.clear(p.code(), p.pc(), Traps.WRITTEN));
    armed.clear();
  }

  void rearm() {
    traps.codes().forEach(this::arm);
  }

  void loaded(Code code) {
    if (watches.length > 0) {
      arm(code);
    }
  }

  private void arm(Code code) {
    for (int pc = 0; pc < code.length() - 1 && watches.length > 0; pc++) {
      if (mayWrite(code, pc)) {
        traps.set(code, pc + 1, Traps.WRITTEN);
        armed.add(new LoadedCode.Position(code, pc + 1));
      }
    }
  }

  private boolean mayWrite(Code code, int pc) {
    switch (code.op(pc)) {
      case STORE_LOCAL, INIT_LOCAL, STORE_CELL, STORE_CAPTURE, STORE_NAME, SET_MEMBER, SET_MEMBER_OR_VAR -> {
        String text = Disassembler.operands(code, pc);
        for (Watch w : watches) {
          if (text.equals(w.place.name())) {
            return true;
          }
        }
        return false;
      }
      case SET_INDEX, SET_DYNAMIC -> {
        for (Watch w : watches) {
          if (!(w.place.places().get(0).owner() instanceof gene.data.Cell)) {
            return true;
          }
        }
        return false;
      }
      default -> {
        return false;
      }
    }
  }

  @Override
  public void willChange(Object owner, Object key) {
    for (Watch w : watches) {
      for (Place p : w.place.places()) {
        if (p.isWrittenBy(owner, key) && !control.aside.isRunning()) {
          note(w, p);
          return;
        }
      }
    }
  }

  private void note(Watch watch, Place place) {
    writes.add(new Write(watch, Preview.of(place.value())));
    control.vm.requestPause();
    Fiber f = Frames.running(control.vm);
    if (landing == null && f != null) {
      landing = new Step(new StepRequest(StepKind.OVER, 0), f, control.codes, traps);
    }
  }

  /** A watched place that was written by the step which was just taken back. */
  record Hit(int id, String text) {}

  /** What the watched places hold on the way back through recorded time. */
  final class Backward {
    private final Object[] held = new Object[watches.length];
    /** Of a variable that was moved into a cell to be watched: where it lay before. */
    private final Writes.Place.Slot[] slots = new Writes.Place.Slot[watches.length];

    private Backward(List<Fiber> fibers) {
      for (int i = 0; i < watches.length; i++) {
        if (watches[i].place.places().get(0).owner() instanceof Cell c) {
          // Further back the slot does not refer to the cell any more.
          fibers.stream().flatMap(f -> Frames.of(f).slotOf(c).stream()).findFirst().ifPresent(slot -> lain.put(c, slot));
          slots[i] = lain.get(c);
        }
        held[i] = value(i);
      }
    }

    private Object value(int i) {
      Object value = slots[i] == null ? watches[i].place.places().get(0).value() : Frames.held(slots[i]);
      return value == null ? Special.VOID : value;
    }

    /** The first place that holds something else than a step later: the program stands right before its write. */
    Optional<Hit> stopAt() {
      Optional<Hit> hit = Optional.empty();
      for (int i = 0; i < watches.length; i++) {
        Object before = value(i);
        if (before != held[i] && !before.equals(held[i])) {
          if (hit.isEmpty() && watches[i].trigger.logMessage == null) {
            hit = Optional.of(new Hit(watches[i].id, watches[i].place.description() + " is " + Preview.of(before) + ", and becomes " + Preview.of(held[i])));
          }
          held[i] = before;
        }
      }
      return hit;
    }
  }

  Backward backward(List<Fiber> fibers) {
    return new Backward(fibers);
  }

  boolean isPending() {
    return !writes.isEmpty();
  }

  /** Whether a trap is a place to stop at after a write. */
  boolean landsAt(Fiber f, int flags) {
    return isPending() && ((flags & Traps.WRITTEN) != 0 || landing == null || landing.endsAt(f, flags));
  }

  /** The stop for the writes since the last one, if any of them stops: ids, and what was written. */
  Stop take(int thread, java.util.function.Function<Expression, Object> evaluate, java.util.function.Consumer<String> log) {
    var ids = new ArrayList<Integer>();
    var text = new StringBuilder();
    var noted = List.copyOf(writes);
    forget();
    for (Write w : noted) {
      String told = w.watch.place.description() + " was " + w.before + ", is " + Preview.of(w.watch.place.places().get(0).value());
      try {
        if (!w.watch.trigger.isHit(evaluate)) {
          continue;
        } else if (w.watch.trigger.logMessage != null) {
          log.accept(w.watch.trigger.logMessage.text(evaluate));
          continue;
        }
      } catch (DebugException e) {
        told = e.getMessage();
      }
      ids.add(w.watch.id);
      text.append(text.isEmpty() ? "" : "; ").append(told);
    }
    return ids.isEmpty() ? null : new Stop(Stop.Reason.DATA_BREAKPOINT, thread, ids, text.toString(), null, false);
  }

  /** Another stop has come first: what it shows is behind the write. */
  void forget() {
    writes.clear();
    if (landing != null) {
      landing.end();
      landing = null;
    }
  }
}
