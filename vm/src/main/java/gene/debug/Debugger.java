// A debugger for one run of a program: what its owner calls, from any thread.
package gene.debug;

import gene.data.Raise;
import gene.data.Special;
import gene.source.Diagnostic;
import gene.source.Source;
import gene.vm.Fault;
import gene.vm.Frames;
import gene.vm.Outcome;
import gene.vm.Vm;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The threads of a program's VMs meet those of its owner here. The main VM's thread calls {@link #run}; workers of actors have VMs and threads of
 * their own. While the program stands still all of them wait, and the one that has stopped it takes commands from the {@link Inbox}. Any
 * <em>other thread</em> asks: each request becomes a command, which a VM's thread runs where it waits, or at the next safepoint of one, when
 * all of them stand still (see {@link Gate}); the answer comes on that thread, so that whatever is sent from there is in order: the answer
 * to a step before the stop that follows it. Before the run has begun and after it has ended, requests are answered on the caller's thread,
 * one at a time. Only {@link #pause}, {@link #terminate} and {@link #threads} do not wait their turn. A program all of whose threads wait in
 * built-ins, for input say, reaches no safepoint, and commands wait with it.
 */
public final class Debugger {
  private final DebugListener listener;
  private final Gate gate = new Gate();
  private final Inbox inbox = new Inbox();
  private final LoadedCode codes;
  private final Breakpoints breakpoints;
  private final ExceptionBreakpoints exceptions = new ExceptionBreakpoints();
  private final Threads threads = new Threads();
  private final InstructionTrace trace;
  private final Profiler profiler;
  private final World world;
  private volatile Vm vm;
  private volatile boolean showsLibrary;
  private Control control;
  private boolean running;
  private long recordedBytes;

  public Debugger(DebugListener listener) {
    this(listener, new EditedTexts());
  }

  /** @param texts gets the texts of files as they are edited, by {@link #edited} */
  public Debugger(DebugListener listener, EditedTexts texts) {
    this.listener = listener;
    codes = new LoadedCode(texts);
    breakpoints = new Breakpoints(codes);
    trace = new InstructionTrace(codes, threads, gate);
    profiler = new Profiler(codes);
    world = new World(gate, inbox, listener, codes, breakpoints, exceptions, threads, trace, profiler);
  }

  /** Whether steps go into functions of the library that are written in Gene, and breakpoints may stand there; for runs to come. */
  public void showLibrary(boolean shown) {
    showsLibrary = shown;
  }

  /**
   * Runs a program to its end, on the calling thread, which is the VM's from now on. Nothing of it runs before {@link #start}.
   * Breakpoints outlive the run; a debugger may run a program again, in a VM of its own, when the last run has ended.
   */
  public Outcome run(Vm ofProgram, Source source, String name) {
    return run(ofProgram, source, name, findings -> { });
  }

  /** The same. @param found hears of errors and warnings before any of the program runs */
  public Outcome run(Vm ofProgram, Source source, String name, Consumer<List<Diagnostic>> found) {
    synchronized (this) {
      if (running) {
        throw new IllegalStateException("this debugger runs a program already");
      }
      codes.clear(showsLibrary);
      control = new Control(ofProgram, world, recordedBytes);
      vm = ofProgram;
      running = true;
      inbox.open();
    }
    ofProgram.setHook(control);
    try {
      return ofProgram.runFile(source, name, found);
    } catch (Control.NeverStarted e) {
      return new Outcome(Control.TERMINATED, Special.NIL, new Fault.InterruptedFault(), null, false);
    } finally {
      synchronized (this) {
        running = false;
        gate.end();
        trace.detach();
        profiler.detach();
        ofProgram.setHook(null);
        inbox.close();
      }
    }
  }

  /** Lets the program begin once it is ready. */
  public Ask<Void> start(boolean stopOnEntry) {
    return command(c -> c.start(stopOnEntry));
  }

  // Breakpoints

  /** Replaces all breakpoints of a source, in the order of the answer. */
  public Ask<List<Breakpoint>> setBreakpoints(String sourceId, List<BreakpointRequest> requests) {
    return ask(() -> breakpoints.replace(sourceId, requests));
  }

  /** The breakpoints of a source as they stand now. */
  public Ask<List<Breakpoint>> lineBreakpoints(String sourceId) {
    return ask(() -> breakpoints.of(sourceId));
  }

  /** Replaces all breakpoints at functions. */
  public Ask<List<Breakpoint>> setFunctionBreakpoints(List<String> names, List<Conditions> conditions) {
    return ask(() -> breakpoints.replaceFunctions(names, conditions));
  }

  /** Replaces all breakpoints at instructions, which are named by addresses such as `0x01000004`. */
  public Ask<List<Breakpoint>> setInstructionBreakpoints(List<Long> addresses, List<Conditions> conditions) {
    return ask(() -> breakpoints.replaceInstructions(addresses, conditions));
  }

  /** Replaces all data breakpoints. */
  public Ask<List<Breakpoint>> setDataBreakpoints(List<DataRequest> requests) {
    return ask(() -> {
      // Clients set none before the program is there, and nobody has to hear that it is not.
      if (requests.isEmpty() && control == null) {
        return List.of();
      }
      running();
      return DataBreakpoints.replace(gate.members(), requests, breakpoints);
    });
  }

  /** Gives why a condition cannot be understood, one text for each request; empty for those that can. */
  public Ask<List<String>> setExceptionBreakpoints(List<ExceptionRequest> requests) {
    return ask(() -> exceptions.replace(requests));
  }

  public Ask<Void> setExceptionFilters(Set<ExceptionFilter> wanted) {
    return setExceptionBreakpoints(wanted.stream().map(f -> new ExceptionRequest(f, List.of(), "")).toList()).map(faults -> null);
  }

  /** Nothing stops the program any more. */
  public Ask<Void> clearBreakpoints() {
    return ask(() -> {
      breakpoints.clear();
      exceptions.replace(List.of());
      if (running) {
        DataBreakpoints.replace(gate.members(), List.of(), breakpoints);
      }
      return null;
    });
  }

  /** Where breakpoints can stand between two positions (lines and columns from 1) of a source that is loaded. */
  public Ask<List<CodePlace>> places(String sourceId, int line, int column, int endLine, int endColumn) {
    return ask(() -> new CodePlaces(codes, sourceId).between(line, column, endLine, endColumn).stream()
        .map(p -> new CodePlace(p.line(), p.column(), p.endLine(), p.endColumn())).toList());
  }

  // Going on

  /** Goes on from a stop, a step being one of the thread; the answer comes before the program moves. */
  public Ask<Void> resume(StepKind how, int thread) {
    return resume(new StepRequest(how, thread));
  }

  public Ask<Void> resume(StepRequest how) {
    return command(c -> stopped().resume(how));
  }

  /** Lets the running frame go on at another of its statements; the answer is the stop that this is, of which no listener hears. */
  public Ask<Stop> jump(int target) {
    return ask(() -> stopped().jump(target));
  }

  /** Where lines stand in the texts as they are edited. */
  public EditedTexts texts() {
    return codes.texts;
  }

  /** The text of a file in an editor: lines are those of it from now on, and breakpoints stay with what they stand at. */
  public Ask<Void> edited(String sourceId, String text) {
    return ask(() -> {
      String before = codes.texts.shown(sourceId).orElseGet(() -> codes.of(sourceId).stream().findFirst().map(c -> c.source().text()).orElse(text));
      codes.texts.told(sourceId, text);
      breakpoints.edited(sourceId, before, text).forEach(listener::changed);
      return null;
    });
  }

  /** Exchanges the code of the functions of a file while the program stands still. */
  public Ask<Reloaded> reload(Source edited) {
    return ask(() -> stopped().reload(edited));
  }

  /** Cancels asynchronous tasks. */
  public Ask<Void> cancelThreads(List<Integer> ids) {
    return command(c -> {
      // All of them or none.
      ids.forEach(id -> threads.control(id).checkCancellable(id));
      ids.forEach(id -> threads.control(id).cancel(id));
    });
  }

  /** Stops at the next safepoint, or cancels the evaluation that runs. */
  public void pause() {
    pause(Threads.MAIN);
  }

  /** The same; what is shown is a thread of the VM of this one, unless that is within a built-in. */
  public void pause(int thread) {
    Control who = threads.findControl(thread).orElse(null);
    inbox.pause(who == null || gate.isWithin(who) ? null : who);
    wake();
  }

  /** Ends the evaluation that runs, if one does. */
  public void cancelEvaluation() {
    inbox.cancel();
    wake();
  }

  /** Ends the program, wherever it is, without running its `finally` parts. */
  public void terminate() {
    inbox.end();
    gate.end();
    Vm program = vm;
    if (program != null) {
      program.interrupt();
    }
  }

  // Recorded time

  /** Records from the first instruction on; before the program runs. @param bytes what the recording may take at most; 0 for none */
  public void recordFromStart(long bytes) {
    recordedBytes = bytes;
  }

  /** Switches recording on or off while the program stands still. */
  public Ask<Timeline.State> record(boolean on, long bytes) {
    return ask(() -> running().past.record(on, bytes));
  }

  public Ask<Timeline.State> timeline() {
    return ask(() -> control == null ? Timeline.State.OFF : control.past.state());
  }

  /** Back by one step; the stop is reported as every other one. */
  public Ask<Void> stepBack(Granularity how, Timeline.Calls calls) {
    return travel(t -> t.back(how, calls));
  }

  /** Back to the last breakpoint or exception, or to the oldest place that is known. */
  public Ask<Void> runBack() {
    return travel(t -> control.past.runBack());
  }

  public Ask<Void> goTo(long position) {
    return travel(t -> {
      t.goTo(position);
      return Timeline.Arrival.at(Stop.Reason.GOTO);
    });
  }

  private Ask<Void> travel(Function<Timeline, Timeline.Arrival> way) {
    return command(c -> c.arrived(way.apply(c.past.timeline())));
  }

  /** What a log message at a line would have printed at each recorded visit, oldest first. @param most how many are given, the newest */
  public Ask<PastLogs> pastLogs(String sourceId, int line, String message, String condition, int most) {
    return ask(() -> PastLogs.of(running(), sourceId, line, message, condition, most));
  }

  // The instruction trace

  /** From the next instruction on, or from the beginning of the run to come. */
  public Ask<Void> startTrace(TraceRequest request, TraceOutput output) {
    return ask(() -> {
      trace.start(request, output);
      return null;
    });
  }

  /** The rows can be read afterwards. */
  public Ask<Void> stopTrace() {
    return ask(() -> {
      trace.stop();
      return null;
    });
  }

  public InstructionTrace trace() {
    return trace;
  }

  // Profiles

  /** From now on, or from the beginning of the run to come; replaces a profile that is being taken. */
  public Ask<Void> startProfile(ProfileRequest request) {
    return ask(() -> {
      profiler.start(request);
      return null;
    });
  }

  /** What was found since; a profile also ends with the program. */
  public Ask<Profile> stopProfile() {
    return ask(profiler::stop);
  }

  // Looking

  /** The threads as they were at the last stop. */
  public List<DebugThread> threads() {
    return threads.known();
  }

  /**
   * Lets a function look at frames `from <= level < to` of a thread, on the VM's thread; level 0 is the innermost. It gets the
   * number of all frames, too.
   */
  public <T> Ask<T> withFrames(int thread, int from, int to, BiFunction<List<StackFrame>, Integer, T> look) {
    return ask(() -> {
      stopped().innermost();
      Stack stack = threads.control(thread).stack(thread);
      return look.apply(stack.frames(from, to), stack.size());
    });
  }

  /** Lets a function look at the program, on the VM's thread; it gets the innermost frame of the thread that stopped. */
  public <T> Ask<T> whileStopped(Function<StackFrame, T> look) {
    return ask(() -> look.apply(stopped().innermost()));
  }

  /** `count` instructions from `offset` behind (or, negative, before) an address. */
  public Ask<List<Instruction>> disassemble(long address, int offset, int count) {
    return ask(() -> Instruction.around(codes, address, offset, count));
  }

  /** The files that are loaded, in the order of loading, with the number of functions in each. */
  public Ask<List<LoadedSource>> sources() {
    return ask(() -> codes.ofEachSource().stream().map(c -> new LoadedSource(c.source(), functions(c.source()), Frames.isLibrary(c))).toList());
  }

  /** How many functions a file has; a worker of actors may have loaded it as well. */
  private int functions(Source source) {
    int own = control == null ? 0 : (int) control.traps.codes().stream().filter(c -> c.source().id().equals(source.id())).count();
    return own > 0 ? own : codes.of(source.id()).size();
  }

  private Ask<Void> command(Consumer<Control> work) {
    return ask(() -> {
      work.accept(running());
      return null;
    });
  }

  private Control running() {
    if (control == null) {
      throw new DebugException("The program has not started yet");
    } else if (!running) {
      throw TooLateException.ended();
    }
    return control;
  }

  /** Of the VM at which the program has stopped; while it runs, the main one says so. */
  private Control stopped() {
    Control holder = gate.holder();
    return holder != null && holder.isStopped() ? holder : running();
  }

  private <T> Ask<T> ask(Supplier<T> work) {
    return new Ask<>(work, this::submit);
  }

  private void submit(Runnable work, Consumer<Throwable> failed) {
    Runnable command = () -> perform(work, failed);
    if (!inbox.offer(command)) {
      synchronized (this) {
        // The run may have begun meanwhile.
        if (!inbox.offer(command)) {
          command.run();
          return;
        }
      }
    }
    wake();
  }

  private void wake() {
    Vm program = vm;
    if (program != null) {
      program.requestPause();
    }
    gate.members().stream().filter(c -> !c.isMain()).forEach(c -> c.vm.requestPause());
  }

  private void perform(Runnable work, Consumer<Throwable> failed) {
    try {
      work.run();
      if (control != null) {
        control.tellArrival();
      }
    } catch (DebugException e) {
      failed.accept(e);
    } catch (Raise r) {
      failed.accept(new DebugException(r.getMessage()));
    } catch (RuntimeException | Error e) {
      boolean leaving = gate.members().stream().anyMatch(c -> c.isLeaving(e));
      failed.accept(leaving ? TooLateException.ended() : e);
      if (leaving) {
        throw e;
      }
    }
  }
}
