// What a VM starts with: the built-in modules, the part written in Gene, and the table that describes both.
package gene.vm;

import gene.analysis.BuiltinTable;
import gene.source.Source;
import java.util.List;
import java.util.function.Supplier;

/**
 * @param prelude asked for only when one of its functions is called
 * @param table   asked for only when code is analysed at run time or a file is compiled
 */
public record Library(List<NativeModule> modules, Supplier<Source> prelude, Supplier<BuiltinTable> table) {
  public Library {
    modules = List.copyOf(modules);
  }
}
