// Tests of enum patterns and of callees.
package gene.jit;

import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.NanBox;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.objectweb.asm.Label;

final class Patterns {
  private final Translator t;
  private final Performed performed;

  Patterns(Translator t, Performed performed) {
    this.t = t;
    this.performed = performed;
  }

  /** Whether an enum's variants are tested somewhere before. */
  boolean isBehind(int pc) {
    return IntStream.range(0, pc).anyMatch(at -> t.code.op(at) == Op.MATCH_VARIANT);
  }

  /** MATCH_VARIANT whose variant lies on the stack and whose variables are no cells; false for another. */
  boolean matches(int pc, byte[] k) {
    var site = (Site.Variant) t.code.site(t.code.operand(pc));
    int wanted = k.length - 1;
    int value = wanted - 1;
    if (!site.onStack() || site.cells().contains(true) || k[wanted] != VALUE || k[value] != VALUE) {
      return false;
    }
    Asm asm = t.asm;
    asm.aload(asm.reference(value));
    asm.aload(asm.reference(wanted));
    asm.number(site.slots().size());
    asm.objects("matches", "(Ljava/lang/Object;Ljava/lang/Object;I)I");
    asm.mv.visitVarInsn(ISTORE, asm.at);
    asm.mv.visitVarInsn(ILOAD, asm.at);
    // What has no such variant is refused, or compared, by the interpreter.
    asm.jump(IFLT, t.plainExit());
    var differs = new Label();
    asm.mv.visitVarInsn(ILOAD, asm.at);
    asm.jump(IFEQ, differs);
    byte[] bound = Arrays.copyOf(k, value);
    for (int i = 0; i < site.slots().size(); i++) {
      int slot = site.slots().get(i);
      if (slot >= 0) {
        asm.aload(asm.reference(value));
        asm.number(i);
        asm.objects("part", "(Ljava/lang/Object;I)Ljava/lang/Object;");
        asm.astore(asm.ref);
        asm.unbox(slot);
        bound[slot] = VALUE;
      }
    }
    decide(pc, bound, true);
    asm.mv.visitLabel(differs);
    decide(pc, Arrays.copyOf(k, value), false);
    return true;
  }

  /** Goes where the answer leads at once when the next instruction branches on it. */
  private void decide(int pc, byte[] k, boolean answer) {
    Op next = t.code.op(pc + 1);
    if ((next == Op.JUMP_IF_FALSE || next == Op.JUMP_IF_TRUE) && !t.isTarget(pc + 1)) {
      t.jump((next == Op.JUMP_IF_TRUE) == answer ? t.code.operand(pc + 1) : pc + 2, k);
      return;
    }
    t.asm.setWord(k.length, answer ? NanBox.TRUE : NanBox.FALSE);
    t.jump(pc + 1, Instructions.grow(k));
  }

  /** TEST_CALLEE: what takes values goes on; macros and what is no function are seen to by the interpreter. */
  void callee(int pc, byte[] k) {
    Asm asm = t.asm;
    int top = k.length - 1;
    if (k[top] != VALUE) {
      performed.branching(pc, k);
      return;
    }
    var unusual = new Label();
    asm.aload(asm.reference(top));
    asm.objects("takesValues", "(Ljava/lang/Object;)Z");
    asm.jump(IFEQ, unusual);
    t.jump(pc + 1, k.clone());
    asm.mv.visitLabel(unusual);
    performed.branching(pc, k);
  }
}
