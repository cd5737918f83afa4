// What other threads ask of the VM's thread: commands in order, and the orders to pause and to end, which overtake them.
package gene.debug;

import java.util.ArrayDeque;

final class Inbox {
  private final ArrayDeque<Runnable> commands = new ArrayDeque<>();
  private boolean open;
  private boolean pause;
  /** Who is to stop at a pause; null for whoever can. */
  private Control pausing;
  private boolean cancel;
  private boolean ending;

  /** False when no program runs that could take it. */
  synchronized boolean offer(Runnable command) {
    if (open) {
      commands.add(command);
      notifyAll();
    }
    return open;
  }

  /** Waits for a command; an order to end comes as a command that does nothing. */
  synchronized Runnable take() {
    boolean interrupted = false;
    while (commands.isEmpty() && !ending) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Whoever interrupts the thread wants the program to end, and says so through end().
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return commands.isEmpty() ? () -> { } : commands.remove();
  }

  synchronized boolean isEmpty() {
    return commands.isEmpty();
  }

  /** The next command, or null. */
  synchronized Runnable poll() {
    return commands.poll();
  }

  /** @param who is to stop; null for whoever can */
  synchronized void pause(Control who) {
    pause = true;
    pausing = who;
  }

  /** Whether a pause was asked for; it is not any more. @param who comes; null for somebody that it concerns in any case */
  synchronized boolean takePause(Control who) {
    boolean asked = pause && (who == null || pausing == null || pausing == who);
    if (asked) {
      pause = false;
      pausing = null;
    }
    return asked;
  }

  /** Whether others are to pause now, because this one has nothing to show. */
  synchronized boolean passOnPause(Control who) {
    boolean passed = pause && pausing == who;
    if (passed) {
      pausing = null;
    }
    return passed;
  }

  synchronized void cancel() {
    cancel = true;
  }

  /** Whether the evaluation that runs is to end. An order that comes when none runs is forgotten. */
  synchronized boolean takeCancel() {
    boolean asked = cancel;
    cancel = false;
    return asked;
  }

  synchronized void end() {
    ending = true;
    notifyAll();
  }

  synchronized boolean isEnding() {
    return ending;
  }

  synchronized void open() {
    open = true;
  }

  /** A run has ended; the next one is not the one that was told to pause or to end. */
  private synchronized void reset() {
    pause = false;
    pausing = null;
    cancel = false;
    ending = false;
  }

  /** No more commands are taken; what is left is run by the caller. */
  void close() {
    while (true) {
      Runnable left;
      synchronized (this) {
        left = commands.poll();
        if (left == null) {
          open = false;
          reset();
          return;
        }
      }
      left.run();
    }
  }
}
