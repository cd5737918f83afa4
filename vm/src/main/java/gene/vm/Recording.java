// Whether and how a VM records, and what its parts tell the recorder before they change what no instruction shows.
package gene.vm;

/** For the VM's own thread. */
public final class Recording {
  private final Vm vm;
  private Travel travel;
  /** Whether the program stands elsewhere since the dispatch loop has asked the debugger. */
  private boolean moved;
  private boolean changes;

  Recording(Vm vm) {
    this.vm = vm;
  }

  /**
   * Records each instruction from the next one on; before the program runs, or while the debugger has it stand still.
   *
   * @param mostBytes what the recording may take; the oldest part is forgotten when it is full
   */
  public Travel start(long mostBytes) {
    // What it defines belongs to the language: nobody goes back to before that.
    vm.kernel.prelude.load();
    vm.recorder = new Recorder(vm, mostBytes);
    vm.recorder.at = vm.current;
    travel = new Travel(vm, vm.recorder);
    vm.states().forEach(s -> s.record(true));
    if (vm.current == null) {
      startLoop();
    } else {
      // The plain loop is left at the next instruction that looks.
      changes = true;
      vm.polls.ask();
    }
    return travel;
  }

  private void startLoop() {
    vm.recordingLoop = new RecordingLoop(vm, vm.instructions(), vm.recorder);
    vm.store.setRecording(vm.recorder);
  }

  /** The recording is given up; while the debugger has the program stand still. */
  public void stop() {
    changes = true;
    vm.recorder = null;
    vm.recordingLoop = null;
    travel = null;
    vm.store.setRecording(null);
    vm.states().forEach(s -> s.record(false));
  }

  /** Whether the program goes on from where it stands as if it came there anew: asked once, when it is let go. */
  public boolean leavesLoop() {
    boolean leaves = moved || changes;
    changes = false;
    return leaves;
  }

  /** The way back; null while the VM does not record. */
  public Travel travel() {
    return travel;
  }

  /** The program stands at another place now, or again where it had come to before anybody went back. */
  void moved(Fiber f, boolean toPresent) {
    vm.current = f;
    moved = !toPresent;
    vm.epoch.advance();
  }

  /** The registers of the program's fiber are others now: the dispatch loop is to read them again. */
  public void reread(Fiber f) {
    vm.current = f;
    // A loop that is about to be left for the recording one reads them then.
    moved = vm.recorder == null || vm.recordingLoop != null;
    vm.epoch.advance();
  }

  /** Between two instructions: leaves the dispatch loop when the debugger has moved the program. */
  void goWhereMoved() {
    if (moved) {
      moved = false;
      throw new Moved();
    }
  }

  /** Between two instructions: leaves the plain loop when recording has been switched on. */
  void changeLoop() {
    if (vm.recorder != null && vm.recordingLoop == null && vm.recorder.aside == null) {
      vm.recorder.at = vm.current;
      startLoop();
      throw new Moved();
    }
  }

  /** Gene code that runs for a debugger: its writes are recorded, its instructions are not. */
  void aside(Fiber fiber, Runnable work) {
    if (vm.recorder == null) {
      work.run();
      return;
    }
    RecordingLoop loop = vm.recordingLoop;
    Recorder recorder = vm.recorder;
    try {
      vm.recordingLoop = null;
      recorder.aside = fiber;
      work.run();
    } finally {
      vm.recordingLoop = loop;
      recorder.aside = null;
    }
  }

  // What is about to change

  void willChange(Fiber f) {
    if (vm.recorder != null) {
      vm.recorder.willChange(f);
    }
  }

  void willChange(Future future) {
    if (vm.recorder != null) {
      vm.recorder.note(future.moment());
    }
  }

  void willChange(Generator generator) {
    if (vm.recorder != null) {
      vm.recorder.note(generator.moment());
    }
  }
}
