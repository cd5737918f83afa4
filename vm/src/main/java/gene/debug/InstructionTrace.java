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
 * The threads of the program's VMs add; whoever has the program stand still starts and stops; any thread reads. Only the functions that are wanted
 * are trapped: all others run compiled, and all do when the trace has stopped.
 */
public final class InstructionTrace {
  private static final String UNWANTED = "";

  /** What is known of one VM. */
  private final class Lane {
    private final Control control;
    private final Tracer tracer = new Tracer(this::executed);
    private Fiber lastRoot;
    private int lastThread;

    Lane(Control control) {
      this.control = control;
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

  private final LoadedCode codes;
  private final Threads threads;
  private final Gate gate;
  /** Null while no program runs. */
  private Control main;
  private TraceRequest request;
  /** Null while no trace is on. */
  private TraceOutput output;
  private final Map<Control, Lane> lanes = new IdentityHashMap<>();
  /** What rows call the function of a code. */
  private final Map<Code, String> names = new IdentityHashMap<>();
  private volatile TraceRing ring = new TraceRing(1);
  private volatile boolean running;

  InstructionTrace(LoadedCode codes, Threads threads, Gate gate) {
    this.codes = codes;
    this.threads = threads;
    this.gate = gate;
  }

  // What its owner asks for

  /** Replaces a trace that is on. */
  void start(TraceRequest wanted, TraceOutput to) {
    if (running) {
      output.ended();
    }
    synchronized (this) {
      request = wanted;
      output = to;
      lanes.clear();
      ring = new TraceRing(wanted.ringSize());
      names.clear();
      running = true;
    }
    trap();
    Control here = gate.holder();
    Fiber next = here == null ? null : here.aboutToRun();
    if (next != null) {
      // Its trap is behind it.
      trapped(here, next, Frames.of(next).code(0), false);
    }
  }

  /** The rows stay. */
  void stop() {
    if (running) {
      TraceOutput last;
      synchronized (this) {
        running = false;
        lanes.clear();
        last = output;
        output = null;
      }
      trap();
      last.ended();
    }
  }

  private void trap() {
    if (main != null) {
      gate.members().forEach(c -> c.change(() -> c.vm.tracing.trap(this::wants)));
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

  synchronized void attach(Control toRun) {
    main = toRun;
    lanes.clear();
    names.clear();
  }

  void detach() {
    stop();
    main = null;
  }

  /** Whether each instruction of the code is to be reported. */
  synchronized boolean wants(Code code) {
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

  // What a VM reports

  private Lane lane(Control of) {
    return lanes.computeIfAbsent(of, Lane::new);
  }

  /** @param again whether the program has stood here already */
  void trapped(Control of, Fiber f, Code code, boolean again) {
    if (!running) {
      return;
    }
    synchronized (this) {
      if (wants(code)) {
        Tracer tracer = lane(of).tracer;
        if (again) {
          tracer.repeats(f);
        }
        tracer.trapped(f);
      }
    }
  }

  void raised(Control of, Fiber f) {
    if (running) {
      synchronized (this) {
        if (running) {
          lane(of).tracer.raised(f);
        }
      }
    }
  }

  void unwound(Control of, Fiber f) {
    if (running) {
      synchronized (this) {
        if (running) {
          lane(of).tracer.unwound(f);
        }
      }
    }
  }

  void ended(Control of, Fiber f) {
    if (running) {
      synchronized (this) {
        if (running) {
          lane(of).tracer.ended(f);
          lane(of).lastRoot = null;
        }
      }
    }
  }
}
