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
 */
public record Host(Path folder, Map<String, String> environment, Function<Fault, String> report, Function<Fault, String> painted) {
  public Host(Path folder, Map<String, String> environment, Function<Fault, String> report) {
    this(folder, environment, report, report);
  }
}
