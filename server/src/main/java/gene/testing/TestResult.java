// How one test, example or file ended.
package gene.testing;

import java.util.List;

/**
 * @param id       `tests/math.gene::math::adds`; that of a file is its name
 * @param file     as shown: relative to the working folder when it is inside
 * @param path     names of suites, or of a function, and last its own; empty for a file
 * @param line     1-based place of the failure, or of the test when it has not failed; 0 when there is none
 * @param message  null unless it has failed
 * @param expected null when it is not known; so is actual
 * @param trace    the Gene stack, innermost first
 */
public record TestResult(String id, Kind kind, String file, List<String> path, Status status, double milliseconds, String failureFile, int line,
    int column, String message, String expected, String actual, List<String> trace) {
  public enum Kind { FILE, SUITE, TEST, EXAMPLE }

  /** FAILED is a test's fault, BROKEN a file that could not be run to its end. */
  public enum Status { PASSED, FAILED, SKIPPED, BROKEN }

  public TestResult {
    path = List.copyOf(path);
    trace = List.copyOf(trace);
  }

  public boolean isBad() {
    return status == Status.FAILED || status == Status.BROKEN;
  }
}
