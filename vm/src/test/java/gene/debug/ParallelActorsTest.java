// Actors under the debugger that do something at the same time: whoever stops has all of them stand still, and none is forgotten.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ParallelActorsTest {
  private static final String[] TWO = {
      "(gene/actor/enable ^workers 2)",
      "(fn work [ctx msg state]",
      "  (ctx .reply (msg * 2)) # @reply",
      "  state)",
      "(var a (gene/actor/spawn work))",
      "(var b (gene/actor/spawn work))",
      "(var fa (a .send_expect_reply 1))",
      "(var fb (b .send_expect_reply 2))",
      "(println ((await fa) + (await fb)))"};

  @Test
  void twoWorkersThatReachABreakpointAtOnceStopOneAfterTheOther() throws Exception {
    try (var p = Program.of(TWO)) {
      p.breakAt("reply");
      p.start();
      int first = ActorsTest.stop(p, "reply");
      p.go(StepKind.CONTINUE);
      assertTrue(first != ActorsTest.stop(p, "reply"));
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("6\n", p.output());
    }
  }

  @Test
  void aBreakpointThatIsGoneStopsNobodyWhoHasComeToItMeanwhile() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (var p = Program.of(TWO)) {
        p.breakAt("reply");
        p.start();
        ActorsTest.stop(p, "reply");
        p.breakpoints();
        p.go(StepKind.CONTINUE);
        assertEquals(0, p.ends().exitStatus());
      }
    }
  }

  private static final String[] SPINS = {
      "(gene/actor/enable ^workers 1)",
      "(fn spin [ctx msg state]",
      "  (var i 0)",
      "  (while (msg > 0)",
      "    (i += 1))",
      "  (ctx .reply i))",
      "(var a (gene/actor/spawn spin))",
      "(println (await (a .send_expect_reply 1))) # @await"};

  @Test
  void whenTheProgramIsPausedAnActorInALoopStandsStillToo() throws Exception {
    for (boolean compiled : List.of(false, true)) {
      try (var p = compiled ? Program.compiled(SPINS) : Program.of(SPINS)) {
        p.start();
        DebugThread actor = null;
        while (actor == null) {
          p.debugger.pause();
          assertEquals(Threads.MAIN, p.stops(Stop.Reason.PAUSE, "await").thread());
          actor = p.debugger.threads().stream().filter(t -> t.name().equals("actor 1 (spin)") && p.frame(t.id(), 0, StackFrame::name).equals("spin")).findFirst().orElse(null);
          if (actor == null) {
            p.go(StepKind.CONTINUE);
          }
        }
        int thread = actor.id();
        String before = p.frame(thread, 0, f -> f.evaluate("i").text());
        assertEquals(before, p.frame(thread, 0, f -> f.evaluate("i").text()));
        p.go(StepKind.CONTINUE);
        p.debugger.pause(thread);
        assertEquals(thread, p.stop().thread());
        p.frame(thread, 0, f -> f.assign("msg", "0"));
        p.go(StepKind.CONTINUE);
        assertEquals(0, p.ends().exitStatus());
      }
    }
  }

  @Test
  void aProgramEndsThoughAnActorStandsStillOrLoops() throws Exception {
    try (var p = Program.of(ActorsTest.COUNTER)) {
      p.breakAt("double");
      p.start();
      ActorsTest.stop(p, "double");
      p.debugger.terminate();
      assertEquals(Control.TERMINATED, p.ends().exitStatus());
    }
    try (var p = Program.of(SPINS)) {
      p.start();
      p.debugger.terminate();
      assertEquals(Control.TERMINATED, p.ends().exitStatus());
    }
  }

  @Test
  void noTimePassesForTheProgramWhileItStandsStill() throws Exception {
    try (var p = Program.of(
        "(gene/actor/enable ^workers 1)",
        "(fn answer [ctx msg state]",
        "  (ctx .reply msg)) # @reply",
        "(var a (gene/actor/spawn answer))",
        "(println (a .send_expect_reply_sync 7 ^timeout 200))")) {
      p.breakAt("reply");
      p.start();
      int actor = ActorsTest.stop(p, "reply");
      long began = System.nanoTime();
      while (System.nanoTime() - began < 400_000_000) {
        assertEquals("7", p.frame(actor, 0, f -> f.evaluate("msg").text()));
      }
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("7\n", p.output());
    }
  }

  @Test
  void aThreadWithinABuiltInIsNotLookedAt() throws Exception {
    try (var p = Program.of(
        "(gene/actor/enable ^workers 1)",
        "(fn spin [ctx msg state]",
        "  (while true # @spin",
        "    (msg += 1)))",
        "(var a (gene/actor/spawn spin))",
        "(a .send 1)",
        "(sleep 600000)")) {
      p.breakAt("spin");
      p.start();
      int actor = ActorsTest.stop(p, "spin");
      String refused = "";
      while (refused.isEmpty()) {
        // The main program comes to its sleep in the end.
        p.go(StepKind.CONTINUE);
        p.debugger.pause(actor);
        p.stop();
        try {
          p.frame(Threads.MAIN, 0, StackFrame::name);
        } catch (DebugException e) {
          refused = e.getMessage();
        }
      }
      assertTrue(refused.contains("within a built-in"), refused);
      assertEquals("spin", p.frame(actor, 0, StackFrame::name));
    }
  }

  private static final String[] CROWD = {
      "(gene/actor/enable ^workers 3)",
      "(fn square [n]",
      "  (n * n)) # @square",
      "(async fn half [n]",
      "  (n / 2)) # @half",
      "(fn work [ctx msg state]",
      "  (var s (square msg)) # @work",
      "  (var t (await (half s)))",
      "  (ctx .reply (s + t)) # @reply",
      "  (state + 1))",
      "(var actors [])",
      "(for i in [1 2 3 4 5] (actors .add (gene/actor/spawn work ^state 0)))",
      "(var all [])",
      "(var i 0)",
      "(while (i < 60)",
      "  (var k (i % 5))",
      "  (var a actors/<k>)",
      "  (all .add (a .send_expect_reply i)) # @ask",
      "  (i += 1))",
      "(var sum 0)",
      "(for f in all (sum += (await f))) # @sum",
      "(println sum)"};

  /** Whether the thread stood where it can be seen: one that spawns waits for the worker within that built-in. */
  private static boolean unlessItIsWithinABuiltIn(Runnable work) {
    try {
      work.run();
      return true;
    } catch (DebugException e) {
      assertTrue(e.getMessage().contains("within a built-in"), e.getMessage());
      return false;
    }
  }

  @Test
  void whateverIsAskedForWhileManyActorsRunTheProgramDoesTheSame() throws Exception {
    var kinds = StepKind.values();
    for (int seed = 0; seed < 12; seed++) {
      var random = new java.util.Random(seed);
      try (var p = seed % 2 == 0 ? Program.of(CROWD) : Program.compiled(CROWD)) {
        p.breakAt("square", "reply", "half", "ask", "sum");
        p.start();
        for (int stops = 0; stops < 60; stops++) {
          Stop stop = p.stopOrNull();
          if (stop == null) {
            break;
          }
          for (DebugThread t : p.debugger.threads()) {
            unlessItIsWithinABuiltIn(() -> assertFalse(p.frame(t.id(), 0, StackFrame::name).isEmpty()));
          }
          if (random.nextInt(8) == 0) {
            p.breakAt(random.nextBoolean() ? new String[] {"work", "sum"} : new String[] {"square", "reply", "half", "sum"});
          }
          var threads = p.debugger.threads();
          int thread = random.nextInt(4) == 0 ? threads.get(random.nextInt(threads.size())).id() : stop.thread();
          StepKind how = kinds[random.nextInt(kinds.length)];
          if (!unlessItIsWithinABuiltIn(() -> Program.await(p.debugger.resume(how, thread)))) {
            p.go(StepKind.CONTINUE);
          }
          if (random.nextInt(5) == 0) {
            p.debugger.pause(thread);
          }
        }
        Program.await(p.debugger.clearBreakpoints());
        while (p.isGoing()) {
          try {
            Program.await(p.debugger.resume(StepKind.CONTINUE, Threads.MAIN));
          } catch (DebugException e) {
            // It runs, or has ended.
            assertTrue(e.getMessage().startsWith("The program"), e.getMessage());
          }
        }
        assertEquals("105315.0\n", p.output(), "seed " + seed);
      }
    }
  }
}
