// Which of the three standard streams are terminals.
package gene.cli;

interface Terminals {
  int IN = 0;
  int OUT = 1;
  int ERR = 2;

  /** For streams that a program made. */
  Terminals NONE = stream -> false;

  boolean is(int stream);
}
