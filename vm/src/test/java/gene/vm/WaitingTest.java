// What waiting costs: nothing is kept of an await that has ended, and little of a fiber that sleeps.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import gene.library.Builtins;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class WaitingTest {
  private static final long MOST_BYTES = 100L << 20;

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

  private static Program.Ran run(String text, Function<Args, Object> probe) {
    var modules = new ArrayList<>(Builtins.modules());
    modules.add(new Probe(probe));
    Library library = Builtins.library();
    return Program.of(text, new Library(modules, library.prelude(), library.table())).run();
  }

  @Test
  void nothingIsKeptOfAMillionAwaits() {
    var awaited = new ArrayList<WeakReference<Future>>();
    var alive = new ArrayList<Integer>();
    String text = """
        (async fn ready [i] i)
        (async fn later [i] (await (gene/sleep_async 0)) i)
        (var i 0)
        (while (i < 900000)
          (await (async i))
          (i += 1))
        (while (i < 1000000)
          (await (ready i))
          (if ((i % 10) == 0) (await (later i)) (await (probe)) else nil)
          (i += 1))
        i
        """;
    assertEquals("1000000", run(text, a -> {
      Future f = Future.succeeded(new gene.data.GeneArray());
      awaited.add(new WeakReference<>(f));
      alive.add(a.vm().scheduler().alive().size());
      return f;
    }).value());
    assertEquals(10_000, awaited.size());
    assertTrue(alive.stream().allMatch(n -> n <= 2), () -> "tasks alive: " + alive.stream().mapToInt(n -> n).max());
    assertTrue(awaited.stream().filter(WaitingTest::isKept).count() <= 1, "futures are kept");
  }

  private static boolean isKept(WeakReference<Future> reference) {
    for (int i = 0; i < 3 && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() != null;
  }

  /** All that is allocated for them bounds what they keep. */
  @Test
  void tenThousandSleepingFibersTakeLessThanAHundredMegabytes() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Long> allocated = new ArrayList<>();
    var alive = new ArrayList<Integer>();
    String text = """
        (async fn nap [] (await (gene/sleep_async 3600000)))
        (probe)
        (var i 0)
        (while (i < 10000)
          (nap)
          (i += 1))
        (gene/sleep 0)
        (probe)
        (exit 0)
        """;
    assertEquals(0, run(text, a -> {
      allocated.add(threads.getThreadAllocatedBytes(Thread.currentThread().getId()));
      alive.add(a.vm().scheduler().alive().size());
      return 1L;
    }).outcome().exitStatus());
    assertEquals(List.of(1, 10_001), alive);
    long bytes = allocated.get(1) - allocated.get(0);
    assertTrue(bytes < MOST_BYTES, () -> bytes + " bytes");
  }
}
