// Runs every program of tests/conformance and compares it with what its comments say.
package gene.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import gene.conformance.PendingList.Entry;
import gene.harness.GeneProcess;
import gene.harness.GeneProcess.Invocation;
import gene.harness.GeneProcess.Outcome;
import gene.harness.InProcess;
import gene.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final boolean REWRITE = "rewrite".equals(System.getProperty("gene.pending"));

  private final Path base = Repository.tests().resolve("conformance");
  private final Path pendingFile = base.resolve("pending.txt");
  private final PendingList pending = PendingList.read(pendingFile);
  private final List<Case> cases = Repository.files(base, ConformanceTest::isCase).stream().map(f -> Case.read(base, f)).toList();
  private final GeneProcess gene = new InProcess();
  private final Map<String, Boolean> passedByName = new ConcurrentHashMap<>();

  // Compiled code that earlier runs left behind must not decide what this one tests.
  @TempDir private static Path cache;

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicNode> aProgramDoesWhatItsCommentsSay() {
    return areas(c -> check(c));
  }

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicNode> compiledAtOnceItDoesTheSame() {
    return areas(c -> {
      Assumptions.assumeTrue(pending.find(c.name()).isEmpty(), "pending");
      c.shortcoming(gene.run(invocation(c, "--jit", "eager"), LIMIT)).ifPresent(why -> fail(c.name() + ", compiled: " + why));
    });
  }

  private interface Check {
    void of(Case c) throws Exception;
  }

  private Stream<DynamicNode> areas(Check check) {
    // No source URI beside the name: Surefire loses tests whose source is a file, failures included.
    Map<String, List<DynamicTest>> byArea = cases.stream().collect(Collectors.groupingBy(
        c -> c.name().substring(0, c.name().indexOf('/')), TreeMap::new,
        Collectors.mapping(c -> DynamicTest.dynamicTest(c.name(), () -> check.of(c)), Collectors.toList())));
    return byArea.entrySet().stream().map(area -> DynamicContainer.dynamicContainer(area.getKey(), area.getValue()));
  }

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicNode> fromItsCompiledFileItDoesTheSame() {
    return areas(c -> {
      Assumptions.assumeTrue(pending.find(c.name()).isEmpty(), "pending");
      checkFromFile(c);
    });
  }

  @Test
  void everyPendingLineHasAReasonAndCoversACase() {
    var idle = new ArrayList<String>();
    for (Entry e : pending.entries()) {
      if (e.reason().isEmpty() || cases.stream().noneMatch(c -> e.covers(c.name()))) {
        idle.add(e.pattern());
      }
    }
    assertEquals(List.of(), idle, "lines of pending.txt without a reason or without a case");
  }

  @AfterAll
  void rewritePendingList() throws IOException {
    // A run of a few chosen cases knows nothing about the others.
    if (REWRITE && passedByName.size() == cases.size()) {
      Files.writeString(pendingFile, pending.after(passedByName));
    }
  }

  private void check(Case c) {
    Optional<String> shortcoming;
    try {
      shortcoming = c.shortcoming(gene.run(invocation(c), LIMIT));
    } catch (AssertionError e) {
      shortcoming = Optional.of(e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + e.getCause());
      if (pending.find(c.name()).isEmpty()) {
        passedByName.put(c.name(), false);
        throw new AssertionError(c.name() + ": " + e.getMessage(), e.getCause());
      }
    }
    passedByName.put(c.name(), shortcoming.isEmpty());
    Optional<Entry> entry = pending.find(c.name());
    if (entry.isEmpty()) {
      shortcoming.ifPresent(why -> fail(c.name() + ": " + why));
    } else if (shortcoming.isPresent()) {
      Assumptions.abort("pending, " + entry.get().reason() + ": " + shortcoming.get());
    } else if (!REWRITE) {
      fail(c.name() + " passes: remove it from tests/conformance/pending.txt (line `" + entry.get().pattern() + "`)");
    }
  }

  private void checkFromFile(Case c) {
    Path folder = cache.resolve("compiled").resolve(c.name().replaceFirst("[.]gene$", ""));
    String name = c.file().getFileName().toString();
    Outcome compiled = gene.run(command(c, List.of("compile", "-o", folder.toString(), name)), LIMIT);
    if (compiled.status() != 0) {
      // It is wrong already as a text: then compiling says what running would have said.
      c.shortcoming(new Outcome(compiled.status(), "", compiled.err())).ifPresent(why -> fail(c.name() + ", compiled: " + why));
      return;
    }
    String file = folder.resolve(name.replaceFirst("[.]gene$", ".gir")).toString();
    c.shortcoming(gene.run(command(c, Stream.concat(Stream.of("run", file), c.args().stream()).toList()), LIMIT)).ifPresent(why -> fail(c.name() + ", from its compiled file: " + why));
  }

  private Invocation invocation(Case c, String... options) {
    var args = new ArrayList<>(List.of("run"));
    args.addAll(List.of(options));
    args.addAll(List.of(c.file().getFileName().toString()));
    args.addAll(c.args());
    return command(c, args);
  }

  private Invocation command(Case c, List<String> args) {
    var environment = new HashMap<>(System.getenv());
    environment.put("TZ", "UTC");
    environment.put("XDG_CACHE_HOME", cache.toString());
    environment.putAll(c.environment());
    return new Invocation(args, c.stdin(), c.file().getParent(), environment);
  }

  // Files whose name starts with `_` are modules that cases import.
  private static boolean isCase(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".gene") && !name.startsWith("_");
  }
}
