// Arithmetic and comparison on unboxed numbers, with guards where a kind is guessed.
package gene.jit;

import static gene.vm.JitUnit.DEAD;
import static gene.vm.JitUnit.FLOAT;
import static gene.vm.JitUnit.GENERIC;
import static gene.vm.JitUnit.INT;
import static gene.vm.JitUnit.VALUE;
import static org.objectweb.asm.Opcodes.*;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.data.NanBox;
import java.util.Map;
import org.objectweb.asm.Label;

final class Operators {
  // What the runtime calls them.
  private static final Map<Op, String> ARITHMETIC = Map.of(Op.ADD, "sum", Op.SUBTRACT, "difference", Op.MULTIPLY, "product", Op.DIVIDE, "quotient",
      Op.REMAINDER, "remainderOf");
  private static final Map<Op, String> COMPARISONS = Map.of(Op.LESS, "isLess", Op.LESS_EQUAL, "isAtMost", Op.GREATER, "isGreater",
      Op.GREATER_EQUAL, "isAtLeast", Op.EQUAL, "equal", Op.NOT_EQUAL, "equal");

  private final Translator t;
  private final Code code;
  private final Performed performed;
  private final byte[] seen;
  /** Where one guess had to become a float, others are likely to be floats too. */
  private final boolean mostlyFloats;

  Operators(Translator t, Performed performed) {
    this.t = t;
    this.code = t.code;
    this.performed = performed;
    this.seen = t.seen;
    boolean any = false;
    for (byte b : seen) {
      any |= b == FLOAT;
    }
    this.mostlyFloats = any;
  }

  void translate(int pc, byte[] k) {
    Op op = code.op(pc);
    int b = k.length - 1;
    int a = b - 1;
    if (op == Op.NEGATE) {
      negate(pc, k, b);
      return;
    }
    byte kind = operands(pc, k[a], k[b]);
    boolean equality = op == Op.EQUAL || op == Op.NOT_EQUAL;
    if (equality && kind != INT && kind != FLOAT) {
      equal(pc, k, a, b);
    } else if (kind == INT) {
      unboxInts(k, a, b);
      if (isComparison(op)) {
        t.asm.lload(t.asm.x);
        t.asm.lload(t.asm.y);
        t.asm.op(LCMP);
        decide(pc, k, op);
      } else {
        integers(pc, k, op, a);
      }
    } else if (kind == FLOAT) {
      unboxFloats(k, a, b);
      if (isComparison(op)) {
        // NaN makes every comparison false, and != true.
        t.asm.op(op == Op.LESS || op == Op.LESS_EQUAL ? DCMPG : DCMPL);
        decide(pc, k, op);
      } else {
        floats(pc, k, op, a);
      }
    } else {
      generic(pc, k, a);
    }
  }

  /** INT or FLOAT when the operands are, or are guessed to be, of that kind; else VALUE. */
  private byte operands(int pc, byte a, byte b) {
    Op op = code.op(pc);
    boolean equality = op == Op.EQUAL || op == Op.NOT_EQUAL;
    if (a == INT && b == INT) {
      return INT;
    } else if (a == FLOAT && b == FLOAT) {
      return op == Op.REMAINDER ? VALUE : FLOAT;
    } else if (equality || seen[pc] == GENERIC || isNoValue(a) || isNoValue(b)) {
      return VALUE;
    } else if (a == FLOAT || b == FLOAT || seen[pc] == FLOAT || seen[pc] == 0 && mostlyFloats && a == VALUE && b == VALUE) {
      // A comparison of an integer with a float is exact: not by way of floats.
      return op == Op.REMAINDER || isComparison(op) && (a == INT || b == INT) ? VALUE : FLOAT;
    }
    return INT;
  }

  /** The kind that the instruction at `pc` will want of an operand above `k` whose kind is not known; VALUE when nothing speaks for one. */
  byte wants(int pc, byte[] k) {
    return switch (code.op(pc)) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        boolean floats = false;
        for (byte kind : k) {
          floats |= kind == FLOAT;
        }
        yield seen[pc] == FLOAT || seen[pc] == 0 && (mostlyFloats || k[k.length - 1] == FLOAT) ? FLOAT
            : seen[pc] == INT || seen[pc] == 0 && !floats ? INT : VALUE;
      }
      case REMAINDER -> seen[pc] == 0 || seen[pc] == INT ? INT : VALUE;
      default -> VALUE;
    };
  }

  /** The kind of number that a variable in the slot goes into arithmetic as, from `pc` on and in its scope; VALUE when it does not, or as both. */
  byte wantsOfVariable(int pc, int slot) {
    Code.LocalVar variable = code.locals().stream().filter(v -> v.slot() == slot && v.from() <= pc + 1 && pc < v.to()).findFirst().orElse(null);
    if (variable == null || variable.cell()) {
      return VALUE;
    }
    byte wanted = DEAD;
    for (int at = variable.from(); at < variable.to(); at++) {
      if (code.op(at) == Op.LOAD_LOCAL && code.operand(at) == slot) {
        byte here = wantsOfOperand(performed.consumer(at));
        if (here != VALUE && wanted != DEAD && wanted != here) {
          return VALUE;
        }
        wanted = here == VALUE ? wanted : here;
      }
    }
    return wanted == DEAD ? VALUE : wanted;
  }

  private byte wantsOfOperand(int consumer) {
    return consumer < 0 ? VALUE : switch (code.op(consumer)) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
          seen[consumer] == FLOAT ? FLOAT : seen[consumer] == INT || seen[consumer] == 0 && !mostlyFloats ? INT : VALUE;
      default -> VALUE;
    };
  }

  private static boolean isNoValue(byte kind) {
    return kind != INT && kind != FLOAT && kind != VALUE;
  }

  private static boolean isComparison(Op op) {
    return switch (op) {
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> true;
      default -> false;
    };
  }

  private void unboxInts(byte[] k, int a, int b) {
    Asm asm = t.asm;
    guard(a, k[a], "isInt");
    guard(b, k[b], "isInt");
    pushInt(a, k[a]);
    asm.lstore(asm.x);
    pushInt(b, k[b]);
    asm.lstore(asm.y);
  }

  private void guard(int position, byte kind, String test) {
    if (kind == VALUE) {
      t.asm.lload(t.asm.word(position));
      t.asm.call(Asm.BOX, test, "(J)Z");
      t.asm.jump(IFEQ, t.exit());
    }
  }

  private void pushInt(int position, byte kind) {
    t.asm.lload(t.asm.word(position));
    if (kind == VALUE) {
      t.asm.call(Asm.BOX, "intOf", "(J)J");
    }
  }

  /** Leaves both on the JVM's stack. An integer beside a float becomes one, except where that is a comparison. */
  private void unboxFloats(byte[] k, int a, int b) {
    boolean converts = !isComparison(code.op(t.at()));
    for (int p : new int[] {a, b}) {
      if (k[p] == VALUE) {
        t.asm.lload(t.asm.word(p));
        // Two integers would give an integer.
        if (converts && k[a + b - p] == FLOAT) {
          t.asm.runtime("isNumber", "(J)Z");
        } else {
          t.asm.call(Asm.BOX, "isDouble", "(J)Z");
        }
        t.asm.jump(IFEQ, t.exit());
      }
    }
    for (int p : new int[] {a, b}) {
      if (k[p] == FLOAT) {
        t.asm.dload(t.asm.real(p));
      } else if (k[p] == INT) {
        t.asm.lload(t.asm.word(p));
        t.asm.op(L2D);
      } else {
        t.asm.lload(t.asm.word(p));
        if (converts && k[a + b - p] == FLOAT) {
          t.asm.runtime("number", "(J)D");
        } else {
          t.asm.call(Asm.BOX, "doubleOf", "(J)D");
        }
      }
    }
  }

  private void integers(int pc, byte[] k, Op op, int to) {
    Asm asm = t.asm;
    byte[] out = Instructions.drop(k, 1);
    if (op == Op.DIVIDE) {
      asm.lload(asm.x);
      asm.op(L2D);
      asm.lload(asm.y);
      asm.op(L2D);
      asm.op(DDIV);
      asm.dstore(asm.real(to));
      out[to] = FLOAT;
      t.flow(pc + 1, out);
      return;
    }
    switch (op) {
      case ADD -> exactly("addExact");
      case SUBTRACT -> exactly("subtractExact");
      case MULTIPLY -> exactly("multiplyExact");
      case REMAINDER -> {
        asm.lload(asm.y);
        asm.op(LCONST_0);
        asm.op(LCMP);
        asm.jump(IFEQ, t.exit());
        asm.lload(asm.x);
        asm.lload(asm.y);
        asm.runtime("remainder", "(JJ)J");
        asm.lstore(asm.z);
      }
      default -> throw new AssertionError(op);
    }
    asm.lload(asm.z);
    asm.lstore(asm.word(to));
    out[to] = INT;
    t.flow(pc + 1, out);
  }

  /** HotSpot makes one instruction and a test of the overflow flag of it. */
  private void exactly(String method) {
    Asm asm = t.asm;
    t.exits.beginExact();
    asm.lload(asm.x);
    asm.lload(asm.y);
    asm.call("java/lang/Math", method, "(JJ)J");
    t.exits.endExact();
    asm.lstore(asm.z);
  }

  private void floats(int pc, byte[] k, Op op, int to) {
    t.asm.op(switch (op) {
      case ADD -> DADD;
      case SUBTRACT -> DSUB;
      case MULTIPLY -> DMUL;
      case DIVIDE -> DDIV;
      default -> throw new AssertionError(op);
    });
    t.asm.dstore(t.asm.real(to));
    byte[] out = Instructions.drop(k, 1);
    out[to] = FLOAT;
    t.flow(pc + 1, out);
  }

  /** The comparison's -1, 0 or 1 is on the JVM's stack: a branch of the program follows, or a boolean is made. */
  private void decide(int pc, byte[] k, Op op) {
    int holds = switch (op) {
      case LESS -> IFLT;
      case LESS_EQUAL -> IFLE;
      case GREATER -> IFGT;
      case GREATER_EQUAL -> IFGE;
      case EQUAL -> IFEQ;
      case NOT_EQUAL -> IFNE;
      default -> throw new AssertionError(op);
    };
    branchOrValue(pc, k, holds);
  }

  private void branchOrValue(int pc, byte[] k, int holds) {
    Op next = code.op(pc + 1);
    if ((next == Op.JUMP_IF_FALSE || next == Op.JUMP_IF_TRUE) && !t.isTarget(pc + 1)) {
      byte[] out = Instructions.drop(k, 2);
      int target = code.operand(pc + 1);
      if (next == Op.JUMP_IF_TRUE) {
        t.branch(holds, target, pc + 2, out);
      } else {
        t.branch(holds, pc + 2, target, out);
      }
      return;
    }
    Asm asm = t.asm;
    int to = k.length - 2;
    var yes = new Label();
    var end = new Label();
    asm.jump(holds, yes);
    asm.setWord(to, NanBox.FALSE);
    asm.jump(GOTO, end);
    asm.mv.visitLabel(yes);
    asm.setWord(to, NanBox.TRUE);
    asm.mv.visitLabel(end);
    byte[] out = Instructions.drop(k, 1);
    out[to] = VALUE;
    t.after.plain(to, true);
    // More code of this instruction may follow.
    t.jump(pc + 1, out);
    t.after.plain(to, false);
  }

  /** Words that are values by themselves are compared as such; everything else by the interpreter. */
  private void equal(int pc, byte[] k, int a, int b) {
    Asm asm = t.asm;
    boolean simple = !isNoValue(k[a]) && !isNoValue(k[b]) && k[a] != FLOAT && k[b] != FLOAT && seen[pc] != GENERIC;
    if (!simple) {
      generic(pc, k, a);
      return;
    }
    asm.pushWord(a, k[a]);
    asm.pushReference(a, k[a]);
    asm.pushWord(b, k[b]);
    asm.pushReference(b, k[b]);
    asm.runtime("equal", "(JLjava/lang/Object;JLjava/lang/Object;)I");
    asm.mv.visitVarInsn(ISTORE, asm.at);
    asm.iload(asm.at);
    asm.jump(IFLT, t.exit());
    asm.iload(asm.at);
    branchOrValue(pc, k, code.op(pc) == Op.EQUAL ? IFNE : IFEQ);
  }

  /** For operands that no guess fits: numbers by their words, the rest as the interpreter does it. */
  private void generic(int pc, byte[] k, int to) {
    Asm asm = t.asm;
    Op op = code.op(pc);
    byte[] out = Instructions.drop(k, 1);
    out[to] = VALUE;
    if (isNoValue(k[to]) || isNoValue(k[to + 1])) {
      performed.perform(pc, k, 2, 1);
      t.flow(pc + 1, out);
      return;
    }
    var perform = new Label();
    if (isComparison(op)) {
      asm.pushWord(to, k[to]);
      asm.pushReference(to, k[to]);
      asm.pushWord(to + 1, k[to + 1]);
      asm.pushReference(to + 1, k[to + 1]);
      asm.runtime(COMPARISONS.get(op), "(JLjava/lang/Object;JLjava/lang/Object;)I");
      asm.mv.visitVarInsn(ISTORE, asm.at);
      asm.iload(asm.at);
      asm.jump(IFLT, perform);
      asm.iload(asm.at);
      branchOrValue(pc, k, op == Op.NOT_EQUAL ? IFEQ : IFNE);
    } else {
      asm.pushWord(to, k[to]);
      asm.pushWord(to + 1, k[to + 1]);
      asm.runtime(ARITHMETIC.get(op), "(JJ)J");
      asm.lstore(asm.x);
      asm.lload(asm.x);
      asm.op(LCONST_0);
      asm.op(LCMP);
      asm.jump(IFEQ, perform);
      asm.lload(asm.x);
      asm.lstore(asm.word(to));
      asm.op(ACONST_NULL);
      asm.astore(asm.reference(to));
      t.jump(pc + 1, out);
    }
    asm.mv.visitLabel(perform);
    performed.perform(pc, k, 2, 1);
    t.flow(pc + 1, out);
  }

  private void negate(int pc, byte[] k, int at) {
    Asm asm = t.asm;
    if (k[at] == FLOAT) {
      asm.dload(asm.real(at));
      asm.op(DNEG);
      asm.dstore(asm.real(at));
      t.flow(pc + 1, k);
    } else if (k[at] == INT) {
      asm.lload(asm.word(at));
      asm.constant(Long.MIN_VALUE);
      asm.op(LCMP);
      asm.jump(IFEQ, t.plainExit());
      asm.lload(asm.word(at));
      asm.op(LNEG);
      asm.lstore(asm.word(at));
      t.flow(pc + 1, k);
    } else {
      performed.perform(pc, k, 1, 1);
      byte[] out = k.clone();
      out[at] = VALUE;
      t.flow(pc + 1, out);
    }
  }
}
