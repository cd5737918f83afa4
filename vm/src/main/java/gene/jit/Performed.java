// Instructions that the interpreter's own code performs on the fiber's stack while compiled code goes on around them.
package gene.jit;

import static gene.vm.JitUnit.ANY;
import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.GENERIC;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.bytecode.StackDepth;
import gene.data.GeneClass;
import gene.vm.JitUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;

/**
 * The operands are written to the fiber's stack, for instructions that read variables these too, and the results are taken from
 * there. When the instruction enters a frame, changes the fiber or raises, the rest of the frame is written and control leaves.
 */
final class Performed {
  private final Translator t;
  private final Code code;
  private final StackDepth depths;
  private final SlotUse use;
  // What sites have met may change while they are translated: asked once.
  private final Map<Integer, Optional<JitUnit.Accepted>> accepted = new HashMap<>();

  Performed(Translator t) {
    this.t = t;
    this.code = t.code;
    this.depths = StackDepth.of(t.code);
    this.use = t.use;
  }

  void translate(int pc, byte[] k) {
    Op op = code.op(pc);
    switch (op) {
      // These look at callers' frames, at the handlers around them, or wait.
      case YIELD, AWAIT, RETURN_FROM, EVAL, CALLER_EVAL, OPEN_SESSION, IMPORT, EXPORT, CALL_DATA, ENTER_BODY, START_BODY, RESUME, TRAP, THROW, RETHROW, NO_LOOP,
          ENTER_CATCH, CATCH_MATCH, FAIL, CONTRACT_FAILED, MAKE_CLASS, MAKE_BODY, MAKE_NAMESPACE, MAKE_ENUM,
          DEFINE_MEMBER, DEFINE_METHOD, DEFINE_CTOR, DEFINE_FIELD, SET_METADATA, SHARE_CELL ->
          t.asm.jump(GOTO, t.plainExit());
      case CHECK_TYPE -> checkType(pc, k);
      case UNWRAP -> branching(pc, k);
      case RENDER -> render(pc, k);
      default -> {
        int after = depths.at(pc + 1);
        int before = k.length - t.slots;
        int pops = pops(op, before, after);
        perform(pc, k, pops, after - (before - pops));
        byte[] out = Arrays.copyOf(k, t.slots + after);
        Arrays.fill(out, t.slots + before - pops, out.length, VALUE);
        for (int slot : use.written(pc)) {
          out[slot] = ANY;
        }
        t.flow(pc + 1, out);
      }
    }
  }

  /** How many operands an instruction takes whose successor is the next one. */
  int takes(int pc, byte[] k) {
    return pops(code.op(pc), k.length - t.slots, depths.at(pc + 1));
  }

  /** How many operands it takes: all that do not lie below on both sides. */
  private int pops(Op op, int before, int after) {
    if (op.effect() != Op.VARIES) {
      return op.pops();
    }
    return switch (op) {
      case EXPORT -> before - after;
      default -> before - after + 1;
    };
  }

  /** The instruction that takes the operand at `position`, which the one at `pc` leaves; -1 when control may come from elsewhere before. */
  int consumer(int pc, int position) {
    int index = position - t.slots;
    for (int at = pc + 1; at < code.length(); at++) {
      Op op = code.op(at);
      int before = depths.at(at);
      if (t.isTarget(at) || t.target(at) >= 0 || op.endsBlock() || before < 0) {
        return -1;
      } else if (before - pops(op, before, depths.at(at + 1)) <= index) {
        return at;
      }
    }
    return -1;
  }

  /** The same for the operand that the instruction pushes. */
  int consumer(int pc) {
    int after = depths.at(pc + 1);
    return after < 0 ? -1 : consumer(pc, t.slots + after - 1);
  }

  private void render(int pc, byte[] k) {
    Asm asm = t.asm;
    spill(pc, k, 1);
    arguments(pc, k);
    asm.runtime("renders", "(" + Asm.F + Asm.FN + "IIIII)Z");
    asm.jump(IFEQ, t.plainExit());
    for (int slot : use.read(pc)) {
      wipe(slot);
    }
    asm.take(k.length - 1);
    k[k.length - 1] = VALUE;
    t.flow(pc + 1, k);
  }

  private int target(int pc) {
    return t.target(pc);
  }

  void branching(int pc, byte[] k) {
    Asm asm = t.asm;
    perform(pc, k, 1, 1);
    byte[] out = k.clone();
    out[k.length - 1] = VALUE;
    asm.aload(asm.fiber);
    asm.runtime("pc", "(" + Asm.F + ")I");
    asm.number(target(pc));
    t.branch(IF_ICMPEQ, target(pc), pc + 1, out);
  }

  /** What is refused or converted is the interpreter's affair, as it may be the caller's fault. */
  private void checkType(int pc, byte[] k) {
    var site = (Site.Type) code.site(code.operand(pc));
    String type = site.type().toString();
    int top = k.length - 1;
    byte kind = k[top];
    if (kind == INT && type.equals("Int") || kind == FLOAT && type.equals("Float")) {
      t.flow(pc + 1, k);
      return;
    } else if (kind == INT && type.equals("Float") && site.boundary() != Site.Boundary.ARGUMENT || kind != INT && kind != FLOAT && kind != VALUE) {
      perform(pc, k, 1, 1);
      k[top] = VALUE;
      t.flow(pc + 1, k);
      return;
    }
    Asm asm = t.asm;
    boolean isInt = type.equals("Int");
    if (kind == VALUE && (isInt || type.equals("Float")) && t.seen[pc] != GENERIC) {
      k[top] = isInt ? INT : FLOAT;
      t.takeNumber(asm.word(top), top, k[top]);
      t.flow(pc + 1, k);
      return;
    }
    var passes = new Label();
    if (kind == VALUE) {
      accepted.computeIfAbsent(pc, p -> t.unit.accepted(code.operand(p))).ifPresent(a -> passAsBefore(a, top, passes));
    }
    asm.aload(asm.fiber);
    asm.aload(asm.fn);
    t.constants.push(t.unit.cache(code.operand(pc)), "java/lang/Object");
    asm.pushWord(top, kind);
    asm.pushReference(top, kind);
    asm.runtime("accepts", "(" + Asm.F + Asm.FN + "Ljava/lang/Object;JLjava/lang/Object;)Z");
    asm.jump(IFEQ, t.plainExit());
    asm.mv.visitLabel(passes);
    t.flow(pc + 1, k);
  }

  /** A value of the kind that was accepted before goes to the label. */
  private void passAsBefore(JitUnit.Accepted before, int top, Label passes) {
    Asm asm = t.asm;
    var looks = new Label();
    t.guardName(before.place());
    t.constants.push(before.place().cell(), Asm.CELL);
    asm.method(Asm.CELL, "ref", "()Ljava/lang/Object;");
    t.constants.push(before.meaning(), "java/lang/Object");
    asm.jump(IF_ACMPNE, looks);
    asm.aload(asm.reference(top));
    if (before.kind() instanceof GeneClass) {
      asm.mv.visitTypeInsn(INSTANCEOF, Asm.INSTANCE);
      asm.jump(IFEQ, looks);
      asm.aload(asm.reference(top));
      asm.cast(Asm.INSTANCE);
      asm.method(Asm.INSTANCE, "cls", "()Lgene/data/GeneClass;");
      t.constants.push(before.kind(), "gene/data/GeneClass");
      asm.jump(IF_ACMPEQ, passes);
    } else {
      asm.mv.visitTypeInsn(INSTANCEOF, Type.getInternalName((Class<?>) before.kind()));
      asm.jump(IFNE, passes);
    }
    asm.mv.visitLabel(looks);
  }

  /** Writes the operands (and what else is read) to the fiber's stack. */
  void spill(int pc, byte[] k, int pops) {
    Asm asm = t.asm;
    t.usesStack();
    for (int slot : use.read(pc)) {
      asm.put(slot, k[slot]);
    }
    for (int p = k.length - pops; p < k.length; p++) {
      asm.put(p, k[p]);
    }
  }

  void perform(int pc, byte[] k, int pops, int pushes) {
    spill(pc, k, pops);
    execute(pc, k, pops, pushes);
  }

  /** The operands are on the fiber's stack. */
  void execute(int pc, byte[] k, int pops, int pushes) {
    execute("perform", pc, k, pops, pushes);
  }

  /** @param how the runtime's method */
  void execute(String how, int pc, byte[] k, int pops, int pushes) {
    Asm asm = t.asm;
    var stays = new Label();
    arguments(pc, k);
    asm.call(how.equals("performNext") ? "gene/vm/JitGenerators" : Asm.RUNTIME, how, "(" + Asm.F + Asm.FN + "IIIII)Z");
    asm.jump(IFNE, stays);
    asm.number(pc);
    asm.mv.visitVarInsn(ISTORE, asm.at);
    asm.jump(GOTO, t.exits.frameWriter(Instructions.drop(k, pops), false));
    asm.mv.visitLabel(stays);
    for (int slot : use.written(pc)) {
      asm.take(slot);
    }
    for (int slot : use.read(pc)) {
      wipe(slot);
    }
    for (int i = 0; i < pushes; i++) {
      asm.take(k.length - pops + i);
    }
  }

  void arguments(int pc, byte[] k) {
    Asm asm = t.asm;
    asm.aload(asm.fiber);
    asm.aload(asm.fn);
    asm.iload(asm.base);
    asm.iload(asm.dest);
    asm.iload(asm.depth);
    asm.number(pc);
    asm.index(k.length);
  }

  void wipe(int slot) {
    Asm asm = t.asm;
    asm.aload(asm.fiber);
    asm.index(slot);
    asm.runtime("takeRef", "(" + Asm.F + "I)Ljava/lang/Object;");
    asm.op(org.objectweb.asm.Opcodes.POP);
  }
}
