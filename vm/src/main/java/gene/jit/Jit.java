// The way in: translates a unit, or declines.
package gene.jit;

import gene.vm.JitCode;
import gene.vm.JitCompiler;
import gene.vm.JitUnit;

public final class Jit implements JitCompiler {
  /** Longer code would pass HotSpot's limit of 8,000 bytes a method anyway. */
  private static final int MOST_INSTRUCTIONS = 700;

  @Override
  public JitCode compile(JitUnit unit) {
    if (unit.code().length() > MOST_INSTRUCTIONS) {
      return null;
    }
    try {
      return new Translator(unit).translate();
    } catch (Declined reason) {
      return null;
    }
  }
}
