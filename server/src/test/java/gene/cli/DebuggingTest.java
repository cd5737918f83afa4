// How a debugger starts a program in a process of its own.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DebuggingTest {
  @Test
  void theWordsStartThisVeryGene() throws Exception {
    List<String> words = Debugging.command();
    assertTrue(Files.isExecutable(Path.of(words.get(0))) || Files.exists(Path.of(words.get(0) + ".exe")), words.get(0));
    assertEquals("gene.cli.Main", words.get(words.size() - 1));
    assertTrue(Path.of(words.get(words.size() - 2).split(java.io.File.pathSeparator)[0]).isAbsolute());
  }

  @Test
  void aProgramHasNotTheSmallHeapOfAServer() {
    assertEquals(List.of("-Xss4m", "-Dx=y", "-XX:+UseParallelGC"),
        Debugging.options(List.of("-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms128m", "-XX:MaxHeapFreeRatio=40", "-Dx=y")));
    assertEquals(List.of("-XX:+UseSerialGC", "-Xmx1g"), Debugging.options(List.of("-XX:+UseSerialGC", "-agentlib:jdwp=server=y", "-Xmx1g")));
  }
}
