// The suites and tests that are running in a VM.
package gene.vm;

import gene.data.Raise;
import java.util.ArrayList;
import java.util.List;

public final class TestRun {
  private record Running(TestListener.Place place, long start) {}

  private final Vm vm;
  private final TestListener listener;
  private final List<Running> running = new ArrayList<>();

  /** @param listener null to print */
  TestRun(Vm vm, TestListener listener) {
    this.vm = vm;
    this.listener = listener == null ? new PrintedTests(vm.out(), vm.environment().get("GENE_TESTS")) : listener;
  }

  /** False when its body must not run; otherwise {@link #end} follows. */
  public boolean begin(boolean suite, String name, boolean skipped) {
    var path = new ArrayList<String>();
    running.forEach(r -> path.add(r.place().path().get(r.place().path().size() - 1)));
    path.add(name);
    var place = new TestListener.Place(suite, path, StackTrace.capture(vm.current).innermost());
    if (!listener.begins(place, skipped) || skipped) {
      return false;
    }
    running.add(new Running(place, System.nanoTime()));
    return true;
  }

  /** The innermost one has ended. @param failure an exception, or nil */
  public void end(Object failure) {
    Running last = running.remove(running.size() - 1);
    listener.ended(last.place(), failure instanceof ExceptionInstance e ? e : null, System.nanoTime() - last.start());
  }

  /** A comparison that did not hold, with its operands as literal text. */
  public RuntimeException failure(String message, String expected, String actual) {
    ExceptionInstance e = vm.kernel.exceptions.make(Raise.of("TestFailure", message));
    vm.store.setField(e, "expected", expected);
    vm.store.setField(e, "actual", actual);
    return new Unwinder.Thrown(e);
  }

  /** A field of a failure, as {@link #failure} sets it; Java's null when it has none. */
  public static String text(ExceptionInstance e, String field) {
    return e.get(field) instanceof String s ? s : null;
  }
}
