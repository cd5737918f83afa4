// The debugger's side that runs on the VM's thread: decides at traps, safepoints and throws whether to stop, and waits there.
package gene.debug;

import gene.bytecode.Code;
import gene.data.Raise;
import gene.syntax.Tree;
import gene.vm.DebugHook;
import gene.vm.ExceptionInstance;
import gene.vm.Fiber;
import gene.vm.Frames;
import gene.vm.Vm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

final class Control implements DebugHook {
  /** Ends a program that was told to end before it began. */
  static final class NeverStarted extends RuntimeException {
    NeverStarted() {
      super(null, null, false, false);
    }
  }

  // What the shell says of a program that Ctrl-C has ended.
  static final int TERMINATED = 130;

  private final Vm vm;
  private final Inbox inbox;
  private final DebugListener listener;
  private final LoadedCode codes;
  private final Breakpoints breakpoints;
  private final Threads threads;
  private final Traps traps;
  private Set<ExceptionFilter> filters = EnumSet.noneOf(ExceptionFilter.class);
  private boolean started;
  private boolean stopOnEntry;
  private Step step;
  /** The fiber that runs, where the program stands still; null while it runs. */
  private Fiber stopped;
  private StepKind resume;
  private Fiber stepping;
  /** Where a pause has just stopped the program: a trap at that very place would only show it again. */
  private Fiber pausedFiber;
  private Code pausedCode;
  private int pausedPc;
  private boolean evaluating;
  /** What an evaluation has thrown to end the run: it must pass. */
  private RuntimeException leaving;
  private ExceptionInstance reported;

  Control(Vm vm, Inbox inbox, DebugListener listener, LoadedCode codes, Breakpoints breakpoints, Threads threads) {
    this.vm = vm;
    this.inbox = inbox;
    this.listener = listener;
    this.codes = codes;
    this.breakpoints = breakpoints;
    this.threads = threads;
    this.traps = new Traps(vm);
    breakpoints.attach(traps);
  }

  // What the VM reports

  @Override
  public void loaded(Code code) {
    if (evaluating || Frames.isLibrary(code) || !codes.add(code)) {
      return;
    }
    if (step != null) {
      step.loaded(code);
    }
    breakpoints.loaded(code.source().id()).forEach(listener::changed);
    if (!started) {
      waitForStart();
      if (stopOnEntry) {
        code.statementSpans().forEach(s -> traps.set(code, s.pc(), Traps.ENTRY));
      }
    }
  }

  private void waitForStart() {
    listener.ready();
    while (!started) {
      inbox.take().run();
      if (inbox.isEnding()) {
        throw new NeverStarted();
      }
    }
  }

  @Override
  public Fiber trapped(Fiber f) {
    if (evaluating) {
      return f;
    }
    Frames frames = Frames.of(f);
    Code code = frames.code(0);
    boolean shown = f == pausedFiber && code == pausedCode && frames.pc(0) == pausedPc;
    pausedFiber = null;
    if (shown) {
      return f;
    }
    int flags = traps.at(code, frames.pc(0));
    if ((flags & Traps.ENTRY) != 0) {
      code.statementSpans().forEach(s -> traps.clear(code, s.pc(), Traps.ENTRY));
      stop(f, Stop.of(Stop.Reason.ENTRY, thread(f)));
      return f;
    }
    if ((flags & Traps.BREAKPOINT) == 0 || !stopsAtBreakpoint(f, frames)) {
      if (step != null && step.endsAt(f, flags)) {
        stop(f, Stop.of(Stop.Reason.STEP, thread(f)));
      }
    }
    return f;
  }

  private boolean stopsAtBreakpoint(Fiber f, Frames frames) {
    var hits = new ArrayList<Integer>();
    String text = "";
    for (LineBreakpoint b : breakpoints.at(frames.code(0), frames.pc(0))) {
      try {
        if (!b.isHit(e -> evaluate(frames, e))) {
          continue;
        } else if (b.logMessage != null) {
          listener.logged(b.logMessage.text(e -> evaluate(frames, e)), frames.code(0).source(), frames.code(0).spanStart(frames.pc(0)));
          continue;
        }
      } catch (DebugException e) {
        text = "The condition `" + b.request.condition() + "` failed: " + e.getMessage();
      }
      hits.add(b.id);
    }
    if (hits.isEmpty()) {
      return false;
    }
    stop(f, new Stop(Stop.Reason.BREAKPOINT, thread(f), hits, text, null, false));
    return true;
  }

  @Override
  public Fiber safepoint(Fiber f) {
    if (evaluating) {
      if (inbox.takePause()) {
        throw Raise.general("the evaluation was cancelled");
      }
      return f;
    }
    for (Runnable command = inbox.poll(); command != null; command = inbox.poll()) {
      command.run();
    }
    if (inbox.takePause()) {
      stop(f, Stop.of(Stop.Reason.PAUSE, thread(f)));
      pausedFiber = f;
      pausedCode = Frames.of(f).code(0);
      pausedPc = Frames.of(f).pc(0);
    }
    return f;
  }

  @Override
  public void idle(Fiber f) {
    if (f != null) {
      safepoint(f);
      return;
    }
    // No fiber to show: an order to pause waits for the next one that runs.
    for (Runnable command = inbox.poll(); command != null; command = inbox.poll()) {
      command.run();
    }
  }

  @Override
  public Fiber thrown(Fiber f, ExceptionInstance exception, boolean caught) {
    // A `finally` or a clause that does not match throws the same exception again; it is news only when nobody is left to catch it.
    boolean wanted = filters.contains(ExceptionFilter.ALL) && exception != reported || filters.contains(ExceptionFilter.UNCAUGHT) && !caught;
    if (!evaluating && wanted) {
      reported = exception;
      stop(f, new Stop(Stop.Reason.EXCEPTION, thread(f), List.of(), Expression.describe(exception), exception, caught));
    }
    return f;
  }

  @Override
  public void unwound(Fiber f) {
    if (step != null && !evaluating) {
      step.unwound(f);
    }
  }

  @Override
  public void writesLocal(Fiber f, int slot, Object value) {
    // Data breakpoints would need it; there are none yet.
  }

  @Override
  public void ended(Fiber f) {
    if (evaluating) {
      return;
    }
    if (step != null) {
      step.ended(f);
    }
    threads.ended(f);
  }

  // Standing still

  private void stop(Fiber f, Stop why) {
    endStep();
    inbox.takePause();
    stopped = f;
    resume = null;
    threads.update(vm.scheduler().alive(), f);
    listener.stopped(why);
    while (resume == null) {
      inbox.take().run();
      if (inbox.isEnding()) {
        vm.exit(TERMINATED);
      }
    }
    stopped = null;
    if (resume != StepKind.CONTINUE) {
      step = new Step(resume, stepping, codes, traps);
    }
  }

  private int thread(Fiber f) {
    threads.register(vm.scheduler().alive());
    return threads.id(f);
  }

  private void endStep() {
    if (step != null) {
      step.end();
      step = null;
    }
  }

  // Commands, from the inbox

  void start(boolean stopAtFirstStatement) {
    started = true;
    stopOnEntry = stopAtFirstStatement;
  }

  void setFilters(Set<ExceptionFilter> wanted) {
    filters = wanted.isEmpty() ? EnumSet.noneOf(ExceptionFilter.class) : EnumSet.copyOf(wanted);
  }

  /** The program goes on as soon as the command has ended. */
  void resume(StepKind how, int thread) {
    stepping = how == StepKind.CONTINUE ? stoppedFiber() : top(thread);
    resume = how;
  }

  /** A frame of a thread; level 0 is the innermost. A generator's frames lie on those of its consumer. */
  List<StackFrame> frames(int thread, int from, int to) {
    var page = new ArrayList<StackFrame>();
    int first = 0;
    for (Fiber f = top(thread); f != null; f = f.below()) {
      Frames frames = Frames.of(f);
      for (int level = Math.max(0, from - first); level < Math.min(frames.count(), to - first); level++) {
        page.add(new StackFrame(this, vm, frames, level));
      }
      first += frames.count();
    }
    return page;
  }

  int frameCount(int thread) {
    int count = 0;
    for (Fiber f = top(thread); f != null; f = f.below()) {
      count += Frames.of(f).count();
    }
    return count;
  }

  private Fiber top(int thread) {
    Fiber current = stoppedFiber();
    return threads.id(current) == thread ? current : threads.fiber(thread);
  }

  StackFrame innermost() {
    return new StackFrame(this, vm, Frames.of(stoppedFiber()), 0);
  }

  private Fiber stoppedFiber() {
    if (stopped == null) {
      throw new DebugException("The program is running; pause it first");
    }
    return stopped;
  }

  // Evaluation

  Object evaluate(Frames frames, int level, Tree tree) {
    return Expression.value(aside(() -> frames.evaluate(level, tree)));
  }

  private Object evaluate(Frames frames, Expression e) {
    return aside(() -> e.value(frames, 0));
  }

  /** Runs Gene code for the debugger, in which nothing stops. */
  private <T> T aside(Supplier<T> work) {
    evaluating = true;
    try {
      return work.get();
    } catch (DebugException e) {
      throw e;
    } catch (RuntimeException e) {
      // `(exit n)`, or the order to end.
      leaving = e;
      throw e;
    } finally {
      evaluating = false;
    }
  }

  boolean isLeaving(Throwable e) {
    return e == leaving;
  }
}
