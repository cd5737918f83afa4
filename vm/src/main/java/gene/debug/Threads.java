// The threads of a program: fibers that no other fiber waits for, with stable ids; the main fiber is 1.
package gene.debug;

import gene.vm.Fiber;
import gene.vm.Frames;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

final class Threads {
  static final int MAIN = 1;

  /** A fiber of a stack; `awaits` when it waits for the future of the one above, and was not called by it. */
  record Link(Fiber fiber, boolean awaits) {}

  private final Map<Fiber, Integer> ids = new IdentityHashMap<>();
  private int lastId;
  /** What other threads may read while the program runs: the state at the last stop. */
  private volatile List<DebugThread> known = List.of(new DebugThread(MAIN, "main"));

  /** A run begins. */
  void clear() {
    ids.clear();
    lastId = 0;
    known = List.of(new DebugThread(MAIN, "main"));
  }

  /** The fiber that waits for this one in the end: what a person takes for the thread. */
  static Fiber root(Fiber f) {
    Fiber at = f;
    while (at.below() != null) {
      at = at.below();
    }
    return at;
  }

  /** The fiber, those that it runs for, and those that await the end of these. */
  static List<Link> chain(Fiber top, List<Fiber> alive) {
    var chain = new ArrayList<Link>();
    boolean awaits = false;
    for (Fiber f = top; f != null; ) {
      chain.add(new Link(f, awaits));
      Fiber below = f.below();
      awaits = below == null;
      Fiber next = awaits ? Frames.awaiting(f, alive) : below;
      // Tasks that await each other in a circle never end, but their stack does.
      f = next != null && chain.stream().anyMatch(link -> link.fiber == next) ? null : next;
    }
    return chain;
  }

  /** Gives the fibers of the event loop their ids, the main one first. */
  void register(List<Fiber> alive) {
    alive.forEach(this::id);
  }

  int id(Fiber f) {
    return ids.computeIfAbsent(root(f), x -> ++lastId);
  }

  /** @param alive the fibers of the event loop, the main one first */
  void update(List<Fiber> alive, Fiber stopped) {
    var all = new ArrayList<DebugThread>();
    for (Fiber f : alive) {
      all.add(new DebugThread(id(f), f.name()));
    }
    Fiber root = root(stopped);
    if (!alive.contains(root)) {
      all.add(new DebugThread(id(root), root.name()));
    }
    known = List.copyOf(all);
  }

  Fiber fiber(int id) {
    for (var entry : ids.entrySet()) {
      if (entry.getValue() == id) {
        return entry.getKey();
      }
    }
    throw new DebugException("There is no thread " + id + " any more");
  }

  void ended(Fiber f) {
    ids.remove(f);
  }

  List<DebugThread> known() {
    return known;
  }
}
