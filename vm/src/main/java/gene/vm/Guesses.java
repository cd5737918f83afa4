// What compiled code guessed wrong, noted with the code for its next version.
package gene.vm;

import gene.bytecode.Op;
import gene.data.NanBox;

final class Guesses {
  private Guesses() {}

  /** The operands lie on the stack. @return whether it was a guess that failed */
  static boolean note(Fiber f, CodeState cs, int pc) {
    Op op = cs.code.op(pc);
    switch (op) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        long a = f.words[f.sp - 2];
        long b = f.words[f.sp - 1];
        boolean floats = (NanBox.isDouble(a) || NanBox.isInt(a)) && (NanBox.isDouble(b) || NanBox.isInt(b)) && (NanBox.isDouble(a) || NanBox.isDouble(b));
        byte now = floats ? JitUnit.FLOAT : NanBox.areInts(a, b) ? JitUnit.INT : JitUnit.GENERIC;
        byte before = cs.seen(pc);
        cs.seen(pc, before == 0 || before == now ? now : JitUnit.GENERIC);
        return true;
      }
      case GET_MEMBER, SET_MEMBER, GET_INDEX, GET_DYNAMIC, SET_DYNAMIC, NEXT, CALL, CALL_VALUE, CALL_METHOD, CALL_SUPER, NEW,
          TAIL_CALL, TAIL_CALL_VALUE, EQUAL, NOT_EQUAL, CHECK_TYPE, STORE_LOCAL, INIT_LOCAL, LOAD_CAPTURE, RETURN -> {
        if (!cs.isNoted(pc)) {
          cs.seen(pc, cs.seen(pc) == 0 ? JitUnit.ONCE : JitUnit.GENERIC);
        }
        return true;
      }
      case ITERATE -> {
        cs.seen(pc, JitUnit.GENERIC);
        return true;
      }
      default -> {
        return false;
      }
    }
  }
}
