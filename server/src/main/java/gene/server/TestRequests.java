// Requests about tests: which there are, and how some of them end.
package gene.server;

import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.Snapshot;
import gene.server.run.Limits;
import gene.server.run.Supervisor;
import gene.server.run.Tests;
import gene.source.Source;
import gene.source.Span;
import gene.testing.TestFile;
import gene.testing.TestReport;
import gene.testing.TestResult;
import gene.testing.TestSelection;
import gene.vm.Coverage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentIdentifier;

final class TestRequests implements AutoCloseable {
  private static final long TESTS_MILLIS = 60_000;

  // What clients send and get; docs/lsp-protocol.md says what each member means.

  record TestsParams(TextDocumentIdentifier textDocument) {}

  record TestItem(String id, String kind, String label, Range range, boolean skipped, List<TestItem> children) {}

  record FileError(String message, Range range) {}

  record FileTests(String uri, String folder, boolean computed, List<TestItem> tests, List<FileError> errors) {}

  record AllTests(List<FileTests> files) {}

  record RunTestsParams(List<String> ids, List<String> filters, boolean coverage, Long timeout, Long memory, String token) {}

  record Result(String id, String kind, String uri, List<String> path, String status, double milliseconds, String message, String expected, String actual,
      Location location, List<String> trace) {}

  record Count(Range range, int count) {}

  record Branch(Range range, List<Boolean> taken) {}

  record Called(String name, Range range, int count) {}

  record FileCoverage(String uri, List<Count> statements, List<Branch> branches, List<Called> functions) {}

  record TestRun(long passed, long failed, long skipped, long broken, double milliseconds, List<Result> results, List<FileCoverage> coverage) {}

  private final LspServer server;
  private final RunRequests runs;
  private final Host host;
  private final Tests tests;

  TestRequests(LspServer server, RunRequests runs, Host host, Supervisor supervisor) {
    this.server = server;
    this.runs = runs;
    this.host = host;
    this.tests = new Tests(host, supervisor);
  }

  CompletableFuture<AllTests> tests(TestsParams p) {
    return server.ask("gene/tests", s -> new AllTests((p.textDocument == null ? testFiles(s)
        : List.of(tests.file(server.document(s, DocumentUri.of(p.textDocument.getUri()))))).stream()
        .filter(f -> !f.outline().isEmpty() || f.analysis().hasErrors()).map(f -> fileTests(s, f)).toList()));
  }

  private List<TestFile> testFiles(Snapshot s) {
    return s.mentioningAny(Tests.WORDS).stream().map(tests::file).toList();
  }

  private FileTests fileTests(Snapshot s, TestFile f) {
    var positions = new Positions(f.source(), server.convert().client().encoding());
    String folder = DocumentUri.of(f.shown()).path().flatMap(p -> s.folders().stream().filter(p::startsWith).findFirst()).map(p -> p.toUri().toString()).orElse(null);
    return new FileTests(f.shown(), folder, f.outline().computed(), Tests.tree(f).stream().map(i -> item(positions, i)).toList(),
        f.analysis().errors().stream().map(d -> new FileError(d.message(), positions.range(d.span()))).toList());
  }

  private static TestItem item(Positions positions, Tests.Item i) {
    return new TestItem(i.id(), i.of().kind().name().toLowerCase(Locale.ROOT), i.label(), positions.range(i.of().span()), i.of().skipped(),
        i.children().stream().map(c -> item(positions, c)).toList());
  }

  CompletableFuture<TestRun> runTests(RunTestsParams p) {
    List<String> ids = p.ids == null ? List.of() : p.ids;
    var selection = new TestSelection(p.filters == null ? List.of() : p.filters, ids);
    return runs.begin("gene/runTests", s -> {
      var files = new HashMap<String, TestFile>();
      var all = new ArrayList<TestFile>();
      if (selection.filters().isEmpty() && !ids.isEmpty()) {
        // Nothing but the files that are named has to be looked at.
        for (String id : ids) {
          String uri = id.split(TestSelection.SEPARATOR, 2)[0];
          files.computeIfAbsent(uri, u -> {
            TestFile file = named(tests.file(server.document(s, DocumentUri.of(u))), u);
            all.add(file);
            return file;
          });
        }
      } else {
        all.addAll(testFiles(s));
      }
      var limits = Limits.of(RunRequests.or(p.timeout, TESTS_MILLIS), RunRequests.or(p.memory, RunRequests.MEGABYTES));
      Function<TestFile, Path> folder = f -> s.findDocument(f.shown()).map(d -> runs.folder(s, d)).orElse(host.folder());
      return runs.counted(tests.run(new Tests.Request(all, folder, selection, p.coverage, limits, report(p.token))));
    }, ran -> run(ran, p.coverage));
  }

  /** The file under the very name that the client has used in its ids. */
  private static TestFile named(TestFile f, String uri) {
    return new TestFile(uri, f.source(), f.analysis(), f.outline());
  }

  private TestRun run(Tests.Ran ran, boolean coverage) {
    Map<TestResult.Status, Long> counts = new HashMap<>();
    ran.results().stream().filter(r -> r.kind() != TestResult.Kind.SUITE || r.isBad()).forEach(r -> counts.merge(r.status(), 1L, Long::sum));
    return new TestRun(counts.getOrDefault(TestResult.Status.PASSED, 0L), counts.getOrDefault(TestResult.Status.FAILED, 0L),
        counts.getOrDefault(TestResult.Status.SKIPPED, 0L), counts.getOrDefault(TestResult.Status.BROKEN, 0L), ran.milliseconds(),
        ran.results().stream().map(this::result).toList(), coverage ? ran.coverage().stream().flatMap(f -> coverage(f).stream()).toList() : null);
  }

  private Result result(TestResult r) {
    return new Result(r.id(), lower(r.kind()), r.file(), r.path(), lower(r.status()), r.milliseconds(), r.message(), r.expected(), r.actual(),
        r.line() == 0 ? null : location(r), r.trace());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The runner knows files as they are shown to people, lines and columns from 1. */
  private Location location(TestResult r) {
    Snapshot s = server.workspace().latest();
    Optional<Document> in = s.findDocument(r.failureFile()).or(() -> host.file(Source.of(r.failureFile(), "")).flatMap(p -> s.find(DocumentUri.of(p))));
    return in.map(d -> {
      Source source = d.source();
      int line = Math.min(r.line(), source.lineCount());
      int start = source.lineStart(line);
      int end = source.lineEnd(line);
      int at = source.text().offsetByCodePoints(start, Math.min(r.column() - 1, source.text().codePointCount(start, end)));
      return new Location(d.uri().text(), server.convert().positions(d).range(new Span(at, Math.max(at, end))));
    }).orElse(null);
  }

  private Optional<FileCoverage> coverage(Coverage.File f) {
    var positions = new Positions(f.source(), server.convert().client().encoding());
    boolean inside = host.file(f.source()).filter(p -> server.workspace().latest().folders().isEmpty()
        || server.workspace().latest().folders().stream().anyMatch(p::startsWith)).isPresent();
    return runs.uri(f.source()).filter(u -> inside).map(uri -> new FileCoverage(uri,
        f.statements().stream().map(x -> new Count(positions.range(x.span()), x.executed() ? 1 : 0)).toList(),
        f.branches().stream().map(x -> new Branch(positions.range(x.span()), List.of(x.held(), x.failed()))).toList(),
        f.functions().stream().map(x -> new Called(x.name(), positions.range(x.span()), x.executed() ? 1 : 0)).toList()));
  }

  private TestReport report(String token) {
    return new TestReport() {
      private void send(String event, String id, TestResult.Kind kind, String uri, String stream, String text, Result result) {
        if (token != null) {
          server.client().testEvent(new GeneClient.TestEvent(token, event, id, kind == null ? null : lower(kind), uri, stream, text, result));
        }
      }

      @Override
      public void start(int files) {
        // The answer has the counts.
      }

      @Override
      public void begins(String id, TestResult.Kind kind, String file, List<String> path, int line, int column) {
        send("begin", id, kind, file, null, null, null);
      }

      @Override
      public void output(String file, String text, boolean error) {
        send("output", null, null, file, RunRequests.stream(error), text, null);
      }

      @Override
      public void ended(TestResult r) {
        send("end", r.id(), r.kind(), r.file(), null, null, TestRequests.this.result(r));
      }

      @Override
      public void end(List<TestResult> all, double milliseconds) {
        // The answer has them.
      }
    };
  }

  @Override
  public void close() {
    tests.close();
  }
}
