// Calls in tail position: the callee's frame takes the place of the caller's.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.GeneMap;
import gene.data.NanBox;

/**
 * The compiler marks calls of functions (TAIL_CALL). Calls of methods keep their fast path, which makes frames: only a site that
 * has been found deep in the stack is asked whether it is in tail position (see {@link Fiber#growRecords}).
 */
final class TailCalls {
  private final Vm vm;

  TailCalls(Vm vm) {
    this.vm = vm;
  }

  /** Whether nothing is left to do in the running frame but to return what the call at `pc` gives. */
  boolean isTail(Fiber f) {
    Code code = f.fn.state.code;
    boolean plain = switch (code.kind()) {
      case FUNCTION, BLOCK, METHOD -> true;
      case MODULE, BODY, CTOR, EVAL -> false;
    };
    if (!plain || f.fn.state.marksReturn || code.handlerAt(f.pc) != null) {
      return false;
    }
    int next = f.pc + 1;
    while (code.op(next) == Op.JUMP) {
      next = f.fn.state.operands[next];
    }
    return code.op(next) == Op.RETURN;
  }

  /** A macro function looks at its caller's frame, and a body on a fiber of its own leaves the frame as it is. */
  boolean mayReplace(Fiber f, Function g) {
    Code code = g.state.code;
    return !f.isBottom() && !code.isGenerator() && !code.isAsync() && !code.isMacro();
  }

  /** A refused argument is the fault of its call, which is nowhere to be seen once its frame is gone. */
  private void checkArguments(Fiber f, Function g, int from) {
    Code code = g.state.code;
    for (int pc : g.state.argumentChecks()) {
      var site = (Site.Type) code.site(code.operand(pc));
      int at = from + code.operand(pc - 1);
      if (f.words[at] != NanBox.ABSENT && vm.kernel.types.refuses(f.at(at), site.type(), g.ns)) {
        throw vm.kernel.types.refused(f.at(at), site, code, pc);
      }
    }
  }

  /** @param first the stack index of the first positional argument; a method's receiver lies just below */
  Fiber replace(Fiber f, Function g, int first, int count, GeneMap kw) {
    if (vm.poll != 0 && vm.safepoint(f) == null) {
      return null;
    }
    vm.kernel.calls.arrange(f, g, first, count, kw);
    int receiver = g.state.code.isMethod() ? 1 : 0;
    checkArguments(f, g, first - receiver);
    f.replaceFrame(g, first - receiver, g.state.parameters + receiver);
    return f;
  }
}
