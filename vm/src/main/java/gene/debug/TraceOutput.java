// Where the rows of an instruction trace go, besides the ring that keeps the newest. For the VM's thread.
package gene.debug;

public interface TraceOutput {
  void row(TraceRow row);

  /** The trace has been stopped, replaced, or the program has ended: there are no more rows. */
  void ended();
}
