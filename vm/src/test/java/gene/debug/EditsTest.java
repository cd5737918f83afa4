// Breakpoints and positions in texts that are edited while the program runs.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EditsTest {
  private static final int EDITS = 1000;
  private static final Pattern HIT = Pattern.compile("\\(hit (\\d+)");

  private static final String[] LINES = {"(fn work [n]", "  (var k 1)   # @first", "  (k + n))   # @second", "(while true", "  (work 1))"};

  private static void edit(Program p, String text) {
    Program.await(p.debugger.edited(Program.FILE, text));
  }

  private static int shownLine(Program p) {
    return p.frame(0, f -> p.debugger.texts().line(f.source(), f.span().start()));
  }

  @Test
  void aBreakpointStaysWithItsStatement() throws InterruptedException {
    String text = String.join("\n", LINES);
    try (Program p = Program.of(LINES)) {
      p.breakAt("second");
      p.start().stops(Stop.Reason.BREAKPOINT, "second");
      p.changes.clear();
      edit(p, "# new\n\n" + text);
      assertEquals(List.of("5 true"), p.changes.stream().map(b -> b.line() + " " + b.verified()).toList());
      assertEquals(5, shownLine(p));
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "second");
      Breakpoint set = p.breakpoints(new BreakpointRequest(4)).get(0);
      assertEquals("4 true", set.line() + " " + set.verified());
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "first");
      assertEquals(4, shownLine(p));
    }
  }

  @Test
  void whatWasEditedAwayDoesNotStopUntilThatIsUndone() throws InterruptedException {
    String text = String.join("\n", LINES);
    try (Program p = Program.of(LINES)) {
      p.breakAt("first", "second");
      p.start().stops(Stop.Reason.BREAKPOINT, "first");
      p.changes.clear();
      edit(p, text.replace("  (var k 1)   # @first\n", ""));
      assertFalse(p.changes.get(0).verified());
      assertTrue(p.changes.get(0).message().contains("was edited"), p.changes.get(0).message());
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "second");
      assertEquals(2, shownLine(p));
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "second");
      edit(p, text);
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "first");
      assertEquals(2, shownLine(p));
    }
  }

  @Test
  void aBreakpointAtANewLineGoesToTheNextThatRuns() throws InterruptedException {
    String text = String.join("\n", LINES);
    try (Program p = Program.of(LINES)) {
      p.start(true).stop();
      edit(p, text.replace("  (k + n))", "  (println 1)\n  (println 2)\n  (k + n))"));
      assertEquals(5, p.breakpoints(new BreakpointRequest(3)).get(0).line());
      p.go(StepKind.CONTINUE);
      p.stops(Stop.Reason.BREAKPOINT, "second");
    }
  }

  @Test
  void aTextThatWasEditedBeforeTheProgramRanIsFollowedToo() throws InterruptedException {
    try (Program p = Program.of(LINES)) {
      edit(p, "# unsaved\n" + String.join("\n", LINES));
      p.breakpoints(new BreakpointRequest(4));
      p.start().stops(Stop.Reason.BREAKPOINT, "second");
      assertEquals(4, shownLine(p));
    }
  }

  @Test
  void positionsOfCharactersAreFollowedWithinALine() {
    var edited = new EditedText(Source.of("a.gene", "(var a 1)\n(println a)\n"));
    edited.become("(var a 1)\n(println b a)\n");
    assertEquals(edited.edited().text().indexOf("println"), edited.find(11));
    assertEquals(edited.edited().text().indexOf("a)\n"), edited.find(19));
    edited.become("(println b a)\n");
    assertEquals(-1, edited.find(0));
    assertEquals(0, edited.find(10));
  }

  /** A program that passes many statements again and again, edited at random: wherever it stops, the shown line is the statement's. */
  @Test
  void noneStopsOnAWrongLineInAThousandEdits() throws InterruptedException {
    var lines = new ArrayList<String>(List.of("(var last 0)", "(fn hit [n]", "  (last = n))", "(while true"));
    for (int i = 1; i <= 30; i++) {
      lines.add("  (hit " + i + ")");
    }
    lines.add("  (last = 0))");
    var random = new Random(20);
    int[] kinds = new int[3];
    try (Program p = Program.of(lines.toArray(String[]::new))) {
      p.start(true).stop();
      List<String> edited = new ArrayList<>(lines);
      for (int round = 0; round < EDITS; round++) {
        change(edited, random, round, lines);
        edit(p, String.join("\n", edited));
        if (random.nextInt(4) == 0) {
          p.breakpoints(new BreakpointRequest(4 + random.nextInt(Math.max(1, edited.size() - 4))), new BreakpointRequest(4 + random.nextInt(edited.size())));
        }
        for (Breakpoint b : Program.await(p.debugger.lineBreakpoints(Program.FILE))) {
          kinds[b.verified() ? 0 : 1]++;
          if (b.verified()) {
            assertTrue(b.line() <= edited.size(), () -> "line " + b.line());
          }
        }
        if (Program.await(p.debugger.lineBreakpoints(Program.FILE)).stream().anyMatch(b -> b.verified() && HIT.matcher(edited.get(b.line() - 1)).find())) {
          kinds[2]++;
          stopsWhereItShows(p, edited);
        }
      }
    }
    assertTrue(kinds[2] > EDITS / 4, "many edits were followed by a stop: " + Arrays.toString(kinds));
    assertTrue(kinds[1] > 0, "some breakpoints had nothing to stand at: " + Arrays.toString(kinds));
  }

  private static void stopsWhereItShows(Program p, List<String> edited) {
    p.go(StepKind.CONTINUE);
    p.stop();
    int line = shownLine(p);
    String running = p.frame(0, f -> f.source().lineText(f.source().line(f.span().start())));
    Matcher runs = HIT.matcher(running);
    if (runs.find()) {
      Matcher shown = HIT.matcher(edited.get(line - 1));
      assertTrue(shown.find(), () -> "stopped at " + running + ", shown at " + edited.get(line - 1));
      assertEquals(runs.group(1), shown.group(1));
    }
  }

  /** One edit, as a person makes it: lines inserted, deleted, copied, moved apart, or changed in their place. */
  private static void change(List<String> text, Random random, int round, List<String> original) {
    int at = 4 + random.nextInt(Math.max(1, text.size() - 5));
    switch (random.nextInt(8)) {
      case 0 -> text.add(at, "  # a remark " + round);
      case 1 -> text.add(at, "  (println \"something else " + round + "\")");
      case 2 -> {
        if (text.size() > 12) {
          text.remove(at);
        }
      }
      case 3 -> text.add(at, "");
      case 4 -> text.set(at, text.get(at) + "   # " + round);
      case 5 -> text.set(at, " " + text.get(at));
      case 6 -> text.set(at, "  (println \"written over " + round + "\")");
      default -> {
        // Back to what runs, or part of it.
        if (random.nextInt(10) == 0) {
          text.clear();
          text.addAll(original);
        } else {
          text.add(at, original.get(4 + random.nextInt(30)).replace("(hit ", "(other "));
        }
      }
    }
  }
}
