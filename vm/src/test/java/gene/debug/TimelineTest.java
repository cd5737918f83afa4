// Recorded programs: back by statements, lines, instructions, to breakpoints and exceptions; who wrote what; logs of past visits.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.debug.Timeline.Calls;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimelineTest {
  private static final long MEGABYTES = 16 << 20;
  private static final String[] SUMS = {
      "(fn add [a b] # @add",
      "  (var sum (a + b)) # @sum",
      "  (println \"adding\" sum) # @print",
      "  sum) # @result",
      "(var total 0) # @total",
      "(var xs [1 2 3]) # @xs",
      "(for x in xs # @for",
      "  (total = (add total x))) # @assign",
      "(xs .add total) # @append",
      "(println total) # @last"};

  private static Program recorded(String... lines) {
    Program p = Program.of(lines);
    p.debugger.recordFromStart(MEGABYTES);
    return p;
  }

  private static void back(Program p, Granularity how, Calls calls, String marker) {
    Program.await(p.debugger.stepBack(how, calls));
    p.stops(Stop.Reason.STEP, marker);
  }

  private static Timeline.State state(Program p) {
    return Program.await(p.debugger.timeline());
  }

  private static PastWrites writes(Program p, String path) {
    return p.frame(0, f -> f.writes(path, 10, Long.MAX_VALUE));
  }

  @Test
  void stepsGoBackOverIntoAndOutOfCalls() throws Exception {
    try (var p = recorded(SUMS)) {
      p.breakAt("append");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "append");
      assertEquals("6", p.evaluate("total"));
      back(p, Granularity.STATEMENT, Calls.OVER, "assign");
      assertEquals("3", p.evaluate("total"));
      assertEquals("3", p.evaluate("x"));
      back(p, Granularity.STATEMENT, Calls.INTO, "result");
      assertEquals("3", p.evaluate("sum"));
      back(p, Granularity.LINE, Calls.OVER, "print");
      back(p, Granularity.STATEMENT, Calls.OUT, "assign");
      assertEquals("1", p.evaluate("total"));
      assertFalse(state(p).atPresent());
      p.step(StepKind.IN, "sum");
      p.step(StepKind.OVER, "print");
      p.step(StepKind.OUT, "assign");
      p.breakpoints();
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("adding 1\nadding 3\nadding 6\n6\n", p.output(), "nothing is printed twice");
    }
  }

  @Test
  void instructionsAreUndoneOneByOne() throws Exception {
    try (var p = recorded(SUMS)) {
      p.breakAt("last");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "last");
      assertEquals("[1 2 3 6]", p.evaluate("xs"));
      // An evaluation may move a variable into a cell, which is a change like others.
      long newest = state(p).position();
      for (int i = 0; i < 4; i++) {
        Program.await(p.debugger.stepBack(Granularity.INSTRUCTION, Calls.INTO));
        p.stop();
      }
      assertTrue(state(p).position() <= newest - 4);
      assertEquals(newest, state(p).newest());
      assertEquals("[1 2 3]", p.evaluate("xs"));
      assertEquals(newest, state(p).newest(), "looking at the past records nothing");
      Program.await(p.debugger.goTo(newest));
      assertEquals(Stop.Reason.GOTO, p.stop().reason());
      assertEquals("[1 2 3 6]", p.evaluate("xs"));
      assertThrows(DebugException.class, () -> Program.await(p.debugger.goTo(newest + 100)));
    }
  }

  @Test
  void runningBackStopsAtBreakpointsWhoseConditionHoldsAndAtTheOldestPlace() throws Exception {
    try (var p = recorded(SUMS)) {
      p.breakAt("last");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "last");
      p.breakpoints(new BreakpointRequest(p.line("print"), 0, new Conditions("(sum == 3)", "", "")));
      Program.await(p.debugger.runBack());
      p.stops(Stop.Reason.BREAKPOINT, "print");
      assertEquals("2", p.evaluate("b"));
      Program.await(p.debugger.runBack());
      Stop end = p.stop();
      assertEquals(Stop.Reason.STEP, end.reason());
      assertTrue(end.text().contains("oldest"), end.text());
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "print");
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("adding 1\nadding 3\nadding 6\n6\n", p.output());
    }
  }

  @Test
  void anUncaughtExceptionIsWhereGoingBackStarts() throws Exception {
    try (var p = recorded(
        "(fn half [n] (if (n == 3) (throw \"odd\")) # @throw",
        "  (n / 2)) # @half",
        "(var seen [])",
        "(for i in [2 4 3] (seen .add i) # @add",
        "  (half i)) # @call")) {
      Program.await(p.debugger.setExceptionFilters(java.util.Set.of(ExceptionFilter.UNCAUGHT)));
      p.start();
      p.stops(Stop.Reason.EXCEPTION, "throw");
      back(p, Granularity.STATEMENT, Calls.OUT, "call");
      assertEquals("[2 4 3]", p.evaluate("seen"));
      back(p, Granularity.STATEMENT, Calls.OVER, "add");
      assertEquals("[2 4]", p.evaluate("seen"));
      p.go(StepKind.CONTINUE);
      assertEquals(1, p.ends().exitStatus());
    }
  }

  @Test
  void theWritesOfAVariableAreKnown() throws Exception {
    try (var p = recorded(SUMS)) {
      p.breakAt("append");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "append");
      List<PastWrites.PastWrite> all = writes(p, "total").writes();
      assertEquals("6<3 3<1 1<0 0<-", text(all));
      assertEquals(p.line("assign"), all.get(0).source().line(all.get(0).span().start()));
      Program.await(p.debugger.goTo(all.get(1).position()));
      p.stop();
      assertEquals("3", p.evaluate("total"));
      assertEquals("3<1 1<0 0<-", text(writes(p, "total").writes()));
    }
  }

  private static String text(List<PastWrites.PastWrite> all) {
    return String.join(" ", all.stream().map(w -> w.value().text() + "<" + (w.before() == null ? "-" : w.before().text())).toList());
  }

  @Test
  void theWritesOfFieldsElementsEntriesArgumentsAndCapturedVariablesAreKnown() throws Exception {
    try (var p = recorded(
        "(class P (ctor [x] (/x = x)) (method move [by] (/x += by)))",
        "(var p (new P 1)) (p .move 4)",
        "(var a [1 2]) (a/1 = 5) (a .add 7)",
        "(var m {^k 1}) (m/k = 2) (m/z = 3)",
        "(var n 0) (fn up [] (n += 1)) (up) (up)",
        "(fn f [arg]",
        "  (println arg) # @in",
        "  (arg = 9)",
        "  arg) # @out",
        "(f 8) # @call")) {
      p.breakAt("call", "in", "out");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "call");
      assertEquals("5<1 1<-", text(writes(p, "p/x").writes()));
      assertEquals("5<2 2<-", text(writes(p, "a/1").writes()));
      assertEquals("7<-", text(writes(p, "a/2").writes()));
      assertEquals("2<1", text(writes(p, "m/k").writes()));
      assertEquals("3<-", text(writes(p, "m/z").writes()));
      assertTrue(writes(p, "m/z").complete());
      assertEquals("2<1 1<0 0<-", text(writes(p, "n").writes()));
      assertThrows(DebugException.class, () -> writes(p, "missing"));
      assertThrows(DebugException.class, () -> writes(p, "(n + 1)"));
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "in");
      assertEquals("argument", writes(p, "arg").writes().get(0).kind());
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "out");
      assertEquals("9<8 8<-", text(writes(p, "arg").writes()));
    }
  }

  @Test
  void logsOfPastVisitsAreMadeWithoutRunningAgain() throws Exception {
    try (var p = recorded(SUMS)) {
      p.breakAt("last");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "last");
      long before = state(p).position();
      PastLogs logs = Program.await(p.debugger.pastLogs(Program.FILE, p.line("print"), "a={a} b={b}", "", 100));
      assertEquals(List.of("a=0 b=1", "a=1 b=2", "a=3 b=3"), logs.hits().stream().map(PastLogs.Hit::text).toList());
      assertTrue(logs.complete());
      logs = Program.await(p.debugger.pastLogs(Program.FILE, p.line("print"), "{sum}", "(b > 1)", 1));
      assertEquals(2, logs.total());
      assertEquals("6", logs.hits().get(0).text());
      assertEquals(before, state(p).position());
      assertEquals("adding 1\nadding 3\nadding 6\n", p.output());
    }
  }

  @Test
  void editingThePastForksTheTimelineAndLookingDoesNot() throws Exception {
    try (var p = recorded(SUMS)) {
      p.breakAt("append");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "append");
      p.breakpoints();
      back(p, Granularity.STATEMENT, Calls.OVER, "assign");
      long newest = state(p).newest();
      assertEquals("4", p.evaluate("((xs .add 4) .size)"));
      assertEquals("[1 2 3]", p.evaluate("xs"), "what an evaluation writes in the past is taken back");
      assertEquals(newest, state(p).newest());
      p.frame(0, f -> f.assign(f.scopes().get(0).variables(), "total", "100"));
      assertTrue(state(p).atPresent());
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("adding 1\nadding 3\nadding 6\nadding 103\n103\n", p.output());
    }
  }

  @Test
  void recordingIsSwitchedOnAndOffWhileTheProgramStandsStill() throws Exception {
    try (var p = Program.of(SUMS)) {
      p.breakAt("xs", "append");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "xs");
      assertThrows(DebugException.class, () -> Program.await(p.debugger.stepBack(Granularity.LINE, Calls.OVER)));
      assertTrue(Program.await(p.debugger.record(true, MEGABYTES)).recording());
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "append");
      back(p, Granularity.STATEMENT, Calls.OVER, "assign");
      Program.await(p.debugger.runBack());
      p.stop();
      assertEquals("xs", p.place(1));
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "append");
      assertFalse(Program.await(p.debugger.record(false, 0)).recording());
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("adding 1\nadding 3\nadding 6\n6\n", p.output());
    }
  }

  @Test
  void theOldestIsForgottenAndThatIsSaid() throws Exception {
    try (var p = Program.of(
        "(var i 0)",
        "(while (i < 200000) (i += 1))",
        "(println i) # @end")) {
      p.debugger.recordFromStart(2 << 20);
      p.breakAt("end");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "end");
      Timeline.State state = state(p);
      assertTrue(state.forgotten());
      assertTrue(state.bytes() < 3 << 20, state.toString());
      assertTrue(state.newest() - state.oldest() > 30_000, state.toString());
      assertFalse(writes(p, "i").complete());
      Program.await(p.debugger.runBack());
      p.stop();
      assertTrue(Integer.parseInt(p.evaluate("i")) > 1000);
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "end");
      assertEquals("200000", p.evaluate("i"));
    }
  }
}
