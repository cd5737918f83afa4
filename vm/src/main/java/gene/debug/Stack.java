// The frames of a thread that stands still.
package gene.debug;

import gene.vm.Fiber;
import gene.vm.Frames;
import java.util.ArrayList;
import java.util.List;

/** A generator's frames lie on those of its consumer, then come those who await it. */
final class Stack {
  private final Control control;
  private final List<Threads.Link> links;

  Stack(Control control, Fiber top) {
    this.control = control;
    links = Threads.chain(top, control.vm.scheduler().alive());
  }

  int size() {
    return links.stream().mapToInt(link -> Frames.of(link.fiber()).count()).sum();
  }

  /** Frames `from <= level < to`; level 0 is the innermost. */
  List<StackFrame> frames(int from, int to) {
    var page = new ArrayList<StackFrame>();
    int first = 0;
    for (Threads.Link link : links) {
      Frames frames = Frames.of(link.fiber());
      for (int level = Math.max(0, from - first); level < Math.min(frames.count(), to - first); level++) {
        page.add(new StackFrame(control, frames, level, link.awaits() && level == 0));
      }
      first += frames.count();
    }
    return page;
  }
}
