// Methods of HashSet, and what `new HashSet` does.
package gene.library;

import gene.data.GeneArray;
import gene.data.GeneHashSet;
import gene.data.Key;
import gene.data.Raise;
import gene.data.Special;
import gene.data.Store;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.Keys;
import gene.vm.NativeModule;

final class HashSetMethods implements NativeModule {
  private static final int NEW = 0, HAS = 1, ADD = 2, DELETE = 3, SIZE = 4, CLEAR = 5, TO_ARRAY = 6, ITER = 7, UNION = 8, INTERSECT = 9,
      DIFF = 10, IS_SUBSET = 11, IMMUTABLE = 12;

  @Override
  public void declare(Declarations to) {
    to.builtinClass("", "HashSet", "Object", NEW, "A set of values of any hashable kind, in insertion order: `(new HashSet 1 2)`.");
    to.method("HashSet", "has", HAS, "[value] -> Bool", "Whether the value is a member.");
    to.method("HashSet", "contains", HAS, "[value] -> Bool", "Whether the value is a member.");
    to.method("HashSet", "add", ADD, "[values...] -> HashSet", "Adds the values; gives the set.");
    to.method("HashSet", "delete", DELETE, "[values...] -> Any", "Removes the members; gives the last removed one, `nil` if none.");
    to.method("HashSet", "del", DELETE, "[values...] -> Any", "Removes the members; gives the last removed one, `nil` if none.");
    to.method("HashSet", "size", SIZE, "[] -> Int", "The number of members.");
    to.method("HashSet", "clear", CLEAR, "[] -> HashSet", "Removes every member; gives the set.");
    to.method("HashSet", "to_array", TO_ARRAY, "[] -> Array", "The members, in insertion order.");
    to.method("HashSet", "iter", ITER, "[] -> ArrayIterator", "An iterator over a snapshot of the members.");
    to.method("HashSet", "union", UNION, "[other: HashSet] -> HashSet", "A new set of the members of both: first these, then the new ones of the other.");
    to.method("HashSet", "intersect", INTERSECT, "[other: HashSet] -> HashSet", "A new set of the members that the other set has too.");
    to.method("HashSet", "diff", DIFF, "[other: HashSet] -> HashSet", "A new set of the members that the other set does not have.");
    to.method("HashSet", "subset?", IS_SUBSET, "[other: HashSet] -> Bool", "Whether the other set has every member of this one.");
    to.method("HashSet", "immutable?", IMMUTABLE, "[] -> Bool", "Whether the set is sealed or frozen.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    if (id == NEW) {
      var made = new GeneHashSet();
      return add(made, new Store(), a.all(), made);
    }
    GeneHashSet self = Arguments.self(a, GeneHashSet.class);
    return switch (id) {
      case HAS -> Keys.find(self, Arguments.required(a, 0, a.callee().qualifiedName() + " requires a value"), self::has);
      case ADD -> {
        a.require(1, "HashSet.add requires a value");
        yield add(self, a.store(), a.all(), self);
      }
      case DELETE -> delete(self, a);
      case SIZE -> a.ret((long) self.size());
      case CLEAR -> {
        a.store().clear(self);
        yield self;
      }
      case TO_ARRAY -> GeneArray.of(members(self));
      case ITER -> new ArrayIterator(GeneArray.of(members(self)));
      case UNION -> union(self, other(a));
      case INTERSECT -> select(self, other(a), true);
      case DIFF -> select(self, other(a), false);
      case IS_SUBSET -> isSubset(self, other(a));
      case IMMUTABLE -> a.ret(self.isImmutable());
      default -> throw new AssertionError(id);
    };
  }

  private static GeneHashSet other(Args a) {
    if (a.get(0, null) instanceof GeneHashSet other) {
      return other;
    }
    throw Raise.argument(a.callee().qualifiedName() + " expects a HashSet argument");
  }

  private static Object[] members(GeneHashSet set) {
    return HashMapMethods.values(set.members());
  }

  private static Object add(GeneHashSet to, Store store, Object[] values, Object result) {
    return Keys.forEach(to, values, (index, key) -> {
      store.add(to, key);
      return null;
    }, () -> result);
  }

  private static Object union(GeneHashSet self, GeneHashSet other) {
    var store = new Store();
    var union = new GeneHashSet();
    for (Key member : self.members()) {
      store.add(union, member);
    }
    return add(union, store, members(other), union);
  }

  /** The members of `self` that `other` has, or those that it has not. */
  private static Object select(GeneHashSet self, GeneHashSet other, boolean shared) {
    var store = new Store();
    var selected = new GeneHashSet();
    return Keys.forEach(other, members(self), (index, key) -> {
      if (other.has(key) == shared) {
        store.add(selected, key);
      }
      return null;
    }, () -> selected);
  }

  private static Object isSubset(GeneHashSet self, GeneHashSet other) {
    return Keys.forEach(other, members(self), (index, key) -> other.has(key) ? null : false, () -> true);
  }

  private static Object delete(GeneHashSet self, Args a) {
    a.require(1, a.callee().qualifiedName() + " requires a value");
    Store store = a.store();
    var last = new Object[] {Special.NIL};
    return Keys.forEach(self, a.all(), (index, key) -> {
      Object removed = store.remove(self, key);
      last[0] = removed == null ? last[0] : removed;
      return null;
    }, () -> last[0]);
  }
}
