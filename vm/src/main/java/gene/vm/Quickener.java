// Rewrites common runs of instructions to one opcode each; the published ones stay in Code.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import java.util.Arrays;

/**
 * A fused opcode stands in the place of the first instruction of the run and reads the operands of the others in their own
 * places, so no jump target moves, and a jump into the middle of a run still finds the plain instructions there.
 */
final class Quickener {
  static final int LOAD_LOCAL_LOAD_LOCAL = 201;
  static final int LESS_JUMP = 202;
  static final int LESS_EQUAL_JUMP = 203;
  static final int GREATER_JUMP = 204;
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
  /** A store of a local variable while the VM is watching. */
  static final int WATCHED_STORE = 223;
  /** LOAD_SELF in a method: the receiver lies in slot 0. */
  static final int LOAD_RECEIVER = 224;
  static final int RECEIVER_GET_MEMBER = 225;
  static final int LOCAL_GET_MEMBER = 226;
  static final int SET_MEMBER_POP = 227;
  static final int RECEIVER_LOCAL_SET_MEMBER = 228;
  static final int RETURN_RECEIVER = 229;
  static final int LOCAL_LOCAL_ADD_STORE = 217;
  static final int LOCAL_CONST_SUBTRACT_STORE = 218;
  static final int ADD_STORE = 219;
  static final int CONST_REMAINDER_STORE = 220;
  static final int LOCAL_CONST_GREATER_JUMP = 221;
  static final int LOCAL_CONST_REMAINDER_EQUAL_JUMP = 222;

  /** `/x + other/x` and the same with - and *. */
  static final int RECEIVER_MEMBER_LOCAL_MEMBER_ARITHMETIC = 230;
  static final int ADD_CONST_REMAINDER_STORE = 231;

  static final int LOCAL_LOCAL_CALL_METHOD = 232;
  /** A return while a profiler looks. */
  static final int NOTED_RETURN = 233;

  private record Run(int opcode, Op... ops) {}

  // Longer runs first.
  private static final Run[] RUNS = {
      new Run(LOCAL_CONST_REMAINDER_EQUAL_JUMP, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.REMAINDER, Op.LOAD_CONST, Op.EQUAL, Op.JUMP_IF_FALSE),
      new Run(ADD_CONST_REMAINDER_STORE, Op.ADD, Op.LOAD_CONST, Op.REMAINDER, Op.STORE_LOCAL),
      new Run(LOCAL_CONST_GREATER_JUMP, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.GREATER, Op.JUMP_IF_FALSE),
      new Run(LOCAL_LOCAL_ADD_STORE, Op.LOAD_LOCAL, Op.LOAD_LOCAL, Op.ADD, Op.STORE_LOCAL),
      new Run(LOCAL_CONST_SUBTRACT_STORE, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.SUBTRACT, Op.STORE_LOCAL),
      new Run(CONST_REMAINDER_STORE, Op.LOAD_CONST, Op.REMAINDER, Op.STORE_LOCAL),
      new Run(LOCAL_CONST_LESS_JUMP, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.LESS, Op.JUMP_IF_FALSE),
      new Run(LOCAL_LOCAL_LESS_JUMP, Op.LOAD_LOCAL, Op.LOAD_LOCAL, Op.LESS, Op.JUMP_IF_FALSE),
      new Run(LOCAL_CONST_ADD_STORE, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.ADD, Op.STORE_LOCAL),
      new Run(LOCAL_LOCAL_CALL_METHOD, Op.LOAD_LOCAL, Op.LOAD_LOCAL, Op.CALL_METHOD),
      new Run(LOCAL_CONST_ADD, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.ADD),
      new Run(LOCAL_CONST_SUBTRACT, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.SUBTRACT),
      new Run(LOCAL_CONST_REMAINDER, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.REMAINDER),
      new Run(LOCAL_CONST_MULTIPLY, Op.LOAD_LOCAL, Op.LOAD_CONST, Op.MULTIPLY),
      new Run(LOCAL_LOCAL_ADD, Op.LOAD_LOCAL, Op.LOAD_LOCAL, Op.ADD),
      new Run(CONST_EQUAL_JUMP, Op.LOAD_CONST, Op.EQUAL, Op.JUMP_IF_FALSE),
      new Run(CONST_REMAINDER, Op.LOAD_CONST, Op.REMAINDER),
      new Run(ADD_STORE, Op.ADD, Op.STORE_LOCAL),
      new Run(CONST_ADD, Op.LOAD_CONST, Op.ADD),
      new Run(LESS_JUMP, Op.LESS, Op.JUMP_IF_FALSE),
      new Run(LESS_EQUAL_JUMP, Op.LESS_EQUAL, Op.JUMP_IF_FALSE),
      new Run(GREATER_JUMP, Op.GREATER, Op.JUMP_IF_FALSE),
      new Run(LOCAL_GET_MEMBER, Op.LOAD_LOCAL, Op.GET_MEMBER),
      new Run(SET_MEMBER_POP, Op.SET_MEMBER, Op.POP),
      new Run(LOAD_LOCAL_LOAD_LOCAL, Op.LOAD_LOCAL, Op.LOAD_LOCAL),
  };

  /** The runs by their first opcode: most instructions begin none. */
  private static final Run[][] BY_FIRST = new Run[256][];

  static {
    // No streams: setting one up takes longer than all of this, and every start of a program waits for it.
    Arrays.fill(BY_FIRST, new Run[0]);
    for (Run run : RUNS) {
      int first = run.ops[0].code() & 0xff;
      Run[] before = BY_FIRST[first];
      BY_FIRST[first] = Arrays.copyOf(before, before.length + 1);
      BY_FIRST[first][before.length] = run;
    }
  }

  private Quickener() {}

  static byte[] quicken(Code code, boolean fuse) {
    byte[] ops = code.copyOps();
    if (code.isMethod()) {
      receiver(ops);
    }
    if (!fuse) {
      return ops;
    }
    byte[] plain = ops.clone();
    boolean[] starts = new boolean[ops.length + 1];
    for (int pc : code.statements()) {
      starts[pc] = true;
    }
    for (int pc = 0; pc < ops.length; pc++) {
      if (plain[pc] == (byte) LOAD_RECEIVER) {
        int fused = receiverRun(plain, pc);
        if (fused != 0 && !crosses(starts, pc, fused == RECEIVER_MEMBER_LOCAL_MEMBER_ARITHMETIC ? 5 : fused == RECEIVER_LOCAL_SET_MEMBER ? 4 : 2)) {
          ops[pc] = (byte) fused;
        }
        continue;
      }
      for (Run run : BY_FIRST[plain[pc] & 0xff]) {
        if (matches(plain, pc, run) && !crosses(starts, pc, run.ops.length) && !(run.ops.length == 2 && startsLongRun(plain, pc + 1))) {
          ops[pc] = (byte) run.opcode;
          break;
        }
      }
    }
    return ops;
  }

  /** Only those runs whose records {@link RecordingLoop} writes: of a longer one the part that it begins with. */
  static byte[] forRecording(Code code) {
    byte[] ops = quicken(code, true);
    byte[] plain = quicken(code, false);
    for (int pc = 0; pc < ops.length; pc++) {
      ops[pc] = switch (ops[pc] & 0xff) {
        case LOCAL_CONST_REMAINDER_EQUAL_JUMP -> (byte) LOCAL_CONST_REMAINDER;
        case LOCAL_LOCAL_CALL_METHOD -> (byte) LOAD_LOCAL_LOAD_LOCAL;
        case RECEIVER_MEMBER_LOCAL_MEMBER_ARITHMETIC -> (byte) RECEIVER_GET_MEMBER;
        case ADD_CONST_REMAINDER_STORE, SET_MEMBER_POP, RECEIVER_LOCAL_SET_MEMBER, RETURN_RECEIVER -> plain[pc];
        default -> ops[pc];
      };
    }
    return ops;
  }

  static void noteReturns(byte[] ops) {
    for (int pc = 0; pc < ops.length; pc++) {
      if (is(ops, pc, Op.RETURN)) {
        ops[pc] = (byte) NOTED_RETURN;
      }
    }
  }

  /** A breakpoint must find its instruction: no run goes on over the start of a statement. */
  private static boolean crosses(boolean[] starts, int pc, int length) {
    for (int i = 1; i < length; i++) {
      if (starts[pc + i]) {
        return true;
      }
    }
    return false;
  }

  /** The fused opcode for what is done with the receiver first; 0 when there is none. */
  private static int receiverRun(byte[] ops, int pc) {
    boolean pair = is(ops, pc + 1, Op.GET_MEMBER) && is(ops, pc + 2, Op.LOAD_LOCAL) && is(ops, pc + 3, Op.GET_MEMBER);
    if (pair && (is(ops, pc + 4, Op.ADD) || is(ops, pc + 4, Op.SUBTRACT) || is(ops, pc + 4, Op.MULTIPLY))) {
      return RECEIVER_MEMBER_LOCAL_MEMBER_ARITHMETIC;
    } else if (is(ops, pc + 1, Op.GET_MEMBER)) {
      return RECEIVER_GET_MEMBER;
    } else if (is(ops, pc + 1, Op.LOAD_LOCAL) && is(ops, pc + 2, Op.SET_MEMBER) && is(ops, pc + 3, Op.POP)) {
      return RECEIVER_LOCAL_SET_MEMBER;
    }
    return is(ops, pc + 1, Op.RETURN) ? RETURN_RECEIVER : 0;
  }

  private static boolean is(byte[] ops, int pc, Op op) {
    return pc < ops.length && ops[pc] == op.code();
  }

  /** Two loads are not worth one dispatch where the second begins a run that saves more. */
  private static boolean startsLongRun(byte[] ops, int pc) {
    if (!is(ops, pc, Op.LOAD_LOCAL)) {
      return false;
    }
    for (Run run : BY_FIRST[Op.LOAD_LOCAL.ordinal()]) {
      if (run.ops.length > 2 && matches(ops, pc, run)) {
        return true;
      }
    }
    return false;
  }

  private static void receiver(byte[] ops) {
    for (int pc = 0; pc < ops.length; pc++) {
      if (ops[pc] == Op.LOAD_SELF.code()) {
        ops[pc] = (byte) LOAD_RECEIVER;
      }
    }
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
