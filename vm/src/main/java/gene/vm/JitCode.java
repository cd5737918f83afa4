// The JVM code of one function or loop. The compiler makes a hidden subclass of it for each.
package gene.vm;

public abstract class JitCode {
  /** The call is done: its result lies in the fiber's `resultWord` and `resultRef`. */
  static final int DONE = 0;
  /** The arguments are not what the code is for, or the caller must not call it any more: nothing has happened yet. */
  static final int REFUSED = 1;
  /** Control has left compiled code: the fiber's registers say where the interpreter goes on. */
  static final int LEFT = 2;

  /** What the interpreter must know to enter it. */
  JitEntry entry;
  /** What it was made for: of its parameters, or of all that the frame held at the loop's head. */
  byte[] kinds;

  /**
   * Calls the function.
   *
   * @param first stack index of the first parameter, the receiver for a method
   * @param base  where its frame would begin, and its result would go
   * @param depth the number of callers below it
   */
  int enter(Fiber f, Function fn, int first, int base, int depth) {
    throw new AssertionError("not a function");
  }

  /** Goes on in the running frame, in the middle of a loop, until it leaves compiled code; false when the frame's values do not fit. */
  boolean loop(Fiber f, Function fn, int base, int dest, int depth) {
    throw new AssertionError("not a loop");
  }
}
