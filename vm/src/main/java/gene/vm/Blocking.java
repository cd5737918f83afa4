// The one way to block a VM's thread: whoever stops the VM closes what it waits for.
package gene.vm;

import gene.data.Raise;
import java.util.concurrent.Callable;

final class Blocking {
  private final Vm vm;
  private Thread thread;
  private AutoCloseable closing;
  private boolean stopping;

  Blocking(Vm vm) {
    this.vm = vm;
  }

  /** Runs work that may block, on the calling thread. @throws Ending.Interrupted when the VM was told to stop meanwhile */
  <T> T run(AutoCloseable unblock, Callable<T> work) {
    DebugHook hook = vm.hook;
    if (hook == null) {
      return perform(unblock, work);
    }
    hook.waits(true);
    try {
      return perform(unblock, work);
    } finally {
      hook.goesOn();
    }
  }

  private <T> T perform(AutoCloseable unblock, Callable<T> work) {
    begin(unblock);
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      throw new Ending.Interrupted();
    } catch (Exception e) {
      throw isStopping() ? new Ending.Interrupted() : Raise.io(String.valueOf(e.getMessage()));
    } finally {
      end();
    }
  }

  private synchronized void begin(AutoCloseable unblock) {
    if (stopping) {
      throw new Ending.Interrupted();
    }
    thread = Thread.currentThread();
    closing = unblock;
  }

  private synchronized void end() {
    thread = null;
    closing = null;
    if (stopping) {
      // What stop() has sent must not reach anything later.
      Thread.interrupted();
    }
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** From any thread: what blocks ends, and nothing blocks until {@link #reset}. */
  synchronized void stop() {
    stopping = true;
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      closing.close();
    } catch (Exception e) {
      // The thread has been interrupted as well; when neither helps, whoever waits for the VM reports that.
      thread.interrupt();
    }
  }

  synchronized void reset() {
    stopping = false;
  }
}
