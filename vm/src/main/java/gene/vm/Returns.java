// The functions that have returned between a request to stop and the safepoint that hears it: while a profiler looks.
package gene.vm;

import gene.bytecode.Code;
import java.util.ArrayList;
import java.util.List;

/**
 * A safepoint is at a call or at the end of a turn of a loop; a function without either would never be seen at one. So a return that finds
 * that somebody waits for a safepoint leaves a note: the first one was running when the request came, the next ones were its callers.
 * Functions that are called after the request reach a safepoint at once.
 */
public final class Returns {
  private static final int MOST = 64;

  /** @param pc the instruction that returned */
  public record Return(Code code, int pc) {}

  private final Vm vm;
  private final List<Return> noted = new ArrayList<>(MOST);
  private volatile boolean wanted;

  Returns(Vm vm) {
    this.vm = vm;
  }

  /** Whether functions are to leave notes; compiled code is made anew for that. On the VM's thread, between two instructions. */
  public void want(boolean on) {
    wanted = on;
    noted.clear();
    for (CodeState s : vm.states()) {
      s.noteReturns(on);
    }
  }

  boolean areWanted() {
    return wanted;
  }

  /** A code is made ready while functions leave notes. */
  void made(CodeState s) {
    if (wanted) {
      s.noteReturns(true);
    }
  }

  void note(Code code, int pc) {
    if (vm.poll != 0 && noted.size() < MOST) {
      noted.add(new Return(code, pc));
    }
  }

  /** In the order of returning. */
  public List<Return> take() {
    List<Return> all = List.copyOf(noted);
    noted.clear();
    return all;
  }

  /** Asks for a safepoint without waking a program that waits; callable from any thread. */
  public void askForSafepoint() {
    vm.polls.askReaders();
  }

  /** Loops that have compiled code go back to it at their next turn: a program is not to run slower because somebody has looked. */
  public void hurry(Fiber f) {
    for (int level = 0; level <= Math.min(f.depth, MOST); level++) {
      CodeState s = f.function(level).state;
      if (s.loops != null && s.heat != Integer.MAX_VALUE) {
        s.heat = 0;
      }
    }
  }
}
