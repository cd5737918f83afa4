// Which tests are wanted: all, those with a text in their id, or those that are named.
package gene.cli;

import gene.analysis.TestOutline;
import java.util.List;

/** Both lists empty: all. An id also stands for everything inside: a file's, a suite's, a function's. */
record TestSelection(List<String> filters, List<String> ids) {
  static final String SEPARATOR = "::";

  boolean isAll() {
    return filters.isEmpty() && ids.isEmpty();
  }

  boolean wants(String id) {
    return isAll() || filters.stream().anyMatch(id::contains) || ids.stream().anyMatch(i -> id.equals(i) || id.startsWith(i + SEPARATOR));
  }

  /** Whether something inside may be wanted. */
  boolean enters(String suite) {
    return wants(suite) || !filters.isEmpty() || ids.stream().anyMatch(i -> i.startsWith(suite + SEPARATOR));
  }

  /** Whether the file has to be run. */
  boolean wants(TestFiles.TestFile file) {
    boolean named = ids.stream().anyMatch(i -> i.equals(file.shown()) || i.startsWith(file.shown() + SEPARATOR));
    boolean unknown = file.outline().computed() || file.analysis().hasErrors();
    return isAll() || named || unknown && !filters.isEmpty()
        || file.outline().items().stream().anyMatch(i -> wants(id(file.shown(), i.path())));
  }

  static String id(String file, List<String> path) {
    return file + SEPARATOR + String.join(SEPARATOR, path);
  }

  static TestResult.Kind kind(TestOutline.Kind kind) {
    return switch (kind) {
      case SUITE -> TestResult.Kind.SUITE;
      case TEST -> TestResult.Kind.TEST;
      case EXAMPLE -> TestResult.Kind.EXAMPLE;
    };
  }
}
