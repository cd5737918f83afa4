// What a debug adapter gets from the process that it runs in.
package gene.dap;

import gene.vm.Fault;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * @param folder      what relative paths are relative to
 * @param environment what programs inherit
 * @param report      the text of a fault as people read it, with a line end behind the last line
 * @param painted     the same in the colours of a terminal
 * @param documents   the editor's unsaved texts, when it is in this process
 */
public record Host(Path folder, Map<String, String> environment, Function<Fault, String> report, Function<Fault, String> painted, OpenDocuments documents) {
  public Host(Path folder, Map<String, String> environment, Function<Fault, String> report, Function<Fault, String> painted) {
    this(folder, environment, report, painted, OpenDocuments.NONE);
  }

  public Host(Path folder, Map<String, String> environment, Function<Fault, String> report) {
    this(folder, environment, report, report, OpenDocuments.NONE);
  }
}
