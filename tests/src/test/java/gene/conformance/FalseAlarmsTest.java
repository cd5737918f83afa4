// Programs that run are found to be right: `gene check` says nothing worse than a warning about any of them.
package gene.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gene.harness.GeneProcess.Invocation;
import gene.harness.GeneProcess.Outcome;
import gene.harness.InProcess;
import gene.harness.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

final class FalseAlarmsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path root = Repository.root();
  private final Path base = Repository.tests().resolve("conformance");
  private final PendingList pending = PendingList.read(base.resolve("pending.txt"));
  private final InProcess gene = new InProcess();

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicNode> nothingIsWrongWithAProgramThatRuns() {
    Stream<Path> cases = Repository.files(base, f -> f.toString().endsWith(".gene")).stream().filter(this::runs);
    Stream<Path> examples = Repository.files(root.resolve("examples"), f -> f.toString().endsWith(".gene")).stream();
    Map<String, List<DynamicTest>> byFolder = Stream.concat(cases, examples).collect(Collectors.groupingBy(
        f -> Repository.name(root, f.getParent()), TreeMap::new,
        Collectors.mapping(f -> DynamicTest.dynamicTest(Repository.name(root, f), () -> check(f)), Collectors.toList())));
    return byFolder.entrySet().stream().map(folder -> DynamicContainer.dynamicContainer(folder.getKey(), folder.getValue()));
  }

  private boolean runs(Path file) {
    Case c = Case.read(base, file);
    return c.failures().isEmpty() && c.status() == 0 && pending.find(c.name()).isEmpty() && !file.getFileName().toString().startsWith("_");
  }

  private void check(Path file) {
    Outcome outcome = gene.run(new Invocation(List.of("check", file.getFileName().toString()), "", file.getParent(), System.getenv()), LIMIT);
    assertEquals(0, outcome.status(), () -> Repository.name(root, file) + " runs, but gene check says:\n" + outcome.err());
  }
}
