// What a debugger evaluates again and again at the same instruction, compiled once. For the VM's own thread.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.data.Cell;
import gene.data.Special;

/**
 * Code that only reads its variables gets copies of them, and runs on a fiber that is kept: a condition that is false a million
 * times leaves nothing behind. All other code shares the frame's variables, as evaluation does (see {@link Evaluation}).
 */
public final class Prepared {
  private final Vm vm;
  private final Code code;
  private final boolean reads;
  /** For each captured variable its slot in the frame; of a variable of an outer function -1 and its place there. */
  private final int[] slots;
  /** Null when more than looking is needed. */
  private final InPlace inPlace;
  private final CodeState state;
  private Function function;
  private Fiber fiber;

  Prepared(Vm vm, Fiber f, int level, Code code) {
    this.vm = vm;
    this.code = code;
    slots = vm.evaluation().places(f, level, code);
    reads = onlyReads(code);
    state = vm.passingState(code);
    inPlace = reads ? InPlace.of(state, slots, vm.epoch) : null;
  }

  private static boolean onlyReads(Code code) {
    boolean reads = code.codeCount() == 0;
    for (int pc = 0; pc < code.length() && reads; pc++) {
      Op op = code.op(pc);
      reads = op != Op.STORE_CAPTURE && op != Op.EVAL && op != Op.CALLER_EVAL && op != Op.RENDER && op != Op.CALL_DATA && op != Op.SHARE_CELL;
    }
    return reads;
  }

  /** Null when a variable that it uses has no value in this frame. @param exception what `$ex` is; null for what it is there */
  Outcome run(Fiber f, int level, Object exception) {
    if (!reads) {
      return vm.evaluation().inFrame(f, level, code).map(fn -> vm.evaluation().aside(fn, exception)).orElse(null);
    }
    Object seen = inPlace == null ? null : inPlace.value(f, level);
    if (seen != null) {
      return Outcome.success(seen, null);
    }
    Function frame = f.function(level);
    Object self = frame.state.code.isMethod() ? f.at(f.base(level)) : frame.self;
    if (function == null || function.ns != frame.ns || function.self != self) {
      function = new Function(state, cells(), frame.ns, self);
      function.owner = frame.owner;
    }
    if (!fill(f, level, frame)) {
      return null;
    }
    Fiber aside = fiber == null ? new Fiber(vm, "evaluation") : fiber;
    // Whatever happens to it, only a fiber that has simply ended is used again.
    fiber = null;
    Outcome outcome = vm.evaluation().aside(aside, function, exception);
    if (aside.state == Fiber.State.DONE && aside.failure == null) {
      aside.state = Fiber.State.READY;
      aside.pc = 0;
      aside.base = 0;
      aside.dest = 0;
      aside.result = Special.NIL;
      fiber = aside;
    }
    return outcome;
  }

  private Cell[] cells() {
    var cells = new Cell[slots.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell(0, null);
    }
    return cells;
  }

  private boolean fill(Fiber f, int level, Function frame) {
    int base = f.base(level);
    for (int i = 0; i < slots.length; i++) {
      Cell to = function.captures[i];
      Cell from = slots[i] < 0 ? frame.captures[-1 - slots[i]] : f.refs[base + slots[i]] instanceof Cell c ? c : null;
      if (from != null) {
        vm.store.copy(from, to);
      } else {
        vm.store.copy(f.words[base + slots[i]], f.refs[base + slots[i]], to);
      }
      if (to.isAbsent()) {
        return false;
      }
    }
    return true;
  }
}
