// A file of the program as a module, with the column that the protocol has not.
package gene.dap;

import gene.debug.LoadedSource;
import org.eclipse.lsp4j.debug.Module;
import org.eclipse.lsp4j.debug.Source;

final class GeneModule extends Module {
  private final int functions;

  private GeneModule(int functions) {
    this.functions = functions;
  }

  static GeneModule of(LoadedSource loaded, Source shown) {
    var module = new GeneModule(loaded.functions());
    module.setId(loaded.source().id());
    module.setName(shown.getName());
    module.setPath(shown.getPath());
    module.setIsUserCode(!loaded.library());
    module.setSymbolStatus("Symbols Loaded");
    return module;
  }

  int functions() {
    return functions;
  }
}
