// The operand-stack depth before each instruction, by following every path once: the verifier's core.
package gene.bytecode;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

public final class StackDepth {
  private final int[] depths;
  private final int max;

  private StackDepth(int[] depths, int max) {
    this.depths = depths;
    this.max = max;
  }

  public int max() {
    return max;
  }

  /** The depth before the instruction; -1 when it is unreachable. */
  public int at(int pc) {
    return depths[pc];
  }

  public static StackDepth of(Code code) {
    return of(code.body().ops, code.body().operands, Arrays.asList(code.body().sites), code.body().handlers);
  }

  /** Throws IllegalStateException when paths disagree, a jump leaves the code, or the stack would underflow. */
  static StackDepth of(byte[] ops, int[] operands, List<Site> sites, List<Code.Handler> handlers) {
    int[] depths = new int[ops.length];
    Arrays.fill(depths, -1);
    var work = new ArrayDeque<Integer>();
    int max = 0;
    flow(depths, work, 0, 0);
    for (Code.Handler h : handlers) {
      flow(depths, work, h.handler(), h.depth() + 1);
    }
    while (!work.isEmpty()) {
      int pc = work.pop();
      Op op = Op.of(ops[pc]);
      int before = depths[pc];
      int pops = pops(op, operands[pc], sites);
      int after = before + effect(op, operands[pc], sites);
      if (before < pops || after < 0) {
        throw new IllegalStateException("stack underflow at " + pc + " (" + op + ")");
      }
      max = Math.max(max, Math.max(before, after) + extra(op));
      int target = target(op, operands[pc], sites);
      if (target >= 0) {
        flow(depths, work, target, op == Op.JUMP_IF_END ? before - 1 : after);
      }
      if (!op.endsBlock()) {
        flow(depths, work, pc + 1, after);
      }
    }
    for (int depth : depths) {
      max = Math.max(max, depth);
    }
    return new StackDepth(depths, max);
  }

  private static void flow(int[] depths, ArrayDeque<Integer> work, int pc, int depth) {
    if (pc < 0 || pc >= depths.length) {
      throw new IllegalStateException("control leaves the code at " + pc);
    }
    if (depths[pc] < 0) {
      depths[pc] = depth;
      work.push(pc);
    } else if (depths[pc] != depth) {
      throw new IllegalStateException("stack depth " + depth + " meets " + depths[pc] + " at " + pc);
    }
  }

  /** Words beyond the result that the instruction itself puts on the stack while it works. */
  private static int extra(Op op) {
    return switch (op) {
      case CALL, TAIL_CALL -> 1;
      default -> 0;
    };
  }

  private static int target(Op op, int operand, List<Site> sites) {
    if (op.isJump()) {
      return operand;
    } else if (op == Op.JUMP_IF_GIVEN) {
      return ((Site.Given) sites.get(operand)).target();
    } else if (op == Op.TEST_CALLEE) {
      return ((Site.Callee) sites.get(operand)).target();
    }
    return -1;
  }

  private static int pops(Op op, int operand, List<Site> sites) {
    if (op.effect() == Op.VARIES) {
      int effect = effect(op, operand, sites);
      return effect < 0 ? -effect : 0;
    }
    return op.pops();
  }

  static int effect(Op op, int operand, List<Site> sites) {
    if (op.effect() != Op.VARIES) {
      return op.effect();
    }
    return switch (op) {
      case CALL, TAIL_CALL -> 1 - call(operand, sites).total();
      case CALL_VALUE, TAIL_CALL_VALUE, CALL_METHOD, CALL_SUPER, NEW -> -call(operand, sites).total();
      case CALL_SPREAD, CALL_METHOD_SPREAD, CALL_SUPER_SPREAD, NEW_SPREAD -> -2;
      case CALL_METHOD_DYNAMIC -> -3;
      case MAKE_ARRAY, MAKE_HASH_MAP, MAKE_TEXT, MAKE_SELECTOR -> 1 - operand;
      case MAKE_MAP -> 1 - ((Site.Keys) sites.get(operand)).keys().size();
      case FILL -> 1 - ((Site.Template) sites.get(operand)).holes();
      case MAKE_INTERCEPTOR -> 1 - ((Site.Advice) sites.get(operand)).advice().size();
      case EXPORT -> -((Site.Keys) sites.get(operand)).keys().size();
      case MATCH_VARIANT -> ((Site.Variant) sites.get(operand)).onStack() ? -1 : 0;
      case JUMP_IF_END -> 0;
      default -> throw new AssertionError(op);
    };
  }

  private static Site.Call call(int operand, List<Site> sites) {
    return (Site.Call) sites.get(operand);
  }
}
