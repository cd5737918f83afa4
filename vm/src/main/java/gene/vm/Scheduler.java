// The event loop of one VM: ready fibers in turn, timers, and what other threads report, until nothing is left to do.
package gene.vm;

import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Special;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** For the VM's own thread, except {@link #post} and {@link #wake}. */
public final class Scheduler {
  /** Work for another thread; what it gives is the value of the future. */
  @FunctionalInterface
  public interface Work {
    Object run() throws IOException;
  }

  private final Vm vm;
  private final ArrayDeque<Fiber> ready = new ArrayDeque<>();
  /** Callbacks of futures that have ended: they come before any task, so that nothing that awaits such a future overtakes them. */
  private final ArrayDeque<Fiber> callbacks = new ArrayDeque<>();
  private final Set<Fiber> alive = new LinkedHashSet<>();
  private final Timers timers = new Timers();
  private final Inbox inbox = new Inbox();
  private final Workers workers = new Workers();
  private final Set<Operation> operations = new LinkedHashSet<>();
  private final Set<Service> services = new LinkedHashSet<>();
  private final Deadlock deadlock = new Deadlock(this);
  private final Settlement settlement = new Settlement(this);
  /** Pending while some task is in `run_forever`; null otherwise. */
  private Future stopped;

  Scheduler(Vm vm) {
    this.vm = vm;
  }

  // The loop

  /** Runs the fiber and everything it starts, until nothing is left to do or the fiber has failed. */
  void run(Fiber main) {
    start(main);
    try {
      loop(main);
    } finally {
      alive.remove(main);
    }
  }

  private void loop(Fiber main) {
    while (true) {
      vm.stopIfAsked();
      takeEvents();
      timers.runDue();
      Fiber f = callbacks.isEmpty() ? ready.poll() : callbacks.poll();
      if (f != null) {
        vm.execute(f);
        if (main.failure != null) {
          return;
        }
      } else if (isBusy()) {
        sleep(main);
      } else if (main.state == Fiber.State.DONE && (!services.isEmpty() || vm.isSession() || !deadlock.isAnyWaiting())) {
        return;
      } else if (!services.isEmpty()) {
        sleep(main);
      } else {
        deadlock.giveUp();
      }
    }
  }

  private void takeEvents() {
    for (Runnable event = inbox.poll(); event != null; event = inbox.poll()) {
      event.run();
    }
  }

  /** Whether something is under way that the program must wait for. */
  private boolean isBusy() {
    return !timers.isEmpty() || !operations.isEmpty() || !inbox.isEmpty() || stopped != null || vm.hasBusyActors();
  }

  /** The loop of an actors' worker, until the VM is interrupted; a defect that shows in one task ends that task only. */
  void serve(ActorSystem system) {
    boolean working = false;
    while (true) {
      vm.stopIfAsked();
      if (!working && !inbox.isEmpty()) {
        working = true;
        system.begin();
      }
      takeEvents();
      timers.runDue();
      Fiber f = callbacks.isEmpty() ? ready.poll() : callbacks.poll();
      if (f != null) {
        executeSafely(f);
      } else if (isBusy()) {
        sleep(null);
      } else if (services.isEmpty() && deadlock.isAnyWaiting()) {
        deadlock.giveUp();
      } else {
        if (working) {
          working = false;
          system.end();
        }
        sleep(null);
      }
    }
  }

  private void executeSafely(Fiber f) {
    try {
      vm.execute(f);
    } catch (Ending.Exit | Ending.Interrupted e) {
      throw e;
    } catch (RuntimeException | Error e) {
      Fiber task = f.task();
      task.state = Fiber.State.DONE;
      ended(task);
      if (task.future != null) {
        fail(task.future, vm.kernel.exceptions.make("RuntimeException", "internal error: " + e));
      }
    }
  }

  private void sleep(Fiber main) {
    vm.flush();
    inbox.sleep(timers.isEmpty() ? Long.MAX_VALUE : timers.untilNext());
    if (Thread.interrupted()) {
      throw new Ending.Interrupted();
    }
    vm.idleSafepoint(main != null && main.state != Fiber.State.DONE ? main : alive.isEmpty() ? null : alive.iterator().next());
  }

  // Fibers

  /** A new fiber is ready to run. */
  void start(Fiber f) {
    alive.add(f);
    ready(f);
  }

  /** A new fiber runs already. */
  void begin(Fiber f) {
    alive.add(f);
  }

  /** The fiber may run again, after those that are ready already. */
  void ready(Fiber f) {
    f.state = Fiber.State.READY;
    f.awaited = null;
    if (f.timer != null) {
      timers.drop(f.timer);
      f.timer = null;
    }
    ready.add(f);
  }

  void ended(Fiber f) {
    alive.remove(f);
  }

  /** Fibers that have started and not ended. */
  public List<Fiber> alive() {
    return List.copyOf(alive);
  }

  Vm vm() {
    return vm;
  }

  /** How the program itself ends futures. */
  public Settlement settlement() {
    return settlement;
  }

  /** Begins a task that calls a value of the program; its future gets what the call gives. */
  public Future task(String name, Object callee, Object... arguments) {
    Fiber f = fiber(name, callee, arguments);
    start(f);
    return f.future;
  }

  private Fiber fiber(String name, Object callee, Object... arguments) {
    var f = new Fiber(vm, name);
    f.future = new Future();
    f.future.task = f;
    vm.kernel.calls.prepare(f, CallRequest.call(callee, null, arguments));
    return f;
  }

  // Waiting

  /** The fiber stands at an instruction that it runs again when the future is settled. @param millis -1 for no timeout */
  void await(Fiber f, Future future, long millis) {
    f.state = Fiber.State.SUSPENDED;
    f.awaited = future;
    future.await(f);
    f.task().waiter = f;
    if (millis >= 0) {
      f.timer = timers.set(millis * 1_000_000, () -> {
        f.timer = null;
        settle(future, Future.State.FAILURE, vm.kernel.exceptions.coded("TimeoutException", "GENE.ASYNC.TIMEOUT", "await timed out"));
      });
    }
  }

  /** The fiber goes on with an exception at its await. */
  void wake(Fiber f, ExceptionInstance e) {
    f.wakeWith = e;
    if (f.awaited != null) {
      f.awaited.forget(f);
      ready(f);
    }
  }

  /** The fiber will not go on. */
  void forget(Fiber f) {
    Fiber w = f.waiter;
    if (w != null && w.awaited != null) {
      w.awaited.forget(w);
      if (w.timer != null) {
        timers.drop(w.timer);
      }
    }
  }

  // Settling

  /** From the loop: the future ends, unless it has ended already; its callbacks are called by a task of their own. */
  public void settle(Future future, Future.State outcome, Object value) {
    if (!future.isPending()) {
      return;
    }
    GeneArray due = future.settle(outcome, value);
    if (due == null) {
      future.release(this);
    } else {
      Fiber f = fiber("callbacks", vm.prelude("settled"), future, due, value, true);
      alive.add(f);
      callbacks.add(f);
    }
  }

  void succeed(Future future, Object value) {
    settle(future, Future.State.SUCCESS, value);
  }

  void fail(Future future, ExceptionInstance e) {
    settle(future, Future.State.FAILURE, e);
  }

  // Timers

  /** A future of nil, and the time when it comes. */
  public Future timer(long nanos) {
    var future = new Future();
    Timers.Timer timer = timers.set(nanos, () -> succeed(future, Special.NIL));
    // A timer that nobody waits for any more keeps no program running.
    future.whenSettled(f -> timers.drop(timer));
    return future;
  }

  /** Fails the future at that time if it is still pending then. */
  public void timeout(Future future, long nanos, Supplier<Raise> fault) {
    if (future.isPending()) {
      Timers.Timer timer = timers.set(nanos, () -> fail(future, vm.kernel.exceptions.make(fault.get())));
      future.whenSettled(f -> timers.drop(timer));
    }
  }

  // Other threads

  /** Runs the event on the VM's thread, in the loop; callable from any thread. Events of one thread keep their order. */
  public void post(Runnable event) {
    inbox.post(event);
  }

  /** Ends the loop's sleep; callable from any thread. */
  void wake() {
    inbox.wake();
  }

  /** Begins an operation whose end some other thread tells. @param what such as "read file 'a.txt'" */
  public Operation begin(String what) {
    var operation = new Operation(this, what);
    operations.add(operation);
    return operation;
  }

  /** Does work on one of the VM's worker threads; the work may use nothing that belongs to the VM's own thread. */
  public Future start(String what, Work work) {
    Operation operation = begin(what);
    workers.run(() -> {
      try {
        operation.succeed(work.run());
      } catch (Raise r) {
        operation.fail(r);
      } catch (IOException e) {
        operation.fail(Raise.io("Failed to " + what + ": " + e.getMessage()));
      } catch (RuntimeException | Error e) {
        operation.fail(Raise.runtime("Failed to " + what + ": " + e));
      }
    });
    return operation.future();
  }

  void ended(Operation operation, Supplier<Object> make) {
    operations.remove(operation);
    if (!operation.future().isPending()) {
      return;
    }
    try {
      succeed(operation.future(), make.get());
    } catch (Raise r) {
      fail(operation.future(), vm.kernel.exceptions.make(r));
    }
  }

  /** It has not begun after all. */
  void forget(Operation operation) {
    operations.remove(operation);
  }

  /** Something is open from now on that may post events at any time. @param closing what closes it, when the VM ends at the latest */
  public Service open(AutoCloseable closing) {
    var service = new Service(this, closing);
    services.add(service);
    return service;
  }

  void closed(Service service) {
    services.remove(service);
  }

  // Running until told otherwise

  /** What `run_forever` waits for. */
  public Future untilStopped() {
    if (stopped == null) {
      stopped = new Future();
    }
    return stopped;
  }

  /** `run_forever` returns. */
  public void stop() {
    if (stopped != null) {
      Future waitedFor = stopped;
      stopped = null;
      succeed(waitedFor, Special.NIL);
    }
  }

  // The end

  /** Whatever is under way is given up: operations are ended, services closed, threads let go. */
  void close() {
    ready.clear();
    callbacks.clear();
    alive.clear();
    timers.clear();
    List.copyOf(operations).forEach(Operation::abandon);
    operations.clear();
    for (Service s : new ArrayList<>(services)) {
      try {
        s.close();
      } catch (Exception e) {
        vm.err().println("Warning: closing a service failed: " + e.getMessage());
      }
    }
    workers.close();
  }
}
