// A breakpoint as it is asked for: a 1-based line, a 1-based column in UTF-16 units (0: the line), and when it stops.
package gene.debug;

public record BreakpointRequest(int line, int column, Conditions conditions) {
  public BreakpointRequest(int line) {
    this(line, 0, Conditions.NONE);
  }

  public BreakpointRequest(int line, String condition, String hitCondition, String logMessage) {
    this(line, 0, new Conditions(condition, hitCondition, logMessage));
  }
}
