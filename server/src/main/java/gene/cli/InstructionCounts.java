// Counts the executed instructions of a run by their published name.
package gene.cli;

import gene.bytecode.Code;
import gene.vm.Fiber;
import gene.vm.TraceSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class InstructionCounts implements TraceSink {
  private final Map<String, Long> counts = new TreeMap<>();

  @Override
  public void instruction(Fiber fiber, Code code, int pc, List<Object> operandStack, int depth) {
    counts.merge(code.op(pc).published(), 1L, Long::sum);
  }

  String table() {
    var rows = new ArrayList<>(counts.entrySet());
    rows.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    long all = rows.stream().mapToLong(Map.Entry::getValue).sum();
    var table = new StringBuilder(String.format("%12s  %6s  %s\n", "COUNT", "SHARE", "INSTRUCTION"));
    for (var row : rows) {
      table.append(String.format(java.util.Locale.ROOT, "%12d  %5.1f%%  %s\n", row.getValue(), 100.0 * row.getValue() / all, row.getKey()));
    }
    return table.toString();
  }
}
