// Why `gene deps` cannot do what it was asked for, in one line or a few.
package gene.cli.deps;

public final class DepsFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DepsFailure(String message) {
    super(message, null, false, false);
  }
}
