// Going back and forward again: every state of generated programs, compared instruction by instruction.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.bytecode.Code;
import gene.library.Builtins;
import gene.source.Source;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TravelTest {
  private static final boolean LONG = Boolean.getBoolean("gene.long");

  /** Stops before each instruction; within a window of them it keeps the states, and at the window's end it goes back and forth. */
  private static final class Walker extends QuietHook {
    private final Vm vm;
    private final int from;
    private final int to;
    private final Travel travel;
    private final Map<Object, Integer> names = new IdentityHashMap<>();
    private final TreeMap<Long, String> states = new TreeMap<>();
    /** The same with names that say nothing of other states, to be compared with another run. */
    private final TreeMap<Long, String> alone = new TreeMap<>();
    /** What a run that stopped at each instruction has seen; this one stops at the end only. Null for the former. */
    private final TreeMap<Long, String> seen;
    private int count;
    int compared;
    boolean walked;

    Walker(Vm vm, int from, int to, TreeMap<Long, String> seen) {
      this.vm = vm;
      this.seen = seen;
      this.from = from;
      this.to = to;
      travel = vm.recording().start(48 << 20);
    }

    @Override
    public void loaded(Code code) {
      for (int pc = 0; pc < code.length() && seen == null; pc++) {
        vm.trap(code, pc);
      }
      int[] statements = code.statements();
      if (seen != null && code.kind() == Code.Kind.MODULE && statements.length > 0) {
        vm.trap(code, statements[statements.length - 1]);
      }
    }

    @Override
    public Fiber trapped(Fiber f) {
      count++;
      if (seen != null) {
        if (!walked && travel.position() >= seen.lastKey()) {
          walked = true;
          states.putAll(seen);
          walk();
        }
        return f;
      }
      if (count >= from && count <= to) {
        states.put(travel.position(), StateText.of(vm, names));
        alone.put(travel.position(), alone());
        if (count == to) {
          walked = true;
          walk();
        }
      }
      return f;
    }

    private void walk() {
      long first = states.firstKey();
      long last = travel.position();
      while (travel.position() > first) {
        assertTrue(travel.back());
        compare("back");
      }
      while (travel.position() < last) {
        assertTrue(travel.forward());
        compare("forward");
      }
      assertFalse(travel.forward());
      // Here and there, so that records of the way back are undone too.
      var random = new java.util.Random(last);
      for (int turn = 0; turn < 6; turn++) {
        long goal = first + random.nextInt((int) (last - first) + 1);
        while (travel.position() != goal) {
          assertTrue(travel.position() > goal ? travel.back() : travel.forward());
        }
        compare("turn " + turn);
      }
      while (travel.forward()) {
        compare("home");
      }
      assertEquals(last, travel.position());
    }

    /** Objects that are keys are shown by what Java calls them, which differs from run to run. */
    private String alone() {
      return StateText.of(vm, new IdentityHashMap<>()).replaceAll("gene\\.data\\.\\w+@[0-9a-f]+", "key");
    }

    private void compare(String way) {
      String known = states.get(travel.position());
      if (known != null) {
        compared++;
        String now = seen == null ? StateText.of(vm, names) : alone();
        assertTrue(known.equals(now), () -> difference(known, now) + way + " at " + travel.position() + " " + Frames.of(vm.current).code(0).op(vm.current.pc));
      }
    }
  }

  /** The first lines that differ. */
  private static String difference(String known, String now) {
    List<String> a = known.lines().toList();
    List<String> b = now.lines().toList();
    int i = 0;
    while (i < Math.min(a.size(), b.size()) && a.get(i).equals(b.get(i))) {
      i++;
    }
    return a.get(0) + " … was: " + a.subList(i, Math.min(i + 3, a.size())) + " is: " + b.subList(i, Math.min(i + 3, b.size())) + " ";
  }

  @Test
  void goingBackAndForwardGivesTheSameStates() {
    long first = LONG ? System.nanoTime() : 0;
    int walks = 0;
    for (long seed = first; seed < first + (LONG ? 3000 : 100); seed++) {
      walks += walk(RandomScript.of(seed), seed);
    }
    assertTrue(walks > 50, "programs are long enough: " + walks);
  }

  @Test
  void runsOfInstructionsThatAreDoneAtOnceAreUndoneOneByOne() {
    // Each way out of them is taken too: floats, sums that overflow, texts, variables that a closure shares.
    String program = String.join("\n", "(class P", "  (ctor [x y]", "    (/x = x)", "    (/y = y))", "  (method both [o] ((/x + o/y) + /y)))",
        "(fn turn [n by]", "  (var i 0)", "  (var s by)", "  (var seen [])", "  (while (i < n)", "    (var p (new P i s))", "    (var q i)", "    (q = (((q * 3) + 1) % 7))", "    (if ((q * 2) < (i + 3)) (q = ((q * 5) % 11)))", "    (s = (s - 1))",
        "    (if ((i % 3) == 0) (s = (s + i)) else (s = (s - 1)))", "    (if (q == 2) (seen .push p/x))", "    (if (i > 4) (s = (s + (i * 2))))",
        "    (if ((s + i) > (i * 3)) (seen .push (p .both p)))", "    (if ((s + 1) <= (i + n)) (q = (s + q)))", "    (var z (s % 5))", "    (i = (i + 1)))",
        "  (fn more [] (s += i) s)", "  (seen .push (more))", "  seen)", "(println (turn 9 1))", "(println (try (turn 9 140737488355320) catch * \"overflow\"))",
        "(println (try (turn 4 0.5) catch * \"float\"))", "(println (try (turn 3 \"text\") catch * \"text\"))", "(println (try (turn \"x\" 1) catch * \"kind\"))");
    int walks = 0;
    for (long seed = 0; seed < 20; seed++) {
      walks += walk(program, seed);
    }
    assertTrue(walks > 10, "the program is long enough: " + walks);
  }

  private static int walk(String program, long seed) {
    var random = new java.util.Random(seed);
    String plain = run(program, null);
    int from = 20 + random.nextInt(900);
    var walker = new Walker[1];
    boolean walked;
    try {
      assertEquals(plain, run(program, vm -> walker[0] = new Walker(vm, from, from + 250, null)), "output");
      walked = walker[0].walked;
      if (walked) {
        // Where nothing stops in between, runs of instructions are done at once.
        TreeMap<Long, String> seen = walker[0].alone;
        assertEquals(plain, run(program, vm -> walker[0] = new Walker(vm, 0, 0, seen)), "output without stops");
      }
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + program, e);
    }
    assertTrue(!walker[0].walked || walker[0].compared > 500);
    return walked ? 1 : 0;
  }

  private interface Hooked {
    DebugHook hook(Vm vm);
  }

  private static String run(String program, Hooked hooked) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    Vm vm = new Vm.Builder(Builtins.library(), Path.of("").toAbsolutePath()).out(out).err(out).build();
    if (hooked != null) {
      vm.setHook(hooked.hook(vm));
    }
    Outcome outcome = vm.runFile(new Source("random.gene", "random.gene", program), "random.gene");
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8) + (outcome.failure() == null ? "" : outcome.failure());
  }
}
