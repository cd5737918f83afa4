// A real process that runs tests/library/server.gene: its port, what it holds, its end.
package gene.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.harness.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

final class GeneServer implements AutoCloseable {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private final Process process;
  private final BufferedReader output;
  private final int port;

  GeneServer() throws IOException {
    Path jar = Repository.root().resolve("server/target/dist/gene.jar");
    assertTrue(Files.exists(jar), jar + " is missing: it is built before these tests run");
    process = new ProcessBuilder(tool("java"), "-Xmx256m", "-jar", jar.toString(), "run", "server.gene")
        .directory(Repository.tests().resolve("library").toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = process.inputReader();
    port = Integer.parseInt(output.readLine());
  }

  int port() {
    return port;
  }

  boolean isObservable() {
    return Files.isDirectory(Path.of("/proc/" + process.pid() + "/fd")) && Files.isExecutable(Path.of(tool("jcmd")));
  }

  int handles() throws IOException {
    return count("fd");
  }

  int threads() throws IOException {
    return count("task");
  }

  private int count(String what) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/" + process.pid() + "/" + what))) {
      return (int) all.count();
    }
  }

  /** Bytes of the objects that are alive: the histogram is taken after a full collection. */
  long liveBytes() throws IOException, InterruptedException {
    Process jcmd = new ProcessBuilder(tool("jcmd"), String.valueOf(process.pid()), "GC.class_histogram").redirectErrorStream(true).start();
    String text = new String(jcmd.getInputStream().readAllBytes());
    assertEquals(0, jcmd.waitFor(), text);
    Matcher total = TOTAL.matcher(text);
    assertTrue(total.find(), text);
    return Long.parseLong(total.group(1));
  }

  /** What it prints after it was asked to stop. */
  List<String> rest() throws IOException, InterruptedException {
    List<String> lines = output.lines().toList();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the server does not end");
    assertEquals(0, process.exitValue());
    return lines;
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
