// Chains of collection methods, which run as one loop, are the calls that are written as soon as somebody looks.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gene.source.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChainsTest {
  private static final String[] LINES = {
      "(fn chain [a]",
      "  (a",
      "    .map (fn [x]",
      "      (x * 2));             # @map",
      "    .filter (fn [y]",
      "      (y > 2))))            # @filter",
      "(for i in (range 1 50) (chain [i 2 3]))",
      "(println \"stop\")          # @here",
      "(println (chain [1 2]))     # @chain",
      "(println \"end\")           # @end"};

  @Test
  void aBreakpointInACallbackStopsForEachElementInTheOrderOfTheCalls() throws Exception {
    try (var p = Program.compiled(LINES)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      p.breakAt("map", "filter");
      p.go(StepKind.CONTINUE);
      for (String place : List.of("map", "map", "filter", "filter")) {
        p.stops(Stop.Reason.BREAKPOINT, place);
        p.go(StepKind.CONTINUE);
      }
      p.ends();
      assertEquals("stop\n[4]\nend\n", p.output());
    }
  }

  @Test
  void stepsGoIntoTheCallbacks() throws Exception {
    List<String> places = placesOnTheWay(Program.compiled(LINES));
    assertEquals(placesOnTheWay(Program.of(LINES)), places);
    assertEquals(List.of("map", "filter"), places.stream().filter(s -> s.equals("map") || s.equals("filter")).distinct().toList());
  }

  private static List<String> placesOnTheWay(Program program) throws Exception {
    var places = new ArrayList<String>();
    try (var p = program) {
      p.breakAt("chain", "end");
      Stop stop = p.start().stops(Stop.Reason.BREAKPOINT, "chain");
      while (!p.place(stop.thread()).equals("end")) {
        places.add(p.place(stop.thread()));
        p.go(StepKind.IN);
        stop = p.stop();
      }
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("stop\n[4]\nend\n", p.output());
    }
    return places;
  }

  @Test
  void anEditedCallbackRunsFromTheNextChainOn() throws Exception {
    try (var p = Program.compiled(LINES)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      String text = String.join("\n", LINES);
      Reloaded done = Program.await(p.debugger.reload(Source.of(Program.FILE, text.replace("(x * 2)", "(x * 100)"))));
      assertEquals(List.of(), done.refused());
      Program.await(p.debugger.clearBreakpoints());
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("stop\n[100 200]\nend\n", p.output());
    }
  }

  @Test
  void anEditedMethodNameIsNoticedToo() throws Exception {
    try (var p = Program.compiled(LINES)) {
      p.breakAt("here");
      p.start().stops(Stop.Reason.BREAKPOINT, "here");
      String text = String.join("\n", LINES);
      Program.await(p.debugger.reload(Source.of(Program.FILE, text.replace(".filter", ".map"))));
      Program.await(p.debugger.clearBreakpoints());
      p.go(StepKind.CONTINUE);
      p.ends();
      assertEquals("stop\n[false true]\nend\n", p.output());
    }
  }
}
