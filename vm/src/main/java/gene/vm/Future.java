// A value that may come later; terminal once it has succeeded, failed or been cancelled.
package gene.vm;

import gene.data.Opaque;
import gene.data.Special;
import java.util.ArrayList;
import java.util.List;

public final class Future implements Opaque {
  enum State {
    PENDING("pending", "FsPending"), SUCCESS("success", "FsSuccess"), FAILURE("failure", "FsFailure"), CANCELLED("cancelled", "FsCancelled");

    final String symbol;
    final String shown;

    State(String symbol, String shown) {
      this.symbol = symbol;
      this.shown = shown;
    }
  }

  State state = State.PENDING;
  Object value = Special.NIL;
  ExceptionInstance failure;
  private List<Fiber> waiting = new ArrayList<>(1);

  static Future succeeded(Object value) {
    var f = new Future();
    f.state = State.SUCCESS;
    f.value = value;
    return f;
  }

  static Future failed(ExceptionInstance e) {
    var f = new Future();
    f.state = State.FAILURE;
    f.failure = e;
    return f;
  }

  void await(Fiber f) {
    waiting.add(f);
  }

  /** Completes it; a future as value is adopted: this one ends as that one does. */
  void succeed(Vm vm, Object result) {
    if (result instanceof Future inner && inner != this) {
      if (inner.state == State.PENDING) {
        inner.adopters.add(this);
      } else if (inner.state == State.SUCCESS) {
        succeed(vm, inner.value);
      } else {
        fail(vm, inner.failure);
      }
      return;
    }
    state = State.SUCCESS;
    value = result;
    settle(vm);
  }

  void fail(Vm vm, ExceptionInstance e) {
    state = State.FAILURE;
    failure = e;
    settle(vm);
  }

  private final List<Future> adopters = new ArrayList<>(0);

  private void settle(Vm vm) {
    List<Fiber> ready = waiting;
    waiting = List.of();
    ready.forEach(vm.scheduler::ready);
    for (Future a : adopters) {
      if (state == State.SUCCESS) {
        a.succeed(vm, value);
      } else {
        a.fail(vm, failure);
      }
    }
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
