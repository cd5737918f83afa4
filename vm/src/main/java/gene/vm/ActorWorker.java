// A thread with a VM of its own, in which some of a program's actors live.
package gene.vm;

import gene.data.Raise;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The daemon thread "gene actor worker N" runs the VM's event loop; it may block on whatever a handler blocks on. It is stopped
 * by {@link ActorSystem#close}, which interrupts its VM.
 */
final class ActorWorker {
  private static final int MOST_COMPILING = 64;
  private static final long STACK_BYTES = 16L << 20;
  private static final long SECONDS_TO_END = 2;

  private final ActorSystem system;
  private final Vm vm;
  private final Thread thread;
  private final CountDownLatch linked = new CountDownLatch(1);
  /** Why the module could not be linked; null when it could. */
  private volatile String failure;

  ActorWorker(ActorSystem system, Vm main, int number) {
    this.system = system;
    // Compiled code wants the large stack of a ProgramThread, of which a process cannot have thousands.
    vm = main.newWorker(system, number, number <= MOST_COMPILING);
    if (main.hook() != null) {
      vm.setHook(main.hook().ofWorker(vm));
    }
    String name = "gene actor worker " + number;
    thread = vm.jit == null ? new Thread(null, this::run, name, STACK_BYTES) : new ProgramThread(name, this::run);
    thread.setDaemon(true);
    thread.start();
  }

  Vm vm() {
    return vm;
  }

  String name() {
    return thread.getName();
  }

  /** Runs the event on the worker's thread. */
  void post(Runnable event) {
    vm.scheduler.post(event);
  }

  /** @throws Raise ThreadException when the worker is of no use */
  void awaitLinked(Vm waiting) {
    waiting.block(() -> { }, () -> {
      linked.await();
      return null;
    });
    if (failure != null) {
      throw Raise.of("ThreadException", "gene/actor/spawn cannot link the module in a worker: " + failure);
    }
  }

  private void run() {
    try {
      failure = vm.link();
      linked.countDown();
      if (vm.hook() != null) {
        vm.hook().linked();
      }
      vm.scheduler.serve(system);
    } catch (Ending.Exit e) {
      system.exit(e.status);
    } catch (Ending.Interrupted e) {
      // The program ends.
      failure = "the program is ending";
    } catch (RuntimeException | Error e) {
      failure = e.toString();
      vm.err().println("Warning: " + name() + " has failed: " + e);
    } finally {
      linked.countDown();
      if (vm.hook() != null) {
        vm.hook().left();
      }
      vm.flush();
      vm.scheduler.close();
    }
  }

  void stop() {
    vm.interrupt();
  }

  /** False when the thread does not end in time. */
  boolean awaitEnd() {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
