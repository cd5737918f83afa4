// A debugger for one run of a program: what its owner calls, from any thread.
package gene.debug;

import gene.data.Raise;
import gene.data.Special;
import gene.source.Source;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.Vm;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Two threads meet here. The <em>VM's thread</em> calls {@link #run} and owns everything that is known of the program; while
 * the program stands still that thread waits in {@link Inbox#take}. Any <em>other thread</em> asks: each request becomes a
 * command in the inbox, run by the VM's thread where it waits, or at its next safepoint; the answer comes on the VM's
 * thread, so that whatever is sent from there is in order: the answer to a step before the stop that follows it.
 * Before the run has begun and after it has ended, requests are answered on the caller's thread, one at a time.
 * Only {@link #pause}, {@link #terminate} and {@link #threads} do not wait their turn. A program that waits in a built-in, for
 * input say, reaches no safepoint, and commands wait with it.
 */
public final class Debugger {
  private final DebugListener listener;
  private final Inbox inbox = new Inbox();
  private final LoadedCode codes = new LoadedCode();
  private final Breakpoints breakpoints = new Breakpoints(codes);
  private final Threads threads = new Threads();
  private volatile Vm vm;
  private Control control;
  private Set<ExceptionFilter> filters = Set.of();
  private boolean ended;

  public Debugger(DebugListener listener) {
    this.listener = listener;
  }

  /**
   * Runs a program to its end, on the calling thread, which is the VM's from now on. Nothing of it runs before {@link #start}.
   * A debugger is good for one run.
   */
  public Outcome run(Vm ofProgram, Source source, String name) {
    synchronized (this) {
      if (vm != null) {
        throw new IllegalStateException("this debugger has run a program already");
      }
      control = new Control(ofProgram, inbox, listener, codes, breakpoints, threads);
      control.setFilters(filters);
      vm = ofProgram;
      inbox.open();
    }
    ofProgram.setHook(control);
    try {
      return ofProgram.runFile(source, name);
    } catch (Control.NeverStarted e) {
      return new Outcome(Control.TERMINATED, Special.NIL, new Fault.InterruptedFault(), null, false);
    } finally {
      synchronized (this) {
        ended = true;
        ofProgram.setHook(null);
        inbox.close();
      }
    }
  }

  /** Lets the program begin once it is ready. */
  public Ask<Void> start(boolean stopOnEntry) {
    return ask(() -> {
      running().start(stopOnEntry);
      return null;
    });
  }

  /** Replaces all breakpoints of a source, in the order of the answer. */
  public Ask<List<Breakpoint>> setBreakpoints(String sourceId, List<BreakpointRequest> requests) {
    return ask(() -> breakpoints.replace(sourceId, requests));
  }

  public Ask<Void> setExceptionFilters(Set<ExceptionFilter> wanted) {
    return ask(() -> {
      filters = Set.copyOf(wanted);
      if (control != null) {
        control.setFilters(filters);
      }
      return null;
    });
  }

  /** Goes on from a stop, a step being one of the thread; the answer comes before the program moves. */
  public Ask<Void> resume(StepKind how, int thread) {
    return ask(() -> {
      running().resume(how, thread);
      return null;
    });
  }

  /** Stops at the next safepoint, or cancels the evaluation that runs. */
  public void pause() {
    inbox.pause();
    wake();
  }

  /** Ends the program, wherever it is, without running its `finally` parts. */
  public void terminate() {
    inbox.end();
    Vm program = vm;
    if (program != null) {
      program.interrupt();
    }
  }

  /** The threads as they were at the last stop. */
  public List<DebugThread> threads() {
    return threads.known();
  }

  /**
   * Lets a function look at frames `from <= level < to` of a thread, on the VM's thread; level 0 is the innermost. It gets the
   * number of all frames, too.
   */
  public <T> Ask<T> withFrames(int thread, int from, int to, BiFunction<List<StackFrame>, Integer, T> look) {
    return ask(() -> look.apply(running().frames(thread, from, to), running().frameCount(thread)));
  }

  /** Lets a function look at the program, on the VM's thread; it gets the innermost frame of the thread that stopped. */
  public <T> Ask<T> whileStopped(Function<StackFrame, T> look) {
    return ask(() -> look.apply(running().innermost()));
  }

  private Control running() {
    if (control == null) {
      throw new DebugException("The program has not started yet");
    } else if (ended) {
      throw new DebugException("The program has ended");
    }
    return control;
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
  }

  private void perform(Runnable work, Consumer<Throwable> failed) {
    try {
      work.run();
    } catch (DebugException e) {
      failed.accept(e);
    } catch (Raise r) {
      failed.accept(new DebugException(r.getMessage()));
    } catch (RuntimeException | Error e) {
      boolean leaving = control != null && control.isLeaving(e);
      failed.accept(leaving ? new DebugException("The program has ended") : e);
      if (leaving) {
        throw e;
      }
    }
  }
}
