// Operations off the VM's thread: how they end, what ends them, and what keeps a program waiting.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.data.Raise;
import gene.library.Builtins;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class OperationTest {
  private static final long LIMIT_SECONDS = 60;

  /** `(probe)` is what the test says. */
  private record Probe(Function<Args, Object> body) implements NativeModule {
    @Override
    public void declare(Declarations to) {
      to.function("", "probe", 0, "[given...] -> Any", "What the test wants.");
    }

    @Override
    public Object call(int id, Args a) {
      return body.apply(a);
    }
  }

  private static Program program(String text, Function<Args, Object> probe) {
    var modules = new ArrayList<>(Builtins.modules());
    modules.add(new Probe(probe));
    Library library = Builtins.library();
    return Program.of(text, new Library(modules, library.prelude(), library.table()));
  }

  private static void onAnotherThread(Runnable work) {
    var thread = new Thread(work, "other");
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void anotherThreadTellsTheEnd() {
    assertEquals("42", program("(await (probe))", a -> {
      Operation o = a.vm().scheduler().begin("count");
      onAnotherThread(() -> o.succeed(42L));
      return o.future();
    }).run().value());
  }

  @Test
  void theValueIsMadeOnTheVmsThread() {
    var threads = new LinkedBlockingQueue<Thread>();
    program("(await (probe))", a -> {
      threads.add(Thread.currentThread());
      Operation o = a.vm().scheduler().begin("count");
      onAnotherThread(() -> o.succeedWith(() -> {
        threads.add(Thread.currentThread());
        return 1L;
      }));
      return o.future();
    }).run().value();
    assertEquals(threads.poll(), threads.poll());
  }

  @Test
  void workRunsOnADaemonOfTheVm() {
    var threads = new LinkedBlockingQueue<Thread>();
    program("(await (probe))", a -> a.vm().scheduler().start("look", () -> {
      threads.add(Thread.currentThread());
      return 1L;
    })).run().value();
    Thread worker = threads.poll();
    assertNotSame(Thread.currentThread(), worker);
    assertTrue(worker.isDaemon());
    assertTrue(worker.getName().startsWith("gene worker "), worker.getName());
  }

  @Test
  void aFaultOfTheWorkFailsTheFuture() {
    assertEquals("IOError: the disk is gone", failure(a -> a.vm().scheduler().start("look", () -> {
      throw Raise.io("the disk is gone");
    })));
    assertEquals("RuntimeException: Failed to look: java.lang.IllegalStateException: odd", failure(a -> a.vm().scheduler().start("look", () -> {
      throw new IllegalStateException("odd");
    })));
  }

  private static String failure(Function<Args, Object> probe) {
    ExceptionInstance e = program("(await (probe))", probe).run().uncaught();
    return e.cls().name() + ": " + e.message();
  }

  @Test
  void theProgramWaitsForOperationsThatNobodyAwaits() {
    program("((probe) .on_success (fn [v] (println \"then\" v))) (println \"end of file\")", a -> {
      Operation o = a.vm().scheduler().begin("count");
      onAnotherThread(() -> o.succeed(1L));
      return o.future();
    }).run().prints("end of file", "then 1");
  }

  @Test
  void aLaterEndCountsForNothing() {
    assertEquals("1", program("(await (probe))", a -> {
      Operation o = a.vm().scheduler().begin("count");
      o.succeed(1L);
      o.succeed(2L);
      o.fail(Raise.io("late"));
      return o.future();
    }).run().value());
  }

  @Test
  void cancellingClosesWhatAsksForIt() {
    var closed = new CountDownLatch(1);
    assertEquals("\"Future cancelled\"", program("(var f (probe)) (f .cancel) (try (await f) catch * $ex/message)", a -> {
      Operation o = a.vm().scheduler().begin("wait");
      o.onCancel(closed::countDown);
      onAnotherThread(() -> {
        await(closed);
        o.fail(Raise.io("closed"));
      });
      return o.future();
    }).run().value());
    assertEquals(0, closed.getCount());
  }

  @Test
  void anUncaughtErrorGivesOperationsUp() {
    var closed = new CountDownLatch(1);
    ExceptionInstance e = program("(probe) (throw \"out\")", a -> {
      Operation o = a.vm().scheduler().begin("wait");
      o.onEnd(closed::countDown);
      return o.future();
    }).run().uncaught();
    assertEquals("out", e.message());
    assertEquals(0, closed.getCount());
  }

  @Test
  void anOpenServiceKeepsAnAwaitButNoProgram() {
    var closed = new CountDownLatch(1);
    program("(println (await (probe)))", a -> {
      var future = new Future();
      Scheduler s = a.vm().scheduler();
      s.open(closed::countDown);
      onAnotherThread(() -> s.post(() -> s.settle(future, Future.State.SUCCESS, 7L)));
      return future;
    }).run().prints("7");
    assertEquals(0, closed.getCount());
  }

  @Test
  void aTaskCallsTheProgramAndMayAwait() {
    program("(println (await (probe (fn [x] (await (gene/sleep_async 1)) (x * 2)))))",
        a -> a.vm().scheduler().task("double", a.get(0), 21L)).run().prints("42");
  }

  @Test
  void anInterruptEndsAnAwait() throws Exception {
    assertInstanceOf(Fault.InterruptedFault.class, interrupted("(probe) (await (gene/sleep_async 600000))", (a, ready) -> {
      ready.countDown();
      return 1L;
    }));
  }

  @Test
  void anInterruptClosesWhatTheVmBlocksOn() throws Exception {
    var closed = new CountDownLatch(1);
    assertInstanceOf(Fault.InterruptedFault.class, interrupted("(try (probe) catch * 1 finally 2)", (a, ready) -> a.vm().block(closed::countDown, () -> {
      ready.countDown();
      closed.await();
      throw new java.io.IOException("closed");
    })));
    assertEquals(0, closed.getCount());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  /** Interrupts the program once `(probe)` says that it is ready. */
  private static Fault interrupted(String text, BiFunction<Args, CountDownLatch, Object> probe) throws Exception {
    var ready = new CountDownLatch(1);
    Program p = program(text, a -> probe.apply(a, ready));
    var run = new FutureTask<>(p::run);
    onAnotherThread(run);
    assertTrue(ready.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    p.vm().interrupt();
    return run.get(LIMIT_SECONDS, TimeUnit.SECONDS).outcome().failure();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new TimeoutException();
      }
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
