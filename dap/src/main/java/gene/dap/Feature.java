// The table of capabilities: each flag of the protocol that is offered, and how the answer to `initialize` says so.
package gene.dap;

import gene.debug.ExceptionFilter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ExceptionBreakpointsFilter;

/** A row for each; `docs/debug-protocol.md` has the same rows, and the reasons for what is missing. */
enum Feature {
  CONFIGURATION_DONE(c -> c.setSupportsConfigurationDoneRequest(true)),
  CONDITIONAL_BREAKPOINTS(c -> c.setSupportsConditionalBreakpoints(true)),
  HIT_CONDITIONS(c -> c.setSupportsHitConditionalBreakpoints(true)),
  LOG_POINTS(c -> c.setSupportsLogPoints(true)),
  EXCEPTION_FILTERS(c -> c.setExceptionBreakpointFilters(Arrays.stream(ExceptionFilter.values()).map(Feature::filter).toArray(ExceptionBreakpointsFilter[]::new))),
  EXCEPTION_INFO(c -> c.setSupportsExceptionInfoRequest(true)),
  HOVERS(c -> c.setSupportsEvaluateForHovers(true)),
  SET_VARIABLE(c -> c.setSupportsSetVariable(true)),
  STACK_PAGES(c -> c.setSupportsDelayedStackTraceLoading(true)),
  TERMINATE(c -> c.setSupportsTerminateRequest(true)),
  TERMINATE_ON_DISCONNECT(c -> c.setSupportTerminateDebuggee(true));

  private final Consumer<Capabilities> announce;

  Feature(Consumer<Capabilities> announce) {
    this.announce = announce;
  }

  static Capabilities all() {
    var capabilities = new Capabilities();
    for (Feature feature : values()) {
      feature.announce.accept(capabilities);
    }
    return capabilities;
  }

  private static ExceptionBreakpointsFilter filter(ExceptionFilter f) {
    var shown = new ExceptionBreakpointsFilter();
    shown.setFilter(f.name().toLowerCase(Locale.ROOT));
    shown.setLabel(f == ExceptionFilter.ALL ? "All Exceptions" : "Uncaught Exceptions");
    shown.setDefault_(f == ExceptionFilter.UNCAUGHT);
    return shown;
  }
}
