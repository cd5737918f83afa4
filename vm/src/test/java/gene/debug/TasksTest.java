// Asynchronous bodies under the debugger: tasks are threads with names, and go on being so while they wait.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TasksTest {
  @Test
  void suspendedTasksAreThreadsWhoseFramesCanBeRead() throws Exception {
    try (var p = Program.of(
        "(var never (new gene/Future))",
        "(async fn waiter [n]",
        "  (var seen (n + 1))",
        "  (await never)             # @waits",
        "  seen)",
        "(async fn other []",
        "  (println \"other\"))      # @other",
        "(var w (waiter 4))",
        "(var o (other))",
        "(gene/sleep 1)",
        "(never .complete 1)         # @complete",
        "(println (await w))")) {
      p.breakAt("other", "complete");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "other");
      assertEquals(List.of("main", "waiter", "other"), names(p));
      int waiter = p.debugger.threads().get(1).id();
      assertEquals("waits", p.place(waiter));
      assertEquals("n=4 seen=5", p.frame(waiter, 0, f -> Program.scope(f, Scope.Kind.LOCALS)));
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "complete");
      assertEquals(List.of("main", "waiter"), names(p));
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("other\n5\n", p.output());
    }
  }

  @Test
  void aStepOverAnAwaitEndsInTheSameTask() throws Exception {
    try (var p = Program.of(
        "(async fn work [name]",
        "  (var a 1)                 # @first",
        "  (await (gene/sleep_async 1)) # @await",
        "  (println name a))         # @after",
        "(var all [(work \"x\") (work \"y\")])",
        "(await all...)")) {
      p.breakAt("first");
      p.start();
      int thread = p.stops(Stop.Reason.BREAKPOINT, "first").thread();
      p.breakpoints();
      Program.await(p.debugger.resume(StepKind.OVER, thread));
      p.stops(Stop.Reason.STEP, "await");
      Program.await(p.debugger.resume(StepKind.OVER, thread));
      assertEquals(thread, p.stops(Stop.Reason.STEP, "after").thread());
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("x 1\ny 1\n", p.output());
    }
  }

  @Test
  void aProgramThatWaitsCanBePaused() throws Exception {
    try (var p = Program.of(
        "(println \"waits\")",
        "(await (gene/sleep_async 600000)) # @await")) {
      p.start();
      p.debugger.pause();
      // The order may come before the program waits; it stops then where it is.
      assertEquals(Stop.Reason.PAUSE, p.stop().reason());
    }
  }

  private static List<String> names(Program p) {
    return p.debugger.threads().stream().map(DebugThread::name).toList();
  }
}
