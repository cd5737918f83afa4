// The event loop of one VM: runs ready fibers in turn until none is left.
package gene.vm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

public final class Scheduler {
  private final Vm vm;
  private final ArrayDeque<Fiber> ready = new ArrayDeque<>();
  private final List<Fiber> alive = new ArrayList<>();

  Scheduler(Vm vm) {
    this.vm = vm;
  }

  /** Runs the fiber and everything it starts; gives up with an exception in `main` when it waits for what nothing can complete. */
  void run(Fiber main) {
    ready(main);
    while (true) {
      Fiber f = ready.poll();
      if (f == null) {
        if (main.state == Fiber.State.DONE) {
          return;
        }
        // Nothing is left that could complete what the main fiber waits for.
        main.state = Fiber.State.READY;
        main.wakeWith = vm.kernel.exceptions.make("Exception", "await never ends: nothing is left that could complete this future");
        ready.add(main);
        continue;
      }
      vm.execute(f);
      if (main.failure != null) {
        return;
      }
    }
  }

  /** The fiber may run again, after those that are ready already. */
  void ready(Fiber f) {
    f.state = Fiber.State.READY;
    ready.add(f);
    if (!alive.contains(f)) {
      alive.add(f);
    }
  }

  void ended(Fiber f) {
    alive.remove(f);
  }

  /** Fibers that have started and not ended. */
  public List<Fiber> alive() {
    return List.copyOf(alive);
  }
}
