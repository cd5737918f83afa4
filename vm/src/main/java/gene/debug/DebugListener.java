// What the owner of a debugger hears, on the thread of one of the program's VMs; a call must not wait for an answer of the debugger.
package gene.debug;

import gene.source.Source;

public interface DebugListener {
  /** The program is compiled; it runs once {@link Debugger#start} is called. */
  void ready();

  /** The program stands still until it is resumed. */
  void stopped(Stop stop);

  /** Before a stop: a thread is there that was not there at the last one, or is not any more; of all but the main thread. */
  default void thread(DebugThread thread, boolean started) {}

  /** A file of the program (or of the library, where it is shown) is there: code of it is about to run. */
  default void loaded(Source source) {}

  /** A breakpoint was bound, or moved to a line with code, after its request had been answered. */
  void changed(Breakpoint breakpoint);

  /** After each stop while the program is recorded, and when recording is switched. */
  default void recorded(Timeline.State state) {
    // Only who shows a timeline cares.
  }

  /** The past was edited: as many steps behind the position are not going to happen as they did. */
  default void forked(long position, long dropped) {
    // Only who shows a timeline cares.
  }

  /** The text of a log breakpoint; the offset is where it stands. */
  void logged(String text, Source source, int offset);
}
