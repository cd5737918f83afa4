// Programs made by chance do the same interpreted and compiled: output, faults and their stacks.
package gene.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gene.gir.GirCache;
import gene.library.Builtins;
import gene.source.Source;
import gene.vm.Fault;
import gene.vm.JitCompiler;
import gene.vm.Outcome;
import gene.vm.Vm;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DifferentialTest {
  private static final boolean LONG = Boolean.getBoolean("gene.long");

  @Test
  void compiledProgramsDoWhatInterpretedOnesDo() {
    long first = LONG ? System.nanoTime() : 0;
    for (long seed = first; seed < first + (LONG ? 3_000 : 150); seed++) {
      String program = RandomProgram.of(seed);
      assertEquals(run(program, null), run(program, new Jit()), "seed " + seed + ":\n" + program);
    }
  }

  /** The second run of each program knows what the first one saw. */
  @Test
  void whatAnEarlierRunSawChangesNothing(@TempDir Path folder) {
    var cache = new GirCache(folder.resolve("gene"), () -> "test", 64 << 20, true);
    long first = LONG ? System.nanoTime() : 1_000;
    for (long seed = first; seed < first + (LONG ? 1_000 : 60); seed++) {
      String program = RandomProgram.of(seed);
      String expected = run(program, null);
      for (int i = 1; i <= 3; i++) {
        assertEquals(expected, run(program, new Jit(), cache), "run " + i + " of seed " + seed + ":\n" + program);
      }
    }
  }

  /** A program that prints much is stopped: where exactly may differ, but not what came before. */
  private static final class Output extends OutputStream {
    private static final int MOST_BYTES = 50_000;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Vm vm;

    @Override
    public void write(int b) {
      if (bytes.size() < MOST_BYTES) {
        bytes.write(b);
      } else {
        vm.interrupt();
      }
    }
  }

  private static String run(String program, JitCompiler compiler) {
    return run(program, compiler, null);
  }

  private static String run(String program, JitCompiler compiler, GirCache cache) {
    var output = new Output();
    var out = new PrintStream(output, false, StandardCharsets.UTF_8);
    Vm vm = new Vm.Builder(Builtins.library(), Path.of("").toAbsolutePath()).out(out).err(out).jit(compiler, true)
        .compiled(() -> null, cache).build();
    output.vm = vm;
    Outcome outcome = vm.runFile(new Source("random.gene", "random.gene", program), "random.gene");
    out.flush();
    String printed = output.bytes.toString(StandardCharsets.UTF_8);
    if (outcome.failure() instanceof Fault.UncaughtFault u) {
      return printed + u.exception().cls().name() + " " + u.exception().message() + " " + u.exception().trace().lines();
    }
    return printed;
  }
}
