// The function `range` and the method of ranges.
package gene.library;

import gene.data.Range;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class RangeMethods implements NativeModule {
  private static final int RANGE = 0, ITER = 1;

  @Override
  public void declare(Declarations to) {
    to.function("", "range", RANGE, "[start end step = 1] -> Range", "The integers from `start` by `step` up to `end`, inclusive; without step the same as `(start .. end)`.");
    to.method("Range", "iter", ITER, "[] -> RangeIterator", "An iterator over the integers of the range.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    if (id == RANGE) {
      a.require(2, "range requires a start and an end");
      return a.count() == 2 ? new Range(a.get(0), a.get(1)) : new Range(a.get(0), a.get(1), a.get(2));
    }
    return new RangeIterator(Arguments.self(a, Range.class));
  }
}
