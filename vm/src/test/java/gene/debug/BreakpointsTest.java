// Breakpoints: binding, moving, conditions, hit counts, log messages, exceptions.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BreakpointsTest {
  private static final String[] LOOP = {
      "(var total 0)",
      "(for i in [1 2 3 4 5 6]",
      "  (total += i))             # @body",
      "(println total)             # @print"};

  @Test
  void bindsWhenTheFileIsLoadedAndMovesToALineWithCode() throws Exception {
    try (var p = Program.of(
        "(var a 1)",
        "",
        "# nothing here",
        "(var b                      # @b",
        "  2)",
        "",
        "(println a b)               # @print",
        "# the end")) {
      List<Breakpoint> asked = p.breakpoints(new BreakpointRequest(2), new BreakpointRequest(5), new BreakpointRequest(8));
      assertTrue(asked.stream().noneMatch(Breakpoint::verified));
      p.start();
      assertEquals(List.of("true 4 ", "true 7 ", "false 8 There is no code at or below this line"),
          p.changes.stream().map(b -> b.verified() + " " + b.line() + " " + b.message()).toList());
      assertEquals(List.of(asked.get(0).id()), p.stops(Stop.Reason.BREAKPOINT, "b").breakpoints());
      List<Breakpoint> now = p.breakpoints(new BreakpointRequest(6));
      assertTrue(now.get(0).verified());
      assertTrue(now.get(0).id() > asked.get(2).id());
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "print");
      p.breakpoints();
      p.go(StepKind.CONTINUE);
      p.ends();
    }
  }

  @Test
  void bindsInAModuleThatIsImportedLater(@TempDir Path folder) throws Exception {
    Path module = Files.writeString(folder.resolve("lib.gene"), "(fn double [n]\n  (n * 2))\n").toRealPath();
    try (var p = Program.in(folder, "(import double from \"./lib\")", "(println (double 4))        # @call")) {
      Breakpoint asked = Program.await(p.debugger.setBreakpoints(module.toString(), List.of(new BreakpointRequest(2)))).get(0);
      assertFalse(asked.verified());
      p.start();
      assertEquals(List.of(asked.id()), p.stop().breakpoints());
      assertTrue(p.changes.get(0).verified());
      assertEquals("n=4", p.locals(0));
      p.step(StepKind.OUT, "call");
    }
  }

  @Test
  void stopsOnceForALineHoweverManyStatementsItHas() throws Exception {
    try (var p = Program.of(
        "(fn f [x] (println x) (x + 1))",
        "(var a 1) (var b 2) (println a b)   # @many",
        "(if (a > 1) (println 1) else (println 2))   # @branch",
        "(if (a > 1)",
        "  (println 1) else (println 2))   # @half",
        "(println \"end\")")) {
      p.breakAt("many", "branch", "half");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "many");
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "branch");
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "half");
      p.go(StepKind.CONTINUE);
      p.ends();
    }
  }

  @Test
  void aConditionIsEvaluatedInTheFrame() throws Exception {
    try (var p = Program.of(LOOP)) {
      p.breakpoints(new BreakpointRequest(p.line("body"), "(i == 4)", "", ""));
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "body");
      assertEquals("6", p.evaluate("total"));
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("21\n", p.output());
    }
  }

  @Test
  void aConditionThatFailsStopsAndSaysWhy() throws Exception {
    try (var p = Program.of(LOOP)) {
      p.breakpoints(new BreakpointRequest(p.line("body"), "(nowhere > 1)", "", ""));
      p.start();
      assertEquals("The condition `(nowhere > 1)` failed: Exception: nowhere is not defined", p.stops(Stop.Reason.BREAKPOINT, "body").text());
    }
  }

  @Test
  void aConditionThatCannotBeReadIsRefused() throws Exception {
    try (var p = Program.of(LOOP)) {
      Breakpoint b = p.breakpoints(new BreakpointRequest(3, "(i ==", "", "")).get(0);
      assertFalse(b.verified());
      assertFalse(b.message().isEmpty());
      assertEquals("The hit condition `often` is not one of 5, >5, >=5, <5, <=5, %5",
          p.breakpoints(new BreakpointRequest(3, "", "often", "")).get(0).message());
    }
  }

  @Test
  void hitConditionsCountTheVisitsThatMeetTheCondition() throws Exception {
    assertEquals("[3]", stopsOf("", "3"));
    assertEquals("[3, 6]", stopsOf("", "%3"));
    assertEquals("[5, 6]", stopsOf("", ">4"));
    assertEquals("[1]", stopsOf("", "<2"));
    assertEquals("[4]", stopsOf("((i % 2) == 0)", "==2"));
  }

  private static String stopsOf(String condition, String hitCondition) throws Exception {
    try (var p = Program.of("(for i in [1 2 3 4 5 6]", "  (var j i))                # @body", "(println \"end\")  # @end")) {
      p.breakpoints(new BreakpointRequest(p.line("body"), condition, hitCondition, ""), new BreakpointRequest(p.line("end")));
      p.start();
      var stops = new java.util.ArrayList<String>();
      while (true) {
        p.stop();
        if (!p.locals(0).startsWith("i=")) {
          return stops.toString();
        }
        stops.add(p.evaluate("i"));
        p.go(StepKind.CONTINUE);
      }
    }
  }

  @Test
  void aLogMessageIsWrittenAndNothingStops() throws Exception {
    try (var p = Program.of(LOOP)) {
      p.breakpoints(new BreakpointRequest(p.line("body"), "(i > 4)", "", "i is {i}, \\{twice\\} {(i * 2)} {missing}"));
      p.start();
      p.ends();
      assertEquals(List.of("i is 5, {twice} 10 <Exception: missing is not defined>", "i is 6, {twice} 12 <Exception: missing is not defined>"), p.logs);
    }
  }

  @Test
  void exceptionsStopWhereTheyAreThrown() throws Exception {
    String[] lines = {
        "(fn risky [n]",
        "  (throw (new TypeException #\"bad #{n}\")))   # @throw",
        "(try (risky 1) catch * nil)",
        "(try (risky 2) finally (println \"done\"))"};
    try (var p = Program.of(lines)) {
      Program.await(p.debugger.setExceptionFilters(Set.of(ExceptionFilter.UNCAUGHT)));
      p.start();
      Stop stop = p.stop();
      assertEquals(Stop.Reason.EXCEPTION, stop.reason());
      assertEquals("TypeException: bad 2", stop.text());
      assertFalse(stop.caught());
      p.go(StepKind.CONTINUE);
      assertEquals(1, p.ends().exitStatus());
    }
    try (var p = Program.of(lines)) {
      Program.await(p.debugger.setExceptionFilters(Set.of(ExceptionFilter.ALL)));
      p.start();
      Stop stop = p.stops(Stop.Reason.EXCEPTION, "throw");
      assertEquals("TypeException: bad 1", stop.text());
      assertTrue(stop.caught());
      assertEquals("n=1", p.locals(0));
      p.go(StepKind.CONTINUE);
      assertEquals("TypeException: bad 2", p.stops(Stop.Reason.EXCEPTION, "throw").text());
      p.go(StepKind.CONTINUE);
      p.ends();
    }
  }
}
