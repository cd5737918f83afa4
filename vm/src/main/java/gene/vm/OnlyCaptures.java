// Whether all functions that are made of a code have the same captured variables, as those at the top level of a module.
package gene.vm;

import gene.data.Cell;
import java.lang.ref.WeakReference;

/** Asked by the compiler's thread while the program makes functions. */
final class OnlyCaptures {
  // Plain: the program's thread, which alone makes functions, reads it each time.
  private boolean differ;
  // Who keeps the code is not to keep the variables.
  private WeakReference<Cell[]> first;

  boolean differ() {
    return differ;
  }

  /** Another function is made. @return whether its variables are the first ones that differ */
  synchronized boolean meet(Cell[] captures) {
    if (differ || captures.length == 0) {
      return false;
    } else if (first == null) {
      first = new WeakReference<>(captures);
      return false;
    }
    differ = first.get() != captures;
    return differ;
  }

  /** The variables of all functions so far; null when they are not the same, or there are no functions. */
  synchronized Cell[] get() {
    return differ || first == null ? null : first.get();
  }
}
