// Which statements of a program have been executed, and which ways its conditions went.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.source.Source;
import gene.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A trap stands at the start of each statement until it is reached, and at each conditional jump until it has gone both ways: code
 * that has been seen runs as if nobody watched, interpreted. Installed before the program is loaded; read when it has ended.
 */
public final class Coverage implements DebugHook {
  /** @param executed a statement is executed once it has begun */
  public record Statement(Span span, boolean executed) {}

  /** @param held the condition was true at least once */
  public record Branch(Span span, boolean held, boolean failed) {}

  public record Called(String name, Span span, boolean executed) {}

  /** In order of place. */
  public record File(Source source, List<Statement> statements, List<Branch> branches, List<Called> functions) {}

  private static final int STATEMENT = 1;
  private static final int HELD = 2;
  private static final int FAILED = 4;

  private final Vm vm;
  private final Predicate<Source> wanted;
  private final Map<Code, byte[]> seen = new IdentityHashMap<>();
  private final Set<Code> trapped = Collections.newSetFromMap(new IdentityHashMap<>());

  private Coverage(Vm vm, Predicate<Source> wanted) {
    this.vm = vm;
    this.wanted = wanted;
  }

  /** Installs it; no instructions are fused from now on, or a trap inside of one could be passed over. @param wanted which sources count */
  public static Coverage in(Vm vm, Predicate<Source> wanted) {
    var coverage = new Coverage(vm, wanted);
    vm.setHook(coverage);
    vm.watch();
    return coverage;
  }

  /** Functions that are never called count too, so all codes inside are known from now on. */
  @Override
  public void loaded(Code root) {
    if (root.source() == null || root.kind() == Code.Kind.EVAL || !wanted.test(root.source())) {
      return;
    }
    var work = new ArrayDeque<Code>(List.of(root));
    while (!work.isEmpty()) {
      Code code = work.pop();
      if (seen.putIfAbsent(code, new byte[code.length()]) == null) {
        for (int i = 0; i < code.codeCount(); i++) {
          if (!code.code(i).isFused()) {
            work.push(code.code(i));
          }
        }
      }
    }
    if (trapped.add(root)) {
      for (int pc : root.statements()) {
        vm.trap(root, pc);
      }
      for (int pc = 0; pc < root.length(); pc++) {
        if (isBranch(root, pc)) {
          vm.trap(root, pc);
        }
      }
    }
  }

  private static boolean isBranch(Code code, int pc) {
    Op op = code.op(pc);
    return (op == Op.JUMP_IF_FALSE || op == Op.JUMP_IF_TRUE) && (pc == 0 || code.op(pc - 1) != Op.CAN_FUSE);
  }

  @Override
  public Fiber trapped(Fiber f) {
    Code code = f.fn.state.code;
    byte[] flags = seen.get(code);
    if (flags == null) {
      return f;
    }
    flags[f.pc] |= STATEMENT;
    boolean branch = isBranch(code, f.pc);
    if (branch) {
      flags[f.pc] |= (byte) (Args.isTruthy(f.peek(0)) ? HELD : FAILED);
    }
    if (!branch || (flags[f.pc] & (HELD | FAILED)) == (HELD | FAILED)) {
      vm.untrap(code, f.pc);
    }
    return f;
  }

  /** By file, in the order of their names. */
  public List<File> files() {
    Map<String, List<Code>> bySource = new LinkedHashMap<>();
    seen.keySet().forEach(code -> bySource.computeIfAbsent(code.source().id(), id -> new ArrayList<>()).add(code));
    return bySource.values().stream().map(this::file).sorted(Comparator.comparing(f -> f.source().name())).toList();
  }

  private File file(List<Code> codes) {
    Map<Span, Integer> statements = new LinkedHashMap<>();
    Map<Span, Integer> branches = new LinkedHashMap<>();
    var functions = new ArrayList<Called>();
    for (Code code : codes) {
      byte[] flags = seen.get(code);
      // A `finally` is compiled once for each way that leads through it: any of them counts.
      for (Code.Statement s : code.statementSpans()) {
        statements.merge(new Span(s.start(), s.end()), (int) flags[s.pc()], (a, b) -> a | b);
      }
      boolean called = false;
      for (int pc = 0; pc < flags.length; pc++) {
        called |= flags[pc] != 0;
        if (isBranch(code, pc)) {
          branches.merge(new Span(code.spanStart(pc), code.spanEnd(pc)), (int) flags[pc], (a, b) -> a | b);
        }
      }
      if (code.kind() == Code.Kind.FUNCTION || code.isMethod()) {
        functions.add(new Called(code.name(), new Span(code.start(), code.end()), called));
      }
    }
    Comparator<Span> byPlace = Comparator.comparingInt(Span::start).thenComparingInt(Span::end);
    return new File(codes.get(0).source(),
        statements.entrySet().stream().sorted(Map.Entry.comparingByKey(byPlace)).map(e -> new Statement(e.getKey(), e.getValue() != 0)).toList(),
        branches.entrySet().stream().sorted(Map.Entry.comparingByKey(byPlace)).map(e -> new Branch(e.getKey(), (e.getValue() & HELD) != 0, (e.getValue() & FAILED) != 0)).toList(),
        functions.stream().sorted(Comparator.comparing(Called::span, byPlace)).toList());
  }

  @Override
  public Fiber safepoint(Fiber f) {
    return f;
  }

  @Override
  public void idle(Fiber f) {
    // Nothing runs: nothing is executed.
  }

  @Override
  public Fiber thrown(Fiber f, ExceptionInstance exception, boolean caught) {
    return f;
  }

  @Override
  public void unwound(Fiber f) {
    // A statement that was left early has begun all the same.
  }

  @Override
  public void writesLocal(Fiber f, int slot, Object value) {
    // Statements count, not variables.
  }

  @Override
  public void ended(Fiber f) {
    // What a fiber has executed stays executed.
  }
}
