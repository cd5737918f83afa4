// The instruction trace of a debugger: started and stopped while the program runs or stands still; the newest rows are kept.
package gene.debug;

import gene.bytecode.Code;
import gene.vm.Fiber;
import gene.vm.Frames;
import gene.vm.Tracer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The VM's thread starts, stops and adds; any thread reads. Only the functions that are wanted are trapped: all others run compiled,
 * and all do when the trace has stopped.
 */
public final class InstructionTrace {
  private static final String UNWANTED = "";

  private final LoadedCode codes;
  private final Threads threads;
  /** Null while no program runs. */
  private Control control;
  private TraceRequest request;
  /** Null while no trace is on. */
  private TraceOutput output;
  private Tracer tracer;
  /** What rows call the function of a code. */
  private final Map<Code, String> names = new IdentityHashMap<>();
  private Fiber lastRoot;
  private int lastThread;
  private volatile TraceRing ring = new TraceRing(1);
  private volatile boolean running;

  InstructionTrace(LoadedCode codes, Threads threads) {
    this.codes = codes;
    this.threads = threads;
  }

  // What its owner asks for

  /** Replaces a trace that is on. */
  void start(TraceRequest wanted, TraceOutput to) {
    if (running) {
      output.ended();
    }
    request = wanted;
    output = to;
    tracer = new Tracer(this::executed);
    ring = new TraceRing(wanted.ringSize());
    names.clear();
    running = true;
    trap();
    Fiber next = control == null ? null : control.aboutToRun();
    if (next != null) {
      // Its trap is behind it.
      trapped(next, Frames.of(next).code(0), false);
    }
  }

  /** The rows stay. */
  void stop() {
    if (running) {
      running = false;
      tracer = null;
      trap();
      TraceOutput last = output;
      output = null;
      last.ended();
    }
  }

  private void trap() {
    if (control != null) {
      Control of = control;
      of.change(() -> of.vm.tracing.trap(this::wants));
    }
  }

  /** @param start the number of the first row that is asked for; negative for the newest ones */
  public TracePage page(long start, int count) {
    boolean on = running;
    return ring.page(start, count, on);
  }

  /** How many rows the trace has had so far. */
  public long total() {
    return ring.next();
  }

  public boolean isRunning() {
    return running;
  }

  // A run

  void attach(Control toRun) {
    control = toRun;
    lastRoot = null;
    names.clear();
    if (running) {
      tracer = new Tracer(this::executed);
    }
  }

  void detach() {
    stop();
    control = null;
    lastRoot = null;
  }

  /** Whether each instruction of the code is to be reported. */
  boolean wants(Code code) {
    return running && !wantedName(code).equals(UNWANTED);
  }

  private String wantedName(Code code) {
    String name = names.get(code);
    if (name == null) {
      String qualified = codes.qualifiedName(code);
      name = !codes.isSkipped(code) && request.wants(code, qualified) ? TraceRow.name(code, qualified) : UNWANTED;
      names.put(code, name);
    }
    return name;
  }

  /** @param again whether the program has stood here already */
  void trapped(Fiber f, Code code, boolean again) {
    if (running && wants(code)) {
      if (again) {
        tracer.repeats(f);
      }
      tracer.trapped(f);
    }
  }

  void raised(Fiber f) {
    if (running) {
      tracer.raised(f);
    }
  }

  void unwound(Fiber f) {
    if (running) {
      tracer.unwound(f);
    }
  }

  void ended(Fiber f) {
    if (running) {
      tracer.ended(f);
    }
    lastRoot = null;
  }

  private void executed(Fiber f, Code code, int pc, List<Object> operandStack, int depth) {
    if (!request.wantsOpcode(code.op(pc).published())) {
      return;
    }
    Fiber root = Threads.root(f);
    if (root != lastRoot) {
      lastRoot = root;
      threads.register(control, control.vm.scheduler().alive());
      lastThread = threads.id(control, root);
    }
    var row = new TraceRow(ring.next(), code, pc, wantedName(code), TraceText.of(operandStack), depth, lastThread, root.name());
    ring.add(row);
    output.row(row);
  }
}
