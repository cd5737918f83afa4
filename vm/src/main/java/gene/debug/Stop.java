// Why and where a program stands still.
package gene.debug;

import gene.vm.ExceptionInstance;
import java.util.List;

/**
 * @param thread      the id of the thread that stopped; the others stand still with it
 * @param breakpoints the ids of the breakpoints that were hit
 * @param text        more about it: the exception's message, or why a condition could not be evaluated; may be empty
 * @param exception   null unless an exception is the reason
 * @param caught      whether a handler of the program will take the exception
 */
public record Stop(Reason reason, int thread, List<Integer> breakpoints, String text, ExceptionInstance exception, boolean caught) {
  public enum Reason { ENTRY, BREAKPOINT, FUNCTION_BREAKPOINT, INSTRUCTION_BREAKPOINT, DATA_BREAKPOINT, STEP, GOTO, RESTART, PAUSE, EXCEPTION }

  public Stop {
    breakpoints = List.copyOf(breakpoints);
  }

  static Stop of(Reason reason, int thread) {
    return new Stop(reason, thread, List.of(), "", null, false);
  }
}
