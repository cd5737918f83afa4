// Reads and writes of fields at sites that have met one shape.
package gene.jit;

import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.GENERIC;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Op;
import gene.vm.JitUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class Members {
  private static final String SHAPE = "gene/data/Shape";

  private final Translator t;
  private final Performed performed;
  // What sites have met may change while they are translated: asked once.
  private final Map<Integer, Optional<JitUnit.Member>> met = new HashMap<>();
  private final byte[] seen;

  Members(Translator t, Performed performed) {
    this.t = t;
    this.performed = performed;
    this.seen = t.seen;
  }

  void translate(int pc, byte[] k) {
    boolean writes = t.code.op(pc) == Op.SET_MEMBER;
    int target = k.length - (writes ? 2 : 1);
    Optional<JitUnit.Member> member = met.computeIfAbsent(pc,
        p -> seen[p] == GENERIC ? Optional.empty() : t.unit.member(t.code.operand(p)));
    byte[] out = writes ? Instructions.drop(k, 1) : k.clone();
    if (member.isEmpty() || k[target] != VALUE || !writes && member.get().wider() != null) {
      performed.perform(pc, k, writes ? 2 : 1, 1);
      out[target] = VALUE;
    } else if (writes) {
      instance(target, member.get());
      write(k, target, member.get());
      out[target] = k[target + 1];
    } else {
      instance(target, member.get());
      out[target] = read(target, member.get(), seen[pc] == 0);
    }
    t.flow(pc + 1, out);
  }

  /** Into `ref`, or out. */
  private void instance(int position, JitUnit.Member m) {
    Asm asm = t.asm;
    asm.aload(asm.reference(position));
    asm.mv.visitTypeInsn(INSTANCEOF, Asm.INSTANCE);
    asm.jump(IFEQ, t.exit());
    asm.aload(asm.reference(position));
    asm.cast(Asm.INSTANCE);
    asm.method(Asm.INSTANCE, "shape", "()L" + SHAPE + ";");
    t.constants.push(m.shape(), SHAPE);
    asm.jump(IF_ACMPNE, t.exit());
    asm.aload(asm.reference(position));
    asm.astore(asm.ref);
  }

  /** A number is taken out of its word at once, if the field held one of that kind before. Gives the kind. */
  private byte read(int to, JitUnit.Member m, boolean guesses) {
    Asm asm = t.asm;
    asm.aload(asm.ref);
    asm.cast(Asm.INSTANCE);
    asm.number(m.slot());
    asm.method(Asm.INSTANCE, "word", "(I)J");
    if (guesses && (m.kind() == INT || m.kind() == FLOAT)) {
      asm.lstore(asm.x);
      asm.lload(asm.x);
      asm.call(Asm.BOX, m.kind() == INT ? "isInt" : "isDouble", "(J)Z");
      asm.jump(IFEQ, t.exit());
      asm.lload(asm.x);
      if (m.kind() == INT) {
        asm.call(Asm.BOX, "intOf", "(J)J");
        asm.lstore(asm.word(to));
      } else {
        asm.call(Asm.BOX, "doubleOf", "(J)D");
        asm.dstore(asm.real(to));
      }
      return m.kind();
    }
    asm.lstore(asm.word(to));
    asm.aload(asm.ref);
    asm.cast(Asm.INSTANCE);
    asm.number(m.slot());
    asm.method(Asm.INSTANCE, "ref", "(I)Ljava/lang/Object;");
    asm.astore(asm.reference(to));
    return VALUE;
  }

  private void write(byte[] k, int target, JitUnit.Member m) {
    Asm asm = t.asm;
    int value = target + 1;
    t.constants.push(t.unit.store(), Asm.STORE);
    asm.aload(asm.ref);
    asm.cast(Asm.INSTANCE);
    if (m.wider() == null) {
      asm.number(m.slot());
    } else {
      t.constants.push(m.wider(), SHAPE);
    }
    asm.pushWord(value, k[value]);
    asm.pushReference(value, k[value]);
    if (m.wider() == null) {
      asm.method(Asm.STORE, "setSlot", "(L" + Asm.INSTANCE + ";IJLjava/lang/Object;)V");
    } else {
      asm.method(Asm.STORE, "addSlot", "(L" + Asm.INSTANCE + ";L" + SHAPE + ";JLjava/lang/Object;)V");
    }
    asm.copy(value, k[value], target);
  }
}
