// A PostgreSQL server of one test: its own data in a temporary folder, a free port, stopped at the end.
package gene.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

final class PostgresServer implements AutoCloseable {
  private static final int LIMIT_SECONDS = 60;

  private final Path programs;
  private final Path folder;
  private final int port;
  private final Process server;

  /** Where `initdb` and `postgres` are, if they are installed. */
  static Optional<Path> findPrograms() throws IOException {
    var folders = new ArrayList<Path>();
    Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).filter(p -> !p.isEmpty()).map(Path::of).forEach(folders::add);
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions.sorted().map(v -> v.resolve("bin")).forEach(folders::add);
      }
    }
    return folders.stream().filter(f -> Files.isExecutable(f.resolve("initdb")) && Files.isExecutable(f.resolve("postgres"))).findFirst();
  }

  PostgresServer(Path programs) throws IOException, InterruptedException {
    this.programs = programs;
    // Below the system's folder, because a user without rights has to get there.
    this.folder = Files.createTempDirectory("gene-postgres");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    Process init = start("initdb", "-D", folder.resolve("data").toString(), "-U", "gene", "-A", "trust", "-E", "UTF8", "--no-sync");
    String said = new String(init.getInputStream().readAllBytes());
    assertEquals(0, init.waitFor(), said);
    this.server = start("postgres", "-D", folder.resolve("data").toString(), "-p", String.valueOf(port), "-c", "listen_addresses=127.0.0.1",
        "-c", "unix_socket_directories=", "-c", "fsync=off");
    awaitReady();
  }

  int port() {
    return port;
  }

  /** PostgreSQL refuses to run for root. */
  private Process start(String program, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("HOME", folder.toString());
    return builder.start();
  }

  /** It says on its output that it is ready; what it says later is read too, so that it never has to wait. */
  private void awaitReady() throws IOException {
    var said = new StringBuilder();
    var reader = server.inputReader();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      said.append(line).append('\n');
      if (line.contains("ready to accept connections")) {
        var drain = new Thread(() -> drain(reader), "postgres output");
        drain.setDaemon(true);
        drain.start();
        return;
      }
    }
    throw new AssertionError("PostgreSQL does not start: " + said);
  }

  private static void drain(Reader reader) {
    try {
      reader.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The server has ended, and its output with it.
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    server.destroy();
    if (!server.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      server.destroyForcibly().waitFor();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
