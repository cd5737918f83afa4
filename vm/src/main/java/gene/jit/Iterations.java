// `for`: ranges and arrays are gone through here, whatever else by the interpreter.
package gene.jit;

import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Op;
import gene.data.NanBox;
import org.objectweb.asm.Label;

final class Iterations {
  private static final String RANGE = "gene/vm/RangeCursor";
  private static final String ARRAY = "gene/vm/ArrayCursor";

  private final Translator t;
  private final Performed performed;

  Iterations(Translator t, Performed performed) {
    this.t = t;
    this.performed = performed;
  }

  /** ITERATE: `seen` says INT where it has met ranges only, VALUE where arrays only. */
  void start(int pc, byte[] k) {
    int top = k.length - 1;
    byte met = t.seen[pc];
    if (k[top] != VALUE || met != INT && met != VALUE) {
      performed.translate(pc, k);
      return;
    }
    Asm asm = t.asm;
    asm.aload(asm.reference(top));
    asm.objects(met == INT ? "rangeCursor" : "arrayCursor", "(Ljava/lang/Object;)Ljava/lang/Object;");
    asm.astore(asm.ref);
    asm.aload(asm.ref);
    asm.jump(IFNULL, t.exit());
    asm.constant(NanBox.REF);
    asm.lstore(asm.word(top));
    asm.aload(asm.ref);
    asm.astore(asm.reference(top));
    t.flow(pc + 1, k);
  }

  void next(int pc, byte[] k) {
    int slot = t.code.operand(pc);
    Instructions.needs(k[slot]);
    byte met = t.seen[pc] == 0 && t.code.op(pc + 1) == Op.JUMP_IF_END && !t.isTarget(pc + 1) ? collection(pc, slot) : 0;
    if (met == INT) {
      step(pc, k, slot, RANGE);
    } else if (met == VALUE) {
      step(pc, k, slot, ARRAY);
    } else {
      any(pc, k, slot);
    }
  }

  /** What the ITERATE before the loop has met. */
  private byte collection(int pc, int slot) {
    for (int at = pc - 1; at > 0; at--) {
      boolean stores = t.code.op(at) == Op.STORE_LOCAL || t.code.op(at) == Op.INIT_LOCAL;
      if (stores && t.code.operand(at) == slot) {
        return t.code.op(at - 1) == Op.ITERATE ? t.seen[at - 1] : 0;
      }
    }
    return 0;
  }

  /** NEXT and JUMP_IF_END in one: nobody has to see the mark of the end. */
  private void step(int pc, byte[] k, int slot, String cursor) {
    Asm asm = t.asm;
    int to = k.length;
    asm.aload(asm.reference(slot));
    asm.mv.visitTypeInsn(INSTANCEOF, cursor);
    asm.jump(IFEQ, t.exit());
    asm.aload(asm.reference(slot));
    asm.cast(cursor);
    asm.method(cursor, "hasNext", "()Z");
    var has = new Label();
    asm.jump(IFNE, has);
    t.jump(t.code.operand(pc + 1), k.clone());
    asm.mv.visitLabel(has);
    asm.aload(asm.reference(slot));
    asm.cast(cursor);
    byte[] out = Instructions.grow(k);
    if (cursor.equals(RANGE)) {
      asm.method(RANGE, "next", "()J");
      asm.lstore(asm.word(to));
      out[to] = INT;
    } else {
      asm.method(ARRAY, "nextWord", "()J");
      asm.lstore(asm.word(to));
      asm.aload(asm.reference(slot));
      asm.cast(ARRAY);
      asm.lload(asm.word(to));
      asm.method(ARRAY, "lastRef", "(J)Ljava/lang/Object;");
      asm.astore(asm.reference(to));
    }
    t.flow(pc + 2, out);
  }

  private void any(int pc, byte[] k, int slot) {
    Asm asm = t.asm;
    int to = k.length;
    var slow = new Label();
    var done = new Label();
    asm.aload(asm.reference(slot));
    asm.runtime("next", "(Ljava/lang/Object;)J");
    asm.lstore(asm.x);
    asm.lload(asm.x);
    asm.constant(NanBox.ABSENT);
    asm.op(LCMP);
    asm.jump(IFEQ, slow);
    asm.lload(asm.x);
    asm.lstore(asm.word(to));
    asm.aload(asm.reference(slot));
    asm.lload(asm.x);
    asm.runtime("nextRef", "(Ljava/lang/Object;J)Ljava/lang/Object;");
    asm.astore(asm.reference(to));
    asm.jump(GOTO, done);
    asm.mv.visitLabel(slow);
    performed.spill(pc, k, 0);
    performed.execute("performNext", pc, k, 0, 1);
    asm.mv.visitLabel(done);
    t.flow(pc + 1, Instructions.grow(k));
  }
}
