// A counter of one VM that moves whenever a method, a namespace member or a class that an inline cache relies on changes.
package gene.data;

public final class Epoch {
  private int value;

  public int value() {
    return value;
  }

  public void advance() {
    value++;
  }
}
