// The ways into a compiled class: its constants, the method that the interpreter calls, the checks before a loop.
package gene.jit;

import static gene.vm.JitUnit.ABSENT;
import static gene.vm.JitUnit.ANY;
import static gene.vm.JitUnit.DEAD;
import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.PLAIN;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.data.NanBox;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

final class Entering {
  private static final int REFUSED = 1;

  private Entering() {}

  /** `enter(fiber, fn, first, base, depth)`: arguments from the fiber's stack, the result into the fiber. */
  static void write(ClassWriter cw, String name, byte[] parameters, byte result, String descriptor) {
    MethodVisitor mv = cw.visitMethod(0, "enter", "(" + Asm.F + Asm.FN + "III)I", null, null);
    mv.visitCode();
    var asm = new Asm(mv, 1, 2, 4, 4, 5, 6);
    var refused = new Label();
    for (int p = 0; p < parameters.length; p++) {
      if (parameters[p] == INT || parameters[p] == FLOAT) {
        pushWord(asm, p);
        asm.call(Asm.BOX, parameters[p] == INT ? "isInt" : "isDouble", "(J)Z");
        asm.jump(IFEQ, refused);
      }
    }
    asm.aload(1);
    asm.iload(4);
    asm.iload(5);
    asm.aload(2);
    for (int p = 0; p < parameters.length; p++) {
      pushWord(asm, p);
      if (parameters[p] == INT) {
        asm.call(Asm.BOX, "intOf", "(J)J");
      } else if (parameters[p] == FLOAT) {
        asm.call(Asm.BOX, "doubleOf", "(J)D");
      } else {
        asm.aload(1);
        asm.iload(3);
        asm.number(p);
        asm.op(IADD);
        asm.runtime("takeRef", "(" + Asm.F + "I)Ljava/lang/Object;");
      }
    }
    asm.call(name, "run", descriptor);
    var left = new Label();
    switch (result) {
      case FLOAT, PLAIN -> {
        if (result == FLOAT) {
          asm.call(Asm.BOX, "ofDouble", "(D)J");
        }
        asm.lstore(asm.x);
        leave(asm, left);
        asm.aload(1);
        asm.lload(asm.x);
        mv.visitFieldInsn(PUTFIELD, Asm.FIBER, "resultWord", "J");
        asm.op(ACONST_NULL);
        asm.astore(asm.ref);
      }
      case INT, DEAD -> {
        asm.lstore(asm.x);
        leave(asm, left);
        asm.aload(1);
        asm.lload(asm.x);
        asm.runtime("wordOfInt", "(J)J");
        mv.visitFieldInsn(PUTFIELD, Asm.FIBER, "resultWord", "J");
        asm.lload(asm.x);
        asm.runtime("boxed", "(J)Ljava/lang/Object;");
        asm.astore(asm.ref);
      }
      default -> {
        asm.astore(asm.ref);
        leave(asm, left);
        var plain = new Label();
        asm.aload(asm.ref);
        asm.jump(IFNULL, plain);
        asm.aload(1);
        asm.constant(NanBox.REF);
        mv.visitFieldInsn(PUTFIELD, Asm.FIBER, "resultWord", "J");
        mv.visitLabel(plain);
      }
    }
    asm.aload(1);
    asm.aload(asm.ref);
    mv.visitFieldInsn(PUTFIELD, Asm.FIBER, "resultRef", "Ljava/lang/Object;");
    mv.visitLabel(left);
    asm.aload(1);
    asm.field("left", "I");
    asm.op(IRETURN);
    mv.visitLabel(refused);
    asm.number(REFUSED);
    asm.op(IRETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private static void leave(Asm asm, Label left) {
    asm.aload(1);
    asm.field("left", "I");
    asm.jump(IFNE, left);
  }

  private static void pushWord(Asm asm, int p) {
    asm.aload(1);
    asm.iload(3);
    asm.number(p);
    asm.op(IADD);
    asm.runtime("takeWord", "(" + Asm.F + "I)J");
  }

  /** Before a loop: reads a position, or returns false when its kind is another. */
  static void check(Asm asm, int p, byte kind) {
    if (kind == DEAD) {
      return;
    }
    asm.aload(asm.fiber);
    asm.index(p);
    asm.runtime("takeWord", "(" + Asm.F + "I)J");
    asm.lstore(asm.word(p));
    var fits = new Label();
    switch (kind) {
      case INT, FLOAT -> {
        asm.lload(asm.word(p));
        asm.call(Asm.BOX, kind == INT ? "isInt" : "isDouble", "(J)Z");
        asm.jump(IFNE, fits);
        asm.op(ICONST_0);
        asm.op(IRETURN);
        asm.mv.visitLabel(fits);
        asm.lload(asm.word(p));
        if (kind == INT) {
          asm.call(Asm.BOX, "intOf", "(J)J");
          asm.lstore(asm.word(p));
        } else {
          asm.call(Asm.BOX, "doubleOf", "(J)D");
          asm.dstore(asm.real(p));
        }
      }
      case ABSENT -> {
        asm.lload(asm.word(p));
        asm.constant(NanBox.ABSENT);
        asm.op(LCMP);
        asm.jump(IFEQ, fits);
        asm.op(ICONST_0);
        asm.op(IRETURN);
        asm.mv.visitLabel(fits);
      }
      case VALUE, ANY -> {
        if (kind == VALUE) {
          asm.lload(asm.word(p));
          asm.runtime("isValue", "(J)Z");
          asm.jump(IFNE, fits);
          asm.op(ICONST_0);
          asm.op(IRETURN);
          asm.mv.visitLabel(fits);
        }
        asm.aload(asm.fiber);
        asm.index(p);
        asm.runtime("refAt", "(" + Asm.F + "I)Ljava/lang/Object;");
        asm.astore(asm.reference(p));
      }
      default -> throw new AssertionError(kind);
    }
  }
}
