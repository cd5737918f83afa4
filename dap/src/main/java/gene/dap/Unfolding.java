// What a variables reference stands for: a scope or value that unfolds, and the frame in which new values are evaluated.
package gene.dap;

import gene.debug.Parts;
import gene.debug.StackFrame;

/** @param path the expression that gives the value, so that its parts can be watched; empty for a scope, null when there is none */
record Unfolding(Parts parts, StackFrame frame, String path) {
  /** The expression that gives a part; null when there is none. */
  String pathOf(String part) {
    if (path == null || !part.matches("[A-Za-z_][\\w?!-]*|\\d+") || path.isEmpty() && part.matches("\\d+")) {
      return null;
    }
    return path.isEmpty() ? part : path + "/" + part;
  }
}
