// Ctrl-C as an event of the program: heard on any thread, handled in the event loop or before the next readline.
package gene.library;

import gene.vm.CallRequest;
import gene.vm.Vm;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

final class InterruptSignal {
  private final Vm vm;
  private final AtomicInteger pending = new AtomicInteger();
  private Object handler;

  private InterruptSignal(Vm vm) {
    this.vm = vm;
  }

  static InterruptSignal of(Vm vm) {
    return vm.part(InterruptSignal.class, InterruptSignal::new);
  }

  /** The function takes the place of the one before. */
  void handle(Object function) {
    boolean first = handler == null;
    handler = function;
    if (first) {
      vm.onInterrupt(this::heard);
    }
  }

  /** Calls the handler for what has been heard, and then goes on. */
  Object first(Supplier<Object> then) {
    return take() ? CallRequest.call(handler, (v, result) -> first(then)) : then.get();
  }

  private void heard() {
    pending.incrementAndGet();
    vm.scheduler().post(() -> {
      if (take()) {
        vm.scheduler().task("signal", handler);
      }
    });
  }

  private boolean take() {
    return pending.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }
}
