// Generators that compiled code resumes: their own compiled code runs on top of it until it yields.
package gene.vm;

import gene.bytecode.Op;
import gene.data.NanBox;
import gene.data.Special;

/**
 * The code of a generator is compiled from where it goes on after a `yield`, as that of a loop is from its head; it leaves compiled
 * code at each `yield`. When that is what it does, the value goes to the consumer, which never leaves its own compiled code. When it does
 * anything else (ends, raises, waits), the consumer leaves too, and the interpreter goes on with the generator's fiber.
 */
final class JitGenerators {
  /** Deeper ones take their turns in the interpreter, which needs no Java stack for them. */
  private static final int MOST_NESTED = 100;

  private JitGenerators() {}

  /** NEXT. As {@link JitRuntime#perform}. */
  static boolean performNext(Fiber f, Function fn, int base, int dest, int depth, int pc, int sp) {
    Object it = f.refs[base + fn.state.operands[pc]];
    if (it instanceof Generator g && codeOf(f, g) != null) {
      JitRuntime.registers(f, fn, base, dest, depth, pc, sp);
      return resume(f, g, sp);
    }
    return JitRuntime.perform(f, fn, base, dest, depth, pc, sp);
  }

  /** What the generator goes on with; null when the interpreter must see to it. */
  static JitCode codeOf(Fiber f, Generator g) {
    Fiber own = g.fiber;
    boolean stands = g.started && !g.finished && !g.running && g.ahead == null && own.depth == 0;
    if (!stands || f.nesting >= MOST_NESTED || f.vm.poll != 0 || f.vm.recorder != null) {
      return null;
    }
    JitCode[] heads = own.fn.state.loops;
    return heads == null ? null : heads[own.pc + 1];
  }

  /** @param to where the consumer wants the value. Its registers say where it is. */
  static boolean resume(Fiber f, Generator g, int to) {
    JitCode code = codeOf(f, g);
    Vm vm = f.vm;
    Fiber own = vm.kernel.generators.begin(f, g, FunctionMethods.NEXT, to);
    Function fn = own.fn;
    if (vm.jit.run(own, code) && own.pending == null && !own.changed && own.depth == 0 && fn.state.code.op(own.pc) == Op.YIELD) {
      own.state = Fiber.State.SUSPENDED;
      g.running = false;
      vm.current = f;
      long word = own.words[own.sp - 1];
      f.refs[to] = word == NanBox.REF ? own.refs[own.sp - 1] : null;
      f.words[to] = word;
      return true;
    }
    f.reserveRecords(f.depth);
    f.next = own;
    f.changed = true;
    f.left = JitCode.LEFT;
    return false;
  }
}
