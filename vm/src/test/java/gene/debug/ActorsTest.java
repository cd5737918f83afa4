// Actors under the debugger: their turns are threads, which stop, are looked at and stepped through like the main one, and all stop together.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActorsTest {
  static final String[] COUNTER = {
      "(gene/actor/enable ^workers 2)",
      "(fn twice [n]",
      "  (n * 2))                          # @twice",
      "(fn count [ctx msg state]",
      "  (var more (state + msg))          # @more",
      "  (var double (twice more))         # @double",
      "  (ctx .reply double)               # @reply",
      "  more)                             # @end",
      "(var a (gene/actor/spawn count ^state 10))",
      "(println (await (a .send_expect_reply 1))) # @first",
      "(println (await (a .send_expect_reply 2))) # @second",
      "(println \"done\")                  # @done"};

  private static List<String> names(Program p) {
    return p.debugger.threads().stream().map(DebugThread::name).toList();
  }

  private static void step(Program p, StepKind how, int thread, String marker) {
    Program.await(p.debugger.resume(how, thread));
    assertEquals(thread, p.stops(Stop.Reason.STEP, marker).thread());
  }

  @Test
  void aBreakpointStopsInAHandlerWhichIsAThreadOfItsOwn() throws Exception {
    try (var p = Program.of(COUNTER)) {
      p.breakAt("more");
      p.start();
      int actor = p.stops(Stop.Reason.BREAKPOINT, "more").thread();
      assertEquals(List.of("main", "actor 1 (count)"), names(p));
      assertEquals("first", p.place(Threads.MAIN));
      assertEquals("ctx=VkActorContext msg=1 state=10", p.frame(actor, 0, f -> Program.scope(f, Scope.Kind.ARGUMENTS)));
      assertEquals("11", p.frame(actor, 0, f -> f.evaluate("(state + msg)").text()));
      assertEquals(List.of("started actor 1 (count)"), p.threadEvents);
      p.go(StepKind.CONTINUE);
      assertEquals(actor, p.stops(Stop.Reason.BREAKPOINT, "more").thread());
      assertEquals("ctx=VkActorContext msg=2 state=11", p.frame(actor, 0, f -> Program.scope(f, Scope.Kind.ARGUMENTS)));
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("22\n26\ndone\n", p.output());
    }
  }

  @Test
  void stepsGoOverIntoAndOutOfCallsInAHandler() throws Exception {
    try (var p = Program.of(COUNTER)) {
      p.breakAt("more");
      p.start();
      int actor = p.stops(Stop.Reason.BREAKPOINT, "more").thread();
      p.breakpoints();
      step(p, StepKind.OVER, actor, "double");
      step(p, StepKind.IN, actor, "twice");
      assertEquals("n=11", p.frame(actor, 0, f -> Program.scope(f, Scope.Kind.ARGUMENTS)));
      step(p, StepKind.OUT, actor, "double");
      step(p, StepKind.OVER, actor, "reply");
      step(p, StepKind.OVER, actor, "end");
      p.breakAt("done");
      Program.await(p.debugger.resume(new StepRequest(StepKind.OVER, actor, Granularity.STATEMENT, -1)));
      // Its next message is handled next.
      assertEquals(actor, p.stops(Stop.Reason.STEP, "more").thread());
      p.go(StepKind.CONTINUE);
      assertEquals(Threads.MAIN, p.stops(Stop.Reason.BREAKPOINT, "done").thread());
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
    }
  }

  static int stop(Program p, String marker) {
    return p.stops(Stop.Reason.BREAKPOINT, marker).thread();
  }

  @Test
  void conditionsCountsAndLogsHoldForAllActorsTogether() throws Exception {
    try (var p = Program.of(COUNTER)) {
      p.breakpoints(new BreakpointRequest(p.line("more"), 0, new Conditions("(msg == 2)", "", "")),
          new BreakpointRequest(p.line("twice"), 0, new Conditions("", "", "n is {n}")),
          new BreakpointRequest(p.line("end"), 0, new Conditions("", "2", "")));
      p.start();
      int actor = stop(p, "more");
      assertEquals("11", p.frame(actor, 0, f -> f.evaluate("state").text()));
      p.go(StepKind.CONTINUE);
      assertEquals(actor, stop(p, "end"));
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals(List.of("n is 11", "n is 13"), p.logs);
    }
  }

  @Test
  void aFunctionBreakpointStandsInWorkersToo() throws Exception {
    try (var p = Program.of(COUNTER)) {
      Program.await(p.debugger.setFunctionBreakpoints(List.of("twice"), List.of(Conditions.NONE)));
      p.start();
      Stop stop = p.stops(Stop.Reason.FUNCTION_BREAKPOINT, "twice");
      assertEquals(List.of("twice", "count", "built-in"), Program.await(p.debugger.withFrames(stop.thread(), 0, 9, (fs, n) -> fs.stream().map(StackFrame::name).toList())));
      Program.await(p.debugger.setFunctionBreakpoints(List.of(), List.of()));
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
    }
  }

  @Test
  void variablesOfAHandlerCanBeChanged() throws Exception {
    try (var p = Program.of(COUNTER)) {
      p.breakAt("double");
      p.start();
      int actor = stop(p, "double");
      p.frame(actor, 0, f -> f.assign("more", "20"));
      p.breakpoints();
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("40\n44\ndone\n", p.output());
    }
  }

  @Test
  void anExceptionThatNoHandlerCatchesStopsInTheActor() throws Exception {
    try (var p = Program.of(
        "(gene/actor/enable ^workers 1)",
        "(fn fail [ctx msg state]",
        "  (throw \"no\")   # @throw",
        "  nil)",
        "(var a (gene/actor/spawn fail))",
        "(try (await (a .send_expect_reply 1))",
        "  catch e (println \"caught\" e/message)) # @catch")) {
      Program.await(p.debugger.setExceptionFilters(Set.of(ExceptionFilter.UNCAUGHT)));
      p.start();
      Stop stop = p.stops(Stop.Reason.EXCEPTION, "throw");
      assertFalse(stop.caught());
      assertEquals("\"no\"", p.frame(stop.thread(), 0, f -> f.evaluate("$ex/message").text()));
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("caught no\n", p.output());
    }
  }

  @Test
  void breakpointsInAModuleThatAWorkerHasLoadedForItselfStopThere(@TempDir Path folder) throws Exception {
    Path module = folder.toRealPath().resolve("tax.gene");
    Files.writeString(module, "(var started true)\n(fn tax [n]\n  (n * 3))\n");
    try (var p = Program.in(folder.toRealPath(),
        "(import tax from \"./tax\")",
        "(gene/actor/enable ^workers 1)",
        "(fn work [ctx msg state]",
        "  (ctx .reply (tax msg)))",
        "(println (tax 1)) # @here",
        "(var a (gene/actor/spawn work))",
        "(println (await (a .send_expect_reply 2)))")) {
      p.breakAt("here");
      p.start();
      stop(p, "here");
      Program.await(p.debugger.setBreakpoints(module.toString(), List.of(new BreakpointRequest(3))));
      p.go(StepKind.CONTINUE);
      assertEquals(Threads.MAIN, p.stop().thread());
      p.go(StepKind.CONTINUE);
      Stop stop = p.stop();
      assertEquals("2", p.frame(stop.thread(), 0, f -> f.evaluate("n").text()));
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("3\n6\n", p.output());
    }
  }

  @Test
  void anActorCanBeSpawnedFromTheConsole() throws Exception {
    try (var p = Program.of(COUNTER)) {
      p.breakAt("first");
      p.start();
      stop(p, "first");
      p.evaluate("((gene/actor/spawn count ^state 100) .send 5)");
      p.breakAt("more");
      p.go(StepKind.CONTINUE);
      Set<String> seen = new java.util.HashSet<>();
      for (int i = 0; i < 3; i++) {
        seen.add(p.frame(stop(p, "more"), 0, f -> f.evaluate("state").text()));
        p.go(StepKind.CONTINUE);
      }
      assertEquals(Set.of("10", "11", "100"), seen);
      assertEquals(0, p.ends().exitStatus());
    }
  }

  @Test
  void codeIsNotExchangedUnderActors() throws Exception {
    try (var p = Program.of(COUNTER)) {
      p.breakAt("second");
      p.start();
      stop(p, "second");
      var refused = assertThrows(DebugException.class, () -> Program.await(p.debugger.reload(gene.source.Source.of(Program.FILE, "1"))));
      assertTrue(refused.getMessage().contains("actors"), refused.getMessage());
    }
  }

  @Test
  void theMainProgramGoesBackAndSaysThatActorsDoNot() throws Exception {
    try (var p = Program.of(COUNTER)) {
      p.debugger.recordFromStart(16 << 20);
      p.breakAt("double", "done");
      p.start();
      int actor = stop(p, "double");
      var refused = assertThrows(DebugException.class, () -> Program.await(p.debugger.stepBack(Granularity.STATEMENT, Timeline.Calls.OVER)));
      assertTrue(refused.getMessage().contains("stopped in an actor"), refused.getMessage());
      p.go(StepKind.CONTINUE);
      assertEquals(actor, stop(p, "double"));
      p.go(StepKind.CONTINUE);
      assertEquals(Threads.MAIN, stop(p, "done"));
      Program.await(p.debugger.stepBack(Granularity.STATEMENT, Timeline.Calls.OVER));
      assertTrue(p.stops(Stop.Reason.STEP, "second").text().contains("Actors are not recorded"));
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "done");
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("22\n26\ndone\n", p.output());
    }
  }

  @Test
  void aDataBreakpointStopsAtTheWriteOfAHandler() throws Exception {
    try (var p = Program.of(
        "(gene/actor/enable ^workers 1)",
        "(fn sum [ctx msg state]",
        "  (var n 0)",
        "  (var extra 5)     # @extra",
        "  (n = (msg + extra)) # @write",
        "  (ctx .reply n))   # @reply",
        "(var a (gene/actor/spawn sum))",
        "(println (await (a .send_expect_reply 2)))")) {
      p.breakAt("extra");
      p.start();
      int actor = stop(p, "extra");
      DataPlace place = p.frame(actor, 0, f -> f.place("n"));
      assertTrue(Program.await(p.debugger.setDataBreakpoints(List.of(new DataRequest(place.id(), Conditions.NONE)))).get(0).verified());
      p.go(StepKind.CONTINUE);
      Stop stop = p.stop();
      assertEquals(Stop.Reason.DATA_BREAKPOINT, stop.reason());
      assertEquals(actor, stop.thread());
      assertEquals("n was 0, is 7", stop.text());
      Program.await(p.debugger.setDataBreakpoints(List.of()));
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("7\n", p.output());
    }
  }

  @Test
  void anEvaluationInAnActorThatDoesNotEndIsCancelled() throws Exception {
    try (var p = Program.of(COUNTER)) {
      p.breakAt("more");
      p.start();
      int actor = stop(p, "more");
      var endless = p.debugger.withFrames(actor, 0, 1, (frames, count) -> frames.get(0).evaluate("(while true (msg += 1))").text()).send();
      while (!endless.isDone()) {
        p.debugger.cancelEvaluation();
      }
      var refused = assertThrows(DebugException.class, () -> Program.await(endless));
      assertTrue(refused.getMessage().contains("cancelled"), refused.getMessage());
      assertEquals("more", p.place(actor));
      p.breakpoints();
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
    }
  }

  @Test
  void aProgramThatReadsItsInputDoesNotHoldUpStepsOfAnActor() throws Exception {
    var input = new java.io.PipedInputStream();
    try (var line = new java.io.PipedOutputStream(input);
         var p = Program.reading(input,
        "(gene/actor/enable ^workers 1)",
        "(fn spin [ctx msg state]",
        "  (while (msg > 0) # @spin",
        "    (msg += 1)))  # @more",
        "(var a (gene/actor/spawn spin))",
        "(a .send 1)",
        "(println (readline))",
        "(exit 0)")) {
      p.breakAt("spin");
      p.start();
      int actor = stop(p, "spin");
      p.breakpoints();
      step(p, StepKind.OVER, actor, "more");
      long began = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        step(p, StepKind.OVER, actor, i % 2 == 0 ? "spin" : "more");
      }
      // Each would take half a second.
      assertTrue(System.nanoTime() - began < 4_000_000_000L);
      p.go(StepKind.CONTINUE);
      line.write("typed\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      line.flush();
      assertEquals(0, p.ends().exitStatus());
      assertEquals("typed\n", p.output());
    }
  }
}
