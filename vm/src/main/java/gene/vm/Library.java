// What a VM starts with: the built-in modules, the part written in Gene, and the table that describes both.
package gene.vm;

import gene.analysis.BuiltinTable;
import gene.source.Source;
import java.util.List;

/** @param table asked for only when code is analysed at run time or a file is compiled */
public record Library(List<NativeModule> modules, Source prelude, java.util.function.Supplier<BuiltinTable> table) {
  public Library {
    modules = List.copyOf(modules);
  }
}
