// How futures end by the program's doing: at the end of asynchronous bodies, by `.complete`, `.fail` and `.cancel`, and their callbacks.
package gene.vm;

import gene.data.Callable;
import gene.data.GeneArray;

/** For the VM's own thread; what ends in the loop goes through {@link Scheduler#settle}. */
public final class Settlement {
  private final Scheduler scheduler;

  Settlement(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** The end of an asynchronous body: a future as its value is adopted, the outer one ends as it does. */
  void complete(Future future, Object result) {
    if (result instanceof Future inner && inner != future) {
      scheduler.vm().recording.willChange(future);
      scheduler.vm().recording.willChange(inner);
      future.task = inner.task;
      inner.whenSettled(f -> scheduler.settle(future, f.state(), f.value()));
    } else {
      scheduler.succeed(future, result);
    }
  }

  /**
   * From a built-in that the program calls: the callbacks run before the built-in returns.
   *
   * @return what the built-in returns: `result`, or the request to call the callbacks first
   */
  public Object settleNow(Future future, Future.State outcome, Object value, Object result) {
    scheduler.vm().recording.willChange(future);
    GeneArray due = future.settle(outcome, value);
    if (outcome == Future.State.CANCELLED && future.task != null && future.task.future == future) {
      cancel(future.task, scheduler.vm().kernel.exceptions.thrown(value, null));
    }
    if (due == null) {
      future.release(scheduler);
      return result;
    }
    return CallRequest.call(scheduler.vm().prelude("settled"), (v, none) -> result, future, due, value, false);
  }

  /** The body goes on with the reason at its await, so that its `finally` parts run. */
  private void cancel(Fiber task, ExceptionInstance reason) {
    Fiber w = task.waiter;
    if (task.state == Fiber.State.DONE) {
      return;
    } else if (w != null && w.awaited != null) {
      scheduler.wake(w, reason);
    } else if (w != null && w.state == Fiber.State.READY) {
      scheduler.vm().recording.willChange(w);
      w.wakeWith = reason;
    } else {
      scheduler.vm().recording.willChange(task);
      task.cancelledWith = reason;
    }
  }

  /** Registers a callback; on a future that has ended it is called on a later turn of the loop. */
  public void whenEnded(Future future, boolean success, Callable function) {
    if (future.isPending()) {
      scheduler.vm().recording.willChange(future);
      future.onOutcome(success, function);
    } else if (success == (future.state() == Future.State.SUCCESS)) {
      scheduler.task("callback", scheduler.vm().prelude("settled"), future, GeneArray.of(function), future.value(), true);
    }
  }

  /** The callbacks have been called. @param failure what one of them threw, nil when none has */
  public void called(Future future, Object failure, boolean inLoop) {
    scheduler.vm().recording.willChange(future);
    if (inLoop && failure instanceof ExceptionInstance e) {
      future.spoil(e);
    }
    future.release(scheduler);
  }
}
