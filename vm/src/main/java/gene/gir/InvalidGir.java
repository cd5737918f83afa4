// A file holds no compiled code that this version can use; the message says what is wrong, without the file's name.
package gene.gir;

public final class InvalidGir extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidGir(String message) {
    super(message);
  }

  /** What a person reads, as the language reference words it. */
  public String about(String file) {
    return "Invalid GIR file: " + file + ": " + getMessage() + ". Please recompile the source file.";
  }
}
