// The debugger's side that runs on the thread of one VM: decides at traps, safepoints and throws whether to stop, and waits there.
package gene.debug;

import gene.bytecode.Code;
import gene.data.Raise;
import gene.source.Source;
import gene.vm.DebugHook;
import gene.vm.ExceptionInstance;
import gene.vm.Fiber;
import gene.vm.Frames;
import gene.vm.Vm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final World world;
  private final Gate gate;
  private final Inbox inbox;
  private final DebugListener listener;
  private final Threads threads;
  /** Null for the main VM; else that one's control. */
  private final Control main;
  /** Whether the VM runs what a person wants to see: a worker that makes its definitions does not. */
  private volatile boolean shown;
  /** What is to be done on the VM's thread before it runs on. */
  private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
  private int patched;
  /** The exception at which the VM has stopped last. */
  private ExceptionInstance reported;
  private boolean started;
  private boolean stopOnEntry;
  private Step step;
  /** The fiber that runs, where the VM stands still; null while it runs, or waits between two tasks. */
  private Fiber stopped;
  /** Of the VM at which the program has stopped. */
  private Stop why;
  /** A stop of which the listener hears when the request that brought it about is answered. */
  private Stop arrival;
  private StepRequest resume;
  /** What goes on stepwise, and the control of its VM. */
  private Fiber stepping;
  private Control stepper;
  /** Where a pause has just stopped the program: a trap at that very place would only show it again. */
  private Fiber pausedFiber;
  private Code pausedCode;
  private int pausedPc;
  /** Generators and asynchronous bodies: some of them wait where only their consumer knows of them. */
  private final Set<Fiber> begun = Collections.newSetFromMap(new WeakHashMap<>());
  /** What the calls of the statement that was stepped over have given. */
  private final List<Variable> returned = new ArrayList<>();

  /** Of the main VM. */
  Control(Vm vm, World world, long recordedBytes) {
    this(vm, world, null, recordedBytes);
    shown = true;
    world.gate().open(this);
    world.threads().begin(this);
    world.breakpoints().begin();
    world.trace().attach(this);
    world.profiler().attach(this);
  }

  private Control(Vm vm, World world, Control main, long recordedBytes) {
    this.vm = vm;
    this.world = world;
    this.main = main;
    gate = world.gate();
    inbox = world.inbox();
    listener = world.listener();
    codes = world.codes();
    threads = world.threads();
    started = main != null;
    traps = new Traps(vm);
    past = new Past(this, world.breakpoints(), world.exceptions(), listener, recordedBytes);
    aside = new Aside(past);
    data = new DataBreakpoints(this, new Journals(vm.store()));
  }

  /** Whether this is the program's own VM, and no worker's. */
  boolean isMain() {
    return main == null;
  }

  // What the VM reports

  @Override
  public boolean traces(Code code) {
    return !aside.isRunning() && shown && world.trace().wants(code);
  }

  @Override
  public void loaded(Code code) {
    if (aside.isRunning() || codes.isSkipped(code) || !traps.add(code)) {
      return;
    }
    LoadedCode.Added added = codes.add(code);
    if (added == LoadedCode.Added.NEW_SOURCE) {
      listener.loaded(code.source());
    }
    if (step != null) {
      step.loaded(code);
    }
    data.loaded(code);
    if (isMain()) {
      LoadedCode.inside(code).forEach(world.profiler()::loaded);
    }
    if (added != LoadedCode.Added.KNOWN) {
      world.breakpoints().loaded(code.source().id()).forEach(listener::changed);
    }
    patch();
    if (!started && !Frames.isLibrary(code)) {
      past.begins();
      waitForStart();
      world.profiler().stoodStill();
      if (stopOnEntry) {
        code.statementSpans().forEach(s -> traps.set(code, s.pc(), Traps.ENTRY));
      }
    }
  }

  /** Puts breakpoints where they stand now in the codes of this VM. */
  void patch() {
    patched = world.breakpoints().version();
    world.breakpoints().patch(traps);
  }

  private void waitForStart() {
    listener.ready();
    while (!started) {
      inbox.take().run();
      if (inbox.isEnding()) {
        throw new NeverStarted();
      }
    }
    refresh();
  }

  // Several VMs

  @Override
  public DebugHook ofWorker(Vm worker) {
    return new Control(worker, world, isMain() ? this : main, 0);
  }

  @Override
  public void linked() {
    gate.join(this);
    shown = true;
    // Its definitions were made without being traced.
    vm.tracing.trap(world.trace()::wants);
    refresh();
  }

  @Override
  public void ending() {
    inbox.end();
    gate.end();
  }

  @Override
  public void left() {
    shown = false;
    gate.leave(this);
  }

  @Override
  public void waits(boolean within) {
    if (shown && !gate.isHeldHere()) {
      gate.waits(this, within);
    }
  }

  @Override
  public void goesOn() {
    if (shown && !gate.isHeldHere()) {
      vm.scheduler().stoodStill(gate.enter(this));
      refresh();
    }
  }

  /** Stands still as long as another VM has the program do so. */
  private void pass(Fiber f) {
    if (gate.isClosed()) {
      stopped = f;
      vm.scheduler().stoodStill(gate.enter(this));
      stopped = null;
    }
    refresh();
  }

  /** On the VM's thread, before it runs on: what was asked for while it stood still, or ran. */
  private void refresh() {
    for (Runnable next = due.poll(); next != null; next = due.poll()) {
      next.run();
    }
    if (patched != world.breakpoints().version()) {
      patch();
    }
  }

  /** Does what concerns the VM, on the thread that has the program stand still; if it does not stand still yet, later. */
  void change(Runnable work) {
    if (gate.isBusy(this)) {
      due.add(work);
    } else {
      work.run();
    }
  }

  /** @throws DebugException when the VM does not stand still though the program does */
  void checkStill() {
    if (gate.isBusy(this)) {
      throw new DebugException("The thread is within a built-in that waits for something or takes long; its frames and values can be seen when that has returned");
    }
  }

  @Override
  public Fiber trapped(Fiber f) {
    if (aside.isRunning() || past.isStarting() || !shown) {
      return f;
    }
    pass(f);
    Frames frames = Frames.of(f);
    Code code = frames.code(0);
    int flags = traps.at(code, frames.pc(0));
    boolean again = f == pausedFiber && code == pausedCode && frames.pc(0) == pausedPc;
    world.trace().trapped(this, f, code, again);
    if ((flags & Traps.ALLOCATION) != 0) {
      world.profiler().allocates(frames);
    }
    if (step != null && (flags & (Traps.VALUE | Traps.RETURN)) != 0 && step.givesValue(f, flags)) {
      keepValue(frames);
    }
    pausedFiber = null;
    if (again) {
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
    for (CodeBreakpoint b : world.breakpoints().at(frames.code(0), frames.pc(0))) {
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
    if (past.isStarting() || !shown) {
      return f;
    }
    if (aside.isRunning()) {
      if (inbox.takePause(null) | inbox.takeCancel()) {
        throw Raise.general("the evaluation was cancelled");
      }
      return f;
    }
    inbox.takeCancel();
    if (isMain()) {
      world.profiler().safepoint(f);
    }
    pass(f);
    obey();
    boolean written = data.isPending() && stopsAtData(f, Frames.of(f));
    if (inbox.takePause(this)) {
      written = stop(f, Stop.of(Stop.Reason.PAUSE, thread(f)));
    }
    if (written) {
      notePause(f);
    }
    return f;
  }

  /** Does what was asked for while the program ran; it stands still meanwhile. */
  private void obey() {
    if (inbox.isEmpty()) {
      return;
    }
    gate.hold(this);
    try {
      for (Runnable command = inbox.poll(); command != null; command = inbox.poll()) {
        command.run();
      }
    } finally {
      gate.release(this);
    }
    refresh();
  }

  private void notePause(Fiber f) {
    pausedFiber = f;
    pausedCode = Frames.of(f).code(0);
    pausedPc = Frames.of(f).pc(0);
  }

  @Override
  public void idle(Fiber f) {
    if (!shown) {
      return;
    }
    if (isMain()) {
      world.profiler().idle();
    }
    if (f != null) {
      safepoint(f);
      return;
    }
    // No fiber to show: an order to pause waits for the next one that runs, whichever VM that is of.
    obey();
    if (inbox.passOnPause(this)) {
      gate.members().stream().filter(c -> c != this).forEach(c -> c.vm.requestPause());
    }
  }

  @Override
  public Fiber thrown(Fiber f, ExceptionInstance exception, boolean caught) {
    if (aside.isRunning() || !shown) {
      return f;
    }
    world.trace().raised(this, f);
    String text = Expression.describe(exception);
    try {
      if (!world.exceptions().stopsAt(exception, caught, reported, evaluating(Frames.of(f), exception))) {
        return f;
      }
    } catch (DebugException e) {
      text = text + "\n" + e.getMessage();
    }
    reported = exception;
    stop(f, new Stop(Stop.Reason.EXCEPTION, thread(f), List.of(), text, exception, caught));
    return f;
  }

  @Override
  public void unwound(Fiber f) {
    if (aside.isRunning()) {
      return;
    }
    world.trace().unwound(this, f);
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
    world.trace().ended(this, f);
    threads.ended(f);
  }

  // Standing still

  /** False when the stop was of no interest any more, and nobody has heard of it. */
  private boolean stop(Fiber f, Stop stop) {
    stopped = f;
    long began = System.nanoTime();
    boolean waited = gate.hold(this);
    if (inbox.isEnding() || !gate.isMember(this)) {
      vm.exit(TERMINATED);
    } else if (waited && isOutdated(f, stop)) {
      goOn(began);
      return false;
    }
    gate.members().forEach(c -> c.change(c::endStep));
    data.forget();
    inbox.takePause(null);
    why = stop;
    resume = null;
    tellThreads();
    listener.stopped(stop);
    past.tell();
    while (resume == null) {
      inbox.take().run();
      refresh();
      if (inbox.isEnding()) {
        vm.exit(TERMINATED);
      }
    }
    if (isMain()) {
      world.profiler().stoodStill();
    }
    if (vm.recording().leavesLoop()) {
      // The program goes on where it stands now, and that is no visit of a breakpoint.
      notePause(stopped);
    }
    why = null;
    returned.clear();
    if (resume.kind() != StepKind.CONTINUE) {
      stepper.step(resume, stepping);
    }
    goOn(began);
    return true;
  }

  private void goOn(long began) {
    stopped = null;
    gate.release(this);
    vm.scheduler().stoodStill(System.nanoTime() - began);
    refresh();
  }

  /** Whether nobody wants to hear of the stop any more: another VM has stopped meanwhile, and a person has done something else. */
  private boolean isOutdated(Fiber f, Stop stop) {
    return switch (stop.reason()) {
      case PAUSE, ENTRY, GOTO, RESTART -> true;
      case STEP -> step == null;
      case BREAKPOINT, FUNCTION_BREAKPOINT, INSTRUCTION_BREAKPOINT -> {
        Frames frames = Frames.of(f);
        yield world.breakpoints().at(frames.code(0), frames.pc(0)).stream().noneMatch(b -> stop.breakpoints().contains(b.id));
      }
      case DATA_BREAKPOINT, EXCEPTION -> false;
    };
  }

  private void step(StepRequest how, Fiber of) {
    step = new Step(how, of, codes, traps);
  }

  private void tellThreads() {
    Threads.Change change = threads.update(gate, this, stopped);
    change.exited().forEach(t -> listener.thread(t, false));
    change.started().forEach(t -> listener.thread(t, true));
  }

  private int thread(Fiber f) {
    threads.register(this, vm.scheduler().alive());
    return threads.id(this, f);
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
    stoppedFiber();
    stepper = how.kind() == StepKind.CONTINUE ? this : threads.control(how.thread());
    if (stepper != this && past.isShown()) {
      throw new DebugException("The program stands in the past, and actors do not: continue to the present first, then they can be stepped through");
    } else if (past.replays(how)) {
      return;
    }
    stepper.checkStill();
    stepping = how.kind() == StepKind.CONTINUE ? stoppedFiber() : stepper.top(how.thread());
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
    why = Stop.of(Stop.Reason.GOTO, threads.id(this, f));
    return why;
  }

  /** A frame of the thread that stopped begins anew; the program stands at its beginning. */
  Stop restart(Frames frames, int level) {
    Fiber f = stoppedFiber();
    Restarts.check(frames, level, why != null && frames.isOf(f));
    past.edits();
    frames.restart(level);
    returned.clear();
    notePause(f);
    why = Stop.of(Stop.Reason.RESTART, threads.id(this, f));
    return why;
  }

  /** The functions of a file go on with the code of another text. */
  Reloaded reload(Source edited) {
    stoppedFiber();
    Reloaded done = Reloads.exchange(this, world, edited);
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

  void checkCancellable(int id) {
    Fiber f = threads.fiber(id);
    if (!Frames.isTask(f)) {
      throw new DebugException("Only asynchronous tasks can be cancelled alone; the thread " + f.name() + " ends with the program");
    }
    checkStill();
  }

  /** Cancels a task: what it waits for, or waits for next, raises. */
  void cancel(int id) {
    Frames.cancel(threads.fiber(id));
  }

  /** What a thread of this VM has called. */
  Stack stack(int thread) {
    checkStill();
    return new Stack(this, top(thread));
  }

  /** After a way through recorded time: the program stands elsewhere, and that is told when the answer of the request has left. */
  void arrived(Timeline.Arrival at) {
    stopped = past.timeline().travel().fiber();
    returned.clear();
    why = new Stop(at.reason(), thread(stopped), at.breakpoints(), past.told(at.text()), at.exception(), at.caught());
    tellThreads();
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
    return threads.id(this, f);
  }

  private Fiber top(int thread) {
    return stopped != null && threads.id(this, stopped) == thread ? stopped : threads.fiber(thread);
  }

  /** Whether the program has stopped, and did so in this VM. */
  boolean isStopped() {
    return why != null;
  }

  /** Whether there is another VM than this. */
  boolean hasOthers() {
    return gate.members().size() > 1;
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
    if (why == null && gate.holder() != null && gate.holder().isStopped()) {
      throw new DebugException(isMain() ? "The program has stopped in an actor. Only the main program can be recorded or go back, and does not while an actor is shown: "
          + "continue, and stop in the main program" : "The program has stopped in another thread");
    } else if (why == null) {
      throw TooLateException.running();
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
