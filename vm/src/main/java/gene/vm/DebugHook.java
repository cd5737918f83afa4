// What a debugger hears from a VM, always on the VM's own thread.
package gene.vm;

import gene.bytecode.Code;

public interface DebugHook {
  /** A trap stands before the instruction that the fiber is about to run. Gives the fiber to go on with; null to stop running. */
  Fiber trapped(Fiber fiber);

  /** A safepoint was asked for. */
  Fiber safepoint(Fiber fiber);

  /** A code is ready to run for the first time: breakpoints may be set in it. */
  void loaded(Code code);

  /** An exception is being thrown; `caught` tells whether a handler of the fiber will take it. */
  Fiber thrown(Fiber fiber, ExceptionInstance exception, boolean caught);

  /** Frames were left without returning; the fiber's depth is now this. */
  void unwound(Fiber fiber);

  /** A local variable was written (only while the VM is watching). */
  void wroteLocal(Fiber fiber, int index);

  /** A fiber has ended. */
  void ended(Fiber fiber);
}
