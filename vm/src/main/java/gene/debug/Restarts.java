// Which frames can begin anew.
package gene.debug;

import gene.bytecode.Code;
import gene.vm.Frames;
import java.util.List;

final class Restarts {
  private Restarts() {}

  /** @param own whether the frame is one of the fiber that stopped, and of none that waits for it */
  static void check(Frames frames, int level, boolean own) {
    Code code = frames.code(level);
    boolean detached = (code.isGenerator() || code.isAsync()) && frames.isFirst(level);
    if (!own) {
      throw new DebugException("Only a frame of the thread that stopped, above the first one of a generator or task, can be restarted");
    } else if (frames.isBuiltin(level)) {
      throw new DebugException("A built-in cannot be restarted: choose the frame that has called it");
    } else if (detached) {
      throw new DebugException("The body of a generator or an asynchronous function cannot be restarted: whoever called it has gone on");
    } else if (frames.isWaiting()) {
      throw new DebugException("The task waits for a future; it cannot be restarted before that has come");
    }
    switch (code.kind()) {
      case MODULE, BODY -> throw new DebugException("What is written outside of functions runs once, and cannot be restarted; restart the program instead");
      case EVAL -> throw new DebugException("Evaluated code cannot be restarted");
      case FUNCTION, BLOCK, METHOD, CTOR -> {
        List<Code.Param> now = frames.newestCode(level).params();
        if (!now.equals(code.params())) {
          throw new DebugException("The function has other parameters since its code was exchanged: let the call end, and call it again");
        }
      }
    }
  }
}
