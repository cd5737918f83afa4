// What listens to the instructions of a run: traces and profiles, as the options ask for them.
package gene.cli;

import gene.bytecode.Code;
import gene.vm.TraceSink;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

final class Traces {
  private final Shell shell;
  private final List<TraceSink> sinks = new ArrayList<>();
  private JsonTrace json;
  private CallCounts calls;
  private InstructionCounts instructions;

  Traces(Shell shell, RunSwitches switches) {
    this.shell = shell;
    if (switches.debug || switches.traceInstruction || switches.traceFilter != null && switches.traceJson == null) {
      sinks.add(filtered(new TextTrace(shell), switches.traceFilter));
    }
    if (switches.traceJson != null) {
      json = new JsonTrace(open(switches.traceJson));
      sinks.add(filtered(json, switches.traceFilter));
    }
    if (switches.profile) {
      calls = new CallCounts();
      sinks.add(calls);
    }
    if (switches.profileInstructions) {
      instructions = new InstructionCounts();
      sinks.add(instructions);
    }
  }

  /** Null when nothing listens: the program then runs at full speed. */
  TraceSink sink() {
    if (sinks.size() < 2) {
      return sinks.isEmpty() ? null : sinks.get(0);
    }
    return (fiber, code, pc, stack, depth) -> sinks.forEach(s -> s.instruction(fiber, code, pc, stack, depth));
  }

  /** After the run: writes what is left, and the tables. */
  void end() {
    PrintStream err = shell.err();
    if (calls != null) {
      err.print(calls.table());
    }
    if (instructions != null) {
      err.print(instructions.table());
    }
    if (json != null) {
      try {
        json.close();
      } catch (IOException e) {
        throw new Refusal("Cannot write the trace: " + e.getMessage());
      }
    }
  }

  /** What reports and filters call the function of a code. */
  static String name(Code code) {
    if (code.name().isEmpty()) {
      return code.kind() == Code.Kind.MODULE || code.kind() == Code.Kind.EVAL ? "<module>" : "<fn>";
    }
    return code.name();
  }

  private static TraceSink filtered(TraceSink sink, String function) {
    if (function == null) {
      return sink;
    }
    return (fiber, code, pc, stack, depth) -> {
      if (name(code).equals(function)) {
        sink.instruction(fiber, code, pc, stack, depth);
      }
    };
  }

  private BufferedWriter open(String name) {
    Path path = Inputs.path(shell, name);
    try {
      return Files.newBufferedWriter(path);
    } catch (IOException e) {
      throw new Refusal("Cannot write the trace to " + name + ": " + e.getMessage());
    }
  }
}
