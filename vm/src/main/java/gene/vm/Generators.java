// Resuming and yielding: control passes between the consumer's fiber and the generator's.
package gene.vm;

import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Special;

final class Generators {
  private final Vm vm;

  Generators(Vm vm) {
    this.vm = vm;
  }

  /** `.next`, `.has_next`, `.peek`, `.next_pair`; the result goes to `dest` of the consumer. */
  Fiber resume(Fiber f, Generator g, int method, int dest) {
    if (g.running) {
      throw Raise.runtime("Generator is already running");
    }
    if (g.ahead != null || g.finished) {
      vm.recording.willChange(g);
      return vm.kernel.calls.done(f, dest, answer(g, method, g.ahead != null ? g.ahead : Special.NOT_FOUND));
    }
    if (f.nesting >= Fiber.MOST_NESTED) {
      throw Fiber.overflow();
    }
    vm.recording.willChange(g);
    vm.recording.willChange(g.fiber);
    boolean again = g.started;
    Fiber own = begin(f, g, method, dest);
    if (again && vm.jit != null) {
      vm.jit.resumed(own);
    }
    return own;
  }

  /** Makes the generator's fiber the running one: at its start, or behind the `yield` where it stands. */
  Fiber begin(Fiber f, Generator g, int method, int dest) {
    g.running = true;
    g.method = method;
    g.dest = dest;
    Fiber own = g.fiber;
    own.resumer = f;
    own.nesting = f.nesting + 1;
    own.state = Fiber.State.RUNNING;
    if (g.started) {
      // The value of `yield` when it goes on.
      own.replace(1, Special.NIL);
    }
    g.started = true;
    vm.current = own;
    return own;
  }

  /** `(yield v)`: the value is on top of the generator's stack and stays there until it is resumed. */
  Fiber yield(Fiber own) {
    Generator g = own.generator;
    if (g == null) {
      throw Raise.runtime("yield used outside of generator function");
    }
    own.state = Fiber.State.SUSPENDED;
    if (g.method == FunctionMethods.NEXT) {
      // As it lies on the stack: nothing is boxed on the way.
      Fiber consumer = release(g);
      g.ahead = null;
      return vm.kernel.calls.done(consumer, g.dest, own.words[own.sp - 1], own.refs[own.sp - 1]);
    }
    return handOver(g, own.peek(0));
  }

  /** The body has ended. */
  Fiber ended(Fiber own) {
    vm.recording.willChange(own.generator);
    own.generator.finish();
    return handOver(own.generator, Special.NOT_FOUND);
  }

  /** Control goes back to who has resumed it. */
  private Fiber release(Generator g) {
    Fiber consumer = g.fiber.resumer;
    vm.recording.willChange(g);
    vm.recording.willChange(consumer);
    g.running = false;
    vm.current = consumer;
    return consumer;
  }

  private Fiber handOver(Generator g, Object value) {
    Fiber consumer = release(g);
    return vm.kernel.calls.done(consumer, g.dest, answer(g, g.method, value));
  }

  private static Object answer(Generator g, int method, Object value) {
    boolean end = value == Special.NOT_FOUND;
    switch (method) {
      case FunctionMethods.HAS_NEXT:
        g.ahead = end ? null : value;
        return !end;
      case FunctionMethods.PEEK:
        g.ahead = end ? null : value;
        return value;
      case FunctionMethods.NEXT_PAIR:
        g.ahead = null;
        if (!end && !(value instanceof GeneArray a && a.size() == 2)) {
          throw Raise.type("Generator.next_pair expects yielded [key value] arrays");
        }
        return value;
      default:
        g.ahead = null;
        return value;
    }
  }
}
