// A request for what the program had when it was asked for: it has gone on or ended just then, and nobody did anything wrong.
package gene.debug;

public final class TooLateException extends DebugException {
  private TooLateException(String message) {
    super(message);
  }

  static TooLateException running() {
    return new TooLateException("The program is running; pause it first");
  }

  public static TooLateException ended() {
    return new TooLateException("The program has ended");
  }
}
