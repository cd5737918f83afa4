// Whether a breakpoint that is reached stops: its condition, its hits, its log message.
package gene.debug;

import gene.data.Special;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

final class Trigger {
  private final Conditions asked;
  /** Why it never stops; empty when it can. */
  final String fault;
  private final Expression condition;
  private final HitCondition hitCondition;
  /** Null when it stops. */
  final LogMessage logMessage;
  /** Of all VMs together. */
  private final AtomicLong hits = new AtomicLong();

  Trigger(Conditions asked) {
    this.asked = asked;
    String found = "";
    Expression when = null;
    HitCondition often = HitCondition.ALWAYS;
    LogMessage log = null;
    try {
      when = asked.condition().isBlank() ? null : Expression.parse(asked.condition());
      often = HitCondition.parse(asked.hitCondition());
      log = asked.logMessage().isEmpty() ? null : LogMessage.parse(asked.logMessage());
    } catch (DebugException e) {
      found = e.getMessage();
    }
    fault = found;
    condition = when;
    hitCondition = often;
    logMessage = log;
  }

  /**
   * Counts a visit; true when the program has to stop (or, with a log message, to log).
   *
   * @throws DebugException when the condition cannot be evaluated
   */
  boolean isHit(Function<Expression, Object> evaluate) {
    if (!fault.isEmpty()) {
      return false;
    }
    return holds(evaluate) && hitCondition.stopsAt(hits.incrementAndGet());
  }

  /** Whether the condition holds, without counting a visit: those of recorded time were counted when they were the present. */
  boolean wouldHold(Function<Expression, Object> evaluate) {
    try {
      return fault.isEmpty() && holds(evaluate);
    } catch (DebugException e) {
      return true;
    }
  }

  private boolean holds(Function<Expression, Object> evaluate) {
    if (condition == null) {
      return true;
    }
    try {
      Object value = evaluate.apply(condition);
      return value != Boolean.FALSE && value != Special.NIL && value != Special.VOID;
    } catch (DebugException e) {
      throw new DebugException("The condition `" + asked.condition() + "` failed: " + e.getMessage());
    }
  }
}
