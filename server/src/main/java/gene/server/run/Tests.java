// The tests of documents: which there are, and how some of them end, each file in a VM of its own.
package gene.server.run;

import gene.analysis.TestOutline;
import gene.server.Host;
import gene.server.Threads;
import gene.server.feature.Document;
import gene.testing.TestFile;
import gene.testing.TestHost;
import gene.testing.TestReport;
import gene.testing.TestResult;
import gene.testing.TestRunner;
import gene.testing.TestSelection;
import gene.vm.Coverage;
import gene.vm.RunOptions;
import gene.vm.Vm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs follow one another on the thread `tests`, which may block on whatever the tests do; the supervisor stops them. */
public final class Tests implements AutoCloseable {
  /** A suite, test or example with what is in it. */
  public record Item(String id, TestOutline.Item of, String label, List<Item> children) {}

  /** @param folder where the file's programs run */
  public record Request(List<TestFile> files, Function<TestFile, Path> folder, TestSelection selection, boolean coverage, Limits limits, TestReport report) {}

  /** @param coverage empty unless it was asked for */
  public record Ran(List<TestResult> results, List<Coverage.File> coverage, double milliseconds) {}

  private final Host host;
  private final Supervisor supervisor;
  private final ExecutorService thread = Threads.single("tests");

  public Tests(Host host, Supervisor supervisor) {
    this.host = host;
    this.supervisor = supervisor;
  }

  /** Words of which a file with tests has one. */
  public static final List<String> WORDS = List.of("genex", "examples");

  /** The file called by its URI, as the editor has it. */
  public TestFile file(Document document) {
    return new TestFile(document.uri().text(), document.source(), document.analysis(), TestOutline.of(document.analysis()));
  }

  /** The tests that the source shows, as a tree: examples under their function. */
  public static List<Item> tree(TestFile file) {
    var roots = new ArrayList<Item>();
    Map<String, Item> suites = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (TestOutline.Item i : file.outline().items()) {
      List<String> around = i.path().subList(0, i.path().size() - 1);
      String parentId = TestSelection.id(file.shown(), around);
      Item parent = suites.get(parentId);
      if (parent == null && i.kind() == TestOutline.Kind.EXAMPLE) {
        var function = new TestOutline.Item(TestOutline.Kind.SUITE, around, i.span(), false);
        parent = new Item(parentId, function, around.get(0), new ArrayList<>());
        suites.put(parentId, parent);
        roots.add(parent);
      }
      String plain = TestSelection.id(file.shown(), i.path());
      int count = seen.merge(plain, 1, Integer::sum);
      var item = new Item(count == 1 ? plain : plain + "#" + count, i, i.path().get(i.path().size() - 1), new ArrayList<>());
      (parent == null ? roots : parent.children()).add(item);
      if (i.kind() == TestOutline.Kind.SUITE) {
        suites.put(item.id(), item);
      }
    }
    return roots;
  }

  /** The future may be cancelled, which stops what runs. */
  public CompletableFuture<Ran> run(Request request) {
    var answer = new CompletableFuture<Ran>();
    try {
      thread.execute(() -> run(request, answer));
    } catch (RejectedExecutionException e) {
      answer.cancel(false);
    }
    return answer;
  }

  private void run(Request request, CompletableFuture<Ran> answer) {
    long start = System.nanoTime();
    var results = new ArrayList<TestResult>();
    var coverage = new HashMap<String, Coverage.File>();
    try {
      for (TestFile file : request.files) {
        if (answer.isDone()) {
          return;
        } else if (request.selection.wants(file)) {
          results.addAll(run(request, file, coverage, answer));
        }
      }
      answer.complete(new Ran(results, coverage.values().stream().sorted(Comparator.comparing(f -> f.source().name())).toList(),
          (System.nanoTime() - start) / 1e6));
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private List<TestResult> run(Request request, TestFile file, Map<String, Coverage.File> coverage, CompletableFuture<Ran> answer) {
    var stopped = new Supervisor.Reason[1];
    var runs = new TestHost(request.folder.apply(file), host.environment(), new TestHost.Stoppable() {
      @Override
      public <T> T during(Vm vm, Supplier<T> work) {
        Coverage covered = request.coverage ? Coverage.in(vm, s -> host.file(s).isPresent()) : null;
        Supervisor.Watch watch = supervisor.watch(request.limits, vm::interrupt, () -> answer.completeExceptionally(
            new IllegalStateException("the tests of " + file.shown() + " cannot be stopped, and were left behind")));
        answer.whenComplete((result, failure) -> watch.stop(Supervisor.Reason.CANCELLED));
        try {
          return work.get();
        } finally {
          stopped[0] = watch.end();
          if (covered != null) {
            covered.files().forEach(f -> coverage.merge(f.source().id(), f, Tests::both));
          }
        }
      }
    });
    var runner = new TestRunner(runs, RunOptions.DEFAULT, null, request.selection, request.report);
    runner.run(file);
    return runner.results().stream().map(r -> stopped[0] == null || r.kind() != TestResult.Kind.FILE ? r : because(r, stopped[0], request.limits)).toList();
  }

  private static TestResult because(TestResult r, Supervisor.Reason reason, Limits limits) {
    String message = switch (reason) {
      case TIMEOUT -> "stopped after " + limits.milliseconds() + " ms";
      case MEMORY -> "stopped: more than " + (limits.bytes() >> 20) + " MB were in use";
      case CANCELLED -> "cancelled";
    };
    return new TestResult(r.id(), r.kind(), r.file(), r.path(), r.status(), r.milliseconds(), r.failureFile(), r.line(), r.column(), message, null, null, r.trace());
  }

  /** What either of two runs has executed. Both are of the same text. */
  private static Coverage.File both(Coverage.File a, Coverage.File b) {
    if (a.statements().size() != b.statements().size() || a.branches().size() != b.branches().size() || a.functions().size() != b.functions().size()) {
      return b; // the file has been saved between the two
    }
    var statements = new ArrayList<Coverage.Statement>();
    for (int i = 0; i < a.statements().size(); i++) {
      statements.add(new Coverage.Statement(a.statements().get(i).span(), a.statements().get(i).executed() || b.statements().get(i).executed()));
    }
    var branches = new ArrayList<Coverage.Branch>();
    for (int i = 0; i < a.branches().size(); i++) {
      Coverage.Branch x = a.branches().get(i);
      Coverage.Branch y = b.branches().get(i);
      branches.add(new Coverage.Branch(x.span(), x.held() || y.held(), x.failed() || y.failed()));
    }
    var functions = new ArrayList<Coverage.Called>();
    for (int i = 0; i < a.functions().size(); i++) {
      Coverage.Called x = a.functions().get(i);
      functions.add(new Coverage.Called(x.name(), x.span(), x.executed() || b.functions().get(i).executed()));
    }
    return new Coverage.File(b.source(), statements, branches, functions);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
