// Hears of each executed instruction.
package gene.vm;

import gene.bytecode.Code;
import java.util.List;

@FunctionalInterface
public interface TraceSink {
  /** After the instruction; the operand stack of its frame bottom first, boxed; `depth` is the number of callers. */
  void instruction(Fiber fiber, Code code, int pc, List<Object> operandStack, int depth);
}
