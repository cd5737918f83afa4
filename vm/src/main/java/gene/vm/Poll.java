// How compiled code learns that somebody wants the program to stop: by losing its code, so that asking costs nothing.
package gene.vm;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;

/**
 * The interpreter reads {@link Vm#poll}. Compiled code calls a site whose target is the constant `false`, which HotSpot removes; a
 * volatile read at each turn of a loop would have everything else read anew as well. A request exchanges the target: HotSpot
 * throws away the code that was made with the other one, goes on in its interpreter, and there the site says `true`.
 * While a profiler asks a thousand times a second, compiled code reads the field.
 */
final class Poll {
  private static final MethodHandle YES = MethodHandles.constant(boolean.class, true);
  private static final MethodHandle NO = MethodHandles.constant(boolean.class, false);

  private final Vm vm;
  private MutableCallSite site;

  Poll(Vm vm) {
    this.vm = vm;
  }

  /** The next safepoint has something to do; callable from any thread. */
  synchronized void ask() {
    vm.poll = 1;
    tell(YES);
  }

  /** The same where all compiled code reads the field. */
  void askReaders() {
    vm.poll = 1;
  }

  /** The safepoint is there; on the program's thread. */
  synchronized void answer() {
    vm.poll = 0;
    tell(NO);
  }

  private void tell(MethodHandle target) {
    if (site != null && site.getTarget() != target) {
      site.setTarget(target);
      MutableCallSite.syncAll(new MutableCallSite[] {site});
    }
  }

  /** For compiled code: gives a boolean. */
  synchronized CallSite site() {
    if (site == null) {
      site = new MutableCallSite(vm.poll == 0 ? NO : YES);
    }
    return site;
  }
}
