// Built-in functions of numbers that become a few instructions.
package gene.jit;

import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.GENERIC;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.vm.JitUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Label;

final class Intrinsics {
  private static final String MATH = "java/lang/Math";
  private static final Set<String> OF_FLOATS = Set.of("sqrt", "sin", "cos", "tan", "log", "log10");
  private static final Set<String> ROUNDING = Set.of("floor", "ceil");
  private static final Set<String> EXTREMES = Set.of("min", "max");

  private final Translator t;
  private final Map<Integer, Optional<JitUnit.Intrinsic>> callees = new HashMap<>();

  Intrinsics(Translator t) {
    this.t = t;
  }

  /** A call of such a function; false when it is another. What is pushed in tail position, RETURN takes on. */
  boolean translate(int pc, byte[] k, Site.Call site, int first, int result) {
    Op op = t.code.op(pc);
    boolean named = op == Op.CALL || op == Op.TAIL_CALL;
    if (!named && op != Op.CALL_VALUE && op != Op.TAIL_CALL_VALUE || t.seen[pc] == GENERIC) {
      return false;
    }
    Optional<JitUnit.Intrinsic> callee = callees.computeIfAbsent(pc, p -> t.unit.function(p));
    if (callee.isEmpty() || !isKnown(callee.get().name(), site.count())) {
      return false;
    }
    for (int p = first; p < k.length; p++) {
      if (k[p] != INT && k[p] != FLOAT && k[p] != VALUE) {
        return false;
      }
    }
    String name = callee.get().name();
    boolean floats = OF_FLOATS.contains(name) || Arrays.binarySearch(kinds(k, first), FLOAT) >= 0;
    if (floats && EXTREMES.contains(name) && (k[first] != FLOAT || k[first + 1] != FLOAT)) {
      // The result keeps the type of its operand.
      return false;
    }
    guard(callee.get(), named, result);
    for (int p = first; p < k.length; p++) {
      guardKind(p, k[p], floats);
    }
    for (int p = first; p < k.length; p++) {
      push(p, k[p], floats);
    }
    apply(name, floats);
    Asm asm = t.asm;
    byte[] out = Arrays.copyOf(k, result + 1);
    out[result] = floats ? FLOAT : INT;
    asm.mv.visitVarInsn(floats ? DSTORE : LSTORE, floats ? asm.real(result) : asm.word(result));
    t.flow(pc + 1, out);
    return true;
  }

  private static byte[] kinds(byte[] k, int first) {
    byte[] kinds = Arrays.copyOfRange(k, first, k.length);
    Arrays.sort(kinds);
    return kinds;
  }

  private static boolean isKnown(String name, int count) {
    return EXTREMES.contains(name) ? count == 2 : count == 1 && (OF_FLOATS.contains(name) || ROUNDING.contains(name) || name.equals("abs"));
  }

  private void guard(JitUnit.Intrinsic callee, boolean named, int result) {
    Asm asm = t.asm;
    if (!named) {
      t.guardSame(result, callee.value(), "java/lang/Object");
      return;
    }
    t.guardName(callee.place());
    t.constants.push(callee.place().cell(), Asm.CELL);
    asm.method(Asm.CELL, "ref", "()Ljava/lang/Object;");
    t.constants.push(callee.value(), "java/lang/Object");
    asm.jump(IF_ACMPNE, t.exit());
  }

  private void guardKind(int position, byte kind, boolean floats) {
    if (kind == VALUE) {
      Asm asm = t.asm;
      asm.lload(asm.word(position));
      if (floats) {
        asm.runtime("isNumber", "(J)Z");
      } else {
        asm.call(Asm.BOX, "isInt", "(J)Z");
      }
      asm.jump(IFEQ, t.exit());
    }
  }

  private void push(int position, byte kind, boolean floats) {
    Asm asm = t.asm;
    if (kind == FLOAT) {
      asm.dload(asm.real(position));
    } else if (kind == INT) {
      asm.lload(asm.word(position));
      if (floats) {
        asm.op(L2D);
      }
    } else {
      asm.lload(asm.word(position));
      if (floats) {
        asm.runtime("number", "(J)D");
      } else {
        asm.call(Asm.BOX, "intOf", "(J)J");
      }
    }
  }

  private void apply(String name, boolean floats) {
    Asm asm = t.asm;
    if (OF_FLOATS.contains(name)) {
      asm.call(MATH, name, "(D)D");
    } else if (EXTREMES.contains(name)) {
      if (floats) {
        asm.runtime(name, "(DD)D");
      } else {
        asm.call(MATH, name, "(JJ)J");
      }
    } else if (name.equals("abs")) {
      if (!floats) {
        asm.op(DUP2);
        asm.lstore(asm.x);
        asm.lload(asm.x);
        asm.constant(Long.MIN_VALUE);
        asm.op(LCMP);
        var fits = new Label();
        asm.jump(IFNE, fits);
        asm.op(POP2);
        asm.jump(GOTO, t.plainExit());
        asm.mv.visitLabel(fits);
      }
      asm.call(MATH, name, floats ? "(D)D" : "(J)J");
    } else if (floats) {
      asm.call(MATH, name, "(D)D");
    }
    // A whole number is its own floor and ceiling.
  }
}
