// When functions and loops are compiled, and when compiled code is given up. One for each VM that has a compiler.
package gene.vm;

import gene.bytecode.Code;
import gene.gir.RunProfile;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * In the mode `on` a daemon thread, "gene-jit", compiles; it ends by itself after a second without work and blocks on nothing else.
 * In the mode `eager` the program's own thread compiles at the first call and the first turn of a loop, for tests.
 */
final class Jit {
  /** Calls nested in compiled code before the stack is written out; a frame of HotSpot's own interpreter may take a kilobyte. */
  static final int MOST_NESTED = 6000;
  private static final int HOT = 2000;
  /** Turns until a loop that has compiled code is asked to run it when it begins anew. */
  private static final int AGAIN = 8;
  /** Turns until a loop asks again for code that is being made. */
  private static final int SOON = 64;
  /** A guard may fail so often before the code is made anew. */
  private static final int MOST_EXITS = 4;
  static final int MOST_VERSIONS = 12;

  private final Vm vm;
  final JitCompiler compiler;
  private final Executor executor;
  final int heat;
  /** Grows when functions get other code: what is being compiled then knows the old one. */
  private volatile int generation;
  private final Set<Object> queued = java.util.Collections.synchronizedSet(new HashSet<>());

  /** What an earlier run saw; null when nothing is known of one. */
  private Predictions predictions;

  Jit(Vm vm, JitCompiler compiler, boolean eager) {
    this.vm = vm;
    this.compiler = compiler;
    // Not at the first call: much evaluated code runs once.
    this.heat = eager ? 1 : HOT;
    this.executor = eager ? Runnable::run : background();
  }

  private static Executor background() {
    var pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
      var thread = new Thread(null, task, "gene-jit", 16 << 20);
      thread.setDaemon(true);
      return thread;
    });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Whether it compiles at the first call. */
  boolean isEager() {
    return heat == 1;
  }

  /**
   * The program is about to run, and an earlier run of it saw this. The first translations take ten times as long as later ones,
   * until HotSpot knows the translator: so it translates what it can already, for nothing, while the program starts.
   */
  void predict(Predictions seen, Code module) {
    predictions = seen;
    RunProfile.Hot first = seen.first();
    submit(seen, () -> seen.find(module, first).ifPresent(code -> rehearse(code, first)));
  }

  private void rehearse(Code code, RunProfile.Hot hot) {
    boolean loop = hot.kinds() == null && !hot.loops().isEmpty();
    byte[] kinds = loop ? ProfileNames.frame(hot.loops().get(0).kinds()) : ProfileNames.parameters(code, hot.kinds());
    int head = loop ? hot.loops().get(0).pc() : -1;
    if (kinds != null && (!loop || Predictions.isHead(code, head, kinds.length))) {
      compiler.compile(new JitUnit(vm, new CodeState(code, false, false, Integer.MAX_VALUE).prepare(), kinds, head, new HashSet<>()));
    }
  }

  /** How often the code may be called before it is hot. */
  int heatOf(Code code) {
    return predictions != null && predictions.covers(code) ? 0 : heat;
  }

  private boolean mayCompile(CodeState cs) {
    Code code = cs.code;
    return cs.versions < MOST_VERSIONS && !cs.isWatched() && !code.isGenerator() && !code.isAsync() && !code.isMacro();
  }

  /** The function has been called often; its arguments lie on the stack from `base` on. */
  void hot(Fiber f, CodeState cs, int base) {
    cs.heat = heat;
    if (foretold(f.fn)) {
      return;
    } else if (!mayCompile(cs) || cs.jit != null) {
      cs.heat = Integer.MAX_VALUE;
      return;
    } else if (cs.simpleCount < 0) {
      // It is not compiled as a whole, but its loops may be.
      cs.heat = cs.lastLoop() >= 0 ? Math.min(heat, AGAIN) : Integer.MAX_VALUE;
      return;
    }
    int count = cs.parameters + (cs.code.isMethod() ? 1 : 0);
    byte[] kinds = kinds(f, base, count);
    if (cs.loops != null) {
      cs.heat = Math.min(heat, AGAIN);
    }
    submit(cs, () -> compileFunction(cs, kinds));
  }

  /** Compiles what an earlier run compiled of the function; false when nothing is known of it (any more). */
  private boolean foretold(Function g) {
    RunProfile.Hot hot = predictions == null || !mayCompile(g.state) ? null : predictions.begin(g);
    if (hot == null) {
      return false;
    }
    CodeState cs = g.state;
    byte[] parameters = ProfileNames.parameters(cs.code, hot.kinds());
    if (parameters != null && cs.simpleCount >= 0) {
      submit(cs, () -> compileFunction(cs, parameters));
    }
    for (RunProfile.Loop loop : hot.loops()) {
      byte[] kinds = ProfileNames.frame(loop.kinds());
      if (kinds != null && Predictions.isHead(cs.code, loop.pc(), kinds.length)) {
        submit(new LoopKey(cs, loop.pc()), () -> compileLoop(cs, loop.pc(), kinds));
        cs.heat = 0;
      }
    }
    return true;
  }

  /** Compiled code has met a call of a function that is not compiled. */
  void wanted(CodeState cs) {
    cs.heat = Math.min(cs.heat, 1);
  }

  /** Functions whose parameter kinds are known before they are hot: what compiled code calls. Null when it cannot be. */
  JitEntry entryFor(CodeState cs, byte[] kinds, Set<CodeState> inProgress) {
    if (cs.jit != null) {
      return cs.jit.entry;
    }
    if (cs.simpleCount < 0 || !mayCompile(cs) || !inProgress.add(cs)) {
      return null;
    }
    int began = generation;
    try {
      var unit = new JitUnit(vm, cs, kinds, -1, inProgress);
      JitCode code = compiler.compile(unit);
      if (code == null) {
        cs.versions = MOST_VERSIONS;
        return null;
      }
      cs.versions++;
      return cs.install(code, () -> generation == began && unit.isValid()) ? code.entry : null;
    } finally {
      inProgress.remove(cs);
    }
  }

  private void compileFunction(CodeState cs, byte[] kinds) {
    if (cs.jit == null) {
      entryFor(cs, kinds, new HashSet<>());
    }
  }

  /**
   * The loop whose head is `pc` has turned often. Runs compiled code for it if there is some for such values.
   *
   * @return whether control was in compiled code; the fiber's registers say where to go on
   */
  boolean loop(Fiber f) {
    CodeState cs = f.fn.state;
    cs.heat = heat;
    int head = f.pc;
    JitCode code = cs.loops == null ? null : cs.loops[head];
    if (code == null) {
      if (!mayCompile(cs)) {
        cs.heat = Integer.MAX_VALUE;
        return false;
      }
      var key = new LoopKey(cs, head);
      if (!foretold(f.fn)) {
        byte[] kinds = kinds(f, f.base, f.sp - f.base);
        submit(key, () -> compileLoop(cs, head, kinds));
      }
      code = cs.loops == null ? null : cs.loops[head];
      if (code == null) {
        cs.heat = queued.contains(key) ? SOON : heat;
        return false;
      }
    }
    int depth = f.depth;
    if (!run(f, code)) {
      return false;
    }
    if (cs.jit == null && (f.depth < depth || f.pc(f.depth - depth) > cs.lastLoop())) {
      // The loops are done. Called again, the function is made as a whole: one code for all calls, wherever they come into a loop.
      cs.heat = 0;
    } else if (cs.loops != null) {
      cs.heat = Math.min(heat, AGAIN);
    }
    return true;
  }

  /** Goes on in compiled code that fits where the fiber stands; false when its values do not fit. */
  boolean run(Fiber f, JitCode code) {
    CodeState cs = f.fn.state;
    int head = f.pc;
    f.nestsFrom(f.depth);
    f.tails = 0;
    f.left = JitCode.DONE;
    boolean fits = code.loop(f, f.fn, f.base, f.dest, f.depth);
    f.left = JitCode.DONE;
    if (!fits) {
      refused(cs, head, code, kinds(f, f.base, f.sp - f.base));
    }
    return fits;
  }

  /** A generator is about to go on in the interpreter, behind a `yield`: often, and it is compiled from there. */
  void resumed(Fiber own) {
    CodeState cs = own.fn.state;
    int head = own.pc;
    if (own.depth > 0 || ++cs.resumes < Math.min(heat, SOON * AGAIN)) {
      return;
    }
    cs.resumes = 0;
    if (cs.versions < MOST_VERSIONS && !cs.isWatched() && (cs.loops == null || cs.loops[head] == null)) {
      byte[] kinds = kinds(own, own.base, own.sp - own.base);
      submit(new LoopKey(cs, head), () -> compileLoop(cs, head, kinds));
    }
  }

  /** What the loop's code was made for is not what the frame holds: when that happens often, code for both takes its place. */
  private void refused(CodeState cs, int head, JitCode code, byte[] now) {
    cs.heat = Math.min(heat, SOON);
    cs.refusals++;
    if (cs.refusals > MOST_EXITS) {
      cs.refusals = 0;
      cs.loops[head] = null;
      var both = now.clone();
      for (int i = 0; i < both.length; i++) {
        both[i] = joined(code.kinds[i], now[i]);
      }
      submit(new LoopKey(cs, head), () -> compileLoop(cs, head, both));
    }
  }

  private static byte joined(byte a, byte b) {
    boolean values = a != JitUnit.DEAD && a != JitUnit.ANY && a != JitUnit.ABSENT && b != JitUnit.ANY && b != JitUnit.ABSENT;
    return a == b ? a : values ? JitUnit.VALUE : JitUnit.ANY;
  }

  private record LoopKey(CodeState cs, int head) {}

  private void compileLoop(CodeState cs, int head, byte[] kinds) {
    int began = generation;
    var unit = new JitUnit(vm, cs, kinds, head, new HashSet<>());
    JitCode code = compiler.compile(unit);
    if (code == null) {
      cs.versions = MOST_VERSIONS;
      return;
    }
    cs.versions++;
    cs.installLoop(head, code, () -> generation == began && unit.isValid());
  }

  private void submit(Object key, Runnable task) {
    if (queued.add(key)) {
      executor.execute(() -> {
        try {
          task.run();
          queued.remove(key);
        } catch (AssertionError | RuntimeException | LinkageError e) {
          // A fault of the compiler: this code stays interpreted, for its key stays taken. Tests, which compile eagerly, are told.
          if (heat < HOT) {
            throw e;
          }
        }
      });
    }
  }

  private static byte[] kinds(Fiber f, int from, int count) {
    var kinds = new byte[count];
    for (int i = 0; i < count; i++) {
      kinds[i] = JitUnit.kindOf(f.words[from + i]);
    }
    return kinds;
  }

  /** A call that the interpreter is about to make. @return whether it is done, or control has been in compiled code */
  boolean call(Fiber f, Function callee, int first, int dest) {
    JitCode code = callee.state.jit;
    if (code == null || f.depth >= Fiber.MOST_FRAMES - 1) {
      return false;
    }
    Function fn = f.fn;
    int pc = f.pc;
    int base = f.base;
    int to = f.dest;
    int depth = f.depth;
    int sp = f.sp;
    f.nestsFrom(depth);
    f.tails = 0;
    f.left = JitCode.DONE;
    int status = code.enter(f, callee, first, dest, depth + 1);
    f.left = JitCode.DONE;
    if (status == JitCode.DONE) {
      for (int i = sp - 1; i >= dest; i--) {
        f.refs[i] = null;
      }
      f.fn = fn;
      f.base = base;
      f.dest = to;
      f.depth = depth;
      f.sp = dest;
      // The arguments' references are gone; the result comes in their place.
      f.push(f.resultWord, f.resultRef);
      f.resultRef = null;
      f.pc = pc + 1;
      return true;
    } else if (status == JitCode.LEFT) {
      JitRuntime.suspend(f, fn, base, to, depth, pc);
      f.markDeep();
      return true;
    }
    f.fn = fn;
    f.base = base;
    f.dest = to;
    f.depth = depth;
    f.sp = sp;
    f.pc = pc;
    // A request to stop is no fault of the code.
    callee.state.refusals += vm.poll == 0 ? 1 : 0;
    if (callee.state.refusals > MOST_EXITS) {
      retire(callee.state);
    }
    return false;
  }

  /** After control has been in compiled code: the fiber to go on with, or what an instruction there, or on that fiber, has raised. */
  static Fiber resume(Fiber f) {
    if (f.pending != null) {
      RuntimeException raised = f.pending;
      f.pending = null;
      throw raised;
    } else if (f.changed) {
      f.changed = false;
      Fiber next = f.next;
      f.next = null;
      return next == null || next == f ? next : resume(next);
    }
    return f;
  }

  /** A guard has failed at `pc`, whose operands lie on the stack now: what they are is noted for the next version. */
  void left(Fiber f, CodeState cs, int pc) {
    if (Guesses.note(f, cs, pc)) {
      counted(cs);
    }
  }

  /** Control has left the code against expectation: too often, and it is made anew. */
  void counted(CodeState cs) {
    cs.exits++;
    if (cs.exits > MOST_EXITS) {
      retire(cs);
    }
  }

  /** Functions get other code: what was compiled, and what is being compiled, is given up. */
  void forgetAll() {
    generation++;
    vm.states().stream().filter(cs -> !cs.isWatched()).forEach(CodeState::recompile);
  }

  /** Makes the code of the function and its loops anew when they are hot again. */
  void retire(CodeState cs) {
    cs.exits = 0;
    cs.refusals = 0;
    cs.forgetNotes();
    JitCode code = cs.jit;
    cs.jit = null;
    cs.loops = null;
    if (code != null) {
      code.entry.retire();
    }
    cs.heat = heat;
  }
}
