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
    private int count;
    int compared;
    boolean walked;

    Walker(Vm vm, int from, int to) {
      this.vm = vm;
      this.from = from;
      this.to = to;
      travel = vm.recording().start(48 << 20);
    }

    @Override
    public void loaded(Code code) {
      for (int pc = 0; pc < code.length(); pc++) {
        vm.trap(code, pc);
      }
    }

    @Override
    public Fiber trapped(Fiber f) {
      count++;
      if (count >= from && count <= to) {
        states.put(travel.position(), StateText.of(vm, names));
        if (count == to) {
          walked = true;
          walk();
        }
      }
      return f;
    }

    private void walk() {
      long first = states.firstKey();
      long last = states.lastKey();
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

    private void compare(String way) {
      String known = states.get(travel.position());
      if (known != null) {
        compared++;
        String now = StateText.of(vm, names);
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
        "(fn turn [n by]", "  (var i 0)", "  (var s by)", "  (var seen [])", "  (while (i < n)", "    (var p (new P i s))", "    (var q i)", "    (q = (q % 7))",
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
    try {
      assertEquals(plain, run(program, vm -> walker[0] = new Walker(vm, from, from + 250)), "output");
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + program, e);
    }
    assertTrue(!walker[0].walked || walker[0].compared > 500);
    return walker[0].walked ? 1 : 0;
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
