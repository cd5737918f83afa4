// A collection whose own contents can be sealed by its literal or frozen by `freeze`.
package gene.data;

public abstract class Container {
  // Written by Store only.
  boolean sealed;
  boolean frozen;

  public final boolean isSealed() {
    return sealed;
  }

  public final boolean isFrozen() {
    return frozen;
  }

  public final boolean isImmutable() {
    return sealed | frozen;
  }

  /** The kind's name in messages: "array", "map", "gene" …. */
  public abstract String kindName();
}
