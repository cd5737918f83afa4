// Looking at a program that stands still, and changing it; pausing and ending it.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class InspectionTest {
  private static final String[] ACCOUNT = {
      "(class Account",
      "  (ctor [owner balance]",
      "    (/owner = owner)",
      "    (/balance = balance))",
      "  (method add [n]",
      "    (var before /balance)",
      "    (/balance += n)         # @add",
      "    before))",
      "(let rate 2)",
      "(var items [1 [2 3] {^a 1} `(job ^k 1 x y)])",
      "(fn run [n]",
      "  (var account (new Account \"Ann\" 10))",
      "  (account .add (n * rate))   # @call",
      "  (println account/balance items)",
      "  n)                          # @last",
      "(run 4)"};

  @Test
  void framesHaveTheirScopes() throws Exception {
    try (var p = Program.of(ACCOUNT)) {
      p.breakAt("add");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "add");
      assertEquals(List.of("Account.add", "run", "<module>"), p.stack());
      assertEquals("n=8 before=10", p.locals(0));
      assertEquals("owner=\"Ann\" balance=10", p.frame(0, f -> Program.scope(f, Scope.Kind.SELF)));
      assertEquals("n=4 account=(Account ^owner \"Ann\" ^balance 10)", p.locals(1));
      assertEquals("Account=(class Account) rate=2 items=[1 [2 3] {^a 1} (job ^k 1 x y)]", p.frame(1, f -> Program.scope(f, Scope.Kind.CAPTURED)));
      assertTrue(p.frame(2, f -> Program.scope(f, Scope.Kind.NAMESPACE)).contains("Account=(class Account)"));
    }
  }

  @Test
  void evaluatesInAnyFrame() throws Exception {
    try (var p = Program.of(ACCOUNT)) {
      p.breakAt("add");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "add");
      assertEquals("18", p.evaluate("(/balance + n)"));
      assertEquals("[8 9]", p.frame(1, f -> f.evaluate("[(n * rate) 9]").text()));
      assertEquals("3", p.frame(2, f -> f.evaluate("(do (var t 1) (t + rate))").text()));
      assertEquals("Ann", p.frame(1, f -> (String) f.lookUp("account/owner").value()));
      assertEquals("Exception: nowhere is not defined", assertThrows(DebugException.class, () -> p.evaluate("nowhere")).getMessage());
      assertThrows(DebugException.class, () -> p.evaluate("(+ 1"));
      assertEquals("Only names and paths are looked up without running code",
          assertThrows(DebugException.class, () -> p.frame(0, f -> f.lookUp("(println 1)"))).getMessage());
      p.breakpoints();
      p.go(StepKind.CONTINUE);
      p.ends();
    }
  }

  @Test
  void valuesUnfoldAndCanBeSet() throws Exception {
    try (var p = Program.of(ACCOUNT)) {
      p.breakAt("call", "last");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "call");
      p.frame(0, f -> {
        Variable items = f.lookUp("items");
        assertEquals("[1 [2 3] {^a 1} (job ^k 1 x y)]", items.text());
        assertEquals(4, items.parts().indexedCount());
        Variable job = items.parts().indexed(3, 9).get(0);
        assertEquals("[type, ^k]", job.parts().named(0, 9).stream().map(Variable::name).toList().toString());
        assertEquals("y", job.parts().indexed(1, 2).get(0).text());
        f.assign(job.parts(), "1", "(n + 1)");
        f.assign(job.parts(), "^k", "`z");
        f.assign(items.parts(), "0", "nil");
        f.assign(items.parts().indexed(2, 3).get(0).parts(), "a", "\"new\"");
        f.assign(f.lookUp("account").parts(), "balance", "100");
        Parts locals = f.scopes().get(0).variables();
        assertEquals("5", f.assign(locals, "n", "(n + 1)").text());
        assertThrows(DebugException.class, () -> f.assign(locals, "nothing", "1"));
        Parts captured = f.scopes().get(1).variables();
        assertEquals("`rate` was declared with `let` and keeps its value", assertThrows(DebugException.class, () -> f.assign(captured, "rate", "1")).getMessage());
        return null;
      });
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "last");
      assertEquals("110 [nil [2 3] {^a new} (job ^k z x 5)]\n", p.output());
      assertEquals("n=5 account=(Account ^owner \"Ann\" ^balance 110)", p.locals(0));
    }
  }

  @Test
  void largeValuesAreShownInPages() throws Exception {
    try (var p = Program.of("(var xs [])", "(repeat 1000000 (xs .push (xs .size)))", "(println 1)  # @stop")) {
      p.breakAt("stop");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "stop");
      p.frame(0, f -> {
        Variable xs = f.lookUp("xs");
        assertTrue(xs.text().length() < 300, xs.text());
        assertTrue(xs.text().endsWith(" more]"), xs.text());
        assertEquals("[999998, 999999]", xs.parts().indexed(999_998, 1_000_000).stream().map(Variable::text).toList().toString());
        return null;
      });
    }
  }

  @Test
  void deepStacksAreShownInPages() throws Exception {
    try (var p = Program.of("(fn down [n]", "  (if (n == 0)", "    0                       # @bottom", "   else", "    (1 + (down (n - 1)))))", "(println (down 100000))")) {
      p.breakAt("bottom");
      p.start();
      Stop stop = p.stops(Stop.Reason.BREAKPOINT, "bottom");
      assertEquals("100002 [down, <module>]", Program.await(p.debugger.withFrames(stop.thread(), 100_000, 100_020,
          (frames, count) -> count + " " + frames.stream().map(StackFrame::name).toList())));
    }
  }

  @Test
  void aLoopCanBePausedAndEnded() throws Exception {
    try (var p = Program.of("(var i 0)", "(while true", "  (i += 1))                 # @body")) {
      p.start();
      p.debugger.pause();
      assertEquals(Stop.Reason.PAUSE, p.stop().reason());
      long before = (Long) p.<Object>frame(0, f -> f.lookUp("i").value());
      p.go(StepKind.CONTINUE);
      p.debugger.pause();
      p.stop();
      assertTrue((Long) p.<Object>frame(0, f -> f.lookUp("i").value()) >= before);
      p.debugger.terminate();
      assertEquals(130, p.ends().exitStatus());
    }
    try (var p = Program.of("(while true nil)")) {
      p.start();
      p.debugger.terminate();
      assertEquals(130, p.ends().exitStatus());
    }
  }

  @Test
  void anEvaluationThatDoesNotEndIsCancelledByAPause() throws Exception {
    try (var p = Program.of("(println 1)  # @stop")) {
      p.breakAt("stop");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "stop");
      var answer = p.debugger.whileStopped(frame -> frame.evaluate("(while true nil)")).send();
      p.debugger.pause();
      // The order to pause may come before the evaluation has begun; then it is given again.
      while (!answer.isDone()) {
        p.debugger.pause();
        Thread.onSpinWait();
      }
      assertEquals("Exception: the evaluation was cancelled", assertThrows(DebugException.class, () -> Program.await(answer)).getMessage());
      p.breakpoints();
      p.debugger.terminate();
      p.ends();
    }
  }

  @Test
  void anEvaluationMayEndTheProgram() throws Exception {
    try (var p = Program.of("(println 1)  # @stop")) {
      p.breakAt("stop");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "stop");
      assertEquals("The program has ended", assertThrows(DebugException.class, () -> p.evaluate("(exit 3)")).getMessage());
      assertEquals(3, p.ends().exitStatus());
      assertEquals("", p.output());
    }
  }

  @Test
  void nothingRunsBeforeTheStartOrWhenItIsEndedBefore() throws Exception {
    try (var p = Program.of("(println 1)")) {
      p.load();
      assertEquals("The program is running; pause it first", assertThrows(DebugException.class, () -> p.evaluate("1")).getMessage());
      p.debugger.terminate();
      assertEquals(130, p.ends().exitStatus());
      assertEquals("", p.output());
      assertEquals("The program has ended", assertThrows(DebugException.class, () -> p.go(StepKind.OVER)).getMessage());
    }
  }
}
