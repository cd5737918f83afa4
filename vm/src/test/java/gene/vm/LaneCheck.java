// Checks before each instruction of a run what must hold of a fiber's two lanes, and the depth of the operand stack.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.StackDepth;
import gene.data.Cell;
import gene.data.NanBox;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * It traps instructions, those of the library's Gene code included. A trap keeps the instruction from being fused, so trapping
 * all of them checks the published ones; trapping only what ends a run of instructions checks the fused ones.
 */
final class LaneCheck extends QuietHook {
  // Looking at a whole deep stack before each instruction would take too long.
  private static final int NEAR = 64;
  private static final int FULL_EVERY = 997;

  private final Vm vm;
  private final boolean everywhere;
  private final Map<Code, StackDepth> depths = new IdentityHashMap<>();
  private String firstFault;
  private long checked;

  private LaneCheck(Vm vm, boolean everywhere) {
    this.vm = vm;
    this.everywhere = everywhere;
  }

  static LaneCheck install(Vm vm, boolean everywhere) {
    var check = new LaneCheck(vm, everywhere);
    vm.setHook(check);
    return check;
  }

  /** What was wrong first; empty when nothing was. */
  String fault() {
    return firstFault == null ? "" : firstFault;
  }

  long checked() {
    return checked;
  }

  @Override
  public void loaded(Code code) {
    for (int pc = 0; pc < code.length(); pc++) {
      if (everywhere || endsRun(code.op(pc))) {
        vm.trap(code, pc);
      }
    }
  }

  private static boolean endsRun(Op op) {
    return switch (op) {
      case RETURN, LOOP, JUMP, CALL, CALL_VALUE, TAIL_CALL, TAIL_CALL_VALUE, CALL_METHOD, NEW, MAKE_ARRAY, THROW -> true;
      default -> false;
    };
  }

  @Override
  public Fiber trapped(Fiber f) {
    checked++;
    Code code = f.fn.state.code;
    String fault = depthFault(f, code);
    if (fault == null) {
      fault = laneFault(f, checked % FULL_EVERY == 0);
    }
    if (fault != null && firstFault == null) {
      firstFault = code.name() + " " + code.place(f.pc) + " before " + f.pc + " " + code.op(f.pc) + ": " + fault;
    }
    return f;
  }

  private String depthFault(Fiber f, Code code) {
    int wanted = depths.computeIfAbsent(code, StackDepth::of).at(f.pc);
    int depth = f.sp - f.base - f.fn.state.slots;
    return depth == wanted ? null : "the operand stack holds " + depth + " values and should hold " + wanted;
  }

  private static String laneFault(Fiber f, boolean full) {
    int from = full ? 0 : Math.max(0, f.base - NEAR);
    int to = full ? f.refs.length : Math.min(f.refs.length, f.sp + NEAR);
    for (int i = from; i < to; i++) {
      Object ref = f.refs[i];
      if (i >= f.sp) {
        if (ref != null) {
          return "above the stack the lane keeps " + ref.getClass().getSimpleName() + " alive at sp + " + (i - f.sp);
        }
      } else if (ref == null == NanBox.usesLane(f.words[i]) && !(ref == null && isDead(f, i))) {
        return "word " + Long.toHexString(f.words[i]) + " at base + " + (i - f.base) + " beside " + ref;
      } else if (f.words[i] == NanBox.CELL && !(ref instanceof Cell)) {
        return "the word for a cell at base + " + (i - f.base) + " beside " + ref;
      }
    }
    return null;
  }

  /** Whether the word is a callee below its arguments that a tail call has dropped: the result will overwrite it. */
  private static boolean isDead(Fiber f, int index) {
    for (int level = 0; level < f.depth; level++) {
      int dest = level == 0 ? f.dest : f.records[(f.depth - level) * Fiber.STRIDE + Fiber.DEST];
      if (dest <= index && index < f.base(level)) {
        return true;
      }
    }
    return false;
  }
}
