// A profile's tree and samples: each function once below its caller, each sample with the time since the last one.
package gene.debug;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.analysis.Analysis;
import gene.bytecode.Code;
import gene.compiler.Compiler;
import gene.library.Builtins;
import gene.source.Source;
import gene.syntax.Reader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SamplesTest {
  private static Code code(String text) {
    var analysis = Analysis.of(Reader.read(new Source("/a.gene", "a.gene", text)), Builtins.table(), Map.of());
    return Compiler.compile(analysis, new Compiler.Options(true, true));
  }

  @Test
  void aFunctionIsOneNodeBelowEachCaller() {
    Code a = code("1");
    Code b = code("2");
    var samples = new Samples(c -> c == a ? "a" : "b");
    var inA = samples.below(samples.top(false), a);
    var bInA = samples.below(inA, b);
    assertSame(bInA, samples.below(inA, b));
    var bAlone = samples.below(samples.top(false), b);
    samples.take(bInA, 3);
    samples.take(bInA, 3);
    samples.take(inA, 0);
    samples.idle();
    Profile profile = samples.finish(List.of());
    assertEquals(List.of("(root)", "(idle)", "(outer calls left out)", "a", "b", "b"), profile.nodes().stream().map(n -> n.name).toList());
    assertArrayEquals(new int[] {bInA.id, bInA.id, inA.id, 2}, profile.samples());
    assertEquals(2, bInA.hits());
    assertEquals(Map.of(3, 2), bInA.lines());
    assertEquals(Map.of(), inA.lines());
    assertEquals(0, bAlone.hits());
    assertEquals(inA.id, bInA.parent);
    assertSame(samples.top(true), profile.nodes().get(2));
  }

  @Test
  void timeInWhichTheProgramStandsStillDoesNotCount() {
    long before = System.nanoTime();
    var samples = new Samples(c -> "f");
    for (int i = 0; i < 5000; i++) {
      samples.idle();
    }
    samples.skip();
    samples.idle();
    long most = (System.nanoTime() - before) / 1000;
    Profile profile = samples.finish(List.of());
    assertEquals(5001, profile.samples().length);
    assertEquals(5001, profile.deltas().length);
    assertTrue(profile.duration() <= most, profile.duration() + " of " + most);
  }
}
