// `==` of two values, asking the `==` methods that classes define in Gene: for built-ins and for the operator itself.
package gene.vm;

import gene.data.Comparison;
import gene.data.Container;
import gene.data.Equality;
import gene.data.Instance;
import gene.data.Range;
import gene.data.Structured;
import gene.data.Unquote;
import java.util.function.Function;

/** What {@link #of} gives is a native's result: at once when no Gene code has to run, else a {@link CallRequest}. */
public final class Comparisons {
  private Comparisons() {}

  /** @param then gets the outcome and gives the result */
  public static Object of(Object left, Object right, Function<Boolean, Object> then) {
    if (left instanceof Instance || isComposite(left) && isComposite(right)) {
      return goOn(new Comparison(left, right, Comparisons::hasOwnEquality), then);
    }
    return then.apply(Equality.equal(left, right));
  }

  /** Whether an instance may be among the parts. */
  private static boolean isComposite(Object value) {
    return value instanceof Container || value instanceof Structured || value instanceof Range || value instanceof Unquote;
  }

  private static Object goOn(Comparison comparison, Function<Boolean, Object> then) {
    Object step = comparison.advance();
    if (step instanceof Comparison.Pair asked) {
      return ask(asked, equal -> {
        comparison.answer(equal);
        return goOn(comparison, then);
      });
    }
    return then.apply((Boolean) step);
  }

  static CallRequest ask(Comparison.Pair asked, Function<Boolean, Object> then) {
    return CallRequest.method(asked.left(), "==", (vm, result) -> then.apply(Args.isTruthy(result)), asked.right());
  }

  public static boolean hasOwnEquality(Instance instance) {
    return instance.cls().hasOwnEquality();
  }
}
