// `gene test`: runs suites, tests and examples, and says which hold.
package gene.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gene.analysis.TestOutline;
import gene.source.Source;
import gene.testing.TestFile;
import gene.testing.TestHost;
import gene.testing.TestReport;
import gene.testing.TestResult;
import gene.testing.TestRunner;
import gene.testing.TestSelection;
import gene.vm.RunOptions;
import gene.vm.Vm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Runs the suites and tests of genex/test and the ^examples of functions; status 1 when one fails.",
    "Without a FILE or folder: all of the package, or below the current folder."})
final class TestCommand implements Operation {
  @CommandLine.Mixin
  private HelpOption help;

  @Option(names = "--filter", paramLabel = "TEXT", description = "only tests with this text in their id; may be repeated")
  private List<String> filters = new ArrayList<>();

  @Option(names = "--id", paramLabel = "ID", description = "only this file, suite, function or test, as --list names it; may be repeated")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--list", description = "say which tests there are, and run nothing")
  private boolean list;

  @Option(names = "--json", description = "the same as --report json")
  private boolean json;

  @Option(names = "--report", paramLabel = "text|json|junit", description = "what is written to standard output (text)")
  private String reportName = "text";

  @Option(names = "--junit", paramLabel = "FILE", description = "write JUnit XML to a file as well")
  private String junitFile;

  @Option(names = {"--no-type-check", "--no-typecheck"}, description = "neither static checks nor checks of annotations at run time")
  private boolean noTypeCheck;

  @Option(names = "--strict-nil", description = "refuse nil where a type does not admit it")
  private boolean strictNil;

  @Option(names = "--contracts", paramLabel = "on|off", description = "check pre- and postconditions (on)")
  private String contracts = "on";

  @Option(names = "--pkg", paramLabel = "NAME-OR-PATH", description = "the package that the files belong to")
  private String pkg;

  private final Shell shell;

  TestCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int run(List<String> operands) {
    String format = json ? "json" : reportName;
    if (!List.of("text", "json", "junit").contains(format)) {
      throw new Refusal("Invalid report '" + format + "'. Must be: text, json, or junit");
    } else if (!List.of("on", "off").contains(contracts)) {
      throw new Refusal("Unknown contracts mode: " + contracts);
    }
    var selection = new TestSelection(filters, ids);
    List<TestFile> files = new TestFiles(shell).find(operands).stream().filter(selection::wants).toList();
    if (list) {
      shell.out().print(format.equals("json") ? listing(files, selection) : lines(files, selection));
      return 0;
    }
    return runAll(files, selection, format, operands);
  }

  private int runAll(List<TestFile> files, TestSelection selection, String format, List<String> operands) {
    var reports = new ArrayList<TestReport>();
    switch (format) {
      case "json" -> reports.add(new JsonTestReport(shell));
      case "junit" -> reports.add(new JunitReport(text -> shell.out().print(text)));
      default -> reports.add(new TextTestReport(shell));
    }
    if (junitFile != null) {
      Path target = Inputs.path(shell, junitFile);
      reports.add(new JunitReport(text -> write(target, text)));
    }
    var report = new AllReports(reports);
    var options = new RunOptions(!noTypeCheck, contracts.equals("on"), strictNil);
    var host = new TestHost(shell.folder(), shell.environment(), new TestHost.Stoppable() {
      @Override
      public <T> T during(Vm vm, Supplier<T> work) {
        return shell.interruption().during(vm::interrupt, work);
      }
    });
    var runner = new TestRunner(host, options, pkg == null ? null : Execution.packageRoot(shell, pkg), selection, report);
    long start = System.nanoTime();
    report.start(files.size());
    for (TestFile file : files) {
      if (!runner.isInterrupted()) {
        runner.run(file);
      }
    }
    report.end(runner.results(), (System.nanoTime() - start) / 1e6);
    if (runner.isInterrupted()) {
      return 130;
    } else if (runner.results().isEmpty() && (!selection.isAll() || !operands.isEmpty())) {
      throw new Refusal("No tests found");
    }
    return runner.results().stream().anyMatch(TestResult::isBad) ? 1 : 0;
  }

  private void write(Path target, String text) {
    try {
      Files.writeString(target, text);
    } catch (IOException e) {
      throw new Refusal("Cannot write the report to " + junitFile + ": " + e.getMessage());
    }
  }

  // Listing

  private static String lines(List<TestFile> files, TestSelection selection) {
    var out = new StringBuilder();
    for (TestFile f : files) {
      f.outline().items().stream().filter(i -> i.kind() != TestOutline.Kind.SUITE && selection.wants(TestSelection.id(f.shown(), i.path())))
          .forEach(i -> out.append(TestSelection.id(f.shown(), i.path())).append('\n'));
    }
    return out.toString();
  }

  private static String listing(List<TestFile> files, TestSelection selection) {
    var tests = new JsonArray();
    var broken = new JsonArray();
    for (TestFile f : files) {
      var seen = new java.util.HashMap<String, Integer>();
      for (TestOutline.Item i : f.outline().items()) {
        String id = TestSelection.id(f.shown(), i.path());
        int count = seen.merge(id, 1, Integer::sum);
        if (i.kind() == TestOutline.Kind.SUITE ? selection.enters(id) : selection.wants(id)) {
          tests.add(item(f, i, count == 1 ? id : id + "#" + count));
        }
      }
      if (f.analysis().hasErrors()) {
        var d = f.analysis().errors().get(0);
        var error = new JsonObject();
        error.addProperty("file", f.shown());
        error.addProperty("message", d.message());
        error.addProperty("line", f.source().line(d.span().start()));
        error.addProperty("column", f.source().column(d.span().start()));
        broken.add(error);
      }
    }
    var all = new JsonObject();
    all.addProperty("version", 1);
    all.add("tests", tests);
    all.add("errors", broken);
    return JsonTestReport.GSON.toJson(all) + "\n";
  }

  private static JsonObject item(TestFile f, TestOutline.Item i, String id) {
    var item = new JsonObject();
    item.addProperty("id", id);
    item.addProperty("kind", TestSelection.kind(i.kind()).name().toLowerCase(Locale.ROOT));
    item.addProperty("file", f.shown());
    var path = new JsonArray();
    i.path().forEach(path::add);
    item.add("path", path);
    var range = new JsonObject();
    range.add("start", position(f.source(), i.span().start()));
    range.add("end", position(f.source(), i.span().end()));
    item.add("range", range);
    item.addProperty("skipped", i.skipped());
    return item;
  }

  private static JsonObject position(Source source, int offset) {
    var at = new JsonObject();
    at.addProperty("line", source.line(offset));
    at.addProperty("column", source.column(offset));
    return at;
  }

  /** Tells several reports the same. */
  private record AllReports(List<TestReport> reports) implements TestReport {
    @Override
    public void start(int files) {
      reports.forEach(r -> r.start(files));
    }

    @Override
    public void begins(String id, TestResult.Kind kind, String file, List<String> path, int line, int column) {
      reports.forEach(r -> r.begins(id, kind, file, path, line, column));
    }

    @Override
    public void output(String file, String text, boolean error) {
      reports.forEach(r -> r.output(file, text, error));
    }

    @Override
    public void ended(TestResult result) {
      reports.forEach(r -> r.ended(result));
    }

    @Override
    public void end(List<TestResult> all, double milliseconds) {
      reports.forEach(r -> r.end(all, milliseconds));
    }
  }
}
