// Tests as people read them: a line for each, details of failures, a summary.
package gene.cli;

import gene.testing.TestReport;
import gene.testing.TestResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

final class TextTestReport implements TestReport {
  private final Shell shell;
  private final Paint paint;
  private String file = "";

  TextTestReport(Shell shell) {
    this.shell = shell;
    paint = shell.paint(Terminals.OUT);
  }

  @Override
  public void start(int files) {
    // Files are named when something of them is told.
  }

  @Override
  public void begins(String id, TestResult.Kind kind, String of, List<String> path, int line, int column) {
    name(of);
  }

  private void name(String of) {
    if (!file.equals(of)) {
      file = of;
      shell.out().print(paint.strong(of) + "\n");
    }
  }

  @Override
  public void output(String of, String text, boolean error) {
    name(of);
    (error ? shell.err() : shell.out()).print(text);
  }

  @Override
  public void ended(TestResult r) {
    if (r.kind() == TestResult.Kind.SUITE && r.status() == TestResult.Status.PASSED) {
      return;
    }
    name(r.file());
    PrintStream out = shell.out();
    String word = switch (r.status()) {
      case PASSED -> paint.note("PASS");
      case FAILED -> paint.error("FAIL");
      case SKIPPED -> paint.warning("SKIP");
      case BROKEN -> paint.error("ERROR");
    };
    out.print("  " + word + " " + (r.path().isEmpty() ? r.file() : String.join(" > ", r.path())) + "\n");
    if (r.message() != null) {
      r.message().lines().forEach(l -> out.print("    " + l + "\n"));
    }
    if (r.expected() != null) {
      out.print("    expected: " + r.expected() + "\n    actual:   " + r.actual() + "\n");
    }
    if (r.isBad() && r.line() > 0) {
      out.print("    at " + r.failureFile() + ":" + r.line() + ":" + r.column() + "\n");
    }
  }

  @Override
  public void end(List<TestResult> all, double milliseconds) {
    shell.out().print(summary(all) + String.format(Locale.ROOT, " (%.2f s)\n", milliseconds / 1000));
  }

  static String summary(List<TestResult> all) {
    long skipped = count(all, TestResult.Status.SKIPPED);
    long passed = all.stream().filter(r -> r.status() == TestResult.Status.PASSED && r.kind() != TestResult.Kind.SUITE).count();
    long failed = count(all, TestResult.Status.FAILED);
    long broken = count(all, TestResult.Status.BROKEN);
    return "Tests run: " + (passed + failed) + ", passed: " + passed + ", failed: " + failed + ", skipped: " + skipped
        + (broken == 0 ? "" : ", broken files: " + broken);
  }

  static long count(List<TestResult> all, TestResult.Status status) {
    return all.stream().filter(r -> r.status() == status).count();
  }
}
