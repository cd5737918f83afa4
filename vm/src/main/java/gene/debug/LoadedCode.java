// The codes of a program that are known so far, by source, and the statements that a line of a source has.
package gene.debug;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class LoadedCode {
  /** An instruction with a statement's start. */
  record Position(Code code, int pc) {}

  private final Map<String, List<Code>> bySource = new HashMap<>();
  private final Set<Code> known = new HashSet<>();

  /** Adds the code with all nested ones; false when it was known. */
  boolean add(Code root) {
    if (known.contains(root)) {
      return false;
    }
    var work = new ArrayDeque<Code>(List.of(root));
    while (!work.isEmpty()) {
      Code code = work.pop();
      if (known.add(code)) {
        bySource.computeIfAbsent(code.source().id(), id -> new ArrayList<>()).add(code);
        for (int i = 0; i < code.codeCount(); i++) {
          work.push(code.code(i));
        }
      }
    }
    return true;
  }

  boolean isLoaded(String sourceId) {
    return bySource.containsKey(sourceId);
  }

  Set<Code> all() {
    return known;
  }

  /** The first line with a statement at or below a line of a loaded source; 0 when there is none. */
  int lineWithCode(String sourceId, int line) {
    int best = 0;
    for (Code code : bySource.get(sourceId)) {
      for (Code.Statement s : code.statementSpans()) {
        int at = code.source().line(s.start());
        if (at >= line && (best == 0 || at < best)) {
          best = at;
        }
      }
    }
    return best;
  }

  /**
   * Where a breakpoint of the line has to stand: in each code the statements of the line that can be reached without passing
   * another statement of the line, so that passing over the line stops once.
   */
  List<Position> onLine(String sourceId, int line) {
    var all = new ArrayList<Position>();
    for (Code code : bySource.get(sourceId)) {
      var pcs = new BitSet();
      for (Code.Statement s : code.statementSpans()) {
        if (code.source().line(s.start()) == line) {
          pcs.set(s.pc());
        }
      }
      if (pcs.cardinality() > 1) {
        pcs = reachedFirst(code, pcs);
      }
      pcs.stream().forEach(pc -> all.add(new Position(code, pc)));
    }
    return all;
  }

  private static BitSet reachedFirst(Code code, BitSet wanted) {
    var reached = new BitSet();
    var seen = new BitSet();
    var work = new ArrayDeque<Integer>();
    work.push(0);
    code.handlers().forEach(h -> work.push(h.handler()));
    while (!work.isEmpty()) {
      int pc = work.pop();
      if (pc >= code.length() || seen.get(pc)) {
        continue;
      }
      seen.set(pc);
      if (wanted.get(pc)) {
        reached.set(pc);
        continue;
      }
      int target = target(code, pc);
      if (target >= 0) {
        work.push(target);
      }
      if (!code.op(pc).endsBlock()) {
        work.push(pc + 1);
      }
    }
    return reached;
  }

  private static int target(Code code, int pc) {
    Op op = code.op(pc);
    if (op.isJump()) {
      return code.operand(pc);
    } else if (op == Op.JUMP_IF_GIVEN) {
      return ((Site.Given) code.site(code.operand(pc))).target();
    } else if (op == Op.TEST_CALLEE) {
      return ((Site.Callee) code.site(code.operand(pc))).target();
    }
    return -1;
  }
}
