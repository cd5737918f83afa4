// The table of capabilities: each flag of the protocol that is offered, and how the answer to `initialize` says so.
package gene.dap;

import gene.debug.ExceptionFilter;
import java.util.Arrays;
import java.util.function.Consumer;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ChecksumAlgorithm;
import org.eclipse.lsp4j.debug.ColumnDescriptor;
import org.eclipse.lsp4j.debug.ColumnDescriptorType;
import org.eclipse.lsp4j.debug.ExceptionBreakpointsFilter;

/** A row for each; `docs/debug-protocol.md` has the same rows, and the reasons for what is missing. */
enum Feature {
  CONFIGURATION_DONE(c -> c.setSupportsConfigurationDoneRequest(true)),
  // Breakpoints
  FUNCTION_BREAKPOINTS(c -> c.setSupportsFunctionBreakpoints(true)),
  CONDITIONAL_BREAKPOINTS(c -> c.setSupportsConditionalBreakpoints(true)),
  HIT_CONDITIONS(c -> c.setSupportsHitConditionalBreakpoints(true)),
  LOG_POINTS(c -> c.setSupportsLogPoints(true)),
  LOCATIONS(c -> c.setSupportsBreakpointLocationsRequest(true)),
  DATA_BREAKPOINTS(c -> c.setSupportsDataBreakpoints(true)),
  INSTRUCTION_BREAKPOINTS(c -> c.setSupportsInstructionBreakpoints(true)),
  EXCEPTION_FILTERS(c -> c.setExceptionBreakpointFilters(Arrays.stream(ExceptionFilter.values()).map(Feature::filter).toArray(ExceptionBreakpointsFilter[]::new))),
  EXCEPTION_FILTER_OPTIONS(c -> c.setSupportsExceptionFilterOptions(true)),
  EXCEPTION_OPTIONS(c -> c.setSupportsExceptionOptions(true)),
  // Stepping
  GRANULARITY(c -> c.setSupportsSteppingGranularity(true)),
  /** Only while the program records, and by an event: front ends show their buttons for it as soon as they hear of it. */
  STEP_BACK(c -> c.setSupportsStepBack(true)) {
    @Override
    boolean isKnownFromTheStart() {
      return false;
    }
  },
  RESTART_FRAME(c -> c.setSupportsRestartFrame(true)),
  STEP_IN_TARGETS(c -> c.setSupportsStepInTargetsRequest(true)),
  GOTO_TARGETS(c -> c.setSupportsGotoTargetsRequest(true)),
  TERMINATE_THREADS(c -> c.setSupportsTerminateThreadsRequest(true)),
  // Looking
  STACK_PAGES(c -> c.setSupportsDelayedStackTraceLoading(true)),
  HOVERS(c -> c.setSupportsEvaluateForHovers(true)),
  CLIPBOARD(c -> c.setSupportsClipboardContext(true)),
  VALUE_FORMATS(c -> c.setSupportsValueFormattingOptions(true)),
  SET_VARIABLE(c -> c.setSupportsSetVariable(true)),
  SET_EXPRESSION(c -> c.setSupportsSetExpression(true)),
  COMPLETIONS(c -> c.setSupportsCompletionsRequest(true)),
  COMPLETION_TRIGGERS(c -> c.setCompletionTriggerCharacters(new String[] {"/", ".", "("})),
  EXCEPTION_INFO(c -> c.setSupportsExceptionInfoRequest(true)),
  READ_MEMORY(c -> c.setSupportsReadMemoryRequest(true)),
  // Code
  LOADED_SOURCES(c -> c.setSupportsLoadedSourcesRequest(true)),
  CHECKSUMS(c -> c.setSupportedChecksumAlgorithms(new ChecksumAlgorithm[] {ChecksumAlgorithm.SHA256})),
  MODULES(c -> c.setSupportsModulesRequest(true)),
  MODULE_COLUMNS(c -> c.setAdditionalModuleColumns(new ColumnDescriptor[] {functions()})),
  DISASSEMBLE(c -> c.setSupportsDisassembleRequest(true)),
  // Sessions
  RESTART(c -> c.setSupportsRestartRequest(true)),
  CANCEL(c -> c.setSupportsCancelRequest(true)),
  ANSI(c -> c.setSupportsANSIStyling(true)),
  TERMINATE(c -> c.setSupportsTerminateRequest(true)),
  TERMINATE_ON_DISCONNECT(c -> c.setSupportTerminateDebuggee(true)),
  // Beyond the protocol
  TRACE(c -> c.setSupportsGeneTrace(true)),
  RECORDING(c -> c.setSupportsGeneRecording(true));

  private final Consumer<GeneCapabilities> announce;

  Feature(Consumer<GeneCapabilities> announce) {
    this.announce = announce;
  }

  boolean isKnownFromTheStart() {
    return true;
  }

  /** What the answer to `initialize` says. */
  static GeneCapabilities all() {
    var capabilities = new GeneCapabilities();
    for (Feature feature : values()) {
      if (feature.isKnownFromTheStart()) {
        feature.announce.accept(capabilities);
      }
    }
    return capabilities;
  }

  /** What changes when recording is switched. */
  static Capabilities recording(boolean on) {
    var capabilities = new Capabilities();
    capabilities.setSupportsStepBack(on);
    return capabilities;
  }

  private static ExceptionBreakpointsFilter filter(ExceptionFilter f) {
    var shown = new ExceptionBreakpointsFilter();
    shown.setFilter(ExceptionWishes.id(f));
    shown.setDefault_(f == ExceptionFilter.UNCAUGHT);
    shown.setSupportsCondition(true);
    switch (f) {
      case ALL -> shown.setLabel("All Exceptions");
      case UNCAUGHT -> shown.setLabel("Uncaught Exceptions");
      case CLASS -> shown.setLabel("Exceptions of a Class");
    }
    shown.setConditionDescription(f == ExceptionFilter.CLASS ? "Names of classes, such as TypeException ParseError" : "Gene in which $ex is the exception");
    return shown;
  }

  private static ColumnDescriptor functions() {
    var column = new ColumnDescriptor();
    column.setAttributeName("functions");
    column.setLabel("Functions");
    column.setType(ColumnDescriptorType.NUMBER);
    return column;
  }
}
