// The actors of one program: its workers, and how much is still to be handled. Shared by the VMs of the program.
package gene.vm;

import gene.data.Raise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Actors go to the workers in turn; a worker's thread and VM are made when it gets its first one. */
public final class ActorSystem {
  /** More threads than a process should have. */
  public static final int MOST_WORKERS = 4095;

  private final Vm main;
  private final int size;
  private final List<ActorWorker> workers = new ArrayList<>();
  private int spawned;
  private boolean closed;
  /** Messages that are not handled yet, and workers that have something to do beside them. */
  private final AtomicLong pending = new AtomicLong();

  ActorSystem(Vm main, int size) {
    this.main = main;
    this.size = size;
  }

  /**
   * From the VM that spawns, on its thread. The handler is frozen.
   *
   * @throws Raise when the state cannot leave that VM, or the module cannot be linked
   */
  Actor spawn(Vm from, Object handler, Object state) {
    return spawn(from, handler, state, null);
  }

  /** @param turn a built-in that is called in place of the handler, and gets the handler as its state; null for none */
  Actor spawn(Vm from, Object handler, Object state, Native turn) {
    Parcel packedState = Packing.pack(from, state);
    Parcel packedHandler = handler instanceof Function f ? Packing.packFunction(from, f) : Packing.pack(from, handler);
    ModuleSnapshot snapshot = ModuleSnapshot.of(from, handler);
    ActorWorker worker;
    int number;
    synchronized (this) {
      if (closed) {
        throw Raise.of("ThreadException", "The program is ending");
      }
      number = ++spawned;
      int index = (number - 1) % size;
      if (index == workers.size()) {
        workers.add(new ActorWorker(this, main, index + 1));
      }
      worker = workers.get(index);
    }
    worker.awaitLinked(from);
    var actor = new Actor(this, worker, number);
    begin();
    worker.post(() -> {
      try {
        snapshot.fill(worker.vm());
        Object own = Delivery.open(worker.vm(), packedHandler);
        actor.begin(turn == null ? own : turn, turn == null ? Delivery.open(worker.vm(), packedState) : own);
      } finally {
        end();
      }
    });
    return actor;
  }

  // What keeps the program running

  void begin() {
    pending.incrementAndGet();
  }

  void end() {
    if (pending.decrementAndGet() == 0) {
      main.scheduler.wake();
    }
  }

  boolean isBusy() {
    return pending.get() > 0;
  }

  /** `(exit n)` in a handler. */
  void exit(int status) {
    main.requestExit(status);
  }

  /** The main VM ends: every worker stops where it is. */
  void close() {
    List<ActorWorker> all;
    if (main.hook() != null) {
      main.hook().ending();
    }
    synchronized (this) {
      closed = true;
      all = List.copyOf(workers);
    }
    all.forEach(ActorWorker::stop);
    for (ActorWorker w : all) {
      if (!w.awaitEnd()) {
        main.err().println("Warning: " + w.name() + " does not end; it is left behind");
      }
    }
  }
}
