// `&&`, `||`, `&|&`, `not`, shifts, `++`: of booleans, integers and strings here, of everything else by the interpreter.
package gene.jit;

import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Op;
import gene.data.NanBox;
import java.util.Arrays;
import java.util.Locale;
import org.objectweb.asm.Label;

final class Logic {
  private static final int LAST_BIT = 63;

  private final Translator t;
  private final Performed performed;

  Logic(Translator t, Performed performed) {
    this.t = t;
    this.performed = performed;
  }

  void translate(int pc, byte[] k) {
    Op op = t.code.op(pc);
    int operands = op == Op.NOT ? 1 : 2;
    boolean integers = true;
    boolean values = true;
    for (int p = k.length - operands; p < k.length; p++) {
      integers &= k[p] == INT;
      values &= k[p] == INT || k[p] == FLOAT || k[p] == VALUE;
    }
    if (op == Op.CONCAT && values) {
      concatenate(pc, k);
      return;
    }
    boolean shifts = op == Op.SHIFT_LEFT || op == Op.SHIFT_RIGHT;
    if (integers) {
      integers(pc, k, op, k.length - operands);
    } else if (values && !shifts) {
      words(pc, k, op, k.length - operands);
    } else {
      performed.translate(pc, k);
    }
  }

  private void integers(int pc, byte[] k, Op op, int to) {
    Asm asm = t.asm;
    int last = k.length - 1;
    if (op == Op.SHIFT_LEFT || op == Op.SHIFT_RIGHT) {
      asm.lload(asm.word(last));
      asm.constant(~(long) LAST_BIT);
      asm.op(LAND);
      asm.op(LCONST_0);
      asm.op(LCMP);
      asm.jump(IFNE, t.plainExit());
    }
    asm.lload(asm.word(to));
    if (op == Op.NOT) {
      asm.constant(-1L);
    } else {
      asm.lload(asm.word(last));
    }
    switch (op) {
      case AND -> asm.op(LAND);
      case OR -> asm.op(LOR);
      case XOR, NOT -> asm.op(LXOR);
      case SHIFT_LEFT, SHIFT_RIGHT -> {
        asm.op(L2I);
        asm.op(op == Op.SHIFT_LEFT ? LSHL : LSHR);
      }
      default -> throw new AssertionError(op);
    }
    asm.lstore(asm.word(to));
    byte[] out = Arrays.copyOf(k, to + 1);
    out[to] = INT;
    t.flow(pc + 1, out);
  }

  private void concatenate(int pc, byte[] k) {
    Asm asm = t.asm;
    int to = k.length - 2;
    asm.pushReference(to, k[to]);
    asm.pushReference(to + 1, k[to + 1]);
    asm.objects("concatenation", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
    asm.astore(asm.ref);
    asm.aload(asm.ref);
    asm.jump(IFNULL, t.plainExit());
    asm.constant(NanBox.REF);
    asm.lstore(asm.word(to));
    asm.aload(asm.ref);
    asm.astore(asm.reference(to));
    byte[] out = Arrays.copyOf(k, to + 1);
    out[to] = VALUE;
    t.flow(pc + 1, out);
  }

  /** Words that say all there is to say of their values. */
  private void words(int pc, byte[] k, Op op, int to) {
    Asm asm = t.asm;
    for (int p = to; p < k.length; p++) {
      asm.pushWord(p, k[p]);
    }
    asm.runtime(op.name().toLowerCase(Locale.ROOT), op == Op.NOT ? "(J)J" : "(JJ)J");
    asm.lstore(asm.x);
    asm.lload(asm.x);
    asm.constant(NanBox.ABSENT);
    asm.op(LCMP);
    var perform = new Label();
    asm.jump(IFEQ, perform);
    asm.lload(asm.x);
    asm.lstore(asm.word(to));
    asm.op(ACONST_NULL);
    asm.astore(asm.reference(to));
    byte[] out = Arrays.copyOf(k, to + 1);
    out[to] = VALUE;
    t.after.plain(to, true);
    t.jump(pc + 1, out);
    t.after.plain(to, false);
    asm.mv.visitLabel(perform);
    performed.perform(pc, k, k.length - to, 1);
    t.flow(pc + 1, out);
  }
}
