// Which tests are wanted: all, those with a text in their id, or those that are named.
package gene.testing;

import gene.analysis.TestOutline;
import java.util.List;

/** Both lists empty: all. An id also stands for everything inside: a file's, a suite's, a function's. */
public record TestSelection(List<String> filters, List<String> ids) {
  public static final String SEPARATOR = "::";

  public boolean isAll() {
    return filters.isEmpty() && ids.isEmpty();
  }

  public boolean wants(String id) {
    return isAll() || filters.stream().anyMatch(id::contains) || ids.stream().anyMatch(i -> id.equals(i) || id.startsWith(i + SEPARATOR));
  }

  /** Whether something inside may be wanted. */
  public boolean enters(String suite) {
    return wants(suite) || !filters.isEmpty() || ids.stream().anyMatch(i -> i.startsWith(suite + SEPARATOR));
  }

  /** Whether the file has to be run. */
  public boolean wants(TestFile file) {
    boolean named = ids.stream().anyMatch(i -> i.equals(file.shown()) || i.startsWith(file.shown() + SEPARATOR));
    boolean unknown = file.outline().computed() || file.analysis().hasErrors();
    return isAll() || named || unknown && !filters.isEmpty()
        || file.outline().items().stream().anyMatch(i -> wants(id(file.shown(), i.path())));
  }

  public static String id(String file, List<String> path) {
    return file + SEPARATOR + String.join(SEPARATOR, path);
  }

  public static TestResult.Kind kind(TestOutline.Kind kind) {
    return switch (kind) {
      case SUITE -> TestResult.Kind.SUITE;
      case TEST -> TestResult.Kind.TEST;
      case EXAMPLE -> TestResult.Kind.EXAMPLE;
    };
  }
}
