// How runs end: exit status, interruption from another thread, and VMs beside each other.
package gene.vm;

import static gene.vm.Program.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.library.Builtins;
import gene.source.Source;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndingTest {
  private static final long LIMIT_SECONDS = 60;

  @Test
  void aRunThatEndsWellHasStatusNought() {
    assertEquals(0, run("1").outcome().exitStatus());
  }

  @Test
  void exitEndsTheRunNotTheProcess() {
    Program.Ran ran = run("(println 1) (exit 3) (println 2)");
    assertEquals(3, ran.outcome().exitStatus());
    assertNull(ran.outcome().failure());
    assertEquals(List.of("1"), ran.out());
  }

  @Test
  void exitPassesThroughCatchClauses() {
    assertEquals(4, run("(fn f [] (try (exit 4) catch * 1)) (f) (exit 5)").outcome().exitStatus());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(while true)", "(fn f [] (f)) (f)", "(fn f [n] (f (n + 1))) (f 0)", "(loop (try (throw 1) catch * 2))",
      "(repeat 9223372036854775807 1)", "(for x in (0 .. 9000000000) x)"})
  void anInterruptStopsATightLoop(String loop) throws InterruptedException, ExecutionException, TimeoutException {
    var started = new CountDownLatch(1);
    Vm looping = new Vm.Builder(Builtins.library(), Path.of("").toAbsolutePath()).out(new PrintStream(new OutputStream() {
      @Override
      public void write(int b) {
        started.countDown();
      }
    }, true)).build();
    var run = new FutureTask<>(() -> looping.runFile(Source.of("test.gene", "(println \"go\") " + loop), "test.gene"));
    var thread = new Thread(run, "looping program");
    thread.setDaemon(true);
    thread.start();
    assertTrue(started.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    looping.interrupt();
    Outcome outcome = run.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertInstanceOf(Fault.InterruptedFault.class, outcome.failure());
    assertEquals(130, outcome.exitStatus());
  }

  @Test
  void anInterruptedVmRunsAgain() {
    Vm vm = Program.of("").vm();
    vm.interrupt();
    assertInstanceOf(Fault.InterruptedFault.class, vm.runFile(Source.of("a", "(while true)"), "a").failure());
    assertEquals(7L, vm.runFile(Source.of("b", "(var i 0) (while (i < 7) (i += 1)) i"), "b").value());
  }

  @Test
  void vmsDoNotShareState() throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(4);
    try {
      var runs = new ArrayList<Future<Program.Ran>>();
      for (int i = 0; i < 8; i++) {
        String text = "($shared = 0) (fn bump [] ($shared += 1)) (repeat 20000 (bump)) (set_env \"WHO\" \"" + i + "\")"
            + " (println $shared (get_env \"WHO\"))";
        runs.add(pool.submit(() -> run(text)));
      }
      for (int i = 0; i < 8; i++) {
        runs.get(i).get().prints("20000 " + i);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aVmSeesNothingOfAnEarlierOne() {
    run("($left = 1) (fn /left [] 1)").value();
    assertEquals("[void false]", Program.value("[$left (try (left) true catch * false)]"));
  }
}
