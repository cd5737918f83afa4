// Recursion: endless ones end in an exception within bounded memory, tail calls take no stack at all.
package gene.vm;

import static gene.vm.Program.run;
import static gene.vm.Program.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.data.Raise;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DepthTest {
  private static final String ENDLESS = "(fn f [n] [(f (n + 1))])\n";

  @Test
  void endlessRecursionIsAnException() {
    ExceptionInstance e = run(ENDLESS + "(f 0)").uncaught();
    assertTrue(e.message().contains("Stack overflow"), e::message);
    List<String> lines = e.trace().lines();
    assertTrue(lines.size() < 40, () -> lines.size() + " lines");
    assertTrue(lines.stream().anyMatch(l -> l.matches("… \\d{4,} more")), lines::toString);
    assertTrue(lines.get(lines.size() - 1).startsWith("at <module> (test.gene:2:1)"), lines::toString);
  }

  @Test
  void itCanBeCaughtAndTheProgramGoesOn() {
    assertEquals("[\"caught\" 3]", value(ENDLESS + "[(try (f 0) catch e \"caught\") (1 + 2)]"));
  }

  @Test
  void itCanBeCaughtAgainAndAgain() {
    assertEquals("3", value(ENDLESS + "(var n 0) (repeat 3 (try (f 0) catch * (n += 1))) n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(fn f [] ([1] .map (x -> (f)))) (f)", "(class A (method m [] [(self .m)])) ((new A) .m)",
      "(class A (method to_s [] #\"#{self}\")) ((new A) .to_s)", "(fn f* [] (for x in (f*) (yield x))) ((f*) .next)", "(eval `(fn f [] [(f)])) (f)"})
  void everyKindOfRecursionEnds(String endless) {
    assertEquals("\"caught\"", value("(try " + endless + " \"ended\" catch * \"caught\")"));
  }

  @Test
  void aStackHasABound() {
    var fiber = new Fiber(Program.of("").vm(), "test");
    Raise r = assertThrows(Raise.class, () -> fiber.reserve((1 << 25) + 1));
    assertEquals("Stack overflow", r.getMessage());
    assertTrue(fiber.words.length < 1000, "refused before it was allocated");
  }

  @Test
  void deepRecursionThatEndsIsFine() {
    assertEquals("100000", value("(fn sum [n] (if (n == 0) 0 else (1 + (sum (n - 1))))) (sum 100000)"));
  }

  @Test
  void tailCallsTakeNoStack() {
    assertEquals("\"end\"", value("(fn down [n] (if (n == 0) \"end\" else (down (n - 1)))) (down 1000000)"));
  }

  @Test
  void neitherDoTheyInTurns() {
    assertEquals("true", value("(fn even [n] (if (n == 0) true else (odd (n - 1)))) (fn odd [n] (if (n == 0) false else (even (n - 1)))) (even 1000000)"));
  }

  @Test
  void theStackDoesNotGrowInATailCall() {
    Program p = Program.of("(fn down [n] (if (n == 0) (throw \"end\") else (down (n - 1)))) (down 1000)");
    assertEquals(2, p.run().uncaught().trace().entries().size());
  }
}
