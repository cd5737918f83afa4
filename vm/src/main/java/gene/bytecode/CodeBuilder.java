// Collects the instructions of one function; patches jumps, computes the stack depth.
package gene.bytecode;

import gene.source.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

public final class CodeBuilder {
  final String name;
  final Code.Kind kind;
  final Source source;
  final int start;
  final int end;
  private byte[] ops = new byte[32];
  private int[] operands = new int[32];
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private int size;
  final List<Object> constants = new ArrayList<>();
  private final Map<Object, Integer> constantIndex = new HashMap<>();
  final List<Site> sites = new ArrayList<>();
  final List<Code> codes = new ArrayList<>();
  final List<Code.Handler> handlers = new ArrayList<>();
  final List<Code.LocalVar> locals = new ArrayList<>();
  final List<Code.Param> params = new ArrayList<>();
  final List<Code.Capture> captures = new ArrayList<>();
  final List<Code.Statement> statements = new ArrayList<>();
  int slots;
  private int maxStack = -1;
  boolean macro;
  boolean generator;
  boolean async;
  int definitionsEnd = -1;
  Code.Metadata metadata;
  private int spanStart;
  private int spanEnd;
  private int[] statementPcs;
  Supplier<Code.Places> placesLater;

  public CodeBuilder(String name, Code.Kind kind, Source source, int start, int end) {
    this.name = name;
    this.kind = kind;
    this.source = source;
    this.start = start;
    this.end = end;
    this.spanStart = start;
    this.spanEnd = end;
  }

  /** The absolute span that the next instructions belong to. */
  public void at(int from, int to) {
    spanStart = from;
    spanEnd = to;
  }

  public int spanStart() {
    return spanStart;
  }

  public int spanEnd() {
    return spanEnd;
  }

  public int emit(Op op) {
    return emit(op, 0);
  }

  public int emit(Op op, int operand) {
    if (size == ops.length) {
      ops = Arrays.copyOf(ops, size * 2);
      operands = Arrays.copyOf(operands, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    ops[size] = op.code();
    operands[size] = operand;
    starts[size] = spanStart;
    ends[size] = spanEnd;
    return size++;
  }

  public int emit(Op op, Site site) {
    sites.add(site);
    return emit(op, sites.size() - 1);
  }

  public int emitConst(Op op, Object value) {
    return emit(op, constant(value));
  }

  public int emitCode(Op op, Code code) {
    codes.add(code);
    return emit(op, codes.size() - 1);
  }

  public int codeCount() {
    return codes.size();
  }

  private int constant(Object value) {
    // A float and an int that are equal as numbers are different constants, and so are 0.0 and -0.0: Java's equals agrees.
    Integer known = constantIndex.putIfAbsent(value, constants.size());
    if (known == null) {
      constants.add(value);
    }
    return known == null ? constants.size() - 1 : known;
  }

  public int here() {
    return size;
  }

  /** Lets the jump at `pc` go to the next instruction. */
  public void patch(int pc) {
    operands[pc] = size;
  }

  public void patchSite(int pc, Site site) {
    sites.set(operands[pc], site);
  }

  /** A statement with this absolute span starts at the next instruction; of several that start there the last counts. */
  public void statement(int from, int to) {
    if (!statements.isEmpty() && statements.get(statements.size() - 1).pc() == size) {
      statements.remove(statements.size() - 1);
    }
    statements.add(new Code.Statement(size, from, to));
  }

  /** What follows is where `return` of a block goes on. */
  public void landing() {
    tableEntry(0, 0, here(), 0);
  }

  /** An entry of the exception table as it stands in compiled code; {@link #landing} makes one with an empty region. */
  public void tableEntry(int from, int to, int handler, int depth) {
    handlers.add(new Code.Handler(from, to, handler, depth));
  }

  /** The handlers of inner regions must be added before those of outer ones. */
  public void handler(int from, int to, int handler, int depth) {
    if (from < to) {
      tableEntry(from, to, handler, depth);
    }
  }

  public void local(Code.LocalVar v) {
    locals.add(v);
  }

  public void param(Code.Param p) {
    params.add(p);
  }

  public void capture(Code.Capture c) {
    captures.add(c);
  }

  /** A module's definitions end here: what follows are its statements. */
  public void definitionsEnd(int pc) {
    definitionsEnd = pc;
  }

  public void definitionsEnd() {
    definitionsEnd = here();
  }

  public void slots(int count) {
    slots = count;
  }

  public void flags(boolean isMacro, boolean isGenerator, boolean isAsync) {
    macro = isMacro;
    generator = isGenerator;
    async = isAsync;
  }

  public void metadata(Code.Metadata data) {
    metadata = data;
  }

  /** For code that was compiled before: all instructions at once, and where statements begin; the arrays are taken over. */
  public void instructions(byte[] allOps, int[] allOperands, int[] statementStarts) {
    ops = allOps;
    operands = allOperands;
    size = allOps.length;
    statementPcs = statementStarts;
  }

  /** For code that was compiled before: its places are found when they are first asked for. */
  public void places(Supplier<Code.Places> finder) {
    placesLater = finder;
  }

  /** For code that was compiled before: further parts of the pools that operands count in. */
  public void constantAt(Object value) {
    constants.add(value);
  }

  public void siteAt(Site site) {
    sites.add(site);
  }

  public void codeAt(Code code) {
    codes.add(code);
  }

  public Op op(int pc) {
    return Op.of(ops[pc]);
  }

  /** A code with the instructions emitted so far. */
  public Code build() {
    Code code = build(() -> { });
    code.prepare();
    return code;
  }

  /** A code whose instructions are emitted, by `emission`, when they are first needed; parameters and captures are given before. */
  public Code build(Runnable emission) {
    return new Code(this, new Code.Parts() {
      @Override
      public Code.Head head() {
        return new Code.Head(params, metadata);
      }

      @Override
      public CodeBuilder body() {
        emission.run();
        return CodeBuilder.this;
      }
    });
  }

  /** Whether arguments need no binding beyond a count. */
  boolean isSimple() {
    boolean plain = !generator && !async;
    for (Code.Param p : params) {
      plain &= p.kind() == Code.ParamKind.POSITIONAL && p.required();
    }
    return plain;
  }

  byte[] ops() {
    return ops.length == size ? ops : Arrays.copyOf(ops, size);
  }

  int[] operands() {
    return operands.length == size ? operands : Arrays.copyOf(operands, size);
  }

  int[] statementPcs() {
    if (statementPcs != null) {
      return statementPcs;
    }
    var pcs = new int[statements.size()];
    for (int i = 0; i < pcs.length; i++) {
      pcs[i] = statements.get(i).pc();
    }
    return pcs;
  }

  Code.Places places() {
    return new Code.Places(Arrays.copyOf(starts, size), Arrays.copyOf(ends, size), locals, statements);
  }

  /** The deepest operand stack; throws IllegalStateException when there is none that all ways agree on. */
  int maxStack() {
    if (maxStack < 0) {
      maxStack = StackDepth.of(ops(), operands(), sites, handlers).max();
    }
    return maxStack;
  }
}
