// What programs write arrives whole, in order, and before the end.
package gene.dap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.source.Source;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgramOutputTest {
  @Test
  void keepsTheOrderOfBothStreams() {
    List<String> sent = new ArrayList<>();
    try (var output = new ProgramOutput((category, text, source, offset) -> sent.add(category + ":" + text))) {
      PrintStream out = output.stream("stdout");
      PrintStream err = output.stream("stderr");
      out.print("a");
      out.print("b\n");
      err.print("c\n");
      out.print("d");
      output.flush();
      assertEquals(List.of("stdout:ab\n", "stderr:c\n", "stdout:d"), sent);
    }
  }

  @Test
  void linesOfOneLogBreakpointAreOneEvent() {
    List<String> sent = new ArrayList<>();
    Source file = Source.of("a.gene", "text");
    try (var output = new ProgramOutput((category, text, source, offset) -> sent.add(category + (source == null ? "" : offset) + ":" + text))) {
      output.log("a", file, 1);
      output.log("b", file, 1);
      output.log("c", file, 2);
      output.stream("stdout").print("d\n");
      output.log("e", file, 2);
      output.flush();
      assertEquals(List.of("console1:a\nb\n", "console2:c\n", "stdout:d\n", "console2:e\n"), sent);
    }
  }

  @Test
  void sendsByItselfAfterAWhile() throws InterruptedException {
    var sent = new LinkedBlockingQueue<String>();
    try (var output = new ProgramOutput((category, text, source, offset) -> sent.add(text))) {
      output.stream("stdout").print("soon");
      assertEquals("soon", sent.poll(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void neverCutsACharacterInTwo() {
    List<String> sent = Collections.synchronizedList(new ArrayList<>());
    String text = "aß€😀".repeat(20_000);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (var output = new ProgramOutput((category, part, source, offset) -> sent.add(part))) {
      PrintStream out = output.stream("stdout");
      for (int i = 0; i < bytes.length; i += 7) {
        out.write(bytes, i, Math.min(7, bytes.length - i));
      }
    }
    assertTrue(sent.size() > 1);
    assertTrue(sent.stream().noneMatch(part -> part.contains("\uFFFD")));
    assertEquals(text, String.join("", sent));
  }
}
