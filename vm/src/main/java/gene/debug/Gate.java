// Which of a program's VMs run and which stand still: when one stops, all of them do.
package gene.debug;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Each VM has a thread of its own. One that wants the program to stand still {@link #hold holds} it: the others are asked for a
 * safepoint, wait here as soon as they reach one, and go on when they are {@link #release released}. A VM that waits for something, a message
 * or a file, stands still already, and may not go on before that. So everything that is known of every VM belongs to the thread that
 * holds the program. One that takes longer than {@link #PATIENCE_NANOS} is within a built-in: it stands still behind it, and is not looked at before.
 */
final class Gate {
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  /** For one that was late the last time, and is probably in the same built-in still: a program that reads its input, say. */
  private static final long PATIENCE_WITH_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Set<Control> members = new LinkedHashSet<>();
  private final Set<Control> running = new HashSet<>();
  /** Those that wait within a built-in. */
  private final Set<Control> within = new HashSet<>();
  /** Those that were not waited for any longer, and have not been heard of since. */
  private final Set<Control> late = new HashSet<>();
  private volatile Control holder;
  private volatile Thread holding;
  private boolean ending;

  /** A run begins, with the main VM alone. */
  synchronized void open(Control main) {
    members.clear();
    running.clear();
    within.clear();
    late.clear();
    holder = null;
    holding = null;
    ending = false;
    members.add(main);
    running.add(main);
  }

  /** The run ends: nobody waits for anybody. */
  synchronized void end() {
    ending = true;
    notifyAll();
  }

  /** A VM begins to run its handlers. */
  synchronized void join(Control c) {
    members.add(c);
    enter(c);
  }

  /** The thread of a VM ends. */
  synchronized void leave(Control c) {
    members.remove(c);
    running.remove(c);
    within.remove(c);
    late.remove(c);
    if (holder == c) {
      holder = null;
      holding = null;
    }
    notifyAll();
  }

  /** False for what is left of a run that has ended. */
  synchronized boolean isMember(Control c) {
    return members.contains(c);
  }

  /** The main VM first. */
  synchronized List<Control> members() {
    return List.copyOf(members);
  }

  /** Who has the program stand still; null when nobody has. */
  Control holder() {
    return holder;
  }

  /** Whether the calling thread does: it may run code of any VM. */
  boolean isHeldHere() {
    return holding == Thread.currentThread();
  }

  /** Whether a VM has to wait at its next safepoint. */
  boolean isClosed() {
    return holder != null && !isHeldHere();
  }

  /** Whether a VM that should stand still is within a built-in, so that nothing is known of it. */
  synchronized boolean isBusy(Control c) {
    return holder != c && (running.contains(c) || within.contains(c));
  }

  /** Whether a VM that should stand still has not come to a safepoint. */
  synchronized boolean isUnderWay(Control c) {
    return holder != c && running.contains(c);
  }

  /** Whether a VM waits within a built-in, and cannot stop before that has returned. */
  synchronized boolean isWithin(Control c) {
    return within.contains(c);
  }

  /** The VM's thread is about to wait. @param inBuiltin whether a built-in does */
  synchronized void waits(Control c, boolean inBuiltin) {
    running.remove(c);
    late.remove(c);
    if (inBuiltin && isMember(c)) {
      within.add(c);
    }
    notifyAll();
  }

  /** Returns when the VM may go on. @return how many nanoseconds that has taken */
  synchronized long enter(Control c) {
    if (!isMember(c)) {
      return 0;
    }
    late.remove(c);
    long nanos = 0;
    if (isClosed() && !ending) {
      long began = System.nanoTime();
      running.remove(c);
      notifyAll();
      boolean interrupted = false;
      while (isClosed() && !ending) {
        interrupted |= await(0);
      }
      keep(interrupted);
      nanos = System.nanoTime() - began;
    }
    within.remove(c);
    running.add(c);
    return nanos;
  }

  /** Has every other VM stand still; first come, first served. @return whether somebody else has had the program stand still meanwhile */
  boolean hold(Control c) {
    boolean waited = false;
    boolean interrupted = false;
    synchronized (this) {
      running.remove(c);
      notifyAll();
      if (!isMember(c)) {
        return false;
      }
      while (holder != null && !ending) {
        waited = true;
        interrupted |= await(0);
      }
      holder = c;
      holding = Thread.currentThread();
    }
    for (Control other : members()) {
      if (other != c) {
        other.vm.requestPause();
      }
    }
    synchronized (this) {
      late.remove(c);
      long patience = late.containsAll(running) ? PATIENCE_WITH_LATE_NANOS : PATIENCE_NANOS;
      long end = System.nanoTime() + patience;
      for (long left = patience; left > 0 && !running.isEmpty() && !ending; left = end - System.nanoTime()) {
        interrupted |= await(left);
      }
      late.addAll(running);
    }
    keep(interrupted);
    return waited;
  }

  /** All go on. */
  synchronized void release(Control c) {
    if (holder == c) {
      holder = null;
      holding = null;
    }
    if (isMember(c)) {
      running.add(c);
    }
    notifyAll();
  }

  /** Whether the thread was interrupted meanwhile. @param nanos 0 for without end */
  private boolean await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos == 0 ? Long.MAX_VALUE : nanos);
      return false;
    } catch (InterruptedException e) {
      // Whoever interrupts the thread wants the program to end, and says so through end().
      return true;
    }
  }

  private static void keep(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
