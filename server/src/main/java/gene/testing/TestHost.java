// What tests run in: where, with which environment, who sees the VM of each file, and who may stop it.
package gene.testing;

import gene.vm.Vm;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * @param folder      the working folder of the programs
 * @param environment what they inherit
 */
public record TestHost(Path folder, Map<String, String> environment, Stoppable stoppable) {
  /** Lets somebody stop a run. */
  public interface Stoppable {
    /** Does the work, during which the VM may be interrupted. */
    <T> T during(Vm vm, Supplier<T> work);
  }
}
