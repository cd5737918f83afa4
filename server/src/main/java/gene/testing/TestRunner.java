// Runs the tests and examples of one file in a VM of its own.
package gene.testing;

import gene.library.Builtins;
import gene.source.Source;
import gene.vm.ExceptionInstance;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.RunOptions;
import gene.vm.StackTrace;
import gene.vm.TestListener;
import gene.vm.TestRun;
import gene.vm.Vm;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public final class TestRunner {
  private static final double NANOSECONDS = 1e6;

  private final TestHost host;
  private final RunOptions options;
  private final Path packageRoot;
  private final TestSelection selection;
  private final TestReport report;
  private final List<TestResult> results = new ArrayList<>();
  private boolean interrupted;
  /** Writes out what the running program has printed: it comes before what is told of its tests. */
  private Runnable flush = () -> { };

  /** @param packageRoot null to look for it around each file */
  public TestRunner(TestHost host, RunOptions options, Path packageRoot, TestSelection selection, TestReport report) {
    this.host = host;
    this.options = options;
    this.packageRoot = packageRoot;
    this.selection = selection;
    this.report = report;
  }

  public List<TestResult> results() {
    return results;
  }

  /** Whether somebody has pressed Ctrl-C: no further file is to be run. */
  public boolean isInterrupted() {
    return interrupted;
  }

  public void run(TestFile file) {
    var listener = new Listener(file.shown());
    try (var out = stream(file.shown(), false); var err = stream(file.shown(), true);
        Vm vm = new Vm.Builder(Builtins.library(), host.folder()).out(out).err(err).environment(host.environment())
            .options(options).packageRoot(packageRoot).tests(listener).build()) {
      flush = () -> {
        out.flush();
        err.flush();
      };
      long start = System.nanoTime();
      try {
        host.stoppable().during(vm, () -> {
          Outcome outcome = vm.load(file.source(), file.source().name(), false, analysis -> { });
          fileEnded(file, outcome, listener, start);
          if (outcome.failure() == null && !outcome.exited()) {
            examples(file, vm, listener);
          }
          return null;
        });
      } catch (ExampleRuns.Ended e) {
        fileEnded(file, e.outcome, listener, start);
      }
    }
  }

  private PrintStream stream(String file, boolean error) {
    var stream = new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        report.output(file, new String(bytes, from, length, StandardCharsets.UTF_8), error);
      }
    };
    // Buffered, so that texts arrive in lines and no character is cut in two.
    return new PrintStream(new java.io.BufferedOutputStream(stream, 1 << 13), false, StandardCharsets.UTF_8);
  }

  /** A file that did not run to its end is a result of its own. */
  private void fileEnded(TestFile file, Outcome outcome, Listener listener, long start) {
    Fault fault = outcome.failure();
    String message = null;
    interrupted |= fault instanceof Fault.InterruptedFault;
    if (fault != null) {
      message = summary(fault);
    } else if (outcome.exited() && (outcome.exitStatus() != 0 || listener.open > 0)) {
      message = "the program ended itself with (exit " + outcome.exitStatus() + ")";
    }
    if (message == null) {
      return;
    }
    ExceptionInstance exception = fault instanceof Fault.UncaughtFault f ? f.exception() : null;
    var at = fault instanceof Fault.CompileFault f ? At.of(f.source(), f.diagnostics().get(0).span().start()) : At.of(exception);
    add(new TestResult(file.shown(), TestResult.Kind.FILE, file.shown(), List.of(), TestResult.Status.BROKEN,
        (System.nanoTime() - start) / NANOSECONDS, at.file(), at.line(), at.column(), message, null, null, trace(exception)));
  }

  /** The message of a fault without its report. */
  public static String summary(Fault fault) {
    if (fault instanceof Fault.CompileFault f) {
      return f.diagnostics().get(0).message();
    }
    return fault instanceof Fault.UncaughtFault f ? f.exception().message() : "interrupted";
  }

  private void add(TestResult result) {
    flush.run();
    results.add(result);
    report.ended(result);
  }

  private void examples(TestFile file, Vm vm, Listener listener) {
    var runs = new ExampleRuns(vm.sessionInProgram());
    for (ExampleRuns.Example e : runs.examples()) {
      List<String> path = List.of(e.function(), "example " + e.number());
      String id = listener.unique(TestSelection.id(file.shown(), path));
      if (!selection.wants(id)) {
        continue;
      }
      At at = At.of(e.of().code().source(), e.of().code().start());
      flush.run();
      report.begins(id, TestResult.Kind.EXAMPLE, file.shown(), path, at.line(), at.column());
      long start = System.nanoTime();
      ExampleRuns.Result r = runs.run(e);
      double time = (System.nanoTime() - start) / NANOSECONDS;
      At failure = r.passed() || r.thrown() == null || At.of(r.thrown()).line() == 0 ? at : At.of(r.thrown());
      add(new TestResult(id, TestResult.Kind.EXAMPLE, file.shown(), path, r.passed() ? TestResult.Status.PASSED : TestResult.Status.FAILED, time,
          failure.file(), failure.line(), failure.column(), r.passed() ? null : r.text(), r.passed() ? null : r.expected(),
          r.passed() ? null : r.actual(), r.passed() ? List.of() : trace(r.thrown())));
    }
  }

  private static List<String> trace(ExceptionInstance e) {
    return e == null || e.trace() == null ? List.of() : e.trace().lines();
  }

  /** A place, 1-based; line 0 when there is none. */
  private record At(String file, int line, int column) {
    static At of(Source source, int offset) {
      return new At(source.name(), source.line(offset), source.column(offset));
    }

    static At of(StackTrace.Entry entry) {
      return entry == null ? new At("", 0, 0) : of(entry.code().source(), entry.code().spanStart(entry.pc()));
    }

    static At of(ExceptionInstance e) {
      return e == null || e.trace() == null ? new At("", 0, 0) : of(e.trace().innermost());
    }
  }

  /** Hears of one file's tests. */
  private final class Listener implements TestListener {
    private final String file;
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<String> running = new ArrayList<>();
    private int open;

    Listener(String file) {
      this.file = file;
    }

    /** Tests of one name get numbers: `adds`, `adds#2`. */
    String unique(String id) {
      int count = seen.merge(id, 1, Integer::sum);
      return count == 1 ? id : id + "#" + count;
    }

    @Override
    public boolean begins(Place place, boolean skipped) {
      String id = unique((running.isEmpty() ? file : running.get(running.size() - 1)) + TestSelection.SEPARATOR
          + place.path().get(place.path().size() - 1));
      if (!(place.suite() ? selection.enters(id) : selection.wants(id))) {
        return false;
      }
      TestResult.Kind kind = place.suite() ? TestResult.Kind.SUITE : TestResult.Kind.TEST;
      At at = At.of(place.at());
      if (skipped) {
        add(new TestResult(id, kind, file, place.path(), TestResult.Status.SKIPPED, 0, at.file(), at.line(), at.column(), null, null, null, List.of()));
        return true;
      }
      flush.run();
      report.begins(id, kind, file, place.path(), at.line(), at.column());
      running.add(id);
      open += place.suite() ? 0 : 1;
      return true;
    }

    @Override
    public void ended(Place place, ExceptionInstance failure, long nanoseconds) {
      String id = running.remove(running.size() - 1);
      open -= place.suite() ? 0 : 1;
      TestResult.Kind kind = place.suite() ? TestResult.Kind.SUITE : TestResult.Kind.TEST;
      At at = failure == null ? At.of(place.at()) : At.of(failure);
      String message = failure == null ? null : failure.message().isEmpty() ? failure.cls().name() : failure.message();
      String expected = failure == null ? null : TestRun.text(failure, "expected");
      String actual = failure == null ? null : TestRun.text(failure, "actual");
      add(new TestResult(id, kind, file, place.path(), failure == null ? TestResult.Status.PASSED : TestResult.Status.FAILED,
          nanoseconds / NANOSECONDS, at.file(), at.line(), at.column(), message, actual == null ? null : expected,
          expected == null ? null : actual, trace(failure)));
    }
  }
}
