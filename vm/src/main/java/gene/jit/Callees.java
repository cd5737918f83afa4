// The guards of linked calls: whether the callee is the one that the call was linked to.
package gene.jit;

import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Site;
import gene.vm.JitUnit;

final class Callees {
  private static final String CLASS = "gene/data/GeneClass";

  private final Translator t;

  Callees(Translator t) {
    this.t = t;
  }

  /** Leaves the function object in `ref` when the callee is the one expected; else out. */
  void guard(int pc, Site.Call site, int result, JitUnit.Target target) {
    switch (t.code.op(pc)) {
      case CALL_METHOD -> method(result, target);
      case CALL_SUPER -> inherited(target);
      case NEW -> {
        t.guardClass(result, target.cls(), target.epoch());
        take(target.function());
      }
      case CALL, TAIL_CALL -> named(pc, site, target);
      default -> {
        t.asm.aload(t.asm.reference(result));
        value(pc, target);
      }
    }
  }

  private void take(Object function) {
    t.constants.push(function, Asm.FUNCTION);
    t.asm.astore(t.asm.ref);
  }

  private void method(int receiver, JitUnit.Target target) {
    Asm asm = t.asm;
    if (t.before.shape(receiver) == null || t.before.shape(receiver).cls() != target.cls()) {
      asm.aload(asm.reference(receiver));
      t.constants.push(target.cls(), CLASS);
      asm.runtime("isInstance", "(Ljava/lang/Object;L" + CLASS + ";)Z");
      asm.jump(IFEQ, t.exit());
    }
    t.guardEpoch(target.epoch());
    take(target.function());
  }

  private void inherited(JitUnit.Target target) {
    Asm asm = t.asm;
    asm.aload(asm.fn);
    asm.mv.visitFieldInsn(GETFIELD, Asm.FUNCTION, "owner", "L" + CLASS + ";");
    t.constants.push(target.cls(), CLASS);
    asm.jump(IF_ACMPNE, t.exit());
    t.guardEpoch(target.epoch());
    take(target.function());
  }

  private void named(int pc, Site.Call site, JitUnit.Target target) {
    Asm asm = t.asm;
    switch (site.where()) {
      case CAPTURE -> {
        Object held = t.seen[pc] == 0 ? t.unit.captured(site.index(), target) : null;
        if (held != null) {
          t.guardCaptured(site.index(), held);
          take(held);
          return;
        }
        t.pushCapture(site.index());
        asm.method(Asm.CELL, "ref", "()Ljava/lang/Object;");
      }
      case CELL -> {
        asm.aload(asm.reference(site.index()));
        asm.cast(Asm.CELL);
        asm.method(Asm.CELL, "ref", "()Ljava/lang/Object;");
      }
      default -> asm.aload(asm.reference(site.index()));
    }
    value(pc, target);
  }

  /** The callee is on the JVM's stack. */
  private void value(int pc, JitUnit.Target target) {
    Asm asm = t.asm;
    asm.astore(asm.ref);
    asm.aload(asm.ref);
    if (target.entry() == null && t.seen[pc] == 0 && !t.unit.isLoop()) {
      // A function that calls itself by name is most often this very object.
      asm.aload(asm.fn);
      asm.jump(IF_ACMPNE, t.exit());
      asm.aload(asm.fn);
      asm.astore(asm.ref);
      return;
    }
    asm.runtime("stateOf", "(Ljava/lang/Object;)Lgene/vm/CodeState;");
    t.constants.push(target.state(), "gene/vm/CodeState");
    asm.jump(IF_ACMPNE, t.exit());
  }
}
