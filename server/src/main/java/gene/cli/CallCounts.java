// Counts the calls of each function during a run.
package gene.cli;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.vm.Fiber;
import gene.vm.TraceSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A call shows itself by the first instruction of its function, unless a loop of the function has jumped back to it. */
final class CallCounts implements TraceSink {
  private final Map<Code, long[]> counts = new IdentityHashMap<>();
  private Code lastCode;
  private int lastPc;
  private int lastDepth;

  @Override
  public void instruction(Fiber fiber, Code code, int pc, List<Object> operandStack, int depth) {
    boolean again = code == lastCode && depth == lastDepth && lastCode.op(lastPc).operand() == Op.Operand.TARGET;
    if (pc == 0 && !again && code.kind() != Code.Kind.MODULE) {
      counts.computeIfAbsent(code, c -> new long[1])[0]++;
    }
    lastCode = code;
    lastPc = pc;
    lastDepth = depth;
  }

  String table() {
    var rows = new ArrayList<>(counts.entrySet());
    rows.sort(Comparator.<Map.Entry<Code, long[]>>comparingLong(e -> -e.getValue()[0]).thenComparing(e -> place(e.getKey())));
    var table = new StringBuilder(String.format("%12s  %s\n", "CALLS", "FUNCTION"));
    for (var row : rows) {
      table.append(String.format("%12d  %s (%s)\n", row.getValue()[0], Traces.name(row.getKey()), place(row.getKey())));
    }
    return table.toString();
  }

  private static String place(Code code) {
    return code.source().place(code.start());
  }
}
