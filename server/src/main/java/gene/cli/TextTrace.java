// The trace for people: the instruction in columns, and the operand stack after it.
package gene.cli;

import gene.bytecode.Code;
import gene.bytecode.Disassembler;
import gene.data.Printer;
import gene.vm.Fiber;
import gene.vm.TraceSink;
import java.util.List;
import java.util.stream.Collectors;

final class TextTrace implements TraceSink {
  private final Shell shell;

  TextTrace(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void instruction(Fiber fiber, Code code, int pc, List<Object> operandStack, int depth) {
    String stack = operandStack.stream().map(Printer::code).collect(Collectors.joining(", "));
    // In order with what the program prints.
    shell.out().flush();
    shell.err().print(Disassembler.columns(code, pc) + "| Stack: [" + stack + "]\n");
  }
}
