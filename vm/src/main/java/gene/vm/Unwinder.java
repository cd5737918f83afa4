// Exceptions and exits through frames: finds the handler, runs what is pending, leaves the frames in between.
package gene.vm;

import gene.bytecode.Code;
import gene.data.NanBox;
import gene.data.Raise;

final class Unwinder {
  /** Carries an exception object, or an {@link Exit}, out of Java code. */
  static final class Thrown extends RuntimeException {
    final transient Object payload;

    Thrown(Object payload) {
      super(null, null, false, false);
      this.payload = payload;
    }
  }

  /** `return` of a block on its way to the function around the block. */
  record Exit(Token token, Object value) {}

  /** Marks the frame that `return` in its blocks leaves: it lies in a slot of that frame. `before` is `$ex` when the frame began. */
  record Token(Code code, int slot, Object before) {
    boolean marks(Fiber f, int level) {
      return f.function(level).state.code == code && f.refs[f.base(level) + slot] == this;
    }
  }

  private static final int LEAVES = -1;

  private final Vm vm;

  Unwinder(Vm vm) {
    this.vm = vm;
  }

  /** What has come out of the dispatch loop. */
  Fiber take(Fiber f, Throwable thrown) {
    if (thrown instanceof Thrown t) {
      return unwind(f, t.payload);
    } else if (thrown instanceof Raise r) {
      return raise(f, r);
    }
    return raise(f, thrown instanceof StackOverflowError ? Fiber.overflow() : Raise.runtime("Out of memory"));
  }

  private Fiber raise(Fiber f, Raise r) {
    return unwind(f, vm.kernel.exceptions.make(r));
  }

  /** Gives the fiber to go on with; null when nothing is left to run here. */
  Fiber unwind(Fiber f, Object payload) {
    if (payload instanceof ExceptionInstance e && e.trace == null) {
      e.trace = StackTrace.capture(f);
    }
    // Of what is tried in one loop first nobody hears: it is done again in the usual way, and raises again.
    if (payload instanceof ExceptionInstance e && vm.hook != null && !f.fn.state.code.isFused()) {
      if (vm.recorder != null) {
        vm.recorder.raised(e, isCaught(f));
      }
      Fiber held = vm.hook.thrown(f, e, isCaught(f));
      vm.recording.goWhereMoved();
      if (held == null) {
        return null;
      }
    }
    while (true) {
      if (handle(f, payload)) {
        f.shrink();
        return payload instanceof Exit x && f.pc == LEAVES ? returnFrom(f, x) : f;
      }
      // No frame of this fiber takes it.
      Fiber next = end(f, payload);
      if (next == null || f.future != null && f.starter == null) {
        // The future takes it.
        return next;
      }
      f = next;
    }
  }

  private boolean isCaught(Fiber f) {
    for (Fiber at = f; at != null; at = at.starter != null ? at.starter : at.resumer) {
      for (int level = 0; level <= at.depth; level++) {
        if (at.function(level).state.code.handlerAt(at.pc(level)) != null) {
          return true;
        }
      }
    }
    return false;
  }

  /** `return` of a block: the function around the block must still run, here or in a fiber that waits for this one. */
  static Thrown exit(Fiber f, Token token, Object value) {
    for (Fiber at = f; at != null; at = at.below()) {
      for (int level = 0; level <= at.depth; level++) {
        if (token.marks(at, level)) {
          return new Thrown(new Exit(token, value));
        }
      }
    }
    throw Raise.runtime("return from a function that has already ended");
  }

  /** Leaves frames until one has a handler, or is where the exit leads: its `pc` is LEAVES then. False when none is. */
  private boolean handle(Fiber f, Object payload) {
    while (true) {
      Code.Handler h = f.fn.state.code.handlerAt(f.pc);
      if (h != null) {
        int sp = f.base + f.fn.state.slots + h.depth();
        if (vm.recorder != null) {
          vm.recorder.willOverwrite(f, sp, f.sp);
        }
        while (f.sp > sp) {
          f.refs[--f.sp] = null;
        }
        f.sp = sp;
        f.push(NanBox.REF, payload);
        f.pc = h.handler();
        if (vm.hook != null) {
          vm.hook.unwound(f);
        }
        return true;
      }
      if (payload instanceof Exit x && x.token().marks(f, 0)) {
        f.pc = LEAVES;
        return true;
      }
      if (f.isBottom()) {
        return false;
      }
      f.leave();
      f.pc--;
      if (vm.hook != null) {
        vm.hook.unwound(f);
      }
    }
  }

  private Fiber returnFrom(Fiber f, Exit x) {
    // Catch clauses that were left on the way have not put `$ex` back.
    f.exception = x.token().before();
    int landing = f.fn.state.code.landing();
    if (landing < 0) {
      f.push(x.value());
      return vm.kernel.calls.finish(f);
    }
    f.drop(f.sp - f.base - f.fn.state.slots);
    f.push(x.value());
    f.pc = landing;
    return f;
  }

  /** The arguments of a body that was to run on the fiber are refused: the fault is raised in the call that started it. */
  void abandon(Fiber f) {
    vm.recording.willChange(f);
    f.state = Fiber.State.DONE;
    vm.scheduler.ended(f);
    if (vm.hook != null) {
      vm.hook.ended(f);
    }
    vm.current = f.starter;
  }

  /** The fiber ends with the payload; gives the fiber in which it goes on. */
  private Fiber end(Fiber f, Object payload) {
    vm.recording.willChange(f);
    ExceptionInstance e = payload instanceof ExceptionInstance x ? x
        : vm.kernel.exceptions.make("RuntimeException", "return from a function that has already ended");
    f.state = Fiber.State.DONE;
    vm.scheduler.ended(f);
    if (vm.hook != null) {
      vm.hook.ended(f);
    }
    if (f.starter != null) {
      Fiber caller = f.starter;
      vm.current = caller;
      return caller;
    }
    if (f.generator != null) {
      Fiber consumer = f.resumer;
      vm.recording.willChange(f.generator);
      f.generator.finish();
      vm.current = consumer;
      return consumer;
    } else if (f.future != null) {
      vm.scheduler.fail(f.future, e);
      return f.caller == null ? null : vm.kernel.calls.giveFuture(f);
    }
    f.failure = e;
    Dialogues.of(vm).fail(f);
    return null;
  }
}
