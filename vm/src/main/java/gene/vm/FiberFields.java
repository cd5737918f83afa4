// What a fiber has besides its stack and registers.
package gene.vm;

import gene.data.Moment;

final class FiberFields {
  private Object exception;
  private Fiber.State state;
  private Fiber resumer;
  private int nesting;
  private Generator generator;
  private Future future;
  private Fiber starter;
  private int starterDest;
  private Object result;
  private Fiber caller;
  private Future awaited;
  private Timers.Timer timer;
  private Fiber waiter;
  private ExceptionInstance cancelledWith;
  private ExceptionInstance wakeWith;
  private ExceptionInstance failure;

  void read(Fiber f) {
    exception = f.exception;
    state = f.state;
    resumer = f.resumer;
    nesting = f.nesting;
    generator = f.generator;
    future = f.future;
    starter = f.starter;
    starterDest = f.starterDest;
    result = f.result;
    caller = f.caller;
    awaited = f.awaited;
    timer = f.timer;
    waiter = f.waiter;
    cancelledWith = f.cancelledWith;
    wakeWith = f.wakeWith;
    failure = f.failure;
  }

  void write(Fiber f) {
    f.exception = exception;
    f.state = state;
    f.resumer = resumer;
    f.nesting = nesting;
    f.generator = generator;
    f.future = future;
    f.starter = starter;
    f.starterDest = starterDest;
    f.result = result;
    f.caller = caller;
    f.awaited = awaited;
    f.timer = timer;
    f.waiter = waiter;
    f.cancelledWith = cancelledWith;
    f.wakeWith = wakeWith;
    f.failure = failure;
  }

  boolean differ(Fiber f) {
    return exception != f.exception || state != f.state || resumer != f.resumer || nesting != f.nesting || generator != f.generator || future != f.future
        || starter != f.starter || starterDest != f.starterDest || result != f.result || caller != f.caller || awaited != f.awaited || timer != f.timer
        || waiter != f.waiter || cancelledWith != f.cancelledWith || wakeWith != f.wakeWith || failure != f.failure;
  }

  /** What brings these fields back. */
  Moment moment(Fiber f) {
    var kept = new FiberFields();
    kept.copy(this);
    return new Moment() {
      @Override
      public void exchange() {
        var now = new FiberFields();
        now.read(f);
        kept.write(f);
        kept.copy(now);
      }
    };
  }

  void copy(FiberFields from) {
    exception = from.exception;
    state = from.state;
    resumer = from.resumer;
    nesting = from.nesting;
    generator = from.generator;
    future = from.future;
    starter = from.starter;
    starterDest = from.starterDest;
    result = from.result;
    caller = from.caller;
    awaited = from.awaited;
    timer = from.timer;
    waiter = from.waiter;
    cancelledWith = from.cancelledWith;
    wakeWith = from.wakeWith;
    failure = from.failure;
  }
}
