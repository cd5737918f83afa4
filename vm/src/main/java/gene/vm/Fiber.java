// One thread of Gene code: a contiguous stack in two lanes and a record for each suspended call.
package gene.vm;

import gene.bytecode.Op;
import gene.data.NanBox;
import gene.data.Raise;
import gene.data.Special;
import java.util.Arrays;

/**
 * The running frame's registers are `fn pc base sp`; those of its callers lie in records of four numbers and a function. A frame
 * is the window `[base, base + slots)` for its variables and what lies above for its operands. Above `sp` the reference lane is
 * null, and below it is set only where the word is REF or CELL.
 */
public final class Fiber {
  /** 32 million words: 256 MB and the reference lane beside it. */
  static final int MOST_WORDS = 1 << 25;
  static final int MOST_FRAMES = 1 << 18;
  /** A stack of so many frames may come from calls in tail position. */
  private static final int DEEP = 4096;
  /** Each frame of evaluated code has code of its own, so that these are dear. */
  static final int MOST_FRAMES_BELOW_EVALUATION = 100_000;
  /** Generators that consume each other; each has stacks of its own. */
  static final int MOST_NESTED = 20_000;
  static final int STRIDE = 4;
  static final int PC = 0;
  static final int BASE = 1;
  static final int DEST = 2;

  enum State { READY, RUNNING, SUSPENDED, DONE }

  final Vm vm;
  final String name;
  long[] words = new long[64];
  Object[] refs = new Object[64];
  int sp;
  int pc;
  int base;
  /** Where the running frame's result goes, in its caller's window. */
  int dest;
  Function fn;
  Function[] callers = new Function[8];
  int[] records = new int[8 * STRIDE];
  int depth;
  /** The depth at which sites are marked next. */
  private int deep = DEEP;
  /** `$ex`; void outside of the clauses of a body that runs on a fiber of its own: then it is that of whoever resumed it. */
  Object exception = Special.NIL;
  State state = State.READY;
  /** Who gets the yielded values: the fiber that resumed this generator. */
  Fiber resumer;
  /** How many fibers wait for this one in a row. */
  int nesting;
  /** The generator whose body this is; null otherwise. */
  Generator generator;
  /** Whose turn this is; null for all tasks but actors' turns. */
  Actor actor;
  /** The future that the end of this fiber completes; null otherwise. */
  Future future;
  /** The fiber whose call started this one, until the arguments are bound; where the call's result goes there. */
  Fiber starter;
  int starterDest;
  Object result = Special.NIL;
  /** Of an asynchronous body that starts during the call: who called it, until it waits for the first time or ends. */
  Fiber caller;
  /** What the fiber waits for, and the timer of that wait; null when it does not wait, or has no timeout. */
  Future awaited;
  Timers.Timer timer;
  /** Of a task: the fiber of it that has waited last, its own or that of a generator. */
  Fiber waiter;
  /** Of a task whose future was cancelled while it did not wait: what its next wait raises. */
  ExceptionInstance cancelledWith;
  /** What a suspended `await` raises when the fiber goes on; null when it has a value. */
  ExceptionInstance wakeWith;
  /** The exception that ended it; null while none has. */
  ExceptionInstance failure;

  // Between compiled code and what runs it
  /** How the innermost compiled call came back: a status of {@link JitCode}. */
  int left;
  long resultWord;
  Object resultRef;
  /** No compiled function begins at a greater `depth`. */
  int deepest;
  /** Nested calls in tail position. */
  int tails;
  /** What an instruction has raised while its frame was in compiled code. */
  RuntimeException pending;
  /** The fiber to go on with, null for none, when an instruction performed for compiled code has `changed` it. */
  Fiber next;
  boolean changed;

  Fiber(Vm vm, String name) {
    this.vm = vm;
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** Makes the function the first frame; its arguments, if any, are put into its slots afterwards. */
  void start(Function function) {
    fn = function;
    reserve(function.state.prepare().need);
    for (int i = 0; i < function.state.slots; i++) {
      words[i] = NanBox.ABSENT;
    }
    sp = function.state.slots;
  }

  /** The number of suspended calls below the running one. */
  public int depth() {
    return depth;
  }

  /** The fiber that waits for this one: its starter or caller, or the consumer of a generator; null when nobody does. */
  public Fiber below() {
    return starter != null ? starter : generator != null && generator.running ? resumer : caller;
  }

  /** The fiber of the task in which this one runs: the end of the row of those that wait for it. */
  Fiber task() {
    Fiber at = this;
    while (at.caller == null && at.below() != null) {
      at = at.below();
    }
    return at;
  }

  Object presentException() {
    Fiber at = this;
    while (at.exception == Special.VOID && at.below() != null) {
      at = at.below();
    }
    return at.exception == Special.VOID ? Special.NIL : at.exception;
  }

  // Stack

  void push(Object boxed) {
    long w = NanBox.wordOf(boxed);
    push(w, w == NanBox.REF ? boxed : null);
  }

  void push(long word, Object ref) {
    words[sp] = word;
    if (word == NanBox.REF) {
      refs[sp] = ref;
    }
    sp++;
  }

  Object pop() {
    Object v = peek(0);
    drop(1);
    return v;
  }

  /** The boxed value `below` the top. */
  Object peek(int below) {
    int i = sp - 1 - below;
    return NanBox.box(words[i], refs[i]);
  }

  void drop(int count) {
    for (int i = 0; i < count; i++) {
      refs[--sp] = null;
    }
  }

  /** Replaces the topmost `count` values by one, and goes on to the next instruction. */
  void replace(int count, Object result) {
    drop(count);
    push(result);
    pc++;
  }

  void replace(int count, long word, Object ref) {
    drop(count);
    push(word, ref);
    pc++;
  }

  void set(int index, long word, Object ref) {
    words[index] = word;
    refs[index] = word == NanBox.REF ? ref : null;
  }

  void set(int index, Object boxed) {
    long w = NanBox.wordOf(boxed);
    set(index, w, w == NanBox.REF ? boxed : null);
  }

  Object at(int index) {
    return NanBox.box(words[index], refs[index]);
  }

  void reserve(int words) {
    if (words > this.words.length) {
      grow(words);
    }
  }

  /** How many words compiled functions may use: half of all, so that leaving them never overflows the stack. */
  int room() {
    return Math.min(words.length, MOST_WORDS / 2);
  }

  /** Control enters compiled code from the interpreter's frame at `level`. */
  void nestsFrom(int level) {
    deepest = Math.min(level + Jit.MOST_NESTED, MOST_FRAMES - 1);
  }

  private void grow(int atLeast) {
    if (atLeast > MOST_WORDS) {
      throw overflow();
    }
    int capacity = Math.min(MOST_WORDS, Math.max(atLeast, words.length * 2));
    words = Arrays.copyOf(words, capacity);
    refs = Arrays.copyOf(refs, capacity);
  }

  static Raise overflow() {
    return Raise.runtime("Stack overflow");
  }

  // Frames

  /** Makes `callee` the running frame, its arguments already in place from `newBase` on; the caller goes on at `returnPc`. */
  void enter(Function callee, int newBase, int newDest, int arguments, int returnPc) {
    int d = depth;
    if (d == callers.length) {
      growRecords();
    }
    CodeState cs = callee.state.prepare();
    reserve(newBase + cs.need);
    callers[d] = fn;
    int at = d * STRIDE;
    records[at + PC] = returnPc;
    records[at + BASE] = base;
    records[at + DEST] = dest;
    depth = d + 1;
    for (int i = newBase + arguments; i < newBase + cs.slots; i++) {
      words[i] = NanBox.ABSENT;
    }
    fn = callee;
    base = newBase;
    dest = newDest;
    sp = newBase + cs.slots;
    pc = 0;
    if (--cs.heat < 0) {
      vm.heated(this, cs);
    }
  }

  /** Makes `callee` the running frame in place of the present one; its arguments, receiver first, lie from `from` on. */
  void replaceFrame(Function callee, int from, int arguments) {
    CodeState cs = callee.state.prepare();
    int to = Math.max(base, dest);
    if (vm.recorder != null) {
      vm.recorder.willOverwrite(this, Math.min(base, Math.max(dest, 0)), sp);
    }
    System.arraycopy(words, from, words, to, arguments);
    System.arraycopy(refs, from, refs, to, arguments);
    Arrays.fill(refs, Math.min(base, dest), to, null);
    Arrays.fill(refs, to + arguments, Math.max(sp, to + arguments), null);
    reserve(to + cs.need);
    Arrays.fill(words, to + arguments, to + cs.slots, NanBox.ABSENT);
    fn = callee;
    base = to;
    sp = to + cs.slots;
    pc = 0;
  }

  /** Room for the record of the caller at `level`. */
  void reserveRecords(int level) {
    if (level >= callers.length) {
      int length = Math.max(level + 1, Math.min(callers.length * 2, MOST_FRAMES));
      callers = Arrays.copyOf(callers, length);
      records = Arrays.copyOf(records, length * STRIDE);
    }
  }

  void growRecords() {
    if (depth >= MOST_FRAMES) {
      throw overflow();
    }
    markDeep();
    callers = Arrays.copyOf(callers, depth * 2);
    records = Arrays.copyOf(records, depth * 2 * STRIDE);
  }

  /** Sites of method calls deep in the stack are asked from now on whether they are in tail position. */
  void markDeep() {
    if (depth < deep) {
      return;
    }
    deep = depth * 2;
    for (int level = 1; level <= depth; level++) {
      // A frame that compiled code has not written yet may have no record.
      if (function(level) != null && function(level).state.code.op(pc(level)) == Op.CALL_METHOD) {
        var c = (CallCache) function(level).state.caches[function(level).state.operands[pc(level)]];
        if (!c.deep && function(level).state.jit != null) {
          vm.jit.retire(function(level).state);
        }
        c.deep = true;
        c.direct = null;
      }
    }
  }

  /** Drops the running frame and everything above `dest`; the caller's registers are back, its `sp` at `dest`. */
  void leave() {
    if (vm.recorder != null) {
      vm.recorder.willLeave(this);
    }
    for (int i = Math.max(dest, 0); i < sp; i++) {
      refs[i] = null;
    }
    sp = Math.max(dest, 0);
    depth--;
    int at = depth * STRIDE;
    fn = callers[depth];
    pc = records[at + PC];
    base = records[at + BASE];
    dest = records[at + DEST];
  }

  /** The same, with the result on top. */
  void leave(long word, Object ref) {
    int to = dest;
    for (int i = sp - 1; i >= to; i--) {
      if (!NanBox.isPlain(words[i])) {
        refs[i] = null;
      }
    }
    words[to] = word;
    if (word == NanBox.REF) {
      refs[to] = ref;
    }
    sp = to + 1;
    int d = --depth;
    int at = d * STRIDE;
    fn = callers[d];
    pc = records[at + PC];
    base = records[at + BASE];
    dest = records[at + DEST];
  }

  /** Whether the running frame is the first. */
  boolean isBottom() {
    return depth == 0;
  }

  /** After endless recursion: gives back what the stack does not need any more. */
  void shrink() {
    deep = Math.max(DEEP, Math.min(deep, depth * 2));
    if (callers.length > DEEP && depth < callers.length / 8) {
      callers = Arrays.copyOf(callers, Math.max(8, depth * 2));
      records = Arrays.copyOf(records, callers.length * STRIDE);
      int room = sp + fn.state.need;
      words = Arrays.copyOf(words, room);
      refs = Arrays.copyOf(refs, room);
    }
  }

  // Reading frames from outside; level 0 is the running one.

  Function function(int level) {
    return level == 0 ? fn : callers[depth - level];
  }

  /** The instruction that the frame has reached: for a caller, its call. */
  int pc(int level) {
    return level == 0 ? pc : records[(depth - level) * STRIDE + PC] - 1;
  }

  int base(int level) {
    return level == 0 ? base : records[(depth - level) * STRIDE + BASE];
  }

  /** Where the frame's operands end: the callee's window starts there. */
  int top(int level) {
    return level == 0 ? sp : dest(level - 1);
  }

  private int dest(int level) {
    return level == 0 ? dest : records[(depth - level) * STRIDE + DEST];
  }
}
