// Calls through the fiber's stack: of what is not linked, built-ins before all.
package gene.jit;

import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.vm.JitUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Label;

final class StackCalls {
  private final Translator t;
  private final Performed performed;
  private final Map<Integer, Optional<JitUnit.Builtin>> builtins = new HashMap<>();

  StackCalls(Translator t, Performed performed) {
    this.t = t;
    this.performed = performed;
  }

  /** Built-ins are performed; a compiled function is entered as the interpreter does it. */
  void translate(int pc, byte[] k, Site.Call site, int result) {
    Asm asm = t.asm;
    Op op = t.code.op(pc);
    int pops = k.length - result;
    performed.spill(pc, k, pops);
    boolean tail = op == Op.TAIL_CALL || op == Op.TAIL_CALL_VALUE;
    if (tail) {
      performed.arguments(pc, k);
      asm.runtime("replacesFrame", "(" + Asm.F + Asm.FN + "IIIII)Z");
      asm.jump(IFNE, t.plainExit());
    }
    var done = new Label();
    boolean builtin = op == Op.CALL_METHOD && site.keywords().isEmpty() && builtins.computeIfAbsent(pc, p -> t.unit.builtin(t.code.operand(p))).isPresent();
    if (!builtin && !tail && op != Op.NEW && op != Op.CALL_SUPER && site.keywords().isEmpty()) {
      enter(pc, k, result, done);
    }
    performed.execute(builtin ? "performBuiltin" : "perform", pc, k, pops, 1);
    asm.mv.visitLabel(done);
    byte[] out = Arrays.copyOf(k, result + 1);
    out[result] = VALUE;
    t.flow(pc + 1, out);
  }

  private void enter(int pc, byte[] k, int result, Label done) {
    Asm asm = t.asm;
    var refused = new Label();
    asm.aload(asm.fiber);
    asm.aload(asm.fn);
    asm.iload(asm.base);
    asm.iload(asm.depth);
    asm.number(pc);
    asm.index(k.length);
    asm.runtime("call", "(" + Asm.F + Asm.FN + "IIII)I");
    asm.mv.visitVarInsn(ISTORE, asm.at);
    asm.iload(asm.at);
    asm.number(Calls.REFUSED);
    asm.jump(IF_ICMPEQ, refused);
    var left = new Label();
    asm.iload(asm.at);
    asm.jump(IFNE, left);
    asm.aload(asm.fiber);
    asm.field("resultWord", "J");
    asm.lstore(asm.word(result));
    asm.aload(asm.fiber);
    asm.field("resultRef", "Ljava/lang/Object;");
    asm.astore(asm.reference(result));
    for (int slot : t.use.read(pc)) {
      performed.wipe(slot);
    }
    asm.jump(GOTO, done);
    asm.mv.visitLabel(left);
    asm.number(pc);
    asm.mv.visitVarInsn(ISTORE, asm.at);
    asm.jump(GOTO, t.exits.frameWriter(Arrays.copyOf(k, result), true));
    asm.mv.visitLabel(refused);
  }
}
