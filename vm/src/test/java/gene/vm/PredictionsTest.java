// What one run saw of hot functions is used by the next one, and is never believed.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.gir.Gir;
import gene.gir.GirCache;
import gene.gir.InvalidGir;
import gene.gir.RunProfile;
import gene.jit.Jit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictionsTest {
  /** How often `work` is called is its argument: the text, and so the compiled file, is the same. */
  private static final String PROGRAM = """
      (class Shape (ctor [side] (/side = side)) (method area [] 0) (method twice [] (2 * (self .area))))
      (class Square < Shape (method area [] (/side * /side)))
      (class Circle < Shape (field colour String) (ctor [side] (super .ctor side) (/colour = "red")) (method area [] (3 * /side * /side)))
      (enum Sign (Plus n) Minus)
      (ns inner (class /Deep (ctor [] (/n = 7)) (method n [] /n)))
      (fn signed [k] (if (k > 2) (Sign/Plus k) else Sign/Minus))
      (fn small [k] (k % 5))
      (fn work [k]
        (var shapes [(new Square (small k)) (new Circle k)])
        (var sum 0)
        (for s in shapes (sum += (s .twice)))
        (sum += ((new inner/Deep) .n))
        (case (signed k)
          when (Sign/Plus n) (sum += n)
          when Sign/Minus (sum -= 1))
        (sum + (shapes .size)))
      (var n ($args/0 .to_i))
      (var total 0)
      (var i 0)
      (while (i < n) (total = ((total + (work i)) % 1000003)) (i += 1))
      (println total)
      """;

  private final GirCache cache;

  PredictionsTest(@TempDir Path base) {
    cache = new GirCache(base.resolve("gene"), () -> "compiler 1", 1 << 20, true);
  }

  private Program program(int times) {
    return Program.of(PROGRAM,
        b -> b.compiled(() -> null, cache).arguments(List.of(String.valueOf(times))).jit(new Jit(), true));
  }

  private static List<String> interpreted(int times) {
    Program.Ran ran = Program.of(PROGRAM, b -> b.arguments(List.of(String.valueOf(times)))).run();
    assertNull(ran.outcome().failure(), () -> Program.text(ran.outcome().failure()));
    return ran.out();
  }

  private static CodeState state(Program program, String name) {
    return program.vm().states().stream().filter(s -> s.code.name().equals(name)).findFirst().orElseThrow();
  }

  private RunProfile profile() throws IOException, InvalidGir {
    return Gir.read(Files.readAllBytes(cache.files().get(0)), null, null).profile();
  }

  @Test
  void whatWasHotIsCompiledAtItsFirstCall() {
    Program unknown = program(1);
    unknown.run().prints(interpreted(1).get(0));
    assertNull(state(unknown, "work").jit, "one call is not hot");
    program(100).run().prints(interpreted(100).get(0));
    Program known = program(1);
    known.run().prints(interpreted(1).get(0));
    for (String name : List.of("small", "signed", "area", "twice")) {
      assertTrue(known.vm().states().stream().anyMatch(s -> s.code.name().equals(name) && s.jit != null), name);
    }
  }

  @Test
  void sitesKnowWhatTheyWillMeet() {
    program(100).run();
    Program known = program(100);
    known.run().prints(interpreted(100).get(0));
    assertEquals(0, state(known, "work").exits + state(known, "twice").exits, "no guard failed");
    assertEquals(1, state(known, "twice").versions, "it was compiled once, for both classes");
  }

  @Test
  void aRunThatSeesNothingNewKeepsTheFile() throws IOException {
    program(100).run();
    program(100).run();
    byte[] before = Files.readAllBytes(cache.files().get(0));
    program(100).run();
    assertEquals(java.util.Arrays.hashCode(before), java.util.Arrays.hashCode(Files.readAllBytes(cache.files().get(0))));
  }

  @Test
  void aProfileOfSomethingElseIsHarmless() throws IOException, InvalidGir {
    program(100).run();
    RunProfile sound = profile();
    assertTrue(sound.functions().size() >= 5, () -> sound.functions().toString());
    Path file = cache.files().get(0);
    byte[] whole = Files.readAllBytes(file);
    List<String> once = interpreted(3);
    for (int seed = 0; seed < 150; seed++) {
      Files.write(file, Gir.withProfile(whole, forged(sound, new Random(seed))));
      int s = seed;
      Program.Ran ran = program(3).run();
      assertNull(ran.outcome().failure(), () -> "seed " + s + ": " + Program.text(ran.outcome().failure()));
      assertEquals(once, ran.out(), () -> "seed " + s);
    }
  }

  /** Each name, number and kind may be another one of the profile, or none at all. */
  private static RunProfile forged(RunProfile sound, Random random) {
    var functions = new ArrayList<RunProfile.Hot>();
    List<String> classes = List.of("Square", "Circle", "Shape", "inner/Deep", "Array", "Int", "no/such", "Sign", "work", "");
    List<String> kinds = List.of("I", "F", "V", "A", "N", "-", "1", "G", "?", "", "IIIIIIIIIIIIIIIIIIIIIIII");
    for (RunProfile.Hot h : sound.functions()) {
      RunProfile.Written other = sound.functions().get(random.nextInt(sound.functions().size())).where();
      var calls = new ArrayList<RunProfile.Call>();
      for (RunProfile.Call c : h.calls()) {
        boolean named = random.nextInt(4) == 0;
        calls.add(new RunProfile.Call(random.nextInt(5) == 0 ? random.nextInt(9) - 1 : c.site(), random.nextBoolean() ? other : c.function(),
            random.nextBoolean() ? pick(classes, random, 3) : c.receivers(), random.nextBoolean(), named ? pick(List.of("Sign/Plus", "println", "x", "/"), random, 1).get(0) : c.named()));
      }
      var members = new ArrayList<RunProfile.Member>();
      for (RunProfile.Member m : h.members()) {
        var shapes = List.of(new RunProfile.Shaped(pick(classes, random, 1).get(0), pick(List.of("side", "n", "colour", "x"), random, random.nextInt(3))));
        members.add(new RunProfile.Member(random.nextInt(5) == 0 ? random.nextInt(9) - 1 : m.site(), random.nextBoolean() ? shapes : m.shapes(),
            random.nextInt(4) == 0, random.nextInt(4) == 0, pick(kinds, random, 1).get(0), random.nextInt(4) == 0 ? "Sign/Plus" : m.variant()));
      }
      var guesses = new ArrayList<RunProfile.Guess>();
      for (int i = random.nextInt(4); i > 0; i--) {
        guesses.add(new RunProfile.Guess(random.nextInt(60), pick(kinds, random, 1).get(0)));
      }
      String parameters = random.nextInt(3) == 0 ? pick(kinds, random, 1).get(0) : h.kinds();
      var loops = List.of(new RunProfile.Loop(random.nextInt(40) - 1, pick(kinds, random, 1).get(0)));
      functions.add(new RunProfile.Hot(h.where(), parameters, random.nextBoolean() ? loops : h.loops(), guesses, calls, members));
    }
    return new RunProfile(functions);
  }

  private static List<String> pick(List<String> from, Random random, int count) {
    var all = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      all.add(from.get(random.nextInt(from.size())));
    }
    return all;
  }
}
