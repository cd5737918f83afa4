// What a debugger hears from a VM, always on the VM's own thread.
package gene.vm;

import gene.bytecode.Code;

public interface DebugHook {
  /** A trap stands before the instruction that the fiber is about to run. Gives the fiber to go on with; null to stop running. */
  Fiber trapped(Fiber fiber);

  /** Whether a trap is to stand before every instruction of a code that is about to be known. */
  default boolean traces(Code code) {
    return false;
  }

  /** A safepoint was asked for. */
  Fiber safepoint(Fiber fiber);

  /** The same while no fiber runs, because all of them wait. @param fiber one that waits, to be shown at a pause; null when there is none */
  void idle(Fiber fiber);

  /** A code is ready to run for the first time: breakpoints may be set in it. */
  void loaded(Code code);

  /** An exception is being thrown; `caught` tells whether a handler of the fiber will take it. */
  Fiber thrown(Fiber fiber, ExceptionInstance exception, boolean caught);

  /** Frames were left without returning; the fiber's depth is now this. */
  void unwound(Fiber fiber);

  /** The value is about to be stored in a slot of the running frame (only while the VM is watching). */
  void writesLocal(Fiber fiber, int slot, Object value);

  /** A generator or an asynchronous body begins on a fiber of its own. */
  default void began(Fiber fiber) {
    // Only who has to find all frames cares.
  }

  /** A fiber has ended. */
  void ended(Fiber fiber);

  // Of programs with actors, whose workers have VMs and threads of their own

  /** What is to hear of a worker's VM, whose thread has not begun yet; null for nobody. On the thread of the VM that spawns. */
  default DebugHook ofWorker(Vm worker) {
    return null;
  }

  /** The worker's VM has its definitions; what it runs from now on are handlers. */
  default void linked() {
    // Only who stops workers cares.
  }

  /** The VM's thread is about to wait. @param within whether it does so within a built-in, and not between two tasks */
  default void waits(boolean within) {
    // Only who wants several VMs to stand still cares.
  }

  /** It does not wait any more; returns when it may go on. */
  default void goesOn() {
    // As above.
  }

  /** The program has ended; its workers are about to be stopped. On the main VM's thread. */
  default void ending() {
    // As above.
  }

  /** The worker's thread ends. */
  default void left() {
    // As above.
  }
}
