// A breakpoint that was asked for: what it needs to stop, where it stands, how often it was reached.
package gene.debug;

import gene.data.Special;
import java.util.List;
import java.util.function.Function;

final class LineBreakpoint {
  final int id;
  final String sourceId;
  final BreakpointRequest request;
  private final String fault;
  private final Expression condition;
  private final HitCondition hitCondition;
  final LogMessage logMessage;
  List<LoadedCode.Position> positions = List.of();
  private int line;
  private boolean loaded;
  private long hits;

  LineBreakpoint(int id, String sourceId, BreakpointRequest request) {
    this.id = id;
    this.sourceId = sourceId;
    this.request = request;
    this.line = request.line();
    String found = "";
    Expression when = null;
    HitCondition often = HitCondition.ALWAYS;
    LogMessage log = null;
    try {
      when = request.condition().isBlank() ? null : Expression.parse(request.condition());
      often = HitCondition.parse(request.hitCondition());
      log = request.logMessage().isEmpty() ? null : LogMessage.parse(request.logMessage());
    } catch (DebugException e) {
      found = e.getMessage();
    }
    fault = found;
    condition = when;
    hitCondition = often;
    logMessage = log;
  }

  /** Finds its positions once its source is loaded. */
  void bind(LoadedCode codes) {
    if (!fault.isEmpty() || !codes.isLoaded(sourceId)) {
      return;
    }
    loaded = true;
    int at = codes.lineWithCode(sourceId, request.line());
    if (at > 0) {
      line = at;
      positions = codes.onLine(sourceId, at);
    }
  }

  Breakpoint state() {
    String message = !fault.isEmpty() ? fault
        : !loaded ? "The file is not loaded yet"
        : positions.isEmpty() ? "There is no code at or below this line" : "";
    return new Breakpoint(id, sourceId, !positions.isEmpty(), line, message);
  }

  /**
   * Counts a visit; true when the program has to stop (or, with a log message, to log).
   *
   * @throws DebugException when the condition cannot be evaluated
   */
  boolean isHit(Function<Expression, Object> evaluate) {
    if (condition != null) {
      Object value = evaluate.apply(condition);
      if (value == Boolean.FALSE || value == Special.NIL || value == Special.VOID) {
        return false;
      }
    }
    return hitCondition.stopsAt(++hits);
  }
}
