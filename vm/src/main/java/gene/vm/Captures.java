// A callable that sees variables of the scopes around it: what `freeze` has to look into.
package gene.vm;

import java.util.List;

public interface Captures {
  /** @param scope how many scopes further out the variable belongs than the one the function was written in */
  record Captured(String name, int scope, Object value) {}

  /** The captured variables that have a value; definitions of the module are not among them. */
  List<Captured> captured();

  /** All of them are frozen: it may leave its VM. */
  void freeze();
}
