// A breakpoint as it is asked for: a 1-based line, and optional condition, hit condition and log message (empty: none).
package gene.debug;

public record BreakpointRequest(int line, String condition, String hitCondition, String logMessage) {
  public BreakpointRequest(int line) {
    this(line, "", "", "");
  }
}
