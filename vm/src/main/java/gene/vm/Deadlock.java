// When nothing is left that could settle what is awaited: chooses the await that raises instead of waiting for ever.
package gene.vm;

final class Deadlock {
  private final Scheduler scheduler;

  Deadlock(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  boolean isAnyWaiting() {
    for (Fiber f : scheduler.alive()) {
      if (waiter(f) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * One await at a time, because what its task does then may free the others: the oldest that awaits no task, so that an
   * exception reaches those who wait for its task. In a circle of tasks it is the oldest one's.
   */
  void giveUp() {
    Fiber chosen = null;
    for (Fiber f : scheduler.alive()) {
      Fiber w = waiter(f);
      if (w == null) {
        continue;
      }
      Fiber behind = w.awaited.task;
      if (behind == null || behind.state == Fiber.State.DONE) {
        chosen = w;
        break;
      } else if (chosen == null) {
        chosen = w;
      }
    }
    if (chosen == null) {
      throw new AssertionError("nothing waits");
    }
    scheduler.wake(chosen, scheduler.vm().kernel.exceptions.coded("ConcurrencyException", "GENE.ASYNC.DEADLOCK",
        "GENE.ASYNC.DEADLOCK: await never ends: nothing is left that could complete this future"));
  }

  /** The fiber in which a task waits: its own, or that of a generator it asks; null when it does not wait. */
  private static Fiber waiter(Fiber task) {
    return task.waiter != null && task.waiter.awaited != null ? task.waiter : null;
  }
}
