// Where steps end: over, in and out, in recursion, callbacks, generators, loops and exceptions.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SteppingTest {
  @Test
  void overGoesFromStatementToStatementAndBackToTheCaller() throws Exception {
    try (var p = Program.of(
        "(fn twice [n]",
        "  (var a n)                 # @first",
        "  (var b (a + n))           # @second",
        "  b)                        # @last",
        "(var x (twice 4))           # @call",
        "(println x)                 # @print")) {
      p.breakAt("first");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "first");
      p.step(StepKind.OVER, "second");
      p.step(StepKind.OVER, "last");
      p.step(StepKind.OVER, "call");
      p.step(StepKind.OVER, "print");
      p.go(StepKind.OVER);
      assertEquals(0, p.ends().exitStatus());
      assertEquals("8\n", p.output());
    }
  }

  @Test
  void overSkipsWhatIsCalledAndInEntersIt() throws Exception {
    try (var p = Program.of(
        "(fn inner [n]",
        "  (n * 2))                  # @inner",
        "(fn outer [n]",
        "  (var a (inner n))         # @outer",
        "  (a + 1))                  # @sum",
        "(println (outer 1))         # @one",
        "(println (outer 2))         # @two",
        "(println (outer 3))         # @three")) {
      p.breakAt("one");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "one");
      p.step(StepKind.OVER, "two");
      p.step(StepKind.IN, "outer");
      p.step(StepKind.IN, "inner");
      p.step(StepKind.OUT, "outer");
      p.step(StepKind.OVER, "sum");
      p.step(StepKind.OUT, "two");
      p.step(StepKind.OVER, "three");
    }
  }

  @Test
  void overAndOutKeepToTheirFrameInRecursion() throws Exception {
    try (var p = Program.of(
        "(fn fact [n]",
        "  (if (n <= 1)              # @test",
        "    1                       # @base",
        "   else",
        "    (n * (fact (n - 1)))))  # @recursion",
        "(println (fact 5))          # @call")) {
      p.breakAt("test");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "test");
      p.breakpoints();
      p.step(StepKind.OVER, "recursion");
      assertEquals("n=5", p.locals(0));
      p.step(StepKind.IN, "test");
      assertEquals("n=4", p.locals(0));
      p.step(StepKind.OVER, "recursion");
      p.step(StepKind.OVER, "recursion");
      assertEquals("n=5", p.locals(0));
      p.step(StepKind.OUT, "call");
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("120\n", p.output());
    }
  }

  @Test
  void aLoopStopsOnceForEachStatementOfARound() throws Exception {
    try (var p = Program.of(
        "(var i 0)                   # @start",
        "(while (i < 2)              # @head",
        "  (i += 1))                 # @body",
        "(println i)                 # @after")) {
      p.start(true);
      p.stops(Stop.Reason.ENTRY, "start");
      for (String place : new String[] {"head", "body", "head", "body", "head", "after"}) {
        p.step(StepKind.OVER, place);
      }
    }
  }

  @Test
  void inReachesACallbackThroughTheLibrary() throws Exception {
    try (var p = Program.of(
        "(var sum 0)",
        "(var ys ([1 2] .map (fn [x] # @map",
        "  (sum += x)                # @callback",
        "  (x * 10))))               # @value",
        "(println ys sum)            # @print")) {
      p.breakAt("map");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "map");
      p.step(StepKind.IN, "callback");
      p.step(StepKind.OVER, "value");
      p.step(StepKind.OVER, "callback");
      assertEquals("x=2", p.locals(0));
      p.step(StepKind.OUT, "map");
      p.step(StepKind.OVER, "print");
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("[10 20] 3\n", p.output());
    }
  }

  @Test
  void inReachesAGeneratorWhereItGoesOn() throws Exception {
    try (var p = Program.of(
        "(fn numbers* []",
        "  (yield 1)                 # @one",
        "  (yield 2))                # @two",
        "(var g (numbers*))          # @make",
        "(var a (g .next))           # @first",
        "(var b (g .next))           # @second",
        "(println a b)               # @print")) {
      p.breakAt("make");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "make");
      p.step(StepKind.OVER, "first");
      p.step(StepKind.IN, "one");
      assertEquals("[numbers*, <module>]", p.stack().toString());
      p.step(StepKind.OVER, "first");
      p.step(StepKind.OVER, "second");
      p.step(StepKind.IN, "two");
      p.step(StepKind.OUT, "second");
      p.step(StepKind.OVER, "print");
    }
  }

  @Test
  void anExceptionLeadsToItsHandler() throws Exception {
    try (var p = Program.of(
        "(fn fail []",
        "  (throw \"no\"))             # @throw",
        "(fn middle []",
        "  (fail)                    # @middle",
        "  (println \"never\"))",
        "(try",
        "  (middle)                  # @try",
        "  (println \"never\")",
        " catch e",
        "  (println e/message))      # @catch",
        "(println \"on\")              # @after")) {
      p.breakAt("throw");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "throw");
      p.step(StepKind.OVER, "catch");
      p.step(StepKind.OVER, "after");
    }
    try (var p = Program.of(
        "(fn fail []",
        "  (throw \"no\"))             # @throw",
        "(try",
        "  (fail)                    # @try",
        " catch e",
        "  (println e/message))      # @catch")) {
      p.breakAt("try");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "try");
      p.step(StepKind.OVER, "catch");
    }
  }

  @Test
  void outOfABlockThatReturnsFromItsFunctionEndsInThatFunctionsCaller() throws Exception {
    try (var p = Program.of(
        "(fn find [xs]",
        "  (for x in xs              # @for",
        "    (if (x > 1)             # @if",
        "      (return x)))          # @return",
        "  nil)",
        "(println (find [1 2 3]))    # @call",
        "(println \"on\")              # @after")) {
      p.breakAt("return");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "return");
      p.step(StepKind.OVER, "call");
      p.step(StepKind.OVER, "after");
    }
  }

  @Test
  void overAnAwaitEndsBehindIt() throws Exception {
    try (var p = Program.of(
        "(async fn slow [n]",
        "  (n * 2))                  # @body",
        "(var f (slow 4))            # @call",
        "(var x (await f))           # @await",
        "(println x)                 # @print")) {
      p.breakAt("call");
      p.start();
      p.stops(Stop.Reason.BREAKPOINT, "call");
      p.step(StepKind.OVER, "await");
      p.step(StepKind.OVER, "print");
      assertEquals("8", p.evaluate("x"));
    }
  }
}
