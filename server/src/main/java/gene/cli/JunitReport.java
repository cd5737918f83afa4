// Tests as JUnit XML, which continuous integration reads: a suite for each file.
package gene.cli;

import gene.testing.TestReport;
import gene.testing.TestResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

final class JunitReport implements TestReport {
  private final Consumer<String> target;
  private final Map<String, StringBuilder> output = new LinkedHashMap<>();
  private final Map<String, StringBuilder> errors = new LinkedHashMap<>();

  /** @param target gets the whole text at the end */
  JunitReport(Consumer<String> target) {
    this.target = target;
  }

  @Override
  public void start(int files) {
    // The root element has totals, which are known at the end only.
  }

  @Override
  public void begins(String id, TestResult.Kind kind, String file, List<String> path, int line, int column) {
    // As above.
  }

  @Override
  public void output(String file, String text, boolean error) {
    (error ? errors : output).computeIfAbsent(file, f -> new StringBuilder()).append(text);
  }

  @Override
  public void ended(TestResult result) {
    // As above.
  }

  @Override
  public void end(List<TestResult> all, double milliseconds) {
    List<TestResult> cases = all.stream().filter(r -> r.kind() != TestResult.Kind.SUITE || r.status() != TestResult.Status.PASSED).toList();
    var byFile = new LinkedHashMap<String, List<TestResult>>();
    cases.forEach(r -> byFile.computeIfAbsent(r.file(), f -> new java.util.ArrayList<>()).add(r));
    var out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + totals(cases) + ">\n");
    byFile.forEach((file, results) -> {
      out.append("  <testsuite name=\"").append(escaped(file)).append('"').append(totals(results)).append(">\n");
      results.forEach(r -> testcase(out, r));
      stream(out, "system-out", output.get(file));
      stream(out, "system-err", errors.get(file));
      out.append("  </testsuite>\n");
    });
    target.accept(out.append("</testsuites>\n").toString());
  }

  private static String totals(List<TestResult> results) {
    double seconds = results.stream().mapToDouble(TestResult::milliseconds).sum() / 1000;
    return String.format(Locale.ROOT, " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%.3f\"", results.size(),
        TextTestReport.count(results, TestResult.Status.FAILED), TextTestReport.count(results, TestResult.Status.BROKEN),
        TextTestReport.count(results, TestResult.Status.SKIPPED), seconds);
  }

  private static void testcase(StringBuilder out, TestResult r) {
    String name = r.path().isEmpty() ? r.file() : r.path().get(r.path().size() - 1);
    List<String> around = r.path().isEmpty() ? List.of() : r.path().subList(0, r.path().size() - 1);
    String classname = around.isEmpty() ? r.file() : r.file() + "." + String.join(".", around);
    out.append(String.format(Locale.ROOT, "    <testcase classname=\"%s\" name=\"%s\" file=\"%s\"%s time=\"%.3f\"", escaped(classname),
        escaped(name), escaped(r.file()), r.line() > 0 ? " line=\"" + r.line() + "\"" : "", r.milliseconds() / 1000));
    switch (r.status()) {
      case PASSED -> out.append("/>\n");
      case SKIPPED -> out.append(">\n      <skipped/>\n    </testcase>\n");
      case FAILED, BROKEN -> {
        String tag = r.status() == TestResult.Status.FAILED ? "failure" : "error";
        var details = new StringBuilder(r.message());
        if (r.expected() != null) {
          details.append("\nexpected: ").append(r.expected()).append("\nactual: ").append(r.actual());
        }
        if (r.line() > 0) {
          details.append("\nat ").append(r.failureFile()).append(':').append(r.line()).append(':').append(r.column());
        }
        r.trace().forEach(l -> details.append('\n').append(l));
        out.append(">\n      <").append(tag).append(" message=\"").append(escaped(r.message())).append("\">").append(escaped(details.toString()))
            .append("</").append(tag).append(">\n    </testcase>\n");
      }
    }
  }

  private static void stream(StringBuilder out, String tag, StringBuilder text) {
    if (text != null) {
      out.append("    <").append(tag).append('>').append(escaped(text.toString())).append("</").append(tag).append(">\n");
    }
  }

  /** XML 1.0 has no way to write most control characters. */
  static String escaped(String text) {
    var out = new StringBuilder();
    text.codePoints().forEach(c -> {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\r' -> out.append("&#13;");
        case '\n', '\t' -> out.appendCodePoint(c);
        default -> out.appendCodePoint(c < 0x20 || c == 0xFFFE || c == 0xFFFF || c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
      }
    });
    return out.toString();
  }
}
