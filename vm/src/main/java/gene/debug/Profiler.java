// The profiler of a debugger: looks at the running functions at intervals, and may count what they create.
package gene.debug;

import gene.bytecode.Code;
import gene.vm.Fiber;
import gene.vm.Frames;
import gene.vm.Returns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread, `gene-profiler`, asks for a safepoint at each interval, waits for nothing else, and ends with the profile. The VM's thread looks
 * at its stack when it reaches one: at the next call, or at the end of a turn of a loop. Functions that return on the way there leave
 * notes (see {@link Returns}), so the function that was running is known; the line is that of the next call, return or turn of a loop in it.
 * A built-in belongs to the function that has called it.
 */
public final class Profiler {
  /** Frames of a stack that count; what is outside of them is one node. */
  private static final int DEEPEST = 500;

  private final LoadedCode codes;
  /** Null while no program runs. */
  private Control control;
  /** Null before the first profile. */
  private ProfileRequest request;
  private boolean running;
  private Samples samples;
  private Allocations allocations;
  private Thread sampler;
  private volatile boolean asked;

  Profiler(LoadedCode codes) {
    this.codes = codes;
  }

  // What its owner asks for

  /** Replaces a profile that is being taken; before a run, the whole of it is what is looked at. */
  void start(ProfileRequest wanted) {
    pause();
    request = wanted;
    running = true;
    samples = new Samples(this::name);
    allocations = wanted.allocations() ? new Allocations() : null;
    if (control != null) {
      resume();
    }
  }

  /** What was found since the start, also when the program has ended meanwhile. */
  Profile stop() {
    if (request == null) {
      throw new DebugException("No profile is being taken: `gene/profileStart` starts one");
    }
    pause();
    running = false;
    request = null;
    return samples.finish(allocations == null ? List.of() : allocations.list(this::name));
  }

  private String name(Code code) {
    return TraceRow.name(code, codes.qualifiedName(code));
  }

  // A run

  void attach(Control toRun) {
    control = toRun;
    if (running) {
      resume();
    }
  }

  void detach() {
    pause();
    running = false;
    control = null;
  }

  private void resume() {
    control.vm.tracing.returns().want(true);
    trap();
    samples.skip();
    Returns returns = control.vm.tracing.returns();
    long nanos = request.interval() * 1000L;
    asked = false;
    var thread = new Thread(() -> ask(returns, nanos), "gene-profiler");
    thread.setDaemon(true);
    sampler = thread;
    thread.start();
  }

  private void ask(Returns returns, long nanos) {
    while (!Thread.interrupted()) {
      LockSupport.parkNanos(nanos);
      if (!asked) {
        asked = true;
        returns.askForSafepoint();
      }
    }
  }

  private void pause() {
    if (sampler == null) {
      return;
    }
    sampler.interrupt();
    sampler = null;
    control.vm.tracing.returns().want(false);
    untrap();
  }

  /** After {@link #untrap}. */
  void trap() {
    control.traps.codes().forEach(this::loaded);
  }

  /** No instruction is trapped any more: the codes are about to be other ones. */
  void untrap() {
    if (allocations != null) {
      control.traps.codes().forEach(code -> Allocations.untrap(code, control.traps));
    }
  }

  void loaded(Code code) {
    if (running && allocations != null && !codes.isSkipped(code)) {
      allocations.trap(code, control.traps);
    }
  }

  /** The running frame stands before an instruction that creates something. */
  void allocates(Frames frames) {
    if (allocations != null) {
      allocations.count(frames);
    }
  }

  void safepoint(Fiber f) {
    if (sampler == null) {
      return;
    }
    List<Returns.Return> returned = control.vm.tracing.returns().take();
    if (asked) {
      sample(f, returned);
      asked = false;
      control.vm.tracing.returns().hurry(f);
    }
  }

  private void sample(Fiber f, List<Returns.Return> returned) {
    var fibers = new ArrayList<Fiber>();
    int depth = 0;
    for (Fiber at = f; at != null && depth < DEEPEST; at = at.below()) {
      fibers.add(at);
      depth += at.depth() + 1;
    }
    Profile.Node node = samples.top(depth > DEEPEST);
    int line = 0;
    int left = depth;
    for (int i = fibers.size() - 1; i >= 0; i--) {
      Frames frames = Frames.of(fibers.get(i));
      for (int level = frames.count() - 1; level >= 0; level--) {
        if (left-- <= DEEPEST && !frames.isBuiltin(level)) {
          node = samples.below(node, frames.code(level));
          line = line(frames.code(level), frames.pc(level));
        }
      }
    }
    for (int i = returned.size() - 1; i >= 0; i--) {
      node = samples.below(node, returned.get(i).code());
      line = line(returned.get(i).code(), returned.get(i).pc());
    }
    samples.take(node, line);
  }

  private static int line(Code code, int pc) {
    return code.source().line(code.spanStart(pc));
  }

  /** The program waits, and has been asked to show itself. */
  void idle() {
    if (sampler != null && asked) {
      samples.idle();
      asked = false;
    }
  }

  /** The program has stood still for a debugger. */
  void stoodStill() {
    if (sampler != null) {
      control.vm.tracing.returns().take();
      asked = false;
      samples.skip();
    }
  }
}
