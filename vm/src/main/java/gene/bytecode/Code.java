// A compiled function: immutable, shared by all VMs. Each VM keeps what changes about it in a CodeState of its own.
package gene.bytecode;

import gene.source.Source;
import java.util.List;
import java.util.function.Supplier;

public final class Code {
  /** The name of a function that is a chain of calls in one loop. */
  public static final String FUSED = "<fused>";

  public enum Kind { MODULE, BODY, FUNCTION, BLOCK, METHOD, CTOR, EVAL }

  /**
   * An exception thrown at `from <= pc < to` goes on at `handler` with this operand-stack depth, the exception pushed. An empty
   * range is no handler: there a value that `return` of a block brings to the function goes on.
   */
  public record Handler(int from, int to, int handler, int depth) {}

  /** A variable is in the slot while `from <= pc < to`; `cell` when the slot holds its cell. */
  public record LocalVar(String name, int slot, int from, int to, boolean cell, boolean constant) {}

  /** Where a closure finds a captured variable when it is made: in a slot of the maker, or among its captures. */
  public record Capture(String name, boolean fromSlot, int index, boolean constant) {}

  /** A statement begins at the instruction; its absolute span. */
  public record Statement(int pc, int start, int end) {}

  public enum ParamKind { POSITIONAL, REST, KEYWORD, KEYWORD_REST }

  public record Param(ParamKind kind, String name, int slot, boolean required, String type) {}

  private final String name;
  private final Kind kind;
  private final Source source;
  private final int start;
  private final int end;
  private final List<Capture> captures;
  private final boolean macro;
  private final boolean generator;
  private final boolean async;
  private final int definitionsEnd;
  private final boolean simple;
  private volatile Head head;
  /** What the rest is made of; null once the body is there. */
  private Parts parts;
  private volatile Body body;

  /** What calls never need: documentation and examples. `examples` is a datum to copy, null without. */
  public record Metadata(String intent, Object examples, String signature) {}

  /** What defining a function does not need, but calling it may. @param metadata null without */
  public record Head(List<Param> params, Metadata metadata) {
    public Head {
      params = List.copyOf(params);
    }
  }

  /** Makes what belongs to a code when it is first asked for. */
  public interface Parts {
    /** Several threads may ask: what they get is the same. */
    Head head();

    /** Asked for once. */
    CodeBuilder body();
  }

  /** Where instructions, variables and statements are in the source: what faults, debuggers and evaluated code need. */
  public record Places(int[] starts, int[] ends, List<LocalVar> locals, List<Statement> statements) {
    public Places {
      locals = List.copyOf(locals);
      statements = List.copyOf(statements);
    }
  }

  /** What only running needs: a function that is never called never gets one. */
  static final class Body {
    final byte[] ops;
    final int[] operands;
    final Object[] constants;
    final Site[] sites;
    final Code[] codes;
    final List<Handler> handlers;
    final int[] statements;
    final int slots;
    final int maxStack;
    private final Supplier<Places> placesLater;
    private volatile Places places;

    private Body(CodeBuilder b) {
      ops = b.ops();
      operands = b.operands();
      constants = b.constants.toArray();
      sites = b.sites.toArray(new Site[0]);
      codes = b.codes.toArray(new Code[0]);
      handlers = List.copyOf(b.handlers);
      slots = b.slots;
      maxStack = b.maxStack();
      statements = b.statementPcs();
      placesLater = b.placesLater;
      places = placesLater == null ? b.places() : null;
    }

    /** Several threads may read them for the first time: what they get is the same. */
    Places places() {
      Places p = places;
      if (p == null) {
        p = placesLater.get();
        places = p;
      }
      return p;
    }
  }

  Code(CodeBuilder b, Parts parts) {
    this(b.name, b.kind, b.source, b.start, b.end, b.macro, b.generator, b.async, b.isSimple(), b.definitionsEnd, b.captures, parts);
  }

  /** For code that was compiled before. */
  public Code(String name, Kind kind, Source source, int start, int end, boolean macro, boolean generator, boolean async, boolean simple,
      int definitionsEnd, List<Capture> captures, Parts parts) {
    this.name = name;
    this.kind = kind;
    this.source = source;
    this.start = start;
    this.end = end;
    this.macro = macro;
    this.generator = generator;
    this.async = async;
    this.simple = simple;
    this.definitionsEnd = definitionsEnd;
    this.captures = List.copyOf(captures);
    this.parts = parts;
  }

  /** Makes the body now. */
  public void prepare() {
    body();
  }

  /** The instructions and what belongs to them, compiled when they are first asked for. */
  Body body() {
    Body b = body;
    return b != null ? b : finish();
  }

  /** Functions of one file may be compiled by several threads, one at a time: the nodes they are made of know each other. */
  private Body finish() {
    synchronized (source) {
      if (body == null) {
        Body made = new Body(parts.body());
        head();
        body = made;
        parts = null;
      }
      return body;
    }
  }

  private Head head() {
    Head h = head;
    if (h == null) {
      synchronized (source) {
        h = head;
        if (h == null) {
          h = parts.head();
          head = h;
        }
      }
    }
    return h;
  }

  /** Empty for an anonymous function. */
  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public Source source() {
    return source;
  }

  /** The absolute span of the whole definition. */
  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  public int length() {
    return body().ops.length;
  }

  public Op op(int pc) {
    return Op.of(body().ops[pc]);
  }

  public int operand(int pc) {
    return body().operands[pc];
  }

  /** The absolute offset of the form that an instruction comes from. */
  public int spanStart(int pc) {
    return body().places().starts()[pc];
  }

  public int spanEnd(int pc) {
    return body().places().ends()[pc];
  }

  /** A copy for a VM to patch. */
  public byte[] copyOps() {
    return body().ops.clone();
  }

  /** The operands themselves; nobody writes them. */
  public int[] operands() {
    return body().operands;
  }

  public Object constant(int index) {
    return body().constants[index];
  }

  public int constantCount() {
    return body().constants.length;
  }

  public Site site(int index) {
    return body().sites[index];
  }

  public int siteCount() {
    return body().sites.length;
  }

  public Code code(int index) {
    return body().codes[index];
  }

  public int codeCount() {
    return body().codes.length;
  }

  public List<Handler> handlers() {
    return body().handlers;
  }

  public List<LocalVar> locals() {
    return body().places().locals();
  }

  /** The pcs at which a statement starts, ascending. */
  public int[] statements() {
    return body().statements.clone();
  }

  /** The statements with what they span, in the order of their pcs. */
  public List<Statement> statementSpans() {
    return body().places().statements();
  }

  /** Local slots; parameters come first, after the receiver of a method. */
  public int slots() {
    return body().slots;
  }

  /** The deepest operand stack. */
  public int maxStack() {
    return body().maxStack;
  }

  public List<Param> params() {
    return head().params();
  }

  public List<Capture> captures() {
    return captures;
  }

  public boolean isFused() {
    return name.equals(FUSED);
  }

  public boolean isMacro() {
    return macro;
  }

  public boolean isGenerator() {
    return generator;
  }

  public boolean isAsync() {
    return async;
  }

  /** Of a module: the pc of its first statement, behind definitions and imports; -1 when it has only these. */
  public int definitionsEnd() {
    return definitionsEnd;
  }

  public boolean isMethod() {
    return kind == Kind.METHOD || kind == Kind.CTOR;
  }

  /** Whether arguments need no binding beyond a count: all positional and required. */
  public boolean isSimple() {
    return simple;
  }

  public Metadata metadata() {
    return head().metadata();
  }

  /** Where `return` of a block goes on in the function around it; -1 when that is left without anything to do. */
  public int landing() {
    for (Handler h : body().handlers) {
      if (h.from() == h.to()) {
        return h.handler();
      }
    }
    return -1;
  }

  /** The innermost handler for an exception at this pc; null when there is none. */
  public Handler handlerAt(int pc) {
    for (Handler h : body().handlers) {
      if (h.from() <= pc && pc < h.to()) {
        return h;
      }
    }
    return null;
  }

  /** `line:column` of an instruction with the source's name. */
  public String place(int pc) {
    return source.place(spanStart(Math.max(0, Math.min(pc, length() - 1))));
  }
}
