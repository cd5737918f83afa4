// Member look-up of paths: never raises and never calls Gene code; what is missing is void.
package gene.data;

/** Member-missing handlers of namespaces are not run here: a VM asks them when a namespace gives void. */
public final class Lookup {
  private Lookup() {}

  public static Object byName(Object target, String key) {
    if (target == Special.NIL) {
      return target;
    }
    Object found = find(target, key);
    return found == null ? Special.VOID : found;
  }

  /** Negative indexes count from the end. Where a target has names only, the digits are the name. */
  public static Object byIndex(Object target, long index) {
    if (target instanceof GeneArray a) {
      return element(a, index);
    } else if (target instanceof Gene g) {
      return element(g.children(), index);
    } else if (target instanceof Members) {
      return Special.VOID;
    }
    return byName(target, Long.toString(index));
  }

  /** Java's null for what is missing. */
  private static Object find(Object target, String key) {
    if (target instanceof Members m) {
      return m.member(key);
    } else if (target instanceof GeneMap m) {
      return m.get(key);
    } else if (target instanceof Instance i) {
      return i.get(key);
    } else if (target instanceof Gene g) {
      return g.props().get(key);
    } else if (target instanceof Namespace n) {
      return n.get(key);
    } else if (target instanceof GeneClass c) {
      return member(c, key);
    }
    return null;
  }

  /** Reading through a subclass finds the ancestor's members. */
  private static Object member(GeneClass cls, String key) {
    for (GeneClass c = cls; c != null; c = c.parent()) {
      Object found = c.members().get(key);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Object element(GeneArray array, long index) {
    long i = index < 0 ? index + array.size : index;
    return i >= 0 && i < array.size ? array.get((int) i) : Special.VOID;
  }
}
