// `gene trace`: runs a program and shows its instructions.
package gene.cli;

import gene.debug.DebugException;
import gene.debug.TraceRequest;
import gene.vm.Outcome;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Runs a program, and shows each instruction when it has completed: its operands, the operand stack after it,",
    "the function and the line. Everything after FILE goes to $args unchanged. Only the functions that are shown are slowed down."})
final class TraceCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = {"-f", "--function"}, paramLabel = "NAME", split = ",", description = "only functions of this name, or Class.method; may be repeated")
  private List<String> functions = List.of();

  @Option(names = "--file", paramLabel = "PATH", split = ",", description = "only files whose path ends so; may be repeated")
  private List<String> files = List.of();

  @Option(names = "--opcode", paramLabel = "NAME", split = ",", description = "only instructions of this name, such as CALL; may be repeated")
  private List<String> opcodes = List.of();

  @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "only the first N instructions; the program then goes on at full speed")
  private Long limit;

  @Option(names = "--last", paramLabel = "N", description = "only the last N instructions (at most 1000000), when the program has ended")
  private Integer last;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "write to a file instead of standard error")
  private String output;

  @Option(names = "--format", paramLabel = "text|json", description = "lines for people (text), or an object per line (json)")
  private String format = "text";

  @Option(names = "--library", description = "also functions of the library that are written in Gene")
  private boolean library;

  private final Shell shell;

  TraceCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    if (operands.isEmpty()) {
      throw new Refusal("There is no program to trace. Usage: gene trace FILE [ARGUMENT…]");
    } else if (!format.equals("text") && !format.equals("json")) {
      throw new Refusal("Unknown format: " + format + " (text and json are known)");
    } else if (limit != null && last != null) {
      throw new Refusal("--limit and --last exclude each other");
    } else if (limit != null && limit < 1) {
      throw new Refusal("--limit is a number from 1 on, not " + limit);
    } else if (last != null && (last < 1 || last > TraceRequest.LARGEST_RING)) {
      throw new Refusal("--last is a number from 1 to " + TraceRequest.LARGEST_RING + ", not " + last);
    }
    var watched = new WatchedRun(shell);
    watched.debugger().showLibrary(library);
    try (var lines = new TraceLines(shell, output, format.equals("json"), limit == null ? Long.MAX_VALUE : limit, last != null, watched.debugger())) {
      watched.debugger().startTrace(new TraceRequest(functions, files, opcodes, last == null ? 1 : last), lines).send();
      Outcome outcome = watched.run(operands, new RunSwitches());
      lines.end();
      return outcome.exitStatus();
    } catch (DebugException e) {
      throw new Refusal(e.getMessage());
    }
  }
}
