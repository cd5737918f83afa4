// The debugger's side of recorded time: switches recording, moves the program, and knows what would have stopped it.
package gene.debug;

import gene.vm.Fiber;
import gene.vm.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** For the VM's thread. */
final class Past {
  private final Control control;
  private final Breakpoints breakpoints;
  private final ExceptionBreakpoints exceptions;
  private final DebugListener listener;
  private final long bytesFromStart;
  /** What the present recording may take. */
  private long recordedBytes;
  private boolean starting;
  /** Null while nothing is recorded. */
  private Timeline timeline;

  /** @param bytesFromStart what a recording from the first instruction on may take; 0 for none */
  Past(Control control, Breakpoints breakpoints, ExceptionBreakpoints exceptions, DebugListener listener, long bytesFromStart) {
    this.control = control;
    this.breakpoints = breakpoints;
    this.exceptions = exceptions;
    this.listener = listener;
    this.bytesFromStart = bytesFromStart;
  }

  /** The program is about to begin. */
  void begins() {
    if (bytesFromStart > 0) {
      timeline = start(bytesFromStart);
    }
  }

  private Timeline start(long bytes) {
    recordedBytes = bytes;
    starting = true;
    try {
      return new Timeline(control.vm.recording().start(bytes));
    } finally {
      starting = false;
      // A pause that came meanwhile is due.
      control.vm.requestPause();
    }
  }

  /** Whether a recording is about to begin, and the library is loaded for it: nothing stops there. */
  boolean isStarting() {
    return starting;
  }

  Timeline.State record(boolean on, long bytes) {
    control.innermost();
    if (on && timeline == null) {
      timeline = start(bytes);
    } else if (!on && timeline != null) {
      if (isShown()) {
        throw new DebugException("The program stands in the past: continue to the present first, then recording can be switched off");
      }
      control.vm.recording().stop();
      timeline = null;
    }
    listener.recorded(state());
    return state();
  }

  Timeline.State state() {
    return timeline == null ? Timeline.State.OFF : timeline.state();
  }

  /** Tells where the program stands in what is recorded. */
  void tell() {
    if (timeline != null) {
      listener.recorded(state());
    }
  }

  Timeline timeline() {
    control.innermost();
    if (timeline == null) {
      throw new DebugException("Nothing is recorded: start with \"record\": true, or switch recording on with `gene/record`");
    }
    return timeline;
  }

  /** What is said at a stop in recorded time: nobody is to take actors for what they were then. */
  String told(String text) {
    if (!isShown() || !control.hasOthers()) {
      return text;
    }
    return (text.isEmpty() ? "" : text + ". ") + "Actors are not recorded: they stand where they are in the present";
  }

  /** The VM can be looked at, and run for the debugger. */
  void checkStill() {
    control.checkStill();
  }

  /** Whether the program stands in the past. */
  boolean isShown() {
    return timeline != null && !timeline.travel().isPresent();
  }

  /** Evaluates where the program stands; in the past nothing changes by that. */
  <T> T evaluate(Supplier<T> work) {
    return isShown() ? timeline.travel().unchanged(work) : work.get();
  }

  /** Code is exchanged: what was recorded is of other code, so that the recording begins anew. */
  <T> T withoutRecording(Supplier<T> work) {
    if (isShown()) {
      throw new DebugException("The program stands in the past: continue to the present first, then code can be exchanged");
    } else if (timeline == null) {
      return work.get();
    }
    control.vm.recording().stop();
    try {
      return work.get();
    } finally {
      timeline = start(recordedBytes);
      tell();
    }
  }

  /** A value of the program is about to be changed by a person. */
  void edits() {
    if (isShown()) {
      long at = timeline.travel().position();
      listener.forked(at, timeline.fork());
      tell();
    }
  }

  /** Goes on through recorded time; false when the program stands in the present, or has come there, and is to run by itself. */
  boolean replays(StepRequest how) {
    if (!isShown()) {
      return false;
    }
    Optional<Timeline.Arrival> end = timeline.replay(how, this::stopAt);
    end.ifPresent(control::arrived);
    return end.isPresent();
  }

  /** Back to the last breakpoint, data breakpoint or exception, or to the oldest place. */
  Timeline.Arrival runBack() {
    DataBreakpoints.Backward watched = control.data.backward(control.fibers());
    return timeline().backTo(f -> watched.stopAt().map(hit -> arrival(Stop.Reason.DATA_BREAKPOINT, hit)).or(() -> stopAt(f)), this::wants);
  }

  private static Timeline.Arrival arrival(Stop.Reason reason, DataBreakpoints.Hit hit) {
    return new Timeline.Arrival(reason, List.of(hit.id()), hit.text(), null, false);
  }

  private boolean wants(Fiber f, Timeline.Thrown thrown) {
    return exceptions.wants(thrown.exception(), thrown.caught(), e -> control.aside.value(Frames.of(f), e, thrown.exception()));
  }

  /** What would have stopped the program at a place of recorded time. */
  private Optional<Timeline.Arrival> stopAt(Fiber f) {
    Frames frames = Frames.of(f);
    if ((control.traps.at(frames.code(0), frames.pc(0)) & Traps.BREAKPOINT) == 0) {
      return Optional.empty();
    }
    var hits = new ArrayList<Integer>();
    for (CodeBreakpoint b : breakpoints.at(frames.code(0), frames.pc(0))) {
      if (b.trigger.logMessage == null && b.trigger.wouldHold(e -> control.aside.value(frames, e, null))) {
        hits.add(b.id);
      }
    }
    return hits.isEmpty() ? Optional.empty() : Optional.of(new Timeline.Arrival(Stop.Reason.BREAKPOINT, hits, "", null, false));
  }

  List<LoadedCode.Position> positions(String sourceId, int line) {
    if (!control.codes.isLoaded(sourceId)) {
      return List.of();
    }
    var places = new CodePlaces(control.codes, sourceId);
    return places.onLine(places.lineWithCode(line));
  }
}
