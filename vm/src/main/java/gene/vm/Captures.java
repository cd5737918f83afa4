// A callable that sees variables of the scopes around it: what `freeze` has to look into.
package gene.vm;

import java.util.Map;

public interface Captures {
  /** The boxed values of the captured variables, by name; definitions of the module are not among them. */
  Map<String, Object> captured();
}
