// Texts made of pieces: strings and integers are put together at once, everything else by the interpreter.
package gene.jit;

import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.data.NanBox;
import java.util.Arrays;
import org.objectweb.asm.Label;

final class Pieces {
  private static final String BUILDER = "java/lang/StringBuilder";

  private final Translator t;
  private final Performed performed;

  Pieces(Translator t, Performed performed) {
    this.t = t;
    this.performed = performed;
  }

  /** MAKE_TEXT. */
  void translate(int pc, byte[] k) {
    Asm asm = t.asm;
    int count = t.code.operand(pc);
    int to = k.length - count;
    var perform = new Label();
    var done = new Label();
    asm.mv.visitTypeInsn(NEW, BUILDER);
    asm.op(DUP);
    asm.mv.visitMethodInsn(INVOKESPECIAL, BUILDER, "<init>", "()V", false);
    asm.astore(asm.ref);
    for (int p = to; p < k.length; p++) {
      asm.aload(asm.ref);
      asm.cast(BUILDER);
      if (k[p] == INT) {
        asm.lload(asm.word(p));
        asm.method(BUILDER, "append", "(J)L" + BUILDER + ";");
        asm.op(POP);
      } else {
        asm.pushWord(p, k[p]);
        asm.pushReference(p, k[p]);
        asm.objects("append", "(L" + BUILDER + ";JLjava/lang/Object;)Z");
        asm.jump(IFEQ, perform);
      }
    }
    asm.aload(asm.ref);
    asm.cast(BUILDER);
    asm.method(BUILDER, "toString", "()Ljava/lang/String;");
    asm.astore(asm.reference(to));
    asm.constant(NanBox.REF);
    asm.lstore(asm.word(to));
    asm.jump(GOTO, done);
    asm.mv.visitLabel(perform);
    performed.perform(pc, k, count, 1);
    asm.mv.visitLabel(done);
    byte[] out = Arrays.copyOf(k, to + 1);
    out[to] = VALUE;
    t.flow(pc + 1, out);
  }
}
