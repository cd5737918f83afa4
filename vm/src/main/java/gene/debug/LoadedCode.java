// The codes of a program that are known so far, whichever VM has loaded them: by source, by name, by address. From any thread.
package gene.debug;

import gene.bytecode.Code;
import gene.vm.Frames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class LoadedCode {
  /** An instruction. */
  record Position(Code code, int pc) {}

  // An address is the number of a code and the position of an instruction in it; between two codes lies a gap.
  private static final int CODE_SHIFT = 24;

  /** What a code that is about to run is. */
  enum Added { KNOWN, MORE, NEW_SOURCE }

  /** Where lines are, as the client counts them. */
  final EditedTexts texts;
  private volatile boolean showsLibrary;
  private final Map<String, List<Code>> bySource = new LinkedHashMap<>();
  private final Set<Code> known = new LinkedHashSet<>();
  private final Map<Code, Code> parents = new IdentityHashMap<>();
  private final Map<Code, Integer> numbers = new IdentityHashMap<>();
  private final List<Code> numbered = new ArrayList<>();

  LoadedCode(EditedTexts texts) {
    this.texts = texts;
  }

  /** A run begins. @param withLibrary whether the library's own functions are stepped into and shown like the program's */
  synchronized void clear(boolean withLibrary) {
    showsLibrary = withLibrary;
    bySource.clear();
    known.clear();
    parents.clear();
    numbers.clear();
    numbered.clear();
    texts.clear();
  }

  /** Adds the code with all nested ones. */
  synchronized Added add(Code root) {
    if (known.contains(root)) {
      return Added.KNOWN;
    }
    Added added = isLoaded(root.source().id()) ? Added.MORE : Added.NEW_SOURCE;
    var work = new ArrayDeque<Code>(List.of(root));
    while (!work.isEmpty()) {
      Code code = work.pop();
      if (known.add(code)) {
        bySource.computeIfAbsent(code.source().id(), id -> new ArrayList<>()).add(code);
        for (int i = 0; i < code.codeCount(); i++) {
          parents.put(code.code(i), code);
          work.push(code.code(i));
        }
      }
    }
    return added;
  }

  /** Functions of a file have other code. @param module the file as it was compiled anew */
  synchronized void exchange(Code module, Set<Code> gone, Set<Code> added) {
    var work = new ArrayDeque<Code>(List.of(module));
    while (!work.isEmpty()) {
      Code code = work.pop();
      for (int i = 0; i < code.codeCount(); i++) {
        parents.put(code.code(i), code);
        work.push(code.code(i));
      }
    }
    List<Code> of = bySource.computeIfAbsent(module.source().id(), id -> new ArrayList<>());
    // The first one stands for its file, and has the newest text.
    of.removeIf(c -> gone.contains(c) || added.contains(c));
    of.addAll(0, added);
    known.removeAll(gone);
    known.addAll(added);
  }

  /** A code with all nested ones. */
  static List<Code> inside(Code root) {
    var all = new ArrayList<Code>(List.of(root));
    for (int i = 0; i < all.size(); i++) {
      for (int k = 0; k < all.get(i).codeCount(); k++) {
        all.add(all.get(i).code(k));
      }
    }
    return all;
  }

  /** Whether steps pass over the code, and its functions are of no interest. */
  boolean isSkipped(Code code) {
    return !showsLibrary && Frames.isLibrary(code);
  }

  synchronized boolean isLoaded(String sourceId) {
    return bySource.containsKey(sourceId);
  }

  synchronized List<Code> all() {
    return List.copyOf(known);
  }

  synchronized List<Code> of(String sourceId) {
    return List.copyOf(bySource.getOrDefault(sourceId, List.of()));
  }

  /** One code of each source, in the order of loading. */
  synchronized List<Code> ofEachSource() {
    return bySource.values().stream().map(codes -> codes.get(0)).toList();
  }

  /** `Class.method` for what stands in the body of a class or namespace. */
  synchronized String qualifiedName(Code code) {
    Code parent = parents.get(code);
    return parent == null || parent.kind() != Code.Kind.BODY || parent.name().isEmpty() ? code.name() : parent.name() + "." + code.name();
  }

  // Addresses

  synchronized long address(Code code, int pc) {
    int number = numbers.computeIfAbsent(code, c -> {
      numbered.add(c);
      return numbered.size();
    });
    return ((long) number << CODE_SHIFT) + pc;
  }

  synchronized Optional<Position> findInstruction(long address) {
    long number = address >> CODE_SHIFT;
    if (number < 1 || number > numbered.size()) {
      return Optional.empty();
    }
    Code code = numbered.get((int) number - 1);
    int pc = (int) (address & (1 << CODE_SHIFT) - 1);
    return pc < code.length() ? Optional.of(new Position(code, pc)) : Optional.empty();
  }

  /** The instruction so many places behind (or before) another one, through the codes in the order of their numbers. */
  synchronized Optional<Position> findRelative(Position from, long offset) {
    int number = numbers.get(from.code()) - 1;
    long pc = from.pc() + offset;
    while (pc < 0 && number > 0) {
      pc += numbered.get(--number).length();
    }
    while (pc >= 0 && number < numbered.size() && pc >= numbered.get(number).length()) {
      pc -= numbered.get(number++).length();
    }
    return pc < 0 || number >= numbered.size() ? Optional.empty() : Optional.of(new Position(numbered.get(number), (int) pc));
  }

  static String addressText(long address) {
    String digits = Long.toHexString(address);
    return "0x" + "0".repeat(Math.max(0, 8 - digits.length())) + digits;
  }
}
