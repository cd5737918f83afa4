// A set of any hashable values, in insertion order. Changed through Store only.
package gene.data;

public final class GeneHashSet extends Container {
  final KeyTable table = new KeyTable();

  public static GeneHashSet of(Object... members) {
    var set = new GeneHashSet();
    for (Object m : members) {
      set.table.put(Key.of(m), Special.NIL);
    }
    return set;
  }

  public int size() {
    return table.size();
  }

  public boolean has(Key member) {
    return table.find(member) >= 0;
  }

  /** A copy of the members, in order. */
  public Key[] members() {
    return table.keys();
  }

  @Override
  public String kindName() {
    return "hash set";
  }
}
