// The codes of one VM and their patched instructions: who wants the program to stop before which instruction.
package gene.debug;

import gene.bytecode.Code;
import gene.vm.Vm;
import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A breakpoint and a step may want the same instruction; it is patched while at least one of them does. */
final class Traps {
  static final int BREAKPOINT = 1;
  /** A statement where a step may end. */
  static final int STATEMENT = 2;
  /** The instruction behind a call, where a step out of that call ends. */
  static final int RETURN = 4;
  /** Any statement of the main module: the first one that runs is where a program stops on entry. */
  static final int ENTRY = 8;
  /** An instruction where a step by instructions may end. */
  static final int INSTRUCTION = 16;
  /** The call that a step goes into. */
  static final int CALL = 32;
  /** Behind a call of the statement that is stepped over: its value is kept to be shown. */
  static final int VALUE = 64;
  /** Behind an instruction that may write what a data breakpoint watches. */
  static final int WRITTEN = 128;
  /** An instruction that creates something, while that is counted. */
  static final int ALLOCATION = 256;

  static final int OF_STEPS = STATEMENT | RETURN | INSTRUCTION | CALL | VALUE;

  private final Vm vm;
  private final Map<Code, int[]> wanted = new IdentityHashMap<>();
  private final Set<Code> codes = new LinkedHashSet<>();
  /** Where breakpoints stand at present. */
  private final Map<Code, BitSet> breakpoints = new IdentityHashMap<>();

  Traps(Vm vm) {
    this.vm = vm;
  }

  // The codes

  /** The VM is about to run the code; false when it and all within it were known. */
  boolean add(Code root) {
    return codes.addAll(LoadedCode.inside(root));
  }

  /** What the VM has loaded, in the order of loading. */
  List<Code> codes() {
    return List.copyOf(codes);
  }

  boolean knows(Code code) {
    return codes.contains(code);
  }

  /** Functions have other code. */
  void exchange(Collection<Code> gone, Collection<Code> added) {
    codes.removeAll(gone);
    codes.addAll(added);
  }

  // The instructions

  /** The codes in which breakpoints stand. */
  Set<Code> stoppedIn() {
    return Set.copyOf(breakpoints.keySet());
  }

  /** Breakpoints stand at these instructions of a code, and at no others. */
  void breakAt(Code code, BitSet places) {
    BitSet now = breakpoints.getOrDefault(code, new BitSet());
    for (int pc = now.nextSetBit(0); pc >= 0; pc = now.nextSetBit(pc + 1)) {
      if (!places.get(pc)) {
        clear(code, pc, BREAKPOINT);
      }
    }
    places.stream().forEach(pc -> set(code, pc, BREAKPOINT));
    if (places.isEmpty()) {
      breakpoints.remove(code);
    } else {
      breakpoints.put(code, places);
    }
  }

  void set(Code code, int pc, int who) {
    int[] flags = wanted.computeIfAbsent(code, c -> new int[c.length()]);
    if (flags[pc] == 0) {
      vm.trap(code, pc);
    }
    flags[pc] |= who;
  }

  void clear(Code code, int pc, int who) {
    int[] flags = wanted.get(code);
    if (flags == null || (flags[pc] & who) == 0) {
      return;
    }
    flags[pc] &= ~who;
    if (flags[pc] == 0) {
      vm.untrap(code, pc);
    }
  }

  int at(Code code, int pc) {
    int[] flags = wanted.get(code);
    return flags == null ? 0 : flags[pc];
  }
}
