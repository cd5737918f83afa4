// Who hears of the suites and tests of `genex/test` as they run, on the VM's thread.
package gene.vm;

import java.util.List;

public interface TestListener {
  /** @param path the names of the suites around it, and last its own
   *  @param at   where it was called */
  record Place(boolean suite, List<String> path, StackTrace.Entry at) {
    public Place {
      path = List.copyOf(path);
    }
  }

  /** Whether it shall run; never asked to skip twice: what is skipped only begins. */
  boolean begins(Place place, boolean skipped);

  /** @param failure null when it has passed; suites have none
   *  @param nanoseconds how long it took */
  void ended(Place place, ExceptionInstance failure, long nanoseconds);
}
