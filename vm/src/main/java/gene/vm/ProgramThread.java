// A thread with a large stack, on which programs run: compiled code nests its calls there.
package gene.vm;

import java.util.function.Supplier;

/** Its name is the owner's choice; it blocks on what the program waits for, and ends with the program. */
public final class ProgramThread extends Thread {
  /** Reserved, not used: {@link Jit#MOST_NESTED} frames of HotSpot's own interpreter take a fraction of it. */
  private static final long STACK_BYTES = 512L << 20;

  public ProgramThread(String name, Runnable work) {
    super(null, work, name, STACK_BYTES);
    setDaemon(true);
  }

  /** Does the work on such a thread, and waits for it; at once when this is one. */
  static <T> T call(Supplier<T> work) {
    if (Thread.currentThread() instanceof ProgramThread) {
      return work.get();
    }
    var result = new Object() {
      T value;
      Throwable failure;
    };
    var thread = new ProgramThread("gene-program", () -> {
      try {
        result.value = work.get();
      } catch (RuntimeException | Error e) {
        result.failure = e;
      }
    });
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (result.failure instanceof Error e) {
      throw e;
    } else if (result.failure instanceof RuntimeException e) {
      throw e;
    }
    return result.value;
  }
}
