// The patched instructions of a VM: who wants the program to stop before which instruction.
package gene.debug;

import gene.bytecode.Code;
import gene.vm.Vm;
import java.util.IdentityHashMap;
import java.util.Map;

/** A breakpoint and a step may want the same instruction; it is patched while at least one of them does. */
final class Traps {
  static final int BREAKPOINT = 1;
  /** A statement where a step may end. */
  static final int STATEMENT = 2;
  /** The instruction behind a call, where a step out of that call ends. */
  static final int RETURN = 4;
  /** Any statement of the main module: the first one that runs is where a program stops on entry. */
  static final int ENTRY = 8;

  private final Vm vm;
  private final Map<Code, byte[]> wanted = new IdentityHashMap<>();

  Traps(Vm vm) {
    this.vm = vm;
  }

  void set(Code code, int pc, int who) {
    byte[] flags = wanted.computeIfAbsent(code, c -> new byte[c.length()]);
    if (flags[pc] == 0) {
      vm.trap(code, pc);
    }
    flags[pc] |= (byte) who;
  }

  void clear(Code code, int pc, int who) {
    byte[] flags = wanted.get(code);
    if (flags == null || (flags[pc] & who) == 0) {
      return;
    }
    flags[pc] &= (byte) ~who;
    if (flags[pc] == 0) {
      vm.untrap(code, pc);
    }
  }

  int at(Code code, int pc) {
    byte[] flags = wanted.get(code);
    return flags == null ? 0 : flags[pc];
  }
}
