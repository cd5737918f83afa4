// The wishes to stop at exceptions, and whether one that is thrown fulfils any. From any thread.
package gene.debug;

import gene.data.GeneClass;
import gene.vm.ExceptionInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

final class ExceptionBreakpoints {
  private record Wish(ExceptionRequest request, Trigger trigger) {}

  private volatile List<Wish> wishes = List.of();

  /** Gives why the conditions cannot be understood, one text for each request; empty for those that can. */
  List<String> replace(List<ExceptionRequest> requests) {
    var all = new ArrayList<Wish>();
    requests.forEach(r -> all.add(new Wish(r, new Trigger(new Conditions(r.condition(), "", "")))));
    wishes = all;
    return all.stream().map(w -> w.trigger.fault).toList();
  }

  /**
   * @param reported the last one at which its VM has stopped: a `finally` or a clause that does not match throws the same exception again; it is
   *     news only when nobody is left to catch it
   * @throws DebugException when a condition cannot be evaluated: the program stops, and says so
   */
  boolean stopsAt(ExceptionInstance e, boolean caught, ExceptionInstance reported, Function<Expression, Object> evaluate) {
    for (Wish wish : wishes) {
      boolean wanted = wish.request.filter() == ExceptionFilter.UNCAUGHT ? !caught : e != reported;
      if (wanted && isOf(e, wish.request) && wish.trigger.isHit(evaluate)) {
        return true;
      }
    }
    return false;
  }

  /** The same of an exception of recorded time, without counting it. */
  boolean wants(ExceptionInstance e, boolean caught, Function<Expression, Object> evaluate) {
    return wishes.stream().anyMatch(w -> (w.request.filter() != ExceptionFilter.UNCAUGHT || !caught) && isOf(e, w.request) && w.trigger.wouldHold(evaluate));
  }

  private static boolean isOf(ExceptionInstance e, ExceptionRequest request) {
    if (request.classes().isEmpty()) {
      return request.filter() != ExceptionFilter.CLASS;
    }
    for (GeneClass c = e.cls(); c != null; c = c.parent()) {
      if (request.classes().contains(c.name())) {
        return true;
      }
    }
    return false;
  }
}
