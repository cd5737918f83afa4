// What a program itself may ask for about its instructions: the trace from here on.
package gene.vm;

public final class Tracing {
  private final Vm vm;
  private final TraceSink sink;
  private final TraceSink laterSink;

  /** @param sink hears of all instructions; null for none @param laterSink hears after `(trace_start)`; null for nobody */
  Tracing(Vm vm, TraceSink sink, TraceSink laterSink) {
    this.vm = vm;
    this.sink = sink;
    this.laterSink = laterSink;
  }

  /** What traces from the beginning; null when nothing does. */
  DebugHook hook() {
    return sink == null ? null : new Tracer(sink);
  }

  /** `(trace_start)`: from now on each instruction is reported; nothing happens under a debugger, or where nobody listens. */
  public void start() {
    if (vm.hook == null && laterSink != null) {
      vm.hook = new Tracer(sink == null ? laterSink : sink);
      vm.states().stream().filter(s -> !s.code.source().name().equals(Prelude.NAME)).forEach(CodeState::trapAll);
    }
  }

  /** `(trace_end)` */
  public void end() {
    if (vm.hook instanceof Tracer) {
      vm.hook = null;
      vm.states().forEach(CodeState::untrapAll);
    }
  }
}
