// Why a run failed: the program does not compile, or an exception that nothing caught.
package gene.vm;

import gene.source.Diagnostic;
import gene.source.Source;
import java.util.List;

public sealed interface Fault {
  record CompileFault(Source source, List<Diagnostic> diagnostics) implements Fault {
    public CompileFault {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  record UncaughtFault(ExceptionInstance exception) implements Fault {}

  /** The run was asked to stop. */
  record InterruptedFault() implements Fault {}
}
