// `await`: lets the task wait, or gives what has come.
package gene.vm;

import gene.bytecode.Site;
import gene.data.GeneArray;
import gene.data.Kinds;
import gene.data.Raise;

final class Awaiting {
  private Awaiting() {}

  /** AWAIT; the instruction runs again when what it waited for is settled. */
  static Fiber await(Vm vm, Fiber f, Site.Await site) {
    if (f.wakeWith != null) {
      ExceptionInstance e = f.wakeWith;
      f.wakeWith = null;
      throw new Unwinder.Thrown(e);
    }
    return site.all() ? awaitAll(vm, f, (GeneArray) f.peek(0), site.millis()) : awaitOne(vm, f, future(f.peek(0)), site.millis());
  }

  private static Fiber awaitOne(Vm vm, Fiber f, Future future, long millis) {
    if (future.isPending()) {
      return suspend(vm, f, future, millis);
    }
    f.replace(1, valueOf(vm, future));
    return f;
  }

  private static Fiber awaitAll(Vm vm, Fiber f, GeneArray operands, long millis) {
    for (int i = 0; i < operands.size(); i++) {
      future(operands.get(i));
    }
    var values = new Object[operands.size()];
    for (int i = 0; i < values.length; i++) {
      Future future = future(operands.get(i));
      if (future.isPending()) {
        return suspend(vm, f, future, millis);
      }
      values[i] = valueOf(vm, future);
    }
    f.replace(1, GeneArray.of(values));
    return f;
  }

  private static Future future(Object operand) {
    if (operand instanceof Future future) {
      return future;
    }
    throw Raise.type("await expects a Future, got: " + Kinds.plainName(operand));
  }

  private static Object valueOf(Vm vm, Future future) {
    return switch (future.state()) {
      case SUCCESS -> future.value();
      case FAILURE, CANCELLED -> throw new Unwinder.Thrown(vm.kernel.exceptions.thrown(future.value(), null));
      case PENDING -> throw new AssertionError("still pending");
    };
  }

  private static Fiber suspend(Vm vm, Fiber f, Future future, long millis) {
    Fiber task = f.task();
    if (task.cancelledWith != null) {
      ExceptionInstance e = task.cancelledWith;
      vm.recording.willChange(task);
      task.cancelledWith = null;
      throw new Unwinder.Thrown(e);
    }
    vm.scheduler.await(f, future, millis);
    // A body that began during its call waits for the first time: its caller goes on with the future.
    return task.caller == null ? null : vm.kernel.calls.giveFuture(task);
  }
}
