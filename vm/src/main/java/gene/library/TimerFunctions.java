// Waiting for a time, and for the end of the event loop.
package gene.library;

import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import java.util.concurrent.TimeUnit;

final class TimerFunctions implements NativeModule {
  private static final int SLEEP = 0, SLEEP_ASYNC = 1, STOP = 2, UNTIL_STOPPED = 3;

  @Override
  public void declare(Declarations to) {
    to.function("", "sleep", SLEEP, "[time: Numeric] -> Nil", "Blocks the thread: nothing else of the program runs. Int milliseconds, Float seconds.");
    to.preludeFunction("gene", "sleep", "[time: Numeric] -> Nil", "Waits while other tasks run. Int milliseconds, Float seconds.");
    to.function("gene", "sleep_async", SLEEP_ASYNC, "[time: Numeric] -> Future", "A future of nil that succeeds after the time. Int milliseconds, Float seconds.");
    to.preludeFunction("", "run_forever", "[] -> Nil", "Lets other tasks run until `(stop_scheduler)` is called.");
    to.function("", "stop_scheduler", STOP, "[] -> Nil", "Makes `run_forever` return.");
    to.function("gene/prelude", "until_stopped", UNTIL_STOPPED, "[] -> Future", "What `run_forever` waits for.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    return switch (id) {
      case SLEEP -> sleep(a);
      case SLEEP_ASYNC -> a.vm().scheduler().timer(nanos(a));
      case STOP -> {
        a.vm().scheduler().stop();
        yield Special.NIL;
      }
      case UNTIL_STOPPED -> a.vm().scheduler().untilStopped();
      default -> throw new AssertionError(id);
    };
  }

  private static Object sleep(Args a) {
    long nanos = nanos(a);
    return a.vm().block(() -> { }, () -> {
      TimeUnit.NANOSECONDS.sleep(nanos);
      return Special.NIL;
    });
  }

  /** Int milliseconds, Float seconds; below zero nothing. */
  private static long nanos(Args a) {
    Object time = a.get(0, null);
    if (time instanceof Long millis) {
      return TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis));
    } else if (time instanceof Double seconds && !seconds.isNaN()) {
      return (long) (Math.max(0, seconds) * 1e9);
    }
    throw Raise.argument("sleep requires a number (milliseconds)");
  }
}
