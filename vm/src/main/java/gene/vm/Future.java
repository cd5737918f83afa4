// A value that may come later; terminal once it has succeeded, failed or been cancelled. Belongs to the VM's own thread.
package gene.vm;

import gene.data.Callable;
import gene.data.GeneArray;
import gene.data.Moment;
import gene.data.Moments;
import gene.data.Opaque;
import gene.data.Special;
import java.util.ArrayList;
import java.util.List;

/** Who settles it says in what follows {@link #settle}: callbacks of the program first, then {@link #release}. */
public final class Future implements Opaque {
  public enum State {
    PENDING("pending", "FsPending"), SUCCESS("success", "FsSuccess"), FAILURE("failure", "FsFailure"), CANCELLED("cancelled", "FsCancelled");

    final String symbol;
    final String shown;

    State(String symbol, String shown) {
      this.symbol = symbol;
      this.shown = shown;
    }

    /** How programs call it. */
    public String symbol() {
      return symbol;
    }
  }

  /** What a built-in does when the future is settled, before anything that awaits it goes on. */
  @FunctionalInterface
  public interface Listener {
    void settled(Future future);
  }

  private record Callback(boolean forSuccess, Object function) {}

  private State state = State.PENDING;
  private Object value = Special.NIL;
  private List<Fiber> waiting = List.of();
  private List<Callback> callbacks = List.of();
  private List<Listener> listeners = List.of();
  /** The asynchronous body that it stands for; null when there is none. */
  Fiber task;

  /** What brings its state back. */
  Moment moment() {
    return Moments.of(() -> new Object[] {state, value, List.copyOf(waiting), List.copyOf(callbacks), List.copyOf(listeners), task}, was -> {
      state = (State) was[0];
      value = was[1];
      waiting = copy(was[2]);
      callbacks = copy(was[3]);
      listeners = copy(was[4]);
      task = (Fiber) was[5];
    });
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> copy(Object list) {
    return ((List<T>) list).isEmpty() ? List.of() : new ArrayList<>((List<T>) list);
  }

  public static Future succeeded(Object value) {
    var f = new Future();
    f.settle(State.SUCCESS, value);
    return f;
  }

  static Future failed(ExceptionInstance e) {
    var f = new Future();
    f.settle(State.FAILURE, e);
    return f;
  }

  public State state() {
    return state;
  }

  /** The value, the exception or the reason; nil while it is pending. */
  public Object value() {
    return value;
  }

  public boolean isPending() {
    return state == State.PENDING;
  }

  /** Hears of the end at once when it has come already. */
  public void whenSettled(Listener listener) {
    if (!isPending()) {
      listener.settled(this);
      return;
    }
    listeners = added(listeners, listener);
  }

  /** Remembers a function of the program; while it is pending. */
  void onOutcome(boolean success, Callable function) {
    callbacks = added(callbacks, new Callback(success, function));
  }

  /** The fiber is made ready by {@link #release}. */
  void await(Fiber f) {
    waiting = added(waiting, f);
  }

  void forget(Fiber f) {
    waiting.remove(f);
  }

  /** Only once, while it is pending: gives the program's callbacks for this outcome, to be called before {@link #release}. */
  GeneArray settle(State outcome, Object result) {
    state = outcome;
    value = result;
    List<Listener> hear = listeners;
    listeners = List.of();
    hear.forEach(l -> l.settled(this));
    var due = new ArrayList<Object>(callbacks.size());
    for (Callback c : callbacks) {
      if (c.forSuccess == (outcome == State.SUCCESS)) {
        due.add(c.function);
      }
    }
    callbacks = List.of();
    return due.isEmpty() ? null : GeneArray.of(due);
  }

  /** A callback that the loop called has failed. */
  void spoil(ExceptionInstance e) {
    if (state == State.SUCCESS) {
      state = State.FAILURE;
      value = e;
    }
  }

  /** What awaits it may go on. */
  void release(Scheduler scheduler) {
    List<Fiber> ready = waiting;
    waiting = List.of();
    ready.forEach(scheduler::ready);
  }

  /** Fibers that await it. */
  List<Fiber> waiting() {
    return waiting;
  }

  boolean hasCallbacks() {
    return !callbacks.isEmpty();
  }

  private static <T> List<T> added(List<T> list, T element) {
    List<T> open = list.isEmpty() ? new ArrayList<>(1) : list;
    open.add(element);
    return open;
  }

  @Override
  public String typeofName() {
    return "Future";
  }

  @Override
  public String className() {
    return "Future";
  }

  @Override
  public String display() {
    return "<Future " + state.shown + ">";
  }
}
