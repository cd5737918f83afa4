// The debugger's side that runs on the VM's thread: decides at traps, safepoints and throws whether to stop, and waits there.
package gene.debug;

import gene.bytecode.Code;
import gene.data.Raise;
import gene.source.Source;
import gene.vm.DebugHook;
import gene.vm.ExceptionInstance;
import gene.vm.Fiber;
import gene.vm.Frames;
import gene.vm.HotCode;
import gene.vm.Vm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;

final class Control implements DebugHook {
  /** Ends a program that was told to end before it began. */
  static final class NeverStarted extends RuntimeException {
    NeverStarted() {
      super(null, null, false, false);
    }
  }

  // What the shell says of a program that Ctrl-C has ended.
  static final int TERMINATED = 130;

  final Vm vm;
  final Aside aside;
  final Past past;
  final LoadedCode codes;
  final Traps traps;
  final DataBreakpoints data;
  private final InstructionTrace trace;
  private final Profiler profiler;
  private final Inbox inbox;
  private final DebugListener listener;
  private final Breakpoints breakpoints;
  private final ExceptionBreakpoints exceptions;
  private final Threads threads;
  private boolean started;
  private boolean stopOnEntry;
  private Step step;
  /** The fiber that runs, where the program stands still; null while it runs. */
  private Fiber stopped;
  private Stop why;
  /** A stop of which the listener hears when the request that brought it about is answered. */
  private Stop arrival;
  private StepRequest resume;
  private Fiber stepping;
  /** Where a pause has just stopped the program: a trap at that very place would only show it again. */
  private Fiber pausedFiber;
  private Code pausedCode;
  private int pausedPc;
  /** Generators and asynchronous bodies: some of them wait where only their consumer knows of them. */
  private final Set<Fiber> begun = Collections.newSetFromMap(new WeakHashMap<>());
  /** What the calls of the statement that was stepped over have given. */
  private final List<Variable> returned = new ArrayList<>();

  Control(Vm vm, Inbox inbox, DebugListener listener, LoadedCode codes, Breakpoints breakpoints, ExceptionBreakpoints exceptions, Threads threads,
          InstructionTrace trace, Profiler profiler, long recordedBytes) {
    this.vm = vm;
    this.inbox = inbox;
    this.listener = listener;
    this.codes = codes;
    this.breakpoints = breakpoints;
    this.exceptions = exceptions;
    this.threads = threads;
    this.traps = new Traps(vm);
    this.past = new Past(this, breakpoints, exceptions, listener, recordedBytes);
    this.aside = new Aside(past);
    this.data = new DataBreakpoints(vm, codes, traps, new Journals(vm.store()), aside);
    breakpoints.attach(traps);
    this.trace = trace;
    trace.attach(this);
    this.profiler = profiler;
    profiler.attach(this);
  }

  // What the VM reports

  @Override
  public boolean traces(Code code) {
    return !aside.isRunning() && trace.wants(code);
  }

  @Override
  public void loaded(Code code) {
    if (aside.isRunning() || codes.isSkipped(code)) {
      return;
    }
    boolean newSource = !codes.isLoaded(code.source().id());
    if (!codes.add(code)) {
      return;
    }
    if (newSource) {
      listener.loaded(code.source());
    }
    if (step != null) {
      step.loaded(code);
    }
    data.loaded(code);
    LoadedCode.inside(code).forEach(profiler::loaded);
    breakpoints.loaded(code.source().id()).forEach(listener::changed);
    if (!started && !Frames.isLibrary(code)) {
      past.begins();
      waitForStart();
      profiler.stoodStill();
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
    if (aside.isRunning() || past.isStarting()) {
      return f;
    }
    Frames frames = Frames.of(f);
    Code code = frames.code(0);
    int flags = traps.at(code, frames.pc(0));
    boolean shown = f == pausedFiber && code == pausedCode && frames.pc(0) == pausedPc;
    trace.trapped(f, code, shown);
    if ((flags & Traps.ALLOCATION) != 0) {
      profiler.allocates(frames);
    }
    if (step != null && (flags & (Traps.VALUE | Traps.RETURN)) != 0 && step.givesValue(f, flags)) {
      keepValue(frames);
    }
    pausedFiber = null;
    if (shown) {
      return f;
    }
    if ((flags & Traps.ENTRY) != 0) {
      code.statementSpans().forEach(s -> traps.clear(code, s.pc(), Traps.ENTRY));
      stop(f, Stop.of(Stop.Reason.ENTRY, thread(f)));
      return f;
    }
    if (data.landsAt(f, flags) && stopsAtData(f, frames) || (flags & Traps.BREAKPOINT) != 0 && stopsAtBreakpoint(f, frames)) {
      return f;
    }
    if (step != null && step.endsAt(f, flags)) {
      stop(f, Stop.of(Stop.Reason.STEP, thread(f)));
    }
    return f;
  }

  private void keepValue(Frames frames) {
    List<Object> operands = frames.operands(0);
    if (!operands.isEmpty()) {
      String call = CallText.of(frames.code(0), frames.pc(0) - 1);
      returned.removeIf(v -> v.name().equals(call));
      returned.add(new Variable(call, operands.get(operands.size() - 1)));
    }
  }

  private boolean stopsAtData(Fiber f, Frames frames) {
    Stop stop = data.take(thread(f), evaluating(frames, null), text -> log(frames, text));
    if (stop != null) {
      stop(f, stop);
    }
    return stop != null;
  }

  private void log(Frames frames, String text) {
    listener.logged(text, frames.code(0).source(), frames.code(0).spanStart(frames.pc(0)));
  }

  private Function<Expression, Object> evaluating(Frames frames, Object exception) {
    return e -> aside.value(frames, e, exception);
  }

  private boolean stopsAtBreakpoint(Fiber f, Frames frames) {
    List<Integer> hits = null;
    String text = "";
    Stop.Reason reason = Stop.Reason.BREAKPOINT;
    for (CodeBreakpoint b : breakpoints.at(frames.code(0), frames.pc(0))) {
      try {
        Function<Expression, Object> evaluate = evaluating(frames, null);
        if (!b.trigger.isHit(evaluate)) {
          continue;
        } else if (b.trigger.logMessage != null) {
          log(frames, b.trigger.logMessage.text(evaluate));
          continue;
        }
      } catch (DebugException e) {
        text = e.getMessage();
      }
      reason = b instanceof FunctionBreakpoint ? Stop.Reason.FUNCTION_BREAKPOINT
          : b instanceof InstructionBreakpoint ? Stop.Reason.INSTRUCTION_BREAKPOINT : Stop.Reason.BREAKPOINT;
      hits = hits == null ? new ArrayList<>() : hits;
      hits.add(b.id);
    }
    if (hits == null) {
      return false;
    }
    stop(f, new Stop(reason, thread(f), hits, text, null, false));
    return true;
  }

  @Override
  public Fiber safepoint(Fiber f) {
    if (past.isStarting()) {
      return f;
    }
    if (aside.isRunning()) {
      if (inbox.takePause() | inbox.takeCancel()) {
        throw Raise.general("the evaluation was cancelled");
      }
      return f;
    }
    inbox.takeCancel();
    profiler.safepoint(f);
    for (Runnable command = inbox.poll(); command != null; command = inbox.poll()) {
      command.run();
    }
    boolean written = data.isPending() && stopsAtData(f, Frames.of(f));
    if (inbox.takePause()) {
      stop(f, Stop.of(Stop.Reason.PAUSE, thread(f)));
      notePause(f);
    } else if (written) {
      notePause(f);
    }
    return f;
  }

  private void notePause(Fiber f) {
    pausedFiber = f;
    pausedCode = Frames.of(f).code(0);
    pausedPc = Frames.of(f).pc(0);
  }

  @Override
  public void idle(Fiber f) {
    profiler.idle();
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
    if (aside.isRunning()) {
      return f;
    }
    trace.raised(f);
    String text = Expression.describe(exception);
    try {
      if (!exceptions.stopsAt(exception, caught, evaluating(Frames.of(f), exception))) {
        return f;
      }
    } catch (DebugException e) {
      text = text + "\n" + e.getMessage();
    }
    exceptions.reported(exception);
    stop(f, new Stop(Stop.Reason.EXCEPTION, thread(f), List.of(), text, exception, caught));
    return f;
  }

  @Override
  public void unwound(Fiber f) {
    if (aside.isRunning()) {
      return;
    }
    trace.unwound(f);
    if (step != null) {
      step.unwound(f);
    }
  }

  @Override
  public void writesLocal(Fiber f, int slot, Object value) {
    // A variable that is watched lies in a cell, whose writes the store reports.
  }

  @Override
  public void ended(Fiber f) {
    if (aside.isRunning()) {
      return;
    }
    if (step != null) {
      step.ended(f, vm.scheduler().alive());
    }
    trace.ended(f);
    threads.ended(f);
  }

  // Standing still

  private void stop(Fiber f, Stop stop) {
    endStep();
    data.forget();
    inbox.takePause();
    why = stop;
    stopped = f;
    resume = null;
    threads.update(vm.scheduler().alive(), f);
    listener.stopped(stop);
    past.tell();
    while (resume == null) {
      inbox.take().run();
      if (inbox.isEnding()) {
        vm.exit(TERMINATED);
      }
    }
    profiler.stoodStill();
    if (vm.recording().leavesLoop()) {
      // The program goes on where it stands now, and that is no visit of a breakpoint.
      notePause(stopped);
    }
    stopped = null;
    why = null;
    returned.clear();
    if (resume.kind() != StepKind.CONTINUE) {
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

  /** The program goes on as soon as the command has ended. */
  void resume(StepRequest how) {
    if (past.replays(how)) {
      return;
    }
    stepping = how.kind() == StepKind.CONTINUE ? stoppedFiber() : top(how.thread());
    resume = how;
  }

  /** The running frame of the thread that stopped goes on at another statement of its function; the program stays where it stands. */
  Stop jump(int target) {
    Fiber f = stoppedFiber();
    Jumps.check(Frames.of(f), target);
    past.edits();
    Frames.of(f).jump(target);
    // What stands there was shown.
    notePause(f);
    why = Stop.of(Stop.Reason.GOTO, threads.id(f));
    return why;
  }

  /** A frame of the thread that stopped begins anew; the program stands at its beginning. */
  Stop restart(Frames frames, int level) {
    Fiber f = stoppedFiber();
    Restarts.check(frames, level, frames.isOf(f));
    past.edits();
    frames.restart(level);
    returned.clear();
    notePause(f);
    why = Stop.of(Stop.Reason.RESTART, threads.id(f));
    return why;
  }

  /** The functions of a file go on with the code of another text. */
  Reloaded reload(Source edited) {
    stoppedFiber();
    Reloaded done = past.withoutRecording(() -> {
      breakpoints.unbindAll();
      data.disarm();
      profiler.untrap();
      try {
        HotCode.Result result = HotCode.of(vm).reload(edited, fibers());
        codes.exchange(result.module(), result.gone(), result.added());
        codes.texts.become(edited.id(), edited.text());
        return Reloaded.of(result);
      } finally {
        breakpoints.bindAll().forEach(listener::changed);
        data.rearm();
        profiler.trap();
      }
    });
    if (why.exception() == null) {
      // The loop that stands here has old registers in its hands; an exception's way goes on without them.
      vm.recording().reread(stopped);
    }
    return done;
  }

  /** All that have frames. */
  List<Fiber> fibers() {
    var all = new LinkedHashSet<Fiber>(vm.scheduler().alive());
    all.addAll(begun);
    for (Fiber f = stopped; f != null; f = f.below()) {
      all.add(f);
    }
    return List.copyOf(all);
  }

  @Override
  public void began(Fiber fiber) {
    begun.add(fiber);
  }

  /** Cancels tasks: what they wait for, or wait for next, raises. */
  void cancel(List<Integer> ids) {
    for (int id : ids) {
      Fiber f = threads.fiber(id);
      if (!Frames.isTask(f)) {
        throw new DebugException("Only asynchronous tasks can be cancelled alone; the thread " + f.name() + " ends with the program");
      }
    }
    ids.forEach(id -> Frames.cancel(threads.fiber(id)));
  }

  /** A frame of a thread; level 0 is the innermost. A generator's frames lie on those of its consumer, then come those who await it. */
  List<StackFrame> frames(int thread, int from, int to) {
    var page = new ArrayList<StackFrame>();
    int first = 0;
    for (Threads.Link link : Threads.chain(top(thread), vm.scheduler().alive())) {
      Frames frames = Frames.of(link.fiber());
      for (int level = Math.max(0, from - first); level < Math.min(frames.count(), to - first); level++) {
        page.add(new StackFrame(this, frames, level, link.awaits() && level == 0));
      }
      first += frames.count();
    }
    return page;
  }

  int frameCount(int thread) {
    return Threads.chain(top(thread), vm.scheduler().alive()).stream().mapToInt(link -> Frames.of(link.fiber()).count()).sum();
  }

  /** After a way through recorded time: the program stands elsewhere, and that is told when the answer of the request has left. */
  void arrived(Timeline.Arrival at) {
    stopped = past.timeline().travel().fiber();
    returned.clear();
    why = new Stop(at.reason(), thread(stopped), at.breakpoints(), at.text(), at.exception(), at.caught());
    threads.update(vm.scheduler().alive(), stopped);
    arrival = why;
  }

  void tellArrival() {
    Stop stop = arrival;
    arrival = null;
    if (stop != null) {
      listener.stopped(stop);
      past.tell();
    }
  }

  int threadOf(Fiber f) {
    return threads.id(f);
  }

  private Fiber top(int thread) {
    Fiber current = stoppedFiber();
    return threads.id(current) == thread ? current : threads.fiber(thread);
  }

  StackFrame innermost() {
    return new StackFrame(this, Frames.of(stoppedFiber()), 0, false);
  }

  /** Of the innermost frame of the thread that stopped, what it stopped for. */
  Stop why(Frames frames, int level) {
    return level == 0 && stopped != null && frames.isOf(stopped) ? why : null;
  }

  List<Variable> returned() {
    return returned;
  }

  private Fiber stoppedFiber() {
    if (stopped == null) {
      throw new DebugException("The program is running; pause it first");
    }
    return stopped;
  }

  /** The fiber whose next instruction runs when the program goes on; null while it runs, or when that instruction has raised. */
  Fiber aboutToRun() {
    return why != null && why.reason() != Stop.Reason.EXCEPTION ? stopped : null;
  }

  boolean isLeaving(Throwable e) {
    return aside.isLeaving(e);
  }
}
