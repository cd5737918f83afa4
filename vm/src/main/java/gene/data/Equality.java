// `==` of two values, and the hash that goes with it, where no method written in Gene takes part.
package gene.data;

/** {@link Comparison} and {@link Hashing} are the forms for instances whose class defines `==` or `hash`. */
public final class Equality {
  private Equality() {}

  /** Instances by identity, collections by their contents; an Int never equals a Float. */
  public static boolean equal(Object a, Object b) {
    if (a instanceof String || a instanceof Long || a instanceof Symbol) {
      return a.equals(b);
    }
    return isNested(a) && isNested(b) ? new Comparison(a, b, i -> false).result() : equalLeaves(a, b);
  }

  /** Raises `TypeException` for a kind that cannot be a key, instances included. */
  public static int hash(Object value) {
    return Hashing.hashOf(value);
  }

  /** Whether equality looks at parts of the value. */
  static boolean isNested(Object v) {
    return v instanceof Container || v instanceof Range || v instanceof Structured || v instanceof Unquote;
  }

  /** Equality where at least one side is not nested. */
  static boolean equalLeaves(Object a, Object b) {
    if (a instanceof Double x) {
      // Not equals(): nan differs from itself, and 0.0 equals -0.0.
      return b instanceof Double y && x.doubleValue() == y.doubleValue();
    }
    return a == b || !isIdentity(a) && a.equals(b);
  }

  /** The kinds that equal nothing but themselves, whatever their Java class says. */
  static boolean isIdentity(Object v) {
    return v instanceof Callable || v instanceof Instance || v instanceof GeneClass || v instanceof Namespace
        || v instanceof Regex;
  }
}
