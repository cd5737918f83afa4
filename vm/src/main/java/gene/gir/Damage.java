// Bytes do not follow the format. Inside of this package only: readers of files make an InvalidGir of it.
package gene.gir;

final class Damage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Damage(String message) {
    super(message, null, false, false);
  }
}
