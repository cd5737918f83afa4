// The ways out of compiled code: out-of-line stubs that write the frame to the fiber's stack and return.
package gene.jit;

import static gene.vm.JitUnit.ABSENT;
import static gene.vm.JitUnit.DEAD;
import static gene.vm.JitUnit.FLOAT;
import static org.objectweb.asm.Opcodes.*;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;

/** Guards of instructions with the same kinds before them share a stub; stubs with the same kinds in the slots share their end. */
final class Exits {
  private final Translator t;
  /** By pc, with {@link Instructions#NO_GUARD} where no guess was wrong. */
  private final Map<Integer, Label> exits = new LinkedHashMap<>();
  private final Map<String, Stub> stubs = new LinkedHashMap<>();

  /** Out-of-line code that writes a frame whose positions have these kinds. */
  private record Stub(byte[] state, Exit exit, boolean whole, Label label) {}

  private enum Exit {
    /** The interpreter goes on in this frame. */
    LEAVE,
    /** The frame waits for a callee. */
    SUSPEND,
    /** An instruction performed in place has seen to the registers. */
    FRAME
  }

  Exits(Translator t) {
    this.t = t;
  }

  Label at(int pc) {
    return exits.computeIfAbsent(pc, p -> new Label());
  }

  /** For the start of a function, before its first instruction. */
  Label start(byte[] state) {
    return stub(state, Exit.LEAVE, true).label;
  }

  /** Everything that was asked for, at the end of the method. */
  void write(byte[][] states) {
    for (var exit : exits.entrySet()) {
      byte[] state = states[exit.getKey() & ~(Instructions.NO_GUARD | Instructions.OUTDATED)];
      t.asm.mv.visitLabel(exit.getValue());
      t.asm.number(exit.getKey());
      t.asm.mv.visitVarInsn(ISTORE, t.asm.at);
      t.asm.jump(GOTO, stub(state, Exit.LEAVE, true).label);
    }
    // Writing one may ask for another.
    for (int i = 0; i < stubs.size(); i++) {
      write(List.copyOf(stubs.values()).get(i));
    }
  }

  /** The code that writes the frame up to the positions of `state` and returns. It is reached with the pc in `at`. */
  Label frameWriter(byte[] state, boolean suspends) {
    return stub(state, suspends ? Exit.SUSPEND : Exit.FRAME, true).label;
  }

  private Stub stub(byte[] state, Exit exit, boolean whole) {
    return stubs.computeIfAbsent(Arrays.toString(state) + exit + whole, k -> new Stub(state.clone(), exit, whole, new Label()));
  }

  /** Operands first; then the t.slots, whose code many stubs share. */
  private void write(Stub stub) {
    t.asm.mv.visitLabel(stub.label);
    boolean operands = stub.state.length > t.slots;
    if (operands || stub.whole) {
      for (int p = t.slots; p < stub.state.length; p++) {
        t.asm.put(p, stub.state[p]);
      }
      t.asm.number(stub.state.length);
      t.asm.mv.visitVarInsn(ISTORE, t.asm.size);
      t.asm.jump(GOTO, stub(Arrays.copyOf(stub.state, t.slots), stub.exit, false).label);
      return;
    }
    for (int p = 0; p < stub.state.length; p++) {
      if (stub.state[p] == ABSENT || stub.state[p] == DEAD) {
        int from = p;
        while (p + 1 < stub.state.length && (stub.state[p + 1] == ABSENT || stub.state[p + 1] == DEAD)) {
          p++;
        }
        t.asm.putAbsent(from, p + 1);
      } else {
        t.asm.put(p, stub.state[p]);
      }
    }
    if (stub.exit != Exit.FRAME) {
      t.asm.aload(t.asm.fiber);
      t.asm.aload(t.asm.fn);
      t.asm.iload(t.asm.base);
      t.asm.iload(t.asm.dest);
      t.asm.iload(t.asm.depth);
      t.asm.iload(t.asm.at);
    }
    if (stub.exit == Exit.LEAVE) {
      t.asm.iload(t.asm.base);
      t.asm.iload(t.asm.size);
      t.asm.op(IADD);
      t.asm.runtime("leave", "(" + Asm.F + Asm.FN + "IIIII)V");
    } else if (stub.exit == Exit.SUSPEND) {
      t.asm.runtime("suspend", "(" + Asm.F + Asm.FN + "IIII)V");
    }
    giveUp();
  }

  /** Returns to the caller, which sees by `left` that this is no result. */
  void giveUp() {
    if (t.unit.isLoop()) {
      t.asm.op(ICONST_1);
      t.asm.op(IRETURN);
    } else if (t.result == FLOAT) {
      t.asm.op(DCONST_0);
      t.asm.op(DRETURN);
    } else {
      t.asm.op(LCONST_0);
      t.asm.op(LRETURN);
    }
  }
}
