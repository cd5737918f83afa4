// What the call of a generator function gives: a fiber that stands still between values.
package gene.vm;

import gene.data.Moment;
import gene.data.Moments;
import gene.data.Opaque;

public final class Generator implements Opaque {
  final Fiber fiber;
  boolean started;
  boolean finished;
  boolean running;
  /** A value that `has_next` or `peek` has run ahead to; null when there is none. */
  Object ahead;
  /** How it was resumed last, and where the consumer wants the result. */
  int method;
  int dest;

  Generator(Fiber fiber) {
    this.fiber = fiber;
  }

  /** What brings its state back. */
  Moment moment() {
    return Moments.of(() -> new Object[] {started, finished, running, ahead, method, dest}, was -> {
      started = (boolean) was[0];
      finished = (boolean) was[1];
      running = (boolean) was[2];
      ahead = was[3];
      method = (int) was[4];
      dest = (int) was[5];
    });
  }

  void finish() {
    finished = true;
    running = false;
  }

  @Override
  public String typeofName() {
    return "Generator";
  }

  @Override
  public String className() {
    return "Generator";
  }

  @Override
  public String display() {
    return "VkGenerator";
  }
}
