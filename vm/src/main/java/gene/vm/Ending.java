// How a run ends before its last instruction.
package gene.vm;

final class Ending {
  private Ending() {}

  /** Thrown by `(exit n)`; ends the run, not the process. */
  static final class Exit extends RuntimeException {
    final int status;

    Exit(int status) {
      super(null, null, false, false);
      this.status = status;
    }
  }

  /** Thrown at a safepoint after {@link Vm#interrupt}. */
  static final class Interrupted extends RuntimeException {
    Interrupted() {
      super(null, null, false, false);
    }
  }
}
