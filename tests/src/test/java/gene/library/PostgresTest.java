// Gene programs against a real PostgreSQL server, where one is installed.
package gene.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gene.harness.GeneProcess.Invocation;
import gene.harness.GeneProcess.Outcome;
import gene.harness.InProcess;
import gene.harness.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PostgresTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void aProgramWorksWithARealServer() throws Exception {
    Optional<Path> programs = PostgresServer.findPrograms();
    assumeTrue(programs.isPresent(), "initdb and postgres are not installed");
    try (var server = new PostgresServer(programs.get())) {
      var environment = new HashMap<>(System.getenv());
      environment.put("PGHOST", "127.0.0.1");
      environment.put("PGPORT", String.valueOf(server.port()));
      environment.put("PGUSER", "gene");
      Path folder = Repository.tests().resolve("library");
      Outcome outcome = new InProcess().run(new Invocation(List.of("run", "postgres.gene"), "", folder, environment), LIMIT);
      String expected = Repository.read(folder.resolve("postgres.gene")).lines().filter(line -> line.startsWith("# => "))
          .map(line -> line.substring(5)).collect(Collectors.joining("\n"));
      assertEquals("", outcome.err());
      assertEquals(expected, outcome.out().strip());
    }
  }
}
