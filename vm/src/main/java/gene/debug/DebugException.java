// A request to the debugger that cannot be done: the message is for a person.
package gene.debug;

public class DebugException extends RuntimeException {
  public DebugException(String message) {
    super(message, null, false, false);
  }
}
