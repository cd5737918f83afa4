// Making objects without the interpreter's help: instances, values of enums, closures and the cells of their variables.
package gene.jit;

import static gene.vm.JitUnit.ANY;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.data.NanBox;
import gene.vm.JitUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class Construction {
  private static final String OBJECT = "java/lang/Object";
  private static final String SHAPE = "gene/data/Shape";
  private static final String STATE = "gene/vm/CodeState";

  private final Translator t;
  private final Map<Integer, Optional<JitUnit.Filled>> fillings = new HashMap<>();
  private final Map<Integer, Optional<Object>> variants = new HashMap<>();
  private final Map<Integer, Optional<Object>> nested = new HashMap<>();

  Construction(Translator t) {
    this.t = t;
  }

  /** A call that makes an instance or a value of an enum; false when it is another. */
  boolean translate(int pc, byte[] k, int result) {
    int site = t.code.operand(pc);
    if (t.code.op(pc) == Op.NEW) {
      var filled = fillings.computeIfAbsent(pc, p -> t.unit.filled(site));
      filled.ifPresent(f -> fill(pc, k, result, f));
      return filled.isPresent();
    } else if (t.code.op(pc) == Op.CALL_VALUE) {
      var variant = variants.computeIfAbsent(pc, p -> t.unit.constructed(site, k.length - result - 1));
      variant.ifPresent(v -> enumValue(pc, k, result, v));
      return variant.isPresent();
    }
    return false;
  }

  /** The constructor only fills fields. */
  private void fill(int pc, byte[] k, int result, JitUnit.Filled filled) {
    Asm asm = t.asm;
    t.guardClass(result, filled.cls(), filled.epoch());
    t.constants.push(t.unit.store(), Asm.STORE);
    t.constants.push(filled.shape(), SHAPE);
    asm.number(filled.parameters().length);
    asm.method(Asm.STORE, "blank", "(L" + SHAPE + ";I)L" + Asm.INSTANCE + ";");
    asm.astore(asm.ref);
    for (int slot = 0; slot < filled.parameters().length; slot++) {
      int p = result + filled.parameters()[slot];
      t.constants.push(t.unit.store(), Asm.STORE);
      asm.aload(asm.ref);
      asm.cast(Asm.INSTANCE);
      asm.number(slot);
      asm.pushWord(p, k[p]);
      asm.pushReference(p, k[p]);
      asm.method(Asm.STORE, "fill", "(L" + Asm.INSTANCE + ";IJLjava/lang/Object;)V");
    }
    asm.aload(asm.ref);
    made(pc, k, result);
  }

  private void enumValue(int pc, byte[] k, int result, Object variant) {
    Asm asm = t.asm;
    t.guardSame(result, variant, OBJECT);
    t.constants.push(variant, OBJECT);
    asm.number(k.length - result - 1);
    asm.mv.visitTypeInsn(ANEWARRAY, OBJECT);
    for (int p = result + 1; p < k.length; p++) {
      asm.op(DUP);
      asm.number(p - result - 1);
      asm.pushWord(p, k[p]);
      asm.pushReference(p, k[p]);
      asm.call(Asm.BOX, "box", "(JL" + OBJECT + ";)L" + OBJECT + ";");
      asm.op(AASTORE);
    }
    asm.objects("enumValue", "(L" + OBJECT + ";[L" + OBJECT + ";)L" + OBJECT + ";");
    made(pc, k, result);
  }

  /** The object is on the JVM's stack. */
  private void made(int pc, byte[] k, int result) {
    Asm asm = t.asm;
    asm.astore(asm.reference(result));
    asm.constant(NanBox.REF);
    asm.lstore(asm.word(result));
    byte[] out = Arrays.copyOf(k, result + 1);
    out[result] = VALUE;
    t.flow(pc + 1, out);
  }

  /** NEW_CELL, WRAP_CELL. */
  void cell(int pc, byte[] k) {
    Asm asm = t.asm;
    int slot = t.code.operand(pc);
    boolean wraps = t.code.op(pc) == Op.WRAP_CELL;
    if (wraps) {
      asm.pushWord(slot, k[slot]);
      asm.pushReference(slot, k[slot]);
    }
    asm.objects(wraps ? "cell" : "emptyCell", (wraps ? "(JL" + OBJECT + ";)" : "()") + "L" + Asm.CELL + ";");
    asm.astore(asm.reference(slot));
    asm.constant(NanBox.REF);
    asm.lstore(asm.word(slot));
    byte[] out = k.clone();
    out[slot] = ANY;
    t.flow(pc + 1, out);
  }

  /** MAKE_FUNCTION; false when the interpreter must make it: one of its variables may have no cell yet. */
  boolean closure(int pc, byte[] k) {
    int index = t.code.operand(pc);
    List<Code.Capture> captures = t.code.code(index).captures();
    boolean hasCells = captures.stream().allMatch(c -> !c.fromSlot() || (k[c.index()] == ANY || k[c.index()] == VALUE) && isCell(c.index()));
    Optional<Object> state = nested.computeIfAbsent(pc, p -> t.unit.nested(index));
    if (state.isEmpty() || !hasCells) {
      return false;
    }
    Asm asm = t.asm;
    int to = k.length;
    asm.aload(asm.fn);
    t.constants.push(state.get(), STATE);
    asm.number(captures.size());
    asm.mv.visitTypeInsn(ANEWARRAY, Asm.CELL);
    for (int i = 0; i < captures.size(); i++) {
      asm.op(DUP);
      asm.number(i);
      if (captures.get(i).fromSlot()) {
        asm.aload(asm.reference(captures.get(i).index()));
        asm.cast(Asm.CELL);
      } else {
        t.pushCapture(captures.get(i).index());
      }
      asm.op(AASTORE);
    }
    if (t.code.isMethod()) {
      asm.pushWord(0, k[0]);
      asm.pushReference(0, k[0]);
      asm.call(Asm.BOX, "box", "(JL" + OBJECT + ";)L" + OBJECT + ";");
    } else {
      asm.aload(asm.fn);
      asm.mv.visitFieldInsn(GETFIELD, Asm.FUNCTION, "self", "L" + OBJECT + ";");
    }
    asm.objects("function", "(" + Asm.FN + "L" + STATE + ";[L" + Asm.CELL + ";L" + OBJECT + ";)L" + OBJECT + ";");
    asm.astore(asm.reference(to));
    asm.constant(NanBox.REF);
    asm.lstore(asm.word(to));
    t.flow(pc + 1, Instructions.grow(k));
    return true;
  }

  private boolean isCell(int slot) {
    return t.code.locals().stream().anyMatch(v -> v.slot() == slot && v.cell());
  }
}
