// What a log message at a line would have printed at each recorded visit, without running anything again.
package gene.debug;

import gene.data.Special;
import gene.vm.Fiber;
import gene.vm.Frames;
import gene.vm.Travel;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;

/**
 * @param total    the number of visits where the condition held; the newest are given
 * @param complete whether all visits since the program's start are among them
 */
public record PastLogs(List<Hit> hits, long total, boolean complete) {
  public record Hit(long position, String text, int thread) {}

  static PastLogs of(Control control, String sourceId, int line, String message, String condition, int most) {
    var positions = new HashSet<>(control.past.positions(sourceId, line));
    if (positions.isEmpty()) {
      throw new DebugException("There is no code at or below line " + line + " of a file that is loaded");
    }
    LogMessage log = LogMessage.parse(message);
    Expression when = condition.isBlank() ? null : Expression.parse(condition);
    Timeline timeline = control.past.timeline();
    Travel travel = timeline.travel();
    var hits = new ArrayDeque<Hit>();
    long total = 0;
    long home = travel.position();
    boolean complete;
    try {
      while (travel.back()) {
        Fiber f = travel.fiber();
        Frames frames = Frames.of(f);
        if (!positions.contains(new LoadedCode.Position(frames.code(0), frames.pc(0))) || when != null && !holds(control, frames, when)) {
          continue;
        }
        total++;
        if (hits.size() < most) {
          hits.addFirst(new Hit(travel.position(), log.text(e -> control.aside.value(frames, e, null)), control.threadOf(f)));
        }
      }
      complete = !travel.isForgetful() && travel.barrier() == null && hits.size() == total;
    } finally {
      timeline.goTo(home);
    }
    return new PastLogs(List.copyOf(hits), total, complete);
  }

  private static boolean holds(Control control, Frames frames, Expression condition) {
    Object value = control.aside.value(frames, condition, null);
    return value != Boolean.FALSE && value != Special.NIL && value != Special.VOID;
  }
}
