// Looking for a value among the elements of an array, by `==`.
package gene.library;

import gene.data.GeneArray;
import gene.vm.CallRequest;
import gene.vm.Comparisons;
import java.util.function.IntFunction;

/** Elements are on the left of `==`; where a class defines it, its methods are called one after the other. */
final class Search {
  private final GeneArray array;
  private final Object wanted;
  private final IntFunction<Object> then;
  private int index;
  private boolean found;
  // Whether goOn is on the Java stack: else the answer to a request has to call it.
  private boolean running;

  private Search(GeneArray array, Object wanted, IntFunction<Object> then) {
    this.array = array;
    this.wanted = wanted;
    this.then = then;
  }

  /** Gives a Bool, or a call request. */
  static Object contains(GeneArray array, Object wanted) {
    return new Search(array, wanted, at -> at >= 0).goOn();
  }

  /** Gives an Int, `-1` when there is none, or a call request. */
  static Object indexOf(GeneArray array, Object wanted) {
    return new Search(array, wanted, at -> (long) at).goOn();
  }

  private Object goOn() {
    running = true;
    while (!found && index < array.size()) {
      Object step = Comparisons.of(array.get(index), wanted, this::note);
      if (step instanceof CallRequest) {
        running = false;
        return step;
      }
    }
    return then.apply(found ? index : -1);
  }

  private Object note(boolean equal) {
    found = equal;
    index += equal ? 0 : 1;
    return running ? (Object) equal : goOn();
  }
}
