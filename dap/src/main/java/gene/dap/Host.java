// What a debug adapter gets from the process that it runs in.
package gene.dap;

import gene.vm.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * @param folder      what relative paths are relative to
 * @param environment what programs inherit
 * @param report      the text of a fault as people read it, with a line end behind the last line
 * @param painted     the same in the colours of a terminal
 * @param documents   the editor's unsaved texts, when it is in this process
 * @param gene        the words of a command line that starts this `gene` in a process of its own; asked for when one is needed
 */
public record Host(Path folder, Map<String, String> environment, Function<Fault, String> report, Function<Fault, String> painted, OpenDocuments documents,
                   Supplier<List<String>> gene) {
  public Host(Path folder, Map<String, String> environment, Function<Fault, String> report, Function<Fault, String> painted, Supplier<List<String>> gene) {
    this(folder, environment, report, painted, OpenDocuments.NONE, gene);
  }

  public Host(Path folder, Map<String, String> environment, Function<Fault, String> report) {
    this(folder, environment, report, report, OpenDocuments.NONE, List::of);
  }
}
