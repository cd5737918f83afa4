// Counts what functions create, by traps before the instructions that do.
package gene.debug;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.GeneClass;
import gene.vm.Frames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

final class Allocations {
  private record Place(Code code, int line, String kind) {}

  private final Map<Place, long[]> counts = new HashMap<>();

  void trap(Code code, Traps traps) {
    for (int pc = 0; pc < code.length(); pc++) {
      if (kind(code.op(pc)) != null) {
        traps.set(code, pc, Traps.ALLOCATION);
      }
    }
  }

  static void untrap(Code code, Traps traps) {
    for (int pc = 0; pc < code.length(); pc++) {
      traps.clear(code, pc, Traps.ALLOCATION);
    }
  }

  /** Null for an instruction that creates nothing. */
  private static String kind(Op op) {
    return switch (op) {
      case NEW, NEW_SPREAD -> "instance";
      case MAKE_ARRAY -> "array";
      case MAKE_MAP -> "map";
      case MAKE_HASH_MAP -> "hash map";
      case FILL -> "gene";
      case MAKE_RANGE -> "range";
      case MAKE_TEXT -> "string";
      case MAKE_FUNCTION -> "function";
      default -> null;
    };
  }

  /** The instruction at which the running frame stands is about to create something. */
  void count(Frames frames) {
    Code code = frames.code(0);
    int pc = frames.pc(0);
    String kind = kind(code.op(pc));
    List<Object> operands = kind.equals("instance") ? frames.operands(0) : List.of();
    int at = operands.size() - 1 - (code.op(pc) == Op.NEW_SPREAD ? 2 : code.op(pc) == Op.NEW ? ((Site.Call) code.site(code.operand(pc))).total() : 0);
    if (at >= 0 && operands.get(at) instanceof GeneClass c) {
      kind = c.name();
    }
    counts.computeIfAbsent(new Place(code, code.source().line(code.spanStart(pc)), kind), p -> new long[1])[0]++;
  }

  List<Profile.Allocation> list(Function<Code, String> names) {
    var all = new ArrayList<Profile.Allocation>();
    counts.forEach((p, count) -> all.add(new Profile.Allocation(p.code, names.apply(p.code), p.line, p.kind, count[0])));
    all.sort(Comparator.comparingLong(Profile.Allocation::count).reversed()
        .thenComparing(a -> a.code().source().id()).thenComparing(Profile.Allocation::line).thenComparing(Profile.Allocation::kind));
    return all;
  }
}
