// A recorded program as a person walks through it: statements, lines, calls, breakpoints, backward and forward.
package gene.debug;

import gene.bytecode.Code;
import gene.vm.ExceptionInstance;
import gene.vm.Fiber;
import gene.vm.Frames;
import gene.vm.Travel;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * For the VM's thread while the program stands still. All ways are made of single steps of {@link Travel}, and each ends at a place
 * where the program could stand: between two instructions. Later checkpoints can stand in for the oldest part of the recording:
 * nothing here knows how a step is undone.
 */
public final class Timeline {
  /** What becomes of calls on the way: passed over, gone into, or left. */
  public enum Calls { OVER, INTO, OUT }

  /**
   * @param position  recorded steps before this place
   * @param oldest    the earliest place that can be reached
   * @param newest    the present
   * @param forgotten whether there was more before the oldest place than is known
   */
  public record State(boolean recording, long position, long oldest, long newest, boolean atPresent, boolean forgotten, long bytes) {
    static final State OFF = new State(false, 0, 0, 0, true, false, 0);
  }

  /** Where a way has ended: at a stop with a reason, or at the end of what is known. */
  record Arrival(Stop.Reason reason, List<Integer> breakpoints, String text, ExceptionInstance exception, boolean caught) {
    static Arrival at(Stop.Reason reason) {
      return end(reason, "");
    }

    static Arrival end(Stop.Reason reason, String text) {
      return new Arrival(reason, List.of(), text, null, false);
    }
  }

  /** An exception of recorded time, and whether a handler took it. */
  record Thrown(ExceptionInstance exception, boolean caught) {}

  private final Travel travel;
  private final Map<Code, BitSet> statements = new HashMap<>();

  Timeline(Travel travel) {
    this.travel = travel;
  }

  public State state() {
    return new State(true, travel.position(), travel.oldest(), travel.newest(), travel.isPresent(), travel.isForgetful(), travel.bytes());
  }

  Travel travel() {
    return travel;
  }

  /** Goes on from the past as far as time is recorded; empty when the present is reached and the program is to run on by itself. */
  Optional<Arrival> replay(StepRequest how, Function<Fiber, Optional<Arrival>> stops) {
    if (how.kind() == StepKind.CONTINUE) {
      return forwardTo(stops);
    }
    Calls calls = how.kind() == StepKind.IN ? Calls.INTO : how.kind() == StepKind.OUT ? Calls.OUT : Calls.OVER;
    return Optional.of(forward(how.granularity(), calls).orElse(Arrival.end(Stop.Reason.STEP, "This is the present: from here the program runs on")));
  }

  /** The past is about to be edited: what was recorded behind it does not happen. @return how many steps are forgotten */
  long fork() {
    if (travel.isPresent()) {
      return 0;
    }
    for (Fiber f = travel.fiber(); f != null; f = f.below()) {
      Frames frames = Frames.of(f);
      for (int level = 0; level < frames.count(); level++) {
        if (frames.isBuiltin(level)) {
          throw new DebugException("The past cannot be edited here: a built-in is in the middle of its work, which only it could do again. "
              + "Go back or forward to a statement outside of it");
        }
      }
    }
    return travel.fork();
  }

  private boolean isStatement(Fiber f) {
    Frames frames = Frames.of(f);
    Code code = frames.code(0);
    return !frames.isLibrary(0) && statements.computeIfAbsent(code, c -> {
      var starts = new BitSet();
      c.statementSpans().forEach(s -> starts.set(s.pc()));
      return starts;
    }).get(frames.pc(0));
  }

  private static int line(Fiber f) {
    Frames frames = Frames.of(f);
    Code code = frames.code(0);
    return code.source().line(code.spanStart(frames.pc(0)));
  }

  /** The frame that a way began in, and its line; when the fiber's beginning is passed, whoever waited for it takes its place. */
  private final class Origin {
    private Fiber fiber = travel.fiber();
    private Fiber below = fiber.below();
    private int depth = fiber.depth();
    private final int line = line(fiber);
    private boolean left;

    /** Whether a place belongs to the frame, or to one that called it. */
    boolean reaches(Fiber f, Calls calls) {
      if (f != fiber) {
        boolean waited = f == below && !isAlive();
        if (!waited) {
          return false;
        }
        fiber = f;
        below = f.below();
        depth = f.depth();
        left = true;
        return true;
      }
      if (f.depth() < depth) {
        depth = f.depth();
        left = true;
        return true;
      }
      return f.depth() == depth && (calls != Calls.OUT || left);
    }

    private boolean isAlive() {
      return fiber.depth() > 0 || Frames.of(fiber).pc(0) > 0;
    }
  }

  /** Back by one step. */
  Arrival back(Granularity how, Calls calls) {
    return walk(how, calls, travel::back, "Nothing older is known");
  }

  /** Forward by one step of recorded time; empty when the present was reached before the step's end. */
  Optional<Arrival> forward(Granularity how, Calls calls) {
    Arrival end = walk(how, calls, travel::forward, "");
    return travel.isPresent() ? Optional.empty() : Optional.of(end);
  }

  private interface Way {
    boolean go();
  }

  private Arrival walk(Granularity how, Calls calls, Way way, String atEnd) {
    var origin = new Origin();
    boolean backward = !atEnd.isEmpty();
    while (way.go()) {
      Fiber f = travel.fiber();
      boolean in = calls == Calls.INTO || origin.reaches(f, calls);
      if (how == Granularity.INSTRUCTION && in) {
        return Arrival.at(Stop.Reason.STEP);
      } else if (in && isStatement(f) && (how == Granularity.STATEMENT || line(f) != origin.line || origin.left || f != origin.fiber)) {
        if (how == Granularity.LINE && backward) {
          toLineStart(f);
        }
        return Arrival.at(Stop.Reason.STEP);
      }
    }
    return end(atEnd);
  }

  /** Further back to the first statement of the line, as a step forward would have stopped there. */
  private void toLineStart(Fiber f) {
    int line = line(f);
    int depth = f.depth();
    while (true) {
      long here = travel.position();
      do {
        if (!travel.back()) {
          goTo(here);
          return;
        }
      } while (!(travel.fiber() == f && f.depth() <= depth && isStatement(f)));
      if (f.depth() != depth || line(f) != line) {
        goTo(here);
        return;
      }
    }
  }

  private Arrival end(String text) {
    String barrier = travel.barrier();
    return Arrival.end(Stop.Reason.STEP, barrier != null ? barrier : text);
  }

  /**
   * Back to the last place where something stops.
   *
   * @param stops what stops the program at a fiber's place: a breakpoint, a watched place that changes there
   * @param throwing whether an exception that was thrown is of interest
   */
  Arrival backTo(Function<Fiber, Optional<Arrival>> stops, BiPredicate<Fiber, Thrown> throwing) {
    while (travel.back()) {
      if (travel.raised() != null && throwing.test(travel.fiber(), new Thrown(travel.raised(), travel.wasCaught()))) {
        return new Arrival(Stop.Reason.EXCEPTION, List.of(), Expression.describe(travel.raised()), travel.raised(), travel.wasCaught());
      }
      Optional<Arrival> found = stops.apply(travel.fiber());
      if (found.isPresent()) {
        return found.get();
      }
    }
    return end("Nothing older is known: this is the oldest place");
  }

  /** Forward through recorded time to the next place where something stops; empty at the present. */
  Optional<Arrival> forwardTo(Function<Fiber, Optional<Arrival>> stops) {
    while (travel.forward()) {
      Optional<Arrival> found = stops.apply(travel.fiber());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** To a position, as far as it is known. */
  void goTo(long position) {
    if (position < travel.oldest() || position > travel.newest()) {
      throw new DebugException("Position " + position + " is not recorded: known are " + travel.oldest() + " to " + travel.newest());
    }
    while (travel.position() > position && travel.back()) {
      // On.
    }
    while (travel.position() < position && travel.forward()) {
      // On.
    }
    if (travel.position() != position && travel.barrier() != null) {
      throw new DebugException(travel.barrier());
    }
  }
}
