// Gene code that runs for the debugger while the program stands still: nothing stops in it.
package gene.debug;

import gene.syntax.Tree;
import gene.vm.Frames;
import java.util.function.Supplier;

final class Aside {
  private final Past past;
  private boolean running;
  /** What an evaluation has thrown to end the run: it must pass. */
  private RuntimeException leaving;

  Aside(Past past) {
    this.past = past;
  }

  boolean isRunning() {
    return running;
  }

  boolean isLeaving(Throwable e) {
    return e == leaving;
  }

  /** @param exception what `$ex` is; null for what it is there */
  Object value(Frames frames, int level, Tree tree, Object exception) {
    past.checkStill();
    return run(() -> Expression.value(frames.evaluate(level, tree, exception)));
  }

  Object value(Frames frames, Expression e, Object exception) {
    return run(() -> e.value(frames, 0, exception));
  }

  private <T> T run(Supplier<T> work) {
    return past.evaluate(() -> aloud(work));
  }

  private <T> T aloud(Supplier<T> work) {
    running = true;
    try {
      return work.get();
    } catch (DebugException e) {
      throw e;
    } catch (RuntimeException e) {
      // `(exit n)`, or the order to end.
      leaving = e;
      throw e;
    } finally {
      running = false;
    }
  }
}
