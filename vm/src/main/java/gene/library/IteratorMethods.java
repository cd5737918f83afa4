// Methods of the built-in iterators; at the end they give `not_found`, again and again.
package gene.library;

import gene.data.Cell;
import gene.data.GeneArray;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class IteratorMethods implements NativeModule {
  private static final int ITER = 0, HAS_NEXT = 1, NEXT = 2, NEXT_PAIR = 3;

  @Override
  public void declare(Declarations to) {
    for (String kind : new String[] {"ArrayIterator", "MapIterator", "RangeIterator"}) {
      to.method(kind, "iter", ITER, "[] -> " + kind, "The iterator itself.");
      to.method(kind, "has_next", HAS_NEXT, "[] -> Bool", "Whether `.next` gives an element.");
      to.method(kind, "next", NEXT, "[] -> Any", "The next element, `not_found` at the end.");
      to.method(kind, "next_pair", NEXT_PAIR, "[] -> Any", "The next position or key together with its element, as an array of two; `not_found` at the end.");
    }
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    Object self = a.self();
    if (id == ITER) {
      return self;
    } else if (self instanceof ArrayIterator it) {
      long at = position(it.position);
      boolean has = at < it.array.size();
      return id == HAS_NEXT ? a.ret(has) : has ? step(a, id, it.position, at, at, it.array.get((int) at)) : Special.NOT_FOUND;
    } else if (self instanceof MapIterator it) {
      long at = position(it.position);
      boolean has = at < it.keys.length;
      return id == HAS_NEXT ? a.ret(has) : has ? step(a, id, it.position, at, it.keys[(int) at], it.values[(int) at]) : Special.NOT_FOUND;
    } else if (self instanceof RangeIterator it) {
      long at = position(it.position);
      boolean has = at < it.size;
      return id == HAS_NEXT ? a.ret(has) : has ? step(a, id, it.position, at, at, it.range.at(at)) : Special.NOT_FOUND;
    }
    throw Raise.type(a.callee().qualifiedName() + " cannot be called on this value");
  }

  private static long position(Cell cell) {
    return (Long) cell.value();
  }

  private static Object step(Args a, int id, Cell position, long at, Object key, Object element) {
    a.store().set(position, at + 1);
    return id == NEXT ? element : GeneArray.of(key, element);
  }
}
