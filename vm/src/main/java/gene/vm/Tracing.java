// Who asks for the trace of a VM's instructions: a program itself, from some point on, or a debugger.
package gene.vm;

import gene.bytecode.Code;
import java.util.function.Predicate;

public final class Tracing {
  private final Vm vm;
  private final Returns returns;
  private final TraceSink sink;
  private final TraceSink laterSink;

  /** @param sink hears of all instructions; null for none @param laterSink hears after `(trace_start)`; null for nobody */
  Tracing(Vm vm, TraceSink sink, TraceSink laterSink) {
    this.vm = vm;
    this.returns = new Returns(vm);
    this.sink = sink;
    this.laterSink = laterSink;
  }

  /** For a profiler. */
  public Returns returns() {
    return returns;
  }

  /** A code is made ready. */
  void made(CodeState s) {
    if (vm.recorder != null) {
      s.record(true);
    }
    returns.made(s);
  }

  /** What traces from the beginning; null when nothing does. */
  DebugHook hook() {
    return sink == null ? null : new Tracer(sink);
  }

  /** `(trace_start)`: from now on each instruction is reported; nothing happens under a debugger, or where nobody listens. */
  public void start() {
    if (vm.hook == null && laterSink != null) {
      vm.hook = new Tracer(sink == null ? laterSink : sink);
      trap(vm.hook::traces);
    }
  }

  /** `(trace_end)` */
  public void end() {
    if (vm.hook instanceof Tracer) {
      vm.hook = null;
      trap(code -> false);
    }
  }

  /** From now on the hook hears of every instruction of these codes, and of no others; what it is told of later, it is asked of. */
  public void trap(Predicate<Code> wanted) {
    for (CodeState s : vm.states()) {
      if (wanted.test(s.code)) {
        s.trapAll();
      } else {
        s.untrapAll();
      }
    }
  }
}
