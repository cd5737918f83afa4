// The ways out of compiled code: stubs that hand the frame to methods which write it to the fiber's stack, and return.
package gene.jit;

import static gene.vm.JitUnit.ABSENT;
import static gene.vm.JitUnit.ANY;
import static gene.vm.JitUnit.DEAD;
import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.PLAIN;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Guards of instructions with the same kinds before them share a stub. */
final class Exits {
  /** More would not fit into a call of the JVM. */
  private static final int MOST_ARGUMENTS = 250;

  private final Translator t;
  /** By pc, with {@link Instructions#NO_GUARD} where no guess was wrong. */
  private final Map<Integer, Label> exits = new LinkedHashMap<>();
  /** By pc. */
  private final Map<Integer, Label> overflows = new LinkedHashMap<>();
  private Label exactStart;
  private Label exactEnd;
  private final Map<String, Stub> stubs = new LinkedHashMap<>();

  /** Out-of-line code that writes a frame whose positions have these kinds. */
  private record Stub(byte[] state, Exit exit, Label label) {}

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

  // Arithmetic that overflows throws: out at the instruction

  void beginExact() {
    exactStart = new Label();
    exactEnd = new Label();
    t.asm.mv.visitTryCatchBlock(exactStart, exactEnd, overflows.computeIfAbsent(t.at(), p -> new Label()), "java/lang/ArithmeticException");
    t.asm.mv.visitLabel(exactStart);
  }

  void endExact() {
    t.asm.mv.visitLabel(exactEnd);
  }

  /** For the start of a function, before its first instruction. */
  Label start(byte[] state) {
    return stub(state, Exit.LEAVE).label;
  }

  /** Everything that was asked for, at the end of the method. */
  void write(byte[][] states) {
    for (var overflow : overflows.entrySet()) {
      t.asm.mv.visitLabel(overflow.getValue());
      t.asm.op(POP);
      t.asm.jump(GOTO, at(overflow.getKey()));
    }
    for (var exit : exits.entrySet()) {
      byte[] state = states[exit.getKey() & ~Instructions.FLAGS];
      t.asm.mv.visitLabel(exit.getValue());
      t.asm.number(exit.getKey());
      t.asm.mv.visitVarInsn(ISTORE, t.asm.at);
      t.asm.jump(GOTO, stub(state, Exit.LEAVE).label);
    }
    stubs.values().forEach(this::write);
  }

  /** The code that writes the frame up to the positions of `state` and returns. It is reached with the pc in `at`. */
  Label frameWriter(byte[] state, boolean suspends) {
    return stub(state, suspends ? Exit.SUSPEND : Exit.FRAME).label;
  }

  private Stub stub(byte[] state, Exit exit) {
    return stubs.computeIfAbsent(Arrays.toString(state) + exit, k -> new Stub(state.clone(), exit, new Label()));
  }

  /** Hands everything to a method of its own, so that the code stays small enough to be inlined by HotSpot. */
  private void write(Stub stub) {
    Asm asm = t.asm;
    asm.mv.visitLabel(stub.label);
    String type = descriptor(stub.state);
    if (Asm.size(type) > MOST_ARGUMENTS) {
      writeFrame(asm, stub, p -> asm.put(p, stub.state[p]));
    } else {
      asm.aload(asm.fiber);
      asm.aload(asm.fn);
      for (int local : new int[] {asm.base, asm.dest, asm.depth, asm.at}) {
        asm.iload(local);
      }
      for (int p = 0; p < stub.state.length; p++) {
        pass(asm, p, stub.state[p]);
      }
      asm.call(t.name(), name(stub), type);
    }
    giveUp();
  }

  private static void pass(Asm asm, int position, byte kind) {
    switch (kind) {
      case INT -> asm.lload(asm.word(position));
      case FLOAT -> asm.dload(asm.real(position));
      case VALUE, ANY -> {
        asm.lload(asm.word(position));
        asm.aload(asm.reference(position));
      }
      default -> { }
    }
  }

  private static String descriptor(byte[] state) {
    var d = new StringBuilder("(" + Asm.F + Asm.FN + "IIII");
    for (byte kind : state) {
      d.append(switch (kind) {
        case INT -> "J";
        case FLOAT -> "D";
        case VALUE, ANY -> "JLjava/lang/Object;";
        default -> "";
      });
    }
    return d.append(")V").toString();
  }

  private String name(Stub stub) {
    return "exit" + List.copyOf(stubs.values()).indexOf(stub);
  }

  /** The methods that the stubs call. */
  void writeMethods(ClassWriter cw) {
    for (Stub stub : stubs.values()) {
      String type = descriptor(stub.state);
      if (Asm.size(type) <= MOST_ARGUMENTS) {
        MethodVisitor mv = cw.visitMethod(ACC_STATIC, name(stub), type, null, null);
        mv.visitCode();
        var locals = new int[stub.state.length];
        int local = 6;
        for (int p = 0; p < locals.length; p++) {
          locals[p] = local;
          local += stub.state[p] == INT || stub.state[p] == FLOAT ? 2 : stub.state[p] == VALUE || stub.state[p] == ANY ? 3 : 0;
        }
        var asm = new Asm(mv, 0, 1, 2, 3, 4, 5);
        writeFrame(asm, stub, p -> asm.putFrom(locals[p], p, stub.state[p]));
        mv.visitInsn(RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
      }
    }
  }

  private void writeFrame(Asm asm, Stub stub, IntConsumer put) {
    byte[] state = stub.state;
    asm.aload(asm.fiber);
    asm.index(t.slots + t.code.maxStack() + 4);
    asm.method(Asm.FIBER, "reserve", "(I)V");
    for (int p = 0; p < state.length; p++) {
      int from = p;
      if (state[p] != ABSENT && state[p] != DEAD) {
        put.accept(p);
        continue;
      }
      while (p + 1 < state.length && (state[p + 1] == ABSENT || state[p + 1] == DEAD)) {
        p++;
      }
      asm.putAbsent(from, p + 1);
    }
    if (stub.exit == Exit.FRAME) {
      return;
    }
    asm.aload(asm.fiber);
    asm.aload(asm.fn);
    for (int local : new int[] {asm.base, asm.dest, asm.depth, asm.at}) {
      asm.iload(local);
    }
    if (stub.exit == Exit.LEAVE) {
      asm.index(state.length);
      asm.runtime("leave", "(" + Asm.F + Asm.FN + "IIIII)V");
    } else {
      asm.runtime("suspend", "(" + Asm.F + Asm.FN + "IIII)V");
    }
  }

  /** Returns to the caller, which sees by `left` that this is no result. */
  void giveUp() {
    if (t.unit.isLoop()) {
      t.asm.op(ICONST_1);
      t.asm.op(IRETURN);
    } else if (t.result == FLOAT) {
      t.asm.op(DCONST_0);
      t.asm.op(DRETURN);
    } else if (t.result == INT || t.result == PLAIN || t.result == DEAD) {
      t.asm.op(LCONST_0);
      t.asm.op(LRETURN);
    } else {
      t.asm.op(ACONST_NULL);
      t.asm.op(ARETURN);
    }
  }
}
