// The documents that an editor has open in the process of a debug adapter, unsaved edits included.
package gene.dap;

import java.nio.file.Path;
import java.util.function.BiConsumer;

public interface OpenDocuments {
  OpenDocuments NONE = hearer -> () -> { };

  /** Stops hearing. */
  interface Hearing {
    void end();
  }

  /** Tells the texts of all files that are open, and from now on each that is opened or edited, in the order of the edits. */
  Hearing hear(BiConsumer<Path, String> hearer);
}
