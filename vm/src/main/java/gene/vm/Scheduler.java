// The event loop of one VM: ready fibers in turn, timers, and what other threads report, until nothing is left to do.
package gene.vm;

import gene.data.GeneArray;
import gene.data.Moment;
import gene.data.Moments;
import gene.data.Raise;
import gene.data.Special;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  /** In the order in which they began. */
  private final Map<Fiber, Boolean> alive = new LinkedHashMap<>();
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
      timers.runDue(vm.recorder);
      Fiber f = nextReady();
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

  private Fiber nextReady() {
    ArrayDeque<Fiber> queue = callbacks.isEmpty() ? ready : callbacks;
    if (vm.recorder != null && !queue.isEmpty()) {
      vm.recorder.note(new Queued(queue, queue.peek(), true));
    }
    return queue.poll();
  }

  private void add(ArrayDeque<Fiber> queue, Fiber f) {
    if (vm.recorder != null) {
      vm.recorder.note(new Queued(queue, f, false));
    }
    queue.add(f);
  }

  /** A fiber at the head of a queue, which is about to leave it, or at its end, which it is about to join. */
  private static final class Queued implements Moment {
    private final ArrayDeque<Fiber> queue;
    private final Fiber fiber;
    private final boolean head;
    private boolean there;

    Queued(ArrayDeque<Fiber> queue, Fiber fiber, boolean head) {
      this.queue = queue;
      this.fiber = fiber;
      this.head = head;
      this.there = head;
    }

    @Override
    public void exchange() {
      if (!there) {
        queue.removeLastOccurrence(fiber);
      } else if (head) {
        queue.addFirst(fiber);
      } else {
        queue.addLast(fiber);
      }
      there = !there;
    }
  }

  private void takeEvents() {
    for (Runnable event = inbox.poll(); event != null; event = inbox.poll()) {
      if (vm.recorder != null) {
        vm.recorder.arrived(event);
      }
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
      timers.runDue(vm.recorder);
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
    long nanos = timers.isEmpty() ? Long.MAX_VALUE : timers.untilNext();
    if (vm.hook == null) {
      inbox.sleep(nanos);
    } else {
      sleepUnder(vm.hook, nanos);
    }
    if (Thread.interrupted()) {
      throw new Ending.Interrupted();
    }
    vm.idleSafepoint(main != null && main.state != Fiber.State.DONE ? main : alive.isEmpty() ? null : alive.keySet().iterator().next());
  }

  private void sleepUnder(DebugHook hook, long nanos) {
    hook.waits(false);
    try {
      inbox.sleep(nanos);
    } finally {
      hook.goesOn();
    }
  }

  /** The program has stood still for so long: what is due at a time is due that much later. */
  public void stoodStill(long nanos) {
    timers.stoodStill(nanos);
  }

  // Fibers

  /** A new fiber is ready to run. */
  void start(Fiber f) {
    begin(f);
    ready(f);
  }

  /** A new fiber runs already. */
  void begin(Fiber f) {
    if (vm.recorder != null) {
      vm.recorder.note(new Moments.Entry<>(null, alive, f, false));
    }
    alive.put(f, true);
  }

  /** The fiber may run again, after those that are ready already. */
  void ready(Fiber f) {
    if (vm.recorder != null) {
      vm.recorder.willChange(f);
    }
    f.state = Fiber.State.READY;
    f.awaited = null;
    if (f.timer != null) {
      drop(f.timer);
      f.timer = null;
    }
    add(ready, f);
  }

  void ended(Fiber f) {
    if (vm.recorder != null && alive.containsKey(f)) {
      vm.recorder.note(new Moments.Entry<>(null, alive, f, true));
    }
    alive.remove(f);
  }

  private void drop(Timers.Timer timer) {
    if (vm.recorder != null) {
      vm.recorder.note(timers.moment(timer));
    }
    timers.drop(timer);
  }

  private Timers.Timer set(long nanos, Runnable action) {
    Timers.Timer timer = timers.set(nanos, action);
    if (vm.recorder != null) {
      vm.recorder.note(timers.moment(timer, false));
    }
    return timer;
  }

  /** Fibers that have started and not ended. */
  public List<Fiber> alive() {
    return List.copyOf(alive.keySet());
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
    if (vm.recorder != null) {
      vm.recorder.willChange(f);
      vm.recorder.willChange(f.task());
      vm.recorder.note(future.moment());
    }
    f.state = Fiber.State.SUSPENDED;
    f.awaited = future;
    future.await(f);
    f.task().waiter = f;
    if (millis >= 0) {
      f.timer = set(millis * 1_000_000, () -> {
        f.timer = null;
        settle(future, Future.State.FAILURE, vm.kernel.exceptions.coded("TimeoutException", "GENE.ASYNC.TIMEOUT", "await timed out"));
      });
    }
  }

  /** The fiber goes on with an exception at its await. */
  void wake(Fiber f, ExceptionInstance e) {
    vm.recording.willChange(f);
    f.wakeWith = e;
    if (f.awaited != null) {
      vm.recording.willChange(f.awaited);
      f.awaited.forget(f);
      ready(f);
    }
  }

  /** The fiber will not go on. */
  void forget(Fiber f) {
    Fiber w = f.waiter;
    if (w != null && w.awaited != null) {
      vm.recording.willChange(w.awaited);
      w.awaited.forget(w);
      if (w.timer != null) {
        drop(w.timer);
      }
    }
  }

  // Settling

  /** From the loop: the future ends, unless it has ended already; its callbacks are called by a task of their own. */
  public void settle(Future future, Future.State outcome, Object value) {
    if (!future.isPending()) {
      return;
    }
    vm.recording.willChange(future);
    GeneArray due = future.settle(outcome, value);
    if (due == null) {
      future.release(this);
    } else {
      Fiber f = fiber("callbacks", vm.prelude("settled"), future, due, value, true);
      begin(f);
      add(callbacks, f);
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
    Timers.Timer timer = set(nanos, () -> succeed(future, Special.NIL));
    // A timer that nobody waits for any more keeps no program running.
    future.whenSettled(f -> drop(timer));
    return future;
  }

  /** Fails the future at that time if it is still pending then. */
  public void timeout(Future future, long nanos, Supplier<Raise> fault) {
    if (future.isPending()) {
      if (vm.recorder != null) {
        vm.recorder.note(future.moment());
      }
      Timers.Timer timer = set(nanos, () -> fail(future, vm.kernel.exceptions.make(fault.get())));
      future.whenSettled(f -> drop(timer));
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
      noteStopped();
      stopped = new Future();
    }
    return stopped;
  }

  private void noteStopped() {
    if (vm.recorder != null) {
      vm.recorder.note(Moments.of(() -> stopped, s -> stopped = s));
    }
  }

  /** `run_forever` returns. */
  public void stop() {
    if (stopped != null) {
      noteStopped();
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
    for (Operation operation : List.copyOf(operations)) {
      operation.abandon();
    }
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
