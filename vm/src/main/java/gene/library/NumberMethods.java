// Conversions between the two kinds of numbers.
package gene.library;

import gene.data.FloatText;
import gene.data.Raise;
import gene.vm.Args;
import gene.vm.Declarations;
import gene.vm.NativeModule;

final class NumberMethods implements NativeModule {
  private static final int TO_I = 0, TO_F = 1;

  @Override
  public void declare(Declarations to) {
    for (String kind : new String[] {"Int", "Float"}) {
      to.method(kind, "to_i", TO_I, "[] -> Int", "The number without its fraction, rounded toward zero.");
      to.method(kind, "to_f", TO_F, "[] -> Float", "The number as a Float.");
    }
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    Object self = a.self();
    return switch (id) {
      case TO_I -> self instanceof Double d ? a.ret(truncate(d)) : self;
      case TO_F -> self instanceof Long n ? a.ret((double) n) : self;
      default -> throw new AssertionError(id);
    };
  }

  /** @throws Raise when the number has no 64-bit integer */
  static long truncate(double d) {
    // 2^63 itself is a double and just too large; -2^63 fits.
    if (!(d >= -0x1p63 && d < 0x1p63)) {
      throw Raise.runtime("Integer overflow in conversion of " + FloatText.of(d) + " to Int");
    }
    return (long) d;
  }
}
