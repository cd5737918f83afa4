// The threads of a program: fibers that no other fiber waits for, and actors, with stable ids; the main fiber is 1. From any thread.
package gene.debug;

import gene.vm.Fiber;
import gene.vm.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

final class Threads {
  static final int MAIN = 1;

  /** A fiber of a stack; `awaits` when it waits for the future of the one above, and was not called by it. */
  record Link(Fiber fiber, boolean awaits) {}

  /** What has an id. */
  private static final class Entry {
    private final int id;
    private final Control control;
    /** Null while an actor handles no message. */
    private Fiber fiber;

    Entry(int id, Control control) {
      this.id = id;
      this.control = control;
    }
  }

  /** By fiber; by actor, which has one fiber after the other. Whoever sees an actor no more asks for its id no more. */
  private final Map<Object, Entry> entries = new WeakHashMap<>();
  private Control main;
  private int lastId = MAIN;
  private boolean hasMain;
  /** What other threads may read while the program runs: the state at the last stop. */
  private volatile List<DebugThread> known = List.of(new DebugThread(MAIN, "main"));

  /** A run begins. */
  synchronized void begin(Control ofMain) {
    main = ofMain;
    entries.clear();
    lastId = MAIN;
    hasMain = false;
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

  /** Gives the fibers of a VM's event loop their ids, the main one first. */
  synchronized void register(Control control, List<Fiber> alive) {
    alive.forEach(f -> id(control, f));
  }

  synchronized int id(Control control, Fiber f) {
    Fiber root = root(f);
    Entry entry = entries.computeIfAbsent(Frames.thread(root), x -> new Entry(newId(control), control));
    entry.fiber = root;
    return entry.id;
  }

  /** The first fiber of the main VM is the main one, even when an actor was seen before it. */
  private int newId(Control control) {
    if (hasMain || !control.isMain()) {
      return ++lastId;
    }
    hasMain = true;
    return MAIN;
  }

  /**
   * What there is when the program stands still. A VM within a built-in cannot be asked: its threads are those of the last time.
   *
   * @return the threads that were not there at the last stop
   */
  synchronized Change update(Gate gate, Control stopping, Fiber stopped) {
    var all = new ArrayList<DebugThread>();
    for (Control c : gate.members()) {
      if (gate.isUnderWay(c)) {
        known.stream().filter(t -> isOf(t.id(), c)).forEach(all::add);
        continue;
      }
      for (Fiber f : c.vm.scheduler().alive()) {
        all.add(new DebugThread(id(c, f), f.name()));
      }
      if (c == stopping && all.stream().noneMatch(t -> t.id() == id(c, stopped))) {
        all.add(new DebugThread(id(c, stopped), root(stopped).name()));
      }
    }
    List<DebugThread> before = known;
    known = List.copyOf(all);
    return new Change(all.stream().filter(t -> before.stream().noneMatch(b -> b.id() == t.id())).toList(),
        before.stream().filter(b -> all.stream().noneMatch(t -> t.id() == b.id())).toList());
  }

  record Change(List<DebugThread> started, List<DebugThread> exited) {}

  private boolean isOf(int id, Control c) {
    return findControl(id).filter(of -> of == c).isPresent();
  }

  private Entry entry(int id) {
    for (Entry entry : entries.values()) {
      if (entry.id == id) {
        return entry;
      }
    }
    throw new DebugException("There is no thread " + id + " any more");
  }

  synchronized Fiber fiber(int id) {
    Entry entry = entry(id);
    if (entry.fiber == null) {
      throw new DebugException("The actor of thread " + id + " waits for a message, and has no stack meanwhile");
    }
    return entry.fiber;
  }

  synchronized Optional<Control> findControl(int id) {
    return id == MAIN ? Optional.ofNullable(main) : entries.values().stream().filter(e -> e.id == id).map(e -> e.control).findFirst();
  }

  /** The VM in which a thread runs. */
  synchronized Control control(int id) {
    return findControl(id).orElseThrow(() -> new DebugException("There is no thread " + id + " any more"));
  }

  synchronized void ended(Fiber f) {
    Object key = Frames.thread(f);
    if (key == f) {
      entries.remove(f);
      return;
    }
    Entry entry = entries.get(key);
    if (entry != null) {
      entry.fiber = null;
    }
  }

  List<DebugThread> known() {
    return known;
  }
}
