// `gene pipe`: runs code once for each line of standard input.
package gene.cli;

import gene.data.Printer;
import gene.data.Special;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.vm.ExceptionInstance;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.Repetition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Runs CODE, or the code in FILE, once for each line of standard input, with the line in $line.")
final class PipeCommand implements Operation {
  private static final String NAME = "<pipe>";

  @CommandLine.Mixin
  private HelpOption help;

  @CommandLine.Mixin
  private RunSwitches switches = new RunSwitches();

  @Option(names = "--filter", description = "CODE is a condition: print the lines for which it holds")
  private boolean filter;

  @Option(names = "--quote-str", description = "print strings as literals")
  private boolean quote;

  private final Shell shell;

  PipeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    Source source = source(String.join(" ", operands));
    var execution = new Execution(shell, switches, List.of());
    Repetition program = execution.repeat(source, source.name());
    if (program.findings().stream().anyMatch(Diagnostic::isError)) {
      return 1;
    }
    try {
      return lines(execution, program);
    } finally {
      execution.end();
    }
  }

  private Source source(String code) {
    if (code.isBlank()) {
      throw new Refusal("No code provided. Usage: gene pipe '<code>'");
    }
    return isFile(code) ? Inputs.file(shell, code) : Source.of(NAME, code);
  }

  private boolean isFile(String name) {
    try {
      return Files.isRegularFile(shell.folder().resolve(name));
    } catch (InvalidPathException code) {
      return false;
    }
  }

  private int lines(Execution execution, Repetition program) {
    for (int number = 1;; number++) {
      Optional<String> line = nextLine();
      if (line.isEmpty()) {
        return 0;
      }
      Outcome outcome = shell.interruption().during(execution.vm()::interrupt, () -> program.run("line", line.get()));
      if (outcome.failure() != null) {
        return failed(outcome, number);
      } else if (outcome.exited()) {
        return outcome.exitStatus();
      }
      print(line.get(), outcome.value());
      // A reader that has seen enough ends the work.
      if (shell.output().failure() != null) {
        return 1;
      }
    }
  }

  private int failed(Outcome outcome, int number) {
    shell.out().flush();
    if (outcome.failure() instanceof Fault.UncaughtFault fault) {
      ExceptionInstance e = fault.exception();
      shell.err().print("Error at line " + number + ": " + (e.message().isEmpty() ? e.cls().name() : e.message()) + "\n");
    }
    return outcome.exitStatus();
  }

  private void print(String line, Object value) {
    if (filter) {
      boolean holds = value != Special.NIL && value != Special.VOID && !Boolean.FALSE.equals(value);
      if (holds) {
        shell.out().print(line + "\n");
      }
    } else if (value != Special.NIL) {
      shell.out().print((value instanceof String s && !quote ? s : Printer.code(value)) + "\n");
    }
    shell.out().flush();
  }

  /** Byte by byte, since the program may read from standard input too. */
  private Optional<String> nextLine() {
    var bytes = new ByteArrayOutputStream();
    try {
      int b = shell.in().read();
      if (b < 0) {
        return Optional.empty();
      }
      for (; b >= 0 && b != '\n'; b = shell.in().read()) {
        bytes.write(b);
      }
    } catch (IOException e) {
      throw new Refusal("Cannot read standard input: " + e.getMessage());
    }
    String line = bytes.toString(StandardCharsets.UTF_8);
    return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
  }
}
