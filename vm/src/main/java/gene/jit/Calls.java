// Calls: linked to one compiled callee, in tail position, through the fiber's stack, or performed.
package gene.jit;

import static gene.vm.JitUnit.ABSENT;
import static gene.vm.JitUnit.ANY;
import static gene.vm.JitUnit.DEAD;
import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.GENERIC;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.PLAIN;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.NanBox;
import gene.vm.JitUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Label;

final class Calls {
  private static final String CLASS = "gene/data/GeneClass";
  static final int REFUSED = 1;

  private final Translator t;
  private final Code code;
  private final StackCalls stack;
  private final Elements elements;
  private final Map<Integer, Optional<JitUnit.Target>> targets = new HashMap<>();
  private final Map<Integer, List<JitUnit.Target>> chains = new HashMap<>();
  private final Construction construction;
  private final Intrinsics intrinsics;
  private final Callees callees;

  Calls(Translator t, Performed performed, Elements elements, Construction construction) {
    this.elements = elements;
    this.t = t;
    this.code = t.code;
    this.stack = new StackCalls(t, performed);
    this.construction = construction;
    this.intrinsics = new Intrinsics(t);
    this.callees = new Callees(t);
  }

  void translate(int pc, byte[] k) {
    Op op = code.op(pc);
    var site = (Site.Call) code.site(code.operand(pc));
    int below = op == Op.CALL || op == Op.TAIL_CALL ? 0 : 1;
    int first = k.length - site.count();
    int result = k.length - site.total() - below;
    if (!site.keywords().isEmpty()) {
      stack.translate(pc, k, site, result);
      return;
    }
    for (int p = result; p < k.length; p++) {
      if (k[p] == DEAD || k[p] == ABSENT) {
        throw new Declined("an argument that is no value");
      }
    }
    if (op == Op.CALL_METHOD && t.leavesOut(code.operand(pc))) {
      return;
    }
    if (op == Op.CALL_METHOD && elements.call(pc, k, site)) {
      return;
    }
    if (intrinsics.translate(pc, k, site, first, result)) {
      return;
    }
    if (guesses(pc) && construction.translate(pc, k, result)) {
      return;
    }
    // A receiver is the callee's first parameter.
    int from = op == Op.CALL_METHOD || op == Op.CALL_SUPER || op == Op.NEW ? first - 1 : first;
    if (op == Op.CALL_METHOD) {
      List<JitUnit.Target> chain = chains.computeIfAbsent(pc, p -> t.unit.targets(p, kinds(k, from, op)));
      if (!chain.isEmpty()) {
        chained(pc, k, site, from, result, chain);
        return;
      }
    }
    Optional<JitUnit.Target> target = guesses(pc) ? targets.computeIfAbsent(pc, p -> t.unit.target(p, kinds(k, from, op))) : Optional.empty();
    if (target.isEmpty() || !fits(target.get(), k, from) || !mayHold(op, site, k)) {
      stack.translate(pc, k, site, result);
    } else if (op == Op.TAIL_CALL || op == Op.TAIL_CALL_VALUE) {
      tail(pc, k, site, from, result, target.get());
    } else {
      linked(pc, k, site, from, result, target.get());
    }
  }

  private boolean guesses(int pc) {
    return t.seen[pc] != GENERIC;
  }

  /** Whether the variable that is called may hold a function: the reference beside a number or beside nothing is an old one. */
  private static boolean mayHold(Op op, Site.Call site, byte[] k) {
    boolean variable = (op == Op.CALL || op == Op.TAIL_CALL) && (site.where() == Site.Where.LOCAL || site.where() == Site.Where.CELL);
    return !variable || k[site.index()] == VALUE || k[site.index()] == ANY;
  }

  private static byte[] kinds(byte[] k, int from, Op op) {
    byte[] kinds = Arrays.copyOfRange(k, from, k.length);
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = kinds[i] == INT || kinds[i] == FLOAT ? kinds[i] : VALUE;
    }
    return kinds;
  }

  private static boolean fits(JitUnit.Target target, byte[] k, int from) {
    for (int i = 0; i < target.parameters().length; i++) {
      byte wanted = target.parameters()[i];
      byte given = k[from + i];
      if (wanted == INT && given == FLOAT || wanted == FLOAT && given == INT) {
        return false;
      }
    }
    return target.parameters().length == k.length - from;
  }

  // Linked calls

  private void linked(int pc, byte[] k, Site.Call site, int from, int result, JitUnit.Target target) {
    callees.guard(pc, site, result, target);
    byte[] out = enter(pc, k, from, result, target);
    if (out != null) {
      t.flow(pc + 1, out);
    }
  }

  /** Calls the function in `ref`. Gives the kinds afterwards; null when it never comes back here. */
  private byte[] enter(int pc, byte[] k, int from, int result, JitUnit.Target target) {
    Asm asm = t.asm;
    guardArguments(k, from, target.parameters());
    asm.aload(asm.fiber);
    asm.index(result);
    asm.iload(asm.depth);
    asm.op(ICONST_1);
    asm.op(IADD);
    byte given = invoke(pc, k, from, target);
    var done = new Label();
    if (given != DEAD) {
      asm.aload(asm.fiber);
      asm.field("left", "I");
      asm.jump(IFEQ, done);
    }
    refusedOrElse(pc);
    asm.number(pc);
    asm.mv.visitVarInsn(ISTORE, asm.at);
    asm.jump(GOTO, t.exits.frameWriter(Arrays.copyOf(k, result), true));
    if (given == DEAD) {
      // A function that calls itself and never returns.
      return null;
    }
    asm.mv.visitLabel(done);
    byte[] out = Arrays.copyOf(k, result + 1);
    out[result] = keep(result, given);
    return out;
  }

  /** A test for each class that the site has met; for others out, or where that happens often the call that finds its callee. */
  private void chained(int pc, byte[] k, Site.Call site, int from, int result, List<JitUnit.Target> chain) {
    Asm asm = t.asm;
    List<JitUnit.Target> fitting = chain.stream().filter(target -> fits(target, k, from)).toList();
    byte kind = guesses(pc) ? common(fitting) : VALUE;
    t.guardEpoch(chain.get(0).epoch());
    for (JitUnit.Target target : fitting) {
      var next = new Label();
      asm.aload(asm.reference(result));
      t.constants.push(target.cls(), CLASS);
      asm.objects("isOf", "(Ljava/lang/Object;L" + CLASS + ";)Z");
      asm.jump(IFEQ, next);
      t.constants.push(target.function(), Asm.FUNCTION);
      asm.astore(asm.ref);
      byte[] out = enter(pc, k, from, result, target);
      if (out != null) {
        asm.convert(result, out[result], kind);
        out[result] = kind;
        t.jump(pc + 1, out);
        t.after.plain(result, false);
      }
      asm.mv.visitLabel(next);
    }
    if (guesses(pc)) {
      asm.jump(GOTO, t.exit());
    } else {
      stack.translate(pc, k, site, result);
    }
  }

  /** The kind of all results, if it is one. */
  private static byte common(List<JitUnit.Target> targets) {
    byte kind = targets.isEmpty() ? VALUE : targets.get(0).result();
    boolean all = targets.stream().allMatch(target -> target.entry() != null && target.result() == kind);
    return all && (kind == INT || kind == FLOAT) ? kind : VALUE;
  }

  /** A refused call is made by the interpreter; otherwise control has left in the callee. */
  private void refusedOrElse(int pc) {
    Asm asm = t.asm;
    var left = new Label();
    asm.aload(asm.fiber);
    asm.field("left", "I");
    asm.number(REFUSED);
    asm.jump(IF_ICMPNE, left);
    asm.aload(asm.fiber);
    asm.number(0);
    asm.mv.visitFieldInsn(PUTFIELD, Asm.FIBER, "left", "I");
    asm.jump(GOTO, t.exits.at(pc | Instructions.REFUSED));
    asm.mv.visitLabel(left);
  }

  private void guardArguments(byte[] k, int from, byte[] wanted) {
    Asm asm = t.asm;
    for (int i = 0; i < wanted.length; i++) {
      if ((wanted[i] == INT || wanted[i] == FLOAT) && k[from + i] != wanted[i]) {
        asm.lload(asm.word(from + i));
        asm.call(Asm.BOX, wanted[i] == INT ? "isInt" : "isDouble", "(J)Z");
        asm.jump(IFEQ, t.exit());
      }
    }
  }

  /** Fiber, base and depth are on the JVM's stack, the function in `ref`; the result goes to `x`, `z` or `ref`. Gives its kind. */
  private byte invoke(int pc, byte[] k, int from, JitUnit.Target target) {
    Asm asm = t.asm;
    t.calls(target);
    boolean made = code.op(pc) == Op.NEW;
    asm.aload(asm.ref);
    asm.cast(Asm.FUNCTION);
    for (int i = 0; i < target.parameters().length; i++) {
      int p = from + i;
      byte wanted = target.parameters()[i];
      if (made && i == 0) {
        asm.constant(NanBox.REF);
        t.constants.push(target.cls(), CLASS);
        asm.runtime("newInstance", "(L" + CLASS + ";)Ljava/lang/Object;");
      } else if (wanted == INT) {
        asm.lload(asm.word(p));
        if (k[p] != INT) {
          asm.call(Asm.BOX, "intOf", "(J)J");
        }
      } else if (wanted == FLOAT && k[p] == FLOAT) {
        asm.dload(asm.real(p));
      } else if (wanted == FLOAT) {
        asm.lload(asm.word(p));
        asm.call(Asm.BOX, "doubleOf", "(J)D");
      } else {
        asm.pushWord(p, k[p]);
        asm.pushReference(p, k[p]);
      }
    }
    boolean self = target.entry() == null;
    byte kind = self ? t.result : target.result();
    String descriptor = Asm.descriptor(target.parameters(), kind);
    if (self) {
      asm.call(t.name(), "run", descriptor);
    } else {
      t.constants.call(target.entry(), descriptor);
    }
    switch (kind) {
      case FLOAT -> asm.dstore(asm.z);
      case INT, PLAIN, DEAD -> asm.lstore(asm.x);
      default -> asm.astore(asm.ref);
    }
    return kind;
  }

  /** Puts what a call gave into the position. */
  private byte keep(int position, byte kind) {
    Asm asm = t.asm;
    if (kind == FLOAT) {
      asm.dload(asm.z);
      asm.dstore(asm.real(position));
      return FLOAT;
    }
    if (kind == INT) {
      asm.lload(asm.x);
      asm.lstore(asm.word(position));
      return INT;
    }
    if (kind == PLAIN) {
      asm.lload(asm.x);
      asm.lstore(asm.word(position));
      asm.op(ACONST_NULL);
      asm.astore(asm.reference(position));
    } else {
      asm.takeReturned(position, asm.ref);
    }
    t.after.plain(position, kind == PLAIN);
    return VALUE;
  }

  // In tail position

  /** The callee's frame takes the place of this one: itself as a jump, others as a call that leaves no frame behind. */
  private void tail(int pc, byte[] k, Site.Call site, int from, int result, JitUnit.Target target) {
    Asm asm = t.asm;
    if (t.unit.isLoop()) {
      asm.jump(GOTO, t.plainExit());
      return;
    }
    guardArguments(k, from, target.parameters());
    callees.guard(pc, site, result, target);
    if (target.entry() == null) {
      t.poll(t.plainExit());
      asm.aload(asm.ref);
      asm.cast(Asm.FUNCTION);
      asm.astore(asm.fn);
      byte[] out = new byte[t.slots];
      Arrays.fill(out, ABSENT);
      for (int i = 0; i < target.parameters().length; i++) {
        asm.copy(from + i, k[from + i], i);
        out[i] = k[from + i];
      }
      t.jump(0, out);
      return;
    }
    asm.aload(asm.fiber);
    asm.runtime("mayNest", "(" + Asm.F + ")Z");
    asm.jump(IFEQ, t.plainExit());
    asm.aload(asm.fiber);
    asm.iload(asm.base);
    asm.iload(asm.depth);
    byte given = invoke(pc, k, from, target);
    asm.aload(asm.fiber);
    asm.runtime("nested", "(" + Asm.F + ")V");
    var done = new Label();
    asm.aload(asm.fiber);
    asm.field("left", "I");
    asm.jump(IFEQ, done);
    refusedOrElse(pc);
    t.exits.giveUp();
    asm.mv.visitLabel(done);
    byte[] out = Arrays.copyOf(k, result + 1);
    out[result] = keep(result, given);
    t.flow(pc + 1, out);
  }
}
