// Stepping changes nothing: a conformance program, stepped into from its first statement on with all variables looked at,
// prints what it prints otherwise.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.library.Builtins;
import gene.source.Source;
import gene.vm.Outcome;
import gene.vm.Vm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class SteppedProgramsTest {
  private static final Path PROGRAMS = Path.of("..", "tests", "conformance");
  private static final long LIMIT_SECONDS = 30;
  // All of them take half a minute: `tests/run --long` does it.
  private static final int SAMPLE = 5;
  // Of a long loop the first rounds tell as much as all.
  private static final int MOST_STEPS = 500;

  @TestFactory
  Stream<DynamicTest> aSteppedProgramPrintsTheSame() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(PROGRAMS)) {
      files = found.filter(f -> f.toString().endsWith(".gene")).sorted().toList();
    }
    assertTrue(files.size() > 500, "the programs of tests/conformance are here");
    int every = Boolean.getBoolean("gene.long") ? 1 : SAMPLE;
    return IntStream.range(0, files.size()).filter(i -> i % every == 0).mapToObj(files::get).map(file -> DynamicTest.dynamicTest(PROGRAMS.relativize(file).toString(), () -> compare(file)));
  }

  // What waits for a time goes another way when each step takes some of it, and what is read at its first use is read when a
  // stop shows it.
  private static final Pattern SEES_THE_DEBUGGER = Pattern.compile("sleep|timeout|start_server|\\^lazy");

  private static void compare(Path file) throws Exception {
    if (SEES_THE_DEBUGGER.matcher(Files.readString(file)).find()) {
      return;
    }
    String plain = run(file, Vm::runFile);
    if (plain.equals(run(file, Vm::runFile))) {
      assertEquals(plain, run(file, null));
    }
    // Otherwise it prints times, random numbers and the like: nothing to compare.
  }

  private interface Runner {
    Outcome run(Vm vm, Source source, String name);
  }

  /** @param plainly how to run it; null for stepping */
  private static String run(Path file, Runner plainly) throws Exception {
    var output = new ByteArrayOutputStream();
    var stream = new PrintStream(output, true, StandardCharsets.UTF_8);
    Path folder = file.toRealPath().getParent();
    Vm vm = new Vm.Builder(Builtins.library(), folder).out(stream).err(stream).build();
    var source = new Source(file.toRealPath().toString(), file.getFileName().toString(), Files.readString(file));
    Runner runner = plainly != null ? plainly : new Stepper()::run;
    var outcome = new CompletableFuture<Outcome>();
    var thread = new Thread(null, () -> {
      try {
        outcome.complete(runner.run(vm, source, source.name()));
      } catch (RuntimeException | Error e) {
        outcome.completeExceptionally(e);
      }
    }, "gene-program", 256L << 20);
    thread.setDaemon(true);
    thread.start();
    return outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS).exitStatus() + "\n" + output.toString(StandardCharsets.UTF_8);
  }

  /** Steps on from every stop. */
  private static final class Stepper implements DebugListener {
    private final Debugger debugger = new Debugger(this);
    private Throwable failure;
    private int steps;

    Outcome run(Vm vm, Source source, String name) {
      Outcome outcome = debugger.run(vm, source, name);
      if (failure != null) {
        throw new AssertionError(failure);
      }
      return outcome;
    }

    @Override
    public void ready() {
      send(debugger.start(true));
    }

    @Override
    public void stopped(Stop stop) {
      send(debugger.withFrames(stop.thread(), 0, 3, Stepper::look));
      send(debugger.resume(++steps < MOST_STEPS ? StepKind.IN : StepKind.CONTINUE, stop.thread()));
    }

    private static int look(List<StackFrame> frames, int count) {
      for (StackFrame f : frames) {
        f.span();
        f.scopes().forEach(s -> s.variables().named(0, 50).forEach(v -> {
          v.text();
          v.parts().named(0, 10);
          v.parts().indexed(0, 10);
        }));
      }
      return count;
    }

    private <T> void send(Ask<T> ask) {
      ask.send().whenComplete((answer, thrown) -> failure = thrown != null ? thrown : failure);
    }

    @Override
    public void changed(Breakpoint breakpoint) {
      throw new AssertionError("there are no breakpoints");
    }

    @Override
    public void logged(String text, Source source, int offset) {
      throw new AssertionError("there are no breakpoints");
    }
  }
}
