// What one VM keeps about a Code: its opcodes to patch, inline caches, constants as words. It dies with the VM.
package gene.vm;

import gene.bytecode.Code;
import gene.bytecode.Op;
import gene.bytecode.Site;
import gene.data.Cell;
import gene.data.NanBox;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A program has many functions that are never called, so a state is a few numbers until {@link #prepare}. The interpreter's fast
 * paths enter only what has a {@link #simpleCount}, which is -1 before; all other ways into a frame prepare.
 */
final class CodeState {
  /** Instructions that a fused opcode of {@link Quickener} may stand for. */
  private static final int LONGEST_RUN = 6;

  Code code;
  int parameters;
  boolean simple;
  private boolean traced;
  private boolean watched;
  private boolean recorded;
  private boolean notesReturns;
  /** Where somebody wants to stop, counted for the compiler's thread. */
  private volatile int traps;
  private final BitSet stops = new BitSet();
  /** Quickened, and with traps patched in; `code` still has the published instructions. */
  byte[] ops;
  byte[] quick;
  /** What runs behind a trap: one opcode for each published instruction, none fused. */
  byte[] plain;
  int[] operands;
  long[] constantWords;
  Object[] constantRefs;
  /** By site index. */
  Object[] caches;
  CodeState[] nested;
  int slots;
  /** Words that a frame needs: slots and the deepest operand stack, with room for what a call adds. */
  int need;
  /** The number of parameters when they need no binding and the state is prepared, else -1. */
  int simpleCount = -1;
  /** Whether `return` in a block may leave its frame, which therefore no tail call takes over. */
  boolean marksReturn;
  private int[] argumentChecks;
  /** For a constructor that only puts parameters into fields: how `new` does that by itself. Null otherwise, and while anybody watches. */
  FieldCopies copies;

  // For the compiler to JVM code
  /** Calls and turns of loops until it is asked; never while somebody watches. */
  int heat;
  private final int firstHeat;
  volatile JitCode jit;
  private JitEntry entry;
  /** By the pc of the loop's head. */
  volatile JitCode[] loops;
  int versions;
  /** How often a generator of this code has gone on in the interpreter. */
  int resumes;
  int exits;
  int refusals;
  final OnlyCaptures captures = new OnlyCaptures();
  private byte[] seen;
  private BitSet noted;

  CodeState(Code code, boolean traced, boolean watched, int heat) {
    this.code = code;
    this.parameters = code.params().size();
    this.simple = code.isSimple();
    this.traced = traced;
    this.watched = watched;
    this.heat = traced ? Integer.MAX_VALUE : heat;
    this.firstHeat = heat;
  }

  /** Makes it ready to run. */
  CodeState prepare() {
    if (ops == null) {
      plain = Quickener.quicken(code, false);
      quick = quickened();
      operands = code.operands();
      constantWords = new long[code.constantCount()];
      constantRefs = new Object[code.constantCount()];
      for (int i = 0; i < constantWords.length; i++) {
        constantWords[i] = NanBox.wordOf(code.constant(i));
        constantRefs[i] = constantWords[i] == NanBox.REF ? code.constant(i) : null;
      }
      caches = InlineCaches.of(code);
      nested = new CodeState[code.codeCount()];
      slots = code.slots();
      need = slots + code.maxStack() + 4;
      for (int pc = 0; pc < code.length(); pc++) {
        marksReturn |= code.op(pc) == Op.NEW_TOKEN;
      }
      copies = isWatched() ? null : FieldCopies.of(code);
      ops = quick.clone();
      simpleCount = simple ? parameters : -1;
      if (traced) {
        trapAll();
      }
      if (watched) {
        watch();
      }
    }
    return this;
  }

  /**
   * Runs another code from now on, with which every function that has this state goes on. What it was becomes the state that is
   * given, for frames that are in the middle of the old code. Nobody has traps here.
   */
  CodeState exchange(Code now) {
    uncompile();
    var old = new CodeState(code, traced, watched, firstHeat);
    old.recorded = recorded;
    boolean prepared = ops != null;
    code = now;
    parameters = now.params().size();
    simple = now.isSimple();
    ops = null;
    simpleCount = -1;
    marksReturn = false;
    argumentChecks = null;
    seen = null;
    versions = 0;
    exits = 0;
    refusals = 0;
    heat = recorded || watched || traced ? Integer.MAX_VALUE : firstHeat;
    if (prepared) {
      old.prepare();
      prepare();
    }
    return old;
  }

  /** Goes on with a code that differs in nothing but the places in its text. */
  void shift(Code now) {
    code = now;
  }

  boolean isWatched() {
    return watched || traced || recorded || traps > 0;
  }

  byte seen(int pc) {
    return seen == null ? 0 : seen[pc];
  }

  /** Whether this version of the compiled code has left at `pc` before: more of the same says nothing new. */
  boolean isNoted(int pc) {
    if (noted == null) {
      noted = new BitSet();
    }
    boolean before = noted.get(pc);
    noted.set(pc);
    return before;
  }

  void forgetNotes() {
    noted = null;
  }

  void seen(int pc, byte what) {
    if (seen == null) {
      seen = new byte[code.length()];
    }
    seen[pc] = what;
  }

  /** Where the last loop ends; -1 when there is none. */
  int lastLoop() {
    int pc = code.length() - 1;
    while (pc >= 0 && code.op(pc) != Op.LOOP) {
      pc--;
    }
    return pc;
  }

  /** The checks of typed parameters, each behind the instruction that loads its parameter. */
  int[] argumentChecks() {
    if (argumentChecks == null) {
      argumentChecks = IntStream.range(0, code.length()).filter(pc -> code.op(pc) == Op.CHECK_TYPE
          && ((Site.Type) code.site(code.operand(pc))).boundary() == Site.Boundary.ARGUMENT).toArray();
    }
    return argumentChecks;
  }

  /** A function with these variables is made. Compiled code may rely on their being the only ones. */
  synchronized void capture(Cell[] made) {
    if (captures.meet(made) && (jit != null || loops != null)) {
      recompile();
    }
  }

  private boolean isEntered(byte[] parameters, byte result) {
    return entry != null && entry.result == result && Arrays.equals(entry.parameters, parameters);
  }

  /** What callers that are linked to the function may have relied on. */
  synchronized int height(byte[] parameters, byte result) {
    return isEntered(parameters, result) ? entry.height : JitUnit.UNBOUNDED;
  }

  /** The way into compiled code: the one there was, with all its callers, when it is of the same kind. */
  synchronized JitEntry entry(byte[] parameters, byte result, MethodType type) {
    if (!isEntered(parameters, result)) {
      entry = new JitEntry(this, parameters, result, type);
    }
    return entry;
  }

  /** Takes over what the compiler's thread has made; false when somebody has begun to watch meanwhile. */
  synchronized boolean install(JitCode code, BooleanSupplier isValid) {
    if (isWatched() || !isValid.getAsBoolean()) {
      code.entry.retire();
      return false;
    }
    jit = code;
    return true;
  }

  synchronized boolean installLoop(int head, JitCode code, BooleanSupplier isValid) {
    if (isWatched() || !isValid.getAsBoolean()) {
      return false;
    }
    if (loops == null) {
      loops = new JitCode[this.code.length()];
    }
    loops[head] = code;
    return true;
  }

  /** From now on it is interpreted. */
  private synchronized void uncompile() {
    JitCode code = jit;
    jit = null;
    loops = null;
    heat = Integer.MAX_VALUE;
    if (code != null) {
      code.entry.retire();
    }
  }

  /** What is compiled is given up, to be made anew when it is hot again. */
  void recompile() {
    uncompile();
    heat = firstHeat;
  }

  /** From now on every write to a local variable is reported: the plain stores go out of line, and nothing is fused. */
  void watch() {
    watched = true;
    copies = null;
    uncompile();
    if (ops == null) {
      return;
    }
    for (int pc = 0; pc < ops.length; pc++) {
      Op op = code.op(pc);
      boolean store = op == Op.STORE_LOCAL || op == Op.INIT_LOCAL;
      if (store) {
        plain[pc] = (byte) Quickener.WATCHED_STORE;
      }
      quick[pc] = plain[pc];
      if (ops[pc] != Op.TRAP.code()) {
        ops[pc] = quick[pc];
      }
    }
  }

  /** Runs interpreted, and only what the recording loop knows; or, when recording has ended, as before. */
  void record(boolean on) {
    recorded = on;
    if (on) {
      copies = null;
      uncompile();
    }
    if (ops != null) {
      quick = quickened();
      patch();
    }
    letCompile();
  }

  private byte[] quickened() {
    if (watched) {
      return plain.clone();
    } else if (recorded) {
      return Quickener.forRecording(code);
    }
    byte[] made = Quickener.quicken(code, true);
    if (notesReturns) {
      Quickener.noteReturns(made);
    }
    return made;
  }

  /** Whether returns leave notes for a profiler; what was compiled is compiled anew. */
  void noteReturns(boolean on) {
    notesReturns = on;
    if (ops != null) {
      quick = quickened();
      patch();
    }
    uncompile();
    letCompile();
  }

  /** Stops before every instruction. */
  void trapAll() {
    traced = true;
    copies = null;
    uncompile();
    if (ops != null) {
      patch();
    }
  }

  /** Undoes {@link #trapAll}. */
  void untrapAll() {
    if (traced) {
      traced = false;
      if (ops != null) {
        patch();
      }
      letCompile();
    }
  }

  /** Stops before the instruction. */
  void trap(int pc) {
    prepare();
    copies = null;
    if (!stops.get(pc)) {
      stops.set(pc);
      synchronized (this) {
        traps++;
      }
      uncompile();
      stop(pc);
    }
  }

  void untrap(int pc) {
    prepare();
    if (stops.get(pc)) {
      stops.clear(pc);
      synchronized (this) {
        traps--;
      }
      if (traps == 0) {
        patch();
      } else if (!traced) {
        ops[pc] = plain[pc];
      }
      letCompile();
    }
  }

  private void stop(int pc) {
    ops[pc] = Op.TRAP.code();
    // A run that is fused must not go on over it.
    for (int p = Math.max(0, pc - LONGEST_RUN + 1); p < pc; p++) {
      if (ops[p] != Op.TRAP.code()) {
        ops[p] = plain[p];
      }
    }
  }

  private void patch() {
    if (traced) {
      Arrays.fill(ops, Op.TRAP.code());
      return;
    }
    System.arraycopy(quick, 0, ops, 0, ops.length);
    for (int pc = stops.nextSetBit(0); pc >= 0; pc = stops.nextSetBit(pc + 1)) {
      stop(pc);
    }
  }

  /** Nobody watches any more: it runs as fast as before. */
  private void letCompile() {
    if (!isWatched()) {
      heat = firstHeat;
      versions = 0;
      copies = ops == null ? null : FieldCopies.of(code);
    }
  }
}
