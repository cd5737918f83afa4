// Methods of Array that compute with all elements at once: sums, extremes, dot products, arithmetic element by element.
package gene.library;

import gene.data.Arithmetic;
import gene.data.GeneArray;
import gene.data.Kinds;
import gene.data.Lanes;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Special;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.Elementwise;
import gene.vm.NativeModule;

/** Arrays of small integers only, or of floats only, have loops of their own; all others are taken element by element, as the operators would. */
final class ArrayArithmetic implements NativeModule {
  private static final int SUM = 0, MIN = 1, MAX = 2, DOT = 3, PLUS = 4, MINUS = 5, TIMES = 6, OVER = 7, MAPPED = 8, FILTERED = 9;

  @Override
  public void declare(Declarations to) {
    to.method("Array", "sum", SUM, "[] -> Numeric", "The sum of the elements, which must be numbers; 0 when there are none. Of integers it is exact; floats are added in four interleaved sums.");
    to.method("Array", "min", MIN, "[] -> Any", "The smallest element, as `(min a b…)` finds it; `nil` when the array is empty.");
    to.method("Array", "max", MAX, "[] -> Any", "The largest element, as `(max a b…)` finds it; `nil` when the array is empty.");
    to.method("Array", "dot", DOT, "[other: Array] -> Numeric", "The sum of the products of the elements at the same positions of two arrays of one size.");
    to.method("Array", "plus", PLUS, "[other] -> Array", "A new array of the sums of the elements at the same positions of two arrays of one size, or of each element and a number.");
    to.method("Array", "minus", MINUS, "[other] -> Array", "A new array of the differences of the elements at the same positions of two arrays of one size, or of each element and a number.");
    to.method("Array", "times", TIMES, "[other] -> Array", "A new array of the products of the elements at the same positions of two arrays of one size, or of each element and a number.");
    to.method("Array", "over", OVER, "[other] -> Array", "A new array of the quotients of the elements at the same positions of two arrays of one size, or of each element and a number.");
    to.function("gene/prelude", "mapped", MAPPED, "[array: Array fn] -> Any", "What `.map` gives when the function is arithmetic that can be done for all elements at once; else `nil`.");
    to.function("gene/prelude", "filtered", FILTERED, "[array: Array fn] -> Any", "What `.filter` gives when the function is a comparison that can be made for all elements at once; else `nil`.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    if (id >= MAPPED) {
      var array = (GeneArray) a.get(0);
      GeneArray quick = id == MAPPED ? Elementwise.map(a.vm(), array, a.get(1)) : Elementwise.filter(a.vm(), array, a.get(1));
      return quick == null ? Special.NIL : quick;
    }
    GeneArray self = Arguments.self(a, GeneArray.class);
    return switch (id) {
      case SUM -> sum(self, a);
      case MIN -> extreme(self, -1, a);
      case MAX -> extreme(self, 1, a);
      case DOT -> dot(self, other(a), a);
      default -> combined(Lanes.Operation.values()[id - PLUS], self, a);
    };
  }

  private static Object number(Object element, Args a) {
    if (element instanceof Number) {
      return element;
    }
    throw Raise.type(a.callee().qualifiedName() + " requires numbers, got " + Kinds.plainName(element));
  }

  private static Object sum(GeneArray self, Args a) {
    switch (Lanes.kind(self)) {
      case INTS:
        return a.ret(Lanes.sumOfInts(self));
      case FLOATS:
        return a.ret(Lanes.sumOfFloats(self));
      default:
        Object total = 0L;
        for (int i = 0; i < self.size(); i++) {
          total = Arithmetic.add(total, number(self.get(i), a));
        }
        return total;
    }
  }

  private static Object extreme(GeneArray self, int sign, Args a) {
    if (self.size() == 0) {
      return Special.NIL;
    }
    Lanes.Kind kind = Lanes.kind(self);
    if (kind != Lanes.Kind.OTHER) {
      int at = Lanes.extreme(self, kind, sign);
      return a.ret(self.word(at), null);
    }
    var best = (Number) number(self.get(0), a);
    for (int i = 1; i < self.size(); i++) {
      var x = (Number) number(self.get(i), a);
      best = MathFunctions.compare(x, best) * sign > 0 ? x : best;
    }
    return best;
  }

  private static GeneArray other(Args a) {
    String name = a.callee().qualifiedName();
    if (!(Arguments.required(a, 0, name + " requires an array") instanceof GeneArray other)) {
      throw Raise.type(name + " requires an array, got " + Kinds.plainName(a.get(0)));
    }
    return other;
  }

  private static void sameSize(GeneArray x, GeneArray y, Args a) {
    if (x.size() != y.size()) {
      throw Raise.argument(a.callee().qualifiedName() + " requires arrays of one size, got " + x.size() + " and " + y.size() + " elements");
    }
  }

  private static Object dot(GeneArray x, GeneArray y, Args a) {
    sameSize(x, y, a);
    Lanes.Kind kind = Lanes.kind(x);
    if (kind != Lanes.Kind.OTHER && kind == Lanes.kind(y)) {
      if (kind == Lanes.Kind.FLOATS) {
        return a.ret(Lanes.dotOfFloats(x, y));
      }
      long sum = Lanes.dotOfInts(x, y);
      if (sum != Long.MIN_VALUE) {
        return a.ret(sum);
      }
    }
    Object total = 0L;
    for (int i = 0; i < x.size(); i++) {
      total = Arithmetic.add(total, Arithmetic.multiply(number(x.get(i), a), number(y.get(i), a)));
    }
    return total;
  }

  private static GeneArray combined(Lanes.Operation op, GeneArray self, Args a) {
    String name = a.callee().qualifiedName();
    Object given = Arguments.required(a, 0, name + " requires an array or a number");
    GeneArray other;
    if (given instanceof Number) {
      other = NanBox.wordOf(given) == NanBox.REF ? GeneArray.of(java.util.Collections.nCopies(self.size(), given)) : Lanes.repeated(a.word(0), self.size());
    } else if (given instanceof GeneArray array) {
      other = array;
    } else {
      throw Raise.type(name + " requires an array or a number, got " + Kinds.plainName(given));
    }
    sameSize(self, other, a);
    Lanes.Kind kind = Lanes.kind(self);
    GeneArray result = kind != Lanes.Kind.OTHER && kind == Lanes.kind(other) ? Lanes.combined(op, self, other, kind) : null;
    return result != null ? result : oneByOne(op, self, other, a);
  }

  private static GeneArray oneByOne(Lanes.Operation op, GeneArray x, GeneArray y, Args a) {
    var result = new GeneArray(x.size());
    for (int i = 0; i < x.size(); i++) {
      Object p = number(x.get(i), a);
      Object q = number(y.get(i), a);
      a.store().append(result, switch (op) {
        case PLUS -> Arithmetic.add(p, q);
        case MINUS -> Arithmetic.subtract(p, q);
        case TIMES -> Arithmetic.multiply(p, q);
        case OVER -> Arithmetic.divide(p, q);
      });
    }
    return result;
  }
}
