// What the call of a generator function gives: a fiber that stands still between values.
package gene.vm;

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
