// Rewrites common runs of instructions to one opcode each; the published ones stay in Code.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;

/**
 * A fused opcode stands in the place of the first instruction of the run and reads the operands of the others in their own
 * places, so no jump target moves, and a jump into the middle of a run still finds the plain instructions there.
 */
final class Quickener {
  static final int LOAD_LOCAL_LOAD_CONST = 200;
  static final int LOAD_LOCAL_LOAD_LOCAL = 201;
  static final int LESS_JUMP = 202;
  static final int LESS_EQUAL_JUMP = 203;
  static final int GREATER_JUMP = 204;
  static final int EQUAL_JUMP = 205;
  static final int LOCAL_CONST_LESS_JUMP = 206;
  static final int LOCAL_CONST_ADD = 207;
  static final int LOCAL_CONST_SUBTRACT = 208;
  static final int LOCAL_CONST_REMAINDER = 209;
  static final int LOCAL_CONST_MULTIPLY = 210;
  static final int CONST_REMAINDER = 211;
  static final int CONST_EQUAL_JUMP = 212;
  static final int LOCAL_LOCAL_LESS_JUMP = 213;
  static final int LOCAL_LOCAL_ADD = 214;
  static final int CONST_ADD = 215;
  static final int LOCAL_CONST_ADD_STORE = 216;

  private record Run(int opcode, Op... ops) {}

  // Longer runs first.
  private static final Run[] RUNS = {
      new Run(LOCAL_CONST_LESS_JUMP, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.LESS, Op.JUMP_IF_FALSE),
      new Run(LOCAL_LOCAL_LESS_JUMP, Op.LOAD_LOCAL, Op.LOAD_LOCAL, Op.LESS, Op.JUMP_IF_FALSE),
      new Run(LOCAL_CONST_ADD_STORE, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.ADD, Op.STORE_LOCAL),
      new Run(LOCAL_CONST_ADD, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.ADD),
      new Run(LOCAL_CONST_SUBTRACT, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.SUBTRACT),
      new Run(LOCAL_CONST_REMAINDER, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.REMAINDER),
      new Run(LOCAL_CONST_MULTIPLY, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.MULTIPLY),
      new Run(LOCAL_LOCAL_ADD, Op.LOAD_LOCAL, Op.LOAD_LOCAL, Op.ADD),
      new Run(CONST_EQUAL_JUMP, Op.LOAD_CONST, Op.EQUAL, Op.JUMP_IF_FALSE),
      new Run(CONST_REMAINDER, Op.LOAD_CONST, Op.REMAINDER),
      new Run(CONST_ADD, Op.LOAD_CONST, Op.ADD),
      new Run(LESS_JUMP, Op.LESS, Op.JUMP_IF_FALSE),
      new Run(LESS_EQUAL_JUMP, Op.LESS_EQUAL, Op.JUMP_IF_FALSE),
      new Run(GREATER_JUMP, Op.GREATER, Op.JUMP_IF_FALSE),
      new Run(EQUAL_JUMP, Op.EQUAL, Op.JUMP_IF_FALSE),
      new Run(LOAD_LOCAL_LOAD_LOCAL, Op.LOAD_LOCAL, Op.LOAD_LOCAL),
      new Run(LOAD_LOCAL_LOAD_CONST, Op.LOAD_LOCAL, Op.LOAD_CONST),
  };

  private Quickener() {}

  static byte[] quicken(Code code, boolean fuse) {
    byte[] ops = code.copyOps();
    if (!fuse) {
      return ops;
    }
    byte[] plain = ops.clone();
    boolean[] starts = new boolean[ops.length + 1];
    code.statements().forEach(s -> starts[s.pc()] = true);
    for (int pc = 0; pc < ops.length; pc++) {
      for (Run run : RUNS) {
        if (matches(plain, pc, run) && !crosses(starts, pc, run)) {
          ops[pc] = (byte) run.opcode;
          break;
        }
      }
    }
    return ops;
  }

  /** A breakpoint must find its instruction: no run goes on over the start of a statement. */
  private static boolean crosses(boolean[] starts, int pc, Run run) {
    for (int i = 1; i < run.ops.length; i++) {
      if (starts[pc + i]) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] ops, int pc, Run run) {
    if (pc + run.ops.length > ops.length) {
      return false;
    }
    for (int i = 0; i < run.ops.length; i++) {
      if (ops[pc + i] != run.ops[i].code()) {
        return false;
      }
    }
    return true;
  }
}
