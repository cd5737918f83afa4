// Where the running frame may go on instead: statements of its function that need nothing which the way to them would have made.
package gene.debug;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.StackDepth;
import gene.vm.Frames;
import java.util.ArrayList;
import java.util.List;

final class Jumps {
  private Jumps() {}

  /** The statements of a line to which the frame can go. */
  static List<StepTarget> targets(Frames frames, String sourceId, int line, EditedTexts texts) {
    var all = new ArrayList<StepTarget>();
    Code code = frames.code(0);
    for (Code.Statement s : code.statementSpans()) {
      if (code.source().id().equals(sourceId) && texts.line(code.source(), s.start()) == line && !texts.isDeleted(code.source(), s.start()) && refusal(frames, s.pc()).isEmpty()) {
        all.add(new StepTarget(s.pc(), "line " + line, code.source(), s.start(), s.end()));
      }
    }
    return all;
  }

  static void check(Frames frames, int target) {
    String refusal = refusal(frames, target);
    if (!refusal.isEmpty()) {
      throw new DebugException(refusal);
    }
  }

  private static String refusal(Frames frames, int target) {
    Code code = frames.code(0);
    int pc = frames.pc(0);
    if (code.statementSpans().stream().noneMatch(s -> s.pc() == target)) {
      return "The program can go on at statements of the running function only";
    }
    StackDepth depths = StackDepth.of(code);
    if (depths.at(target) != depths.at(pc) || depths.at(target) != 0 && !isSameStatement(code, pc, target)) {
      return "The statement lies within an expression that has begun, or begins one";
    } else if (!handlers(code, target).equals(handlers(code, pc))) {
      return "The way there leads into or out of a `try`";
    }
    // A loop that has not begun has nothing to go on with.
    for (int at = 0; at < code.length(); at++) {
      if (code.op(at) == Op.LOOP && isWithin(target, code.operand(at), at) && !isWithin(pc, code.operand(at), at)) {
        return "The way there leads into a loop that has not begun";
      }
    }
    return "";
  }

  private static boolean isWithin(int pc, int from, int to) {
    return from <= pc && pc <= to;
  }

  private static boolean isSameStatement(Code code, int pc, int target) {
    return CodePlaces.startOfStatement(code, pc) == target;
  }

  private static List<Code.Handler> handlers(Code code, int pc) {
    return code.handlers().stream().filter(h -> h.from() <= pc && pc < h.to()).toList();
  }
}
