// An executed instruction of a trace.
package gene.debug;

import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.bytecode.Op;
import gene.source.Source;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * @param number   from 0 on, one for each row of a trace
 * @param function `name`, `Class.method`, `<fn>` or `<module>`
 * @param stack    the operand stack after the instruction, bottom first
 * @param depth    the number of callers
 * @param thread   the number of the thread, and its name
 */
public record TraceRow(long number, Code code, int pc, String function, List<String> stack, int depth, int thread, String threadName) {
  static final SortedSet<String> OPCODES = Arrays.stream(Op.values()).map(Op::published).collect(Collectors.toCollection(TreeSet::new));

  /** Whether it belongs to the library. */
  public boolean isLibrary() {
    return gene.vm.Frames.isLibrary(code);
  }

  public String opcode() {
    return code.op(pc).published();
  }

  public String operands() {
    return Disassembler.operands(code, pc);
  }

  public Source source() {
    return code.source();
  }

  public int start() {
    return code.spanStart(pc);
  }

  public int end() {
    return code.spanEnd(pc);
  }

  /** What reports call the function of a code. */
  static String name(Code code, String known) {
    return !known.isEmpty() ? known : code.kind() == Code.Kind.MODULE || code.kind() == Code.Kind.EVAL ? "<module>" : "<fn>";
  }
}
