// What is due at a time: earliest first, equal times in the order in which they were set.
package gene.vm;

import gene.data.Moment;
import java.util.TreeSet;

final class Timers {
  /** One that may be dropped before it is due. */
  static final class Timer implements Comparable<Timer> {
    private final long due;
    private final long number;
    private final Runnable action;

    private Timer(long due, long number, Runnable action) {
      this.due = due;
      this.number = number;
      this.action = action;
    }

    @Override
    public int compareTo(Timer other) {
      // Of `nanoTime` only differences mean something.
      long difference = due - other.due;
      return difference != 0 ? Long.signum(difference) : Long.compare(number, other.number);
    }
  }

  private final TreeSet<Timer> timers = new TreeSet<>();
  private long count;
  /** How long the program has stood still: its time goes that much behind. */
  private long stillNanos;

  private long now() {
    return System.nanoTime() - stillNanos;
  }

  void stoodStill(long nanos) {
    stillNanos += nanos;
  }

  /** @param nanos from now on; nothing is due later than in a hundred years */
  Timer set(long nanos, Runnable action) {
    long longest = 100L * 365 * 24 * 3600 * 1_000_000_000;
    var t = new Timer(now() + Math.max(0, Math.min(nanos, longest)), count++, action);
    timers.add(t);
    return t;
  }

  /** What brings back whether a timer is set. */
  Moment moment(Timer timer) {
    return moment(timer, timers.contains(timer));
  }

  Moment moment(Timer timer, boolean isSet) {
    var before = new boolean[] {isSet};
    return () -> {
      boolean now = timers.contains(timer);
      if (before[0]) {
        timers.add(timer);
      } else {
        timers.remove(timer);
      }
      before[0] = now;
    };
  }

  void drop(Timer timer) {
    timers.remove(timer);
  }

  void clear() {
    timers.clear();
  }

  boolean isEmpty() {
    return timers.isEmpty();
  }

  /** Runs those that are due now; what these set comes later. */
  void runDue(Recorder recorder) {
    if (timers.isEmpty()) {
      return;
    }
    long now = now();
    while (!timers.isEmpty() && timers.first().due - now <= 0) {
      Timer due = timers.first();
      if (recorder != null) {
        recorder.note(moment(due));
      }
      timers.remove(due);
      due.action.run();
    }
  }

  /** Nanoseconds until the next is due; there must be one. */
  long untilNext() {
    return Math.max(0, timers.first().due - now());
  }
}
