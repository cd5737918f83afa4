// Something open that may bring work to a VM at any time, such as a server: while it is, an await may still be answered.
package gene.vm;

/** It does not keep a program running whose entry module has ended; it is closed when the VM ends. For the VM's thread. */
public final class Service implements AutoCloseable {
  private final Scheduler scheduler;
  private final AutoCloseable closing;
  private boolean closed;

  Service(Scheduler scheduler, AutoCloseable closing) {
    this.scheduler = scheduler;
    this.closing = closing;
  }

  /** Closes what it stands for, once. */
  @Override
  public void close() throws Exception {
    if (!closed) {
      closed = true;
      scheduler.closed(this);
      closing.close();
    }
  }

  /** What it stands for has ended by itself. */
  public void end() {
    if (!closed) {
      closed = true;
      scheduler.closed(this);
    }
  }

  public boolean isClosed() {
    return closed;
  }
}
