// Who is told of tests while they run.
package gene.testing;

import java.util.List;

public interface TestReport {
  /** Before the first file. */
  void start(int files);

  /** A suite, test or example begins. @param line 1-based, 0 when it is not known */
  void begins(String id, TestResult.Kind kind, String file, List<String> path, int line, int column);

  /** What the program prints. */
  void output(String file, String text, boolean error);

  void ended(TestResult result);

  /** After the last file. @param all everything that {@link #ended} was told, in order */
  void end(List<TestResult> all, double milliseconds);
}
