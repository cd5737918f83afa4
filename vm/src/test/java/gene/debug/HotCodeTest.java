// Functions get other code while the program stands still, and frames begin anew.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotCodeTest {
  /** A program that stops at `# @here`, gets another text, and runs on: what it prints after all. */
  private static String afterReload(String[] lines, String from, String to) throws InterruptedException {
    String interpreted = afterReload(Program.of(lines), lines, from, to);
    assertEquals(interpreted, afterReload(Program.compiled(lines), lines, from, to));
    return interpreted;
  }

  private static String afterReload(Program program, String[] lines, String from, String to) throws InterruptedException {
    try (Program p = program) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      Reloaded done = reload(p, lines, from, to);
      assertEquals(List.of(), done.refused());
      Program.await(p.debugger.clearBreakpoints());
      p.go(StepKind.CONTINUE);
      p.ends();
      return p.output();
    }
  }

  private static Reloaded reload(Program p, String[] lines, String from, String to) {
    String text = String.join("\n", lines);
    assertTrue(text.contains(from), "the edited part is in the text");
    return reload(p, text.replace(from, to));
  }

  private static Reloaded reload(Program p, String text) {
    return Program.await(p.debugger.reload(Source.of(Program.FILE, text)));
  }

  private static String refusals(Reloaded done) {
    return done.refused().stream().map(r -> r.name() + " " + r.line() + ": " + r.reason()).collect(Collectors.joining("\n"));
  }

  @Test
  void aFunctionRunsItsNewCodeFromTheNextCallOn() throws InterruptedException {
    String[] lines = {"(fn work [n]", "  (n + 1))", "(println (work 1))", "(println \"stop\")   # @here", "(println (work 1))"};
    assertEquals("2\nstop\n11\n", afterReload(lines, "(n + 1)", "(var k 10)\n  (n + k)"));
  }

  @Test
  void everyHolderOfTheFunctionHasTheNewCode() throws InterruptedException {
    String[] lines = {"(fn make [k] (fn [n] (n + k)))", "(var add (make 5))", "(var m {^f add})", "(println \"stop\")   # @here",
        "(println (add 1) (m/f 1) ((make 7) 1) ([1 2] .map add))"};
    assertEquals("stop\n-4 -4 -6 [-4 -3]\n", afterReload(lines, "(n + k)", "(n - k)"));
  }

  @Test
  void aClosureNeedNotUseWhatItUsedAndMayUseThingsInAnotherOrder() throws InterruptedException {
    String[] lines = {"(fn make [a b] (fn [] [a b]))", "(var f (make 1 2))", "(println \"stop\")   # @here", "(println (f) ((make 3 4)))"};
    assertEquals("stop\n[2 1] [4 3]\n", afterReload(lines, "[a b]))", "[b a]))"));
    assertEquals("stop\n2 4\n", afterReload(lines, "[a b]))", "b))"));
    assertEquals("stop\n0 0\n", afterReload(lines, "[a b]))", "0))"));
  }

  @Test
  void aFunctionMayUseMoreOfItsModule() throws InterruptedException {
    String[] lines = {"(var factor 3)", "(fn half [n] (n / 2))", "(fn work [n] n)", "(println (work 8))   # @here", "(println (work 8))", "(println factor)"};
    assertEquals("4.0\n4.0\n3\n", afterReload(lines, "[n] n)", "[n] (half n))"));
    assertEquals("24\n24\n3\n", afterReload(lines, "[n] n)", "[n] (n * factor))"));
    assertEquals("8\n8\n5\n", afterReload(lines, "[n] n)", "[n] (factor = 5) n)"));
  }

  @Test
  void methodsOfClassesAreExchangedForInstancesThatAreThere() throws InterruptedException {
    String[] lines = {"(class Shop", "  (ctor [n] (/n = n))", "  (method price [] /n))", "(class Bar < Shop)", "(var s (new Shop 2))", "(var b (new Bar 3))",
        "(println s/.price b/.price)", "(println \"stop\")   # @here", "(println s/.price b/.price)", "(var t (new Shop 4))", "(println t/n)"};
    assertEquals("2 3\nstop\n4 6\n4\n", afterReload(lines, "(method price [] /n)", "(method price [] (/n * 2))"));
    assertEquals("2 3\nstop\n2 3\n5\n", afterReload(lines, "(/n = n)", "(/n = (n + 1))"));
  }

  @Test
  void callersThatWereCompiledToJvmCodeCallTheNewCode() throws InterruptedException {
    String[] lines = {"(fn inner [n] (n + 1))", "(fn outer [n] (var t 0) (for i in (range 0 n) (t += (inner i))) t)", "(println (outer 20000))",
        "(println \"stop\")   # @here", "(println (outer 20000))"};
    assertEquals("200030001\nstop\n199989999\n", afterReload(lines, "(n + 1)", "(n - 1)"));
  }

  @Test
  void aFrameInTheMiddleOfOldCodeGoesOnInIt() throws InterruptedException {
    String[] lines = {"(fn work [n]", "  (println \"old\" n)   # @here", "  (println \"old end\"))   # @end", "(work 1)", "(work 2)"};
    try (Program p = Program.of(lines)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      assertEquals(List.of("work"), reload(p, lines, "\"old", "\"new").replaced());
      assertEquals(List.of("work", "<module>"), p.stack());
      Program.await(p.debugger.clearBreakpoints());
      p.step(StepKind.OVER, "end");
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("old 1\nold end\nnew 2\nnew end\n", p.output());
    }
  }

  @Test
  void generatorsThatWaitGoOnInOldCode() throws InterruptedException {
    String[] lines = {"(fn count* []", "  (yield 1)", "  (yield 2))", "(var g (count*))", "(println g/.next)", "(println \"stop\")   # @here", "(println g/.next)",
        "(var h (count*))", "(println h/.next)"};
    assertEquals("1\nstop\n2\n10\n", afterReload(lines, "(yield 1)\n  (yield 2)", "(yield 10)\n  (yield 20)"));
  }

  @Test
  void unchangedFunctionsKeepRunningAndShowTheirNewPlaces() throws InterruptedException {
    String[] lines = {"(fn first [] 1)", "(fn work [n]", "  (var k n)   # @here", "  (k + 1))   # @second", "(println (work 1))"};
    try (Program p = Program.of(lines)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      Reloaded done = reload(p, lines, "(fn first [] 1)", "# a comment\n(fn first []\n  2)");
      assertEquals(List.of("first"), done.replaced());
      assertEquals(1, done.unchanged());
      assertEquals(5, (int) p.frame(0, f -> f.source().line(f.span().start())));
      p.step(StepKind.OVER, "second");
      assertEquals("1", p.evaluate("k"));
    }
  }

  @Test
  void breakpointsStandInTheNewCode() throws InterruptedException {
    String[] lines = {"(fn work [n]", "  (n + 1))", "(println \"stop\")   # @here", "(println (work 1))"};
    try (Program p = Program.of(lines)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      reload(p, lines, "(n + 1)", "(var k 1)\n  (var j 2)\n  (n + k)");
      p.breakpoints(new BreakpointRequest(3));
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "(var j 2)");
      assertEquals("1", p.evaluate("k"));
    }
  }

  @Test
  void refusesWhatExistingFunctionsHaveNot() throws InterruptedException {
    String[] lines = {"(fn make [a b] (fn inner [] a))", "(var f (make 1 2))", "(fn stays [] 1)", "(println \"stop\")   # @here", "(println (f))"};
    try (Program p = Program.of(lines)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      Reloaded done = reload(p, lines, "[] a)", "[] (a + b))");
      assertEquals("make 1: it uses the variable `b` of the code around it, which functions that exist already have not captured", refusals(done));
      assertEquals(List.of(), done.replaced());
      assertEquals(1, done.unchanged());
      done = reload(p, lines, "(fn stays", "(fn added [] 2)\n(fn stays");
      assertEquals("added 3: it is new, and what makes it has run: define it in the debug console, or start the program again", refusals(done));
      done = reload(p, lines, "\"stop\"", "\"go\"");
      assertTrue(refusals(done).startsWith("<module> 0: what is written outside of functions has run"), refusals(done));
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("stop\n1\n", p.output());
    }
  }

  @Test
  void refusesOtherParametersWhileACallRuns() throws InterruptedException {
    String[] lines = {"(fn work [n]", "  (n + 1))   # @here", "(println (work 1))"};
    try (Program p = Program.of(lines)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      assertEquals("work 1: a call of it is running, and its parameters were [n]", refusals(reload(p, lines, "[n]", "[n m]")));
    }
  }

  @Test
  void aTextThatDoesNotCompileChangesNothing() throws InterruptedException {
    String[] lines = {"(fn work [n] n)", "(println (work 1))   # @here"};
    try (Program p = Program.of(lines)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      assertTrue(assertThrows(DebugException.class, () -> reload(p, "(fn work [n] (")).getMessage().startsWith("The text does not compile: "));
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("1\n", p.output());
    }
  }

  @Test
  void functionsOfImportedModulesAreExchanged(@TempDir Path given) throws Exception {
    Path folder = given.toRealPath();
    Path lib = folder.resolve("lib.gene");
    Files.writeString(lib, "(var rate 2)\n(fn twice [n] (n * rate))\n(fn unused [] 1)\n");
    String[] lines = {"(import twice from \"./lib\")", "(println (twice 4))", "(println \"stop\")   # @here", "(println (twice 4))"};
    try (Program p = Program.in(folder, lines)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      String text = Files.readString(lib).replace("(n * rate)", "(n * (rate + (unused)))");
      Reloaded done = Program.await(p.debugger.reload(new Source(lib.toString(), lib.toString(), text)));
      assertEquals(List.of("twice"), done.replaced());
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("8\nstop\n12\n", p.output());
    }
  }

  @Test
  void codeIsExchangedAgainAndAgain() throws InterruptedException {
    String[] lines = {"(class A (method m [k] ([1] .map (fn [x] (x + k)))))", "(var a (new A))", "(fn f [] (a .m 1))", "(while true", "  (println (f)))   # @here"};
    String text = String.join("\n", lines);
    var wanted = new StringBuilder();
    try (Program p = Program.of(lines)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      for (int i = 1; i <= 5; i++) {
        int k = i;
        Reloaded done = reload(p, text.replace("(x + k)", "(x + k + " + i + ")").replace("(a .m 1)", "(var d " + i + ")\n (a .m d)"));
        assertEquals(List.of("A.m", "f"), done.replaced(), () -> "round " + k + ": " + refusals(done));
        p.go(StepKind.CONTINUE);
        p.stop();
        wanted.append("[").append(1 + i + i).append("]\n");
      }
      assertEquals(wanted.toString(), p.output());
    }
  }

  @Test
  void aRecordingBeginsAnewWithTheNewCode() throws InterruptedException {
    String[] lines = {"(fn work [n] (n + 1))", "(println (work 1))", "(println \"stop\")   # @here", "(println (work 1))   # @next"};
    try (Program p = Program.of(lines)) {
      p.debugger.recordFromStart(1 << 22);
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      reload(p, lines, "(n + 1)", "(n + 5)");
      p.step(StepKind.OVER, "next");
      Program.await(p.debugger.stepBack(Granularity.STATEMENT, Timeline.Calls.OVER));
      p.stops(Stop.Reason.STEP, "here");
      Program.await(p.debugger.clearBreakpoints());
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("2\nstop\n6\n", p.output());
    }
  }

  // Frames that begin anew

  private static void restart(Program p, int level, String marker) {
    Program.await(p.debugger.withFrames(Threads.MAIN, level, level + 1, (frames, count) -> frames.get(0).restart()));
    assertEquals(marker, p.place(Threads.MAIN));
  }

  @Test
  void aFrameBeginsAnewWithItsArguments() throws InterruptedException {
    String[] lines = {"(fn deep [x]", "  (println \"deep\" x)   # @deep", "  (x + 1))", "(fn work [n]", "  (var k (n * 2))", "  (var f (fn [] (n + k)))", "  (1 + (deep (f))))",
        "(println (work 1))"};
    try (Program p = Program.of(lines)) {
      p.breakAt("deep");
      p.start().stops(Stop.Reason.BREAKPOINT, "deep");
      restart(p, 1, "(fn work [n]");
      assertEquals(List.of("work", "<module>"), p.stack());
      assertEquals("n=1", p.locals(0));
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "deep");
      restart(p, 0, "deep");
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("deep 3\n5\n", p.output());
    }
  }

  @Test
  void aFrameBeginsAnewInItsNewCode() throws InterruptedException {
    String[] lines = {"(fn work [n]", "  (println \"old\" n)   # @here", "  (throw \"bad\"))", "(work 1)"};
    try (Program p = Program.of(lines)) {
      Program.await(p.debugger.setExceptionFilters(java.util.Set.of(ExceptionFilter.UNCAUGHT)));
      p.start();
      assertEquals(Stop.Reason.EXCEPTION, p.stop().reason());
      assertEquals(List.of("work"), reload(p, lines, "(throw \"bad\")", "(println \"fine\")").replaced());
      restart(p, 0, "here");
      p.go(StepKind.CONTINUE);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("old 1\nold 1\nfine\n", p.output());
    }
  }

  @Test
  void aRestartCanBeTakenBack() throws InterruptedException {
    String[] lines = {"(fn work [n]", "  (var k 5)   # @first", "  (n + k))   # @here", "(println (work 1))"};
    try (Program p = Program.of(lines)) {
      p.debugger.recordFromStart(1 << 22);
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      restart(p, 0, "first");
      p.go(StepKind.OVER);
      p.stops(Stop.Reason.BREAKPOINT, "here");
      Program.await(p.debugger.stepBack(Granularity.STATEMENT, Timeline.Calls.OVER));
      p.stops(Stop.Reason.STEP, "first");
      Program.await(p.debugger.clearBreakpoints());
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("6\n", p.output());
    }
  }

  @Test
  void saysWhichFramesCannotBeginAnew() throws InterruptedException {
    String[] lines = {"(fn count* []", "  (yield 1))   # @gen", "(for x in (count*)", "  (println x))   # @here"};
    try (Program p = Program.of(lines)) {
      p.breakAt("gen", "here");
      p.start().stops(Stop.Reason.BREAKPOINT, "gen");
      assertTrue(assertThrows(DebugException.class, () -> restart(p, 0, "gen")).getMessage().contains("generator"));
      assertTrue(assertThrows(DebugException.class, () -> restart(p, 1, "gen")).getMessage().contains("thread that stopped"));
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "here");
      assertTrue(assertThrows(DebugException.class, () -> restart(p, 0, "here")).getMessage().contains("outside of functions"));
    }
  }
}
