// Where in the codes of one source a program can stop: statements and calls, by line and column.
package gene.debug;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.source.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

final class CodePlaces {
  /** @param column 1-based, in UTF-16 units */
  record Place(int line, int column, int endLine, int endColumn, List<LoadedCode.Position> positions) {}

  private final List<Code> codes;
  private final EditedTexts texts;

  CodePlaces(LoadedCode loaded, String sourceId) {
    codes = loaded.of(sourceId);
    texts = loaded.texts;
  }

  /** 0 for what is not in the edited text any more. */
  private int line(Code code, int offset) {
    return texts.isDeleted(code.source(), offset) ? 0 : texts.line(code.source(), offset);
  }

  /** The first line with a statement at or below a line; 0 when there is none. */
  int lineWithCode(int line) {
    int best = 0;
    for (Code code : codes) {
      for (Code.Statement s : code.statementSpans()) {
        int at = line(code, s.start());
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
  List<LoadedCode.Position> onLine(int line) {
    var all = new ArrayList<LoadedCode.Position>();
    for (Code code : codes) {
      var pcs = new BitSet();
      for (Code.Statement s : code.statementSpans()) {
        if (line(code, s.start()) == line) {
          pcs.set(s.pc());
        }
      }
      if (pcs.cardinality() > 1) {
        pcs = reachedFirst(code, pcs);
      }
      pcs.stream().forEach(pc -> all.add(new LoadedCode.Position(code, pc)));
    }
    return all;
  }

  /** All places between two positions, in the order of the text. */
  List<Place> between(int fromLine, int fromColumn, int toLine, int toColumn) {
    var found = new TreeMap<Long, Place>();
    for (Code code : codes) {
      for (Code.Statement s : code.statementSpans()) {
        add(found, code, s.pc(), s.start(), s.end());
      }
      for (int pc = 0; pc < code.length(); pc++) {
        if (isCall(code, pc)) {
          add(found, code, firstWithin(code, pc), code.spanStart(pc), code.spanEnd(pc));
        }
      }
    }
    return found.values().stream().filter(p -> isBefore(fromLine, fromColumn, p.line, p.column) && isBefore(p.line, p.column, toLine, toColumn)).toList();
  }

  private static boolean isBefore(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || line == otherLine && column <= otherColumn;
  }

  private void add(TreeMap<Long, Place> found, Code code, int pc, int start, int end) {
    Source source = code.source();
    int line = line(code, start);
    if (line == 0) {
      return;
    }
    int column = texts.column(source, start);
    var place = found.computeIfAbsent((long) line << 32 | column,
        s -> new Place(line, column, texts.line(source, end), texts.column(source, end), new ArrayList<>()));
    var position = new LoadedCode.Position(code, pc);
    if (place.positions.stream().noneMatch(p -> p.code() == code)) {
      place.positions.add(position);
    }
  }

  /** Whether the program has a call there; that of a loop which stands for a chain of calls is none. */
  static boolean isCall(Code code, int pc) {
    return switch (code.op(pc)) {
      case CALL, CALL_METHOD, NEW, TAIL_CALL, TAIL_CALL_VALUE -> true;
      case CALL_VALUE -> pc < 2 || code.op(pc - 2) != Op.MAKE_FUNCTION || !code.code(code.operand(pc - 2)).isFused();
      default -> false;
    };
  }

  /** The statement in which an instruction lies begins here. */
  static int startOfStatement(Code code, int pc) {
    int start = 0;
    for (Code.Statement s : code.statementSpans()) {
      if (s.pc() <= pc) {
        start = s.pc();
      }
    }
    return start;
  }

  /** The next statement begins here, or the code ends. */
  static int endOfStatement(Code code, int pc) {
    for (Code.Statement s : code.statementSpans()) {
      if (s.pc() > pc) {
        return s.pc();
      }
    }
    return code.length();
  }

  /** The first instruction of the form to which the call belongs: a stop there is before its arguments are evaluated. */
  private static int firstWithin(Code code, int call) {
    int pc = call;
    while (pc > 0 && code.spanStart(pc - 1) >= code.spanStart(call) && code.spanEnd(pc - 1) <= code.spanEnd(call)) {
      pc--;
    }
    return pc;
  }

  /** The place of the line that begins at the column, else the last one before it, else the first of the line. */
  Place atColumn(int line, int column) {
    List<Place> all = between(line, 1, line, Integer.MAX_VALUE);
    return all.stream().filter(p -> p.column <= column).max(Comparator.comparingInt(Place::column)).orElseGet(() -> all.get(0));
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
