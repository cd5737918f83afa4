// A request for what can only be seen while the program stands still, and it runs: often it has just gone on, and nobody did anything wrong.
package gene.debug;

public final class RunningException extends DebugException {
  public RunningException() {
    super("The program is running; pause it first");
  }
}
