// The addresses of instructions as clients write them.
package gene.dap;

import gene.debug.DebugException;

final class Addresses {
  private Addresses() {}

  static long parse(String text) {
    try {
      return Long.decode(text);
    } catch (NumberFormatException e) {
      throw new DebugException("`" + text + "` is no address of an instruction");
    }
  }
}
