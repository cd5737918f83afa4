// Runs each program of examples/ as the README tells people to, and compares what it prints with tests/examples.
package gene.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.harness.GeneProcess.Invocation;
import gene.harness.GeneProcess.Outcome;
import gene.harness.InProcess;
import gene.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class ExamplesTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  // Expected outputs are written only when asked for: `mvn -q verify -Dgene.goldens=rewrite`.
  private static final boolean REWRITE = "rewrite".equals(System.getProperty("gene.goldens"));

  @TempDir private Path cache;

  @TestFactory
  Stream<DynamicTest> anExamplePrintsWhatItShould() {
    return programs().stream().map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> check(p)));
  }

  @Test
  void everyExpectedOutputBelongsToAnExample() {
    for (Path golden : Repository.files(Repository.tests().resolve("examples"), f -> f.toString().endsWith(".out"))) {
      String program = golden.getFileName().toString().replaceFirst("\\.out$", ".gene");
      assertTrue(Files.exists(Repository.root().resolve("examples").resolve(program)), golden + " has no program");
    }
    assertFalse(programs().isEmpty(), "no examples found");
  }

  private void check(Path program) throws IOException {
    var environment = new HashMap<>(System.getenv());
    environment.put("TZ", "UTC");
    environment.put("XDG_CACHE_HOME", cache.toString());
    String name = program.getFileName().toString();
    Outcome outcome = new InProcess().run(
        new Invocation(List.of("run", "examples/" + name), "", Repository.root(), environment), LIMIT);
    assertEquals("", outcome.err(), "standard error of " + name);
    assertEquals(0, outcome.status(), "exit status of " + name);
    Path golden = Repository.tests().resolve("examples").resolve(name.replaceFirst("\\.gene$", ".out"));
    if (REWRITE) {
      Files.writeString(golden, outcome.out());
    }
    assertTrue(Files.exists(golden), golden + " is missing: write it, or run with -Dgene.goldens=rewrite and read it");
    assertEquals(Repository.read(golden), outcome.out(), "output of " + name);
  }

  // Folders inside examples hold data and modules; the programs stand at the top.
  private static List<Path> programs() {
    Path folder = Repository.root().resolve("examples");
    return Repository.files(folder, f -> f.getParent().equals(folder) && f.toString().endsWith(".gene"));
  }
}
