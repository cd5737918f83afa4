// Which of the three standard streams are terminals, and what hears of Ctrl-C.
package gene.cli;

interface Terminals {
  int IN = 0;
  int OUT = 1;
  int ERR = 2;

  /** For streams that a program made. */
  Terminals NONE = stream -> false;

  boolean is(int stream);

  /** Replaces the end of the process by a call of this; where there is no process of its own nothing is ever heard. */
  default void onInterrupt(Runnable heard) {
  }
}
