// What Ctrl-C and the end of the process do to a running program.
package gene.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class InterruptionTest {
  @Test
  void aRunningLoopEndsWithItsOutput() throws Exception {
    var started = new CountDownLatch(1);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream() {
      @Override
      public synchronized void write(byte[] bytes, int from, int length) {
        super.write(bytes, from, length);
        started.countDown();
      }
    };
    var shell = new Shell(InputStream.nullInputStream(), out, err, Path.of("").toAbsolutePath(), Map.of(), Terminals.NONE);
    var run = new FutureTask<>(() -> Cli.run(List.of("eval", "(println 1) (println ^^stderr \"up\") (while true nil)"), shell));
    var thread = new Thread(run, "endless program");
    thread.setDaemon(true);
    thread.start();
    assertTrue(started.await(20, TimeUnit.SECONDS));
    assertTrue(shell.interruption().request());
    assertEquals(130, run.get());
    assertEquals("1\n", out.toString(StandardCharsets.UTF_8));
    assertEquals("up\n", err.toString(StandardCharsets.UTF_8));
    assertFalse(shell.interruption().request(), "nothing is left to stop");
  }

  @Test
  void theEndWaitsForTheWorkButNotForEver() throws InterruptedException {
    var interruption = new Interruption();
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var worker = new Thread(() -> interruption.during(mayEnd::countDown, () -> {
      begun.countDown();
      return await(mayEnd);
    }), "worker");
    worker.start();
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    interruption.awaitEnd(1);
    assertTrue(worker.isAlive());
    assertTrue(interruption.request());
    interruption.awaitEnd(20_000);
    assertFalse(interruption.request());
    worker.join();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void linesReachATerminalAtOnce() {
    var target = new ByteArrayOutputStream();
    var lines = new ProgramOutput(target, ProgramOutput.Flushing.AT_LINE_END, () -> { });
    lines.write("ab".getBytes(StandardCharsets.UTF_8), 0, 2);
    assertEquals("", target.toString(StandardCharsets.UTF_8));
    lines.write("c\nd".getBytes(StandardCharsets.UTF_8), 0, 3);
    assertEquals("abc\nd", target.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aFileGetsLargePieces() {
    var target = new ByteArrayOutputStream();
    OutputStream full = new ProgramOutput(target, ProgramOutput.Flushing.WHEN_FULL, () -> { });
    byte[] bytes = "0123456789\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    var pieces = new ProgramOutput(full, ProgramOutput.Flushing.ALWAYS, () -> { });
    pieces.write(bytes, 0, bytes.length);
    for (int i = 0; i < 100; i++) {
      pieces.write(bytes, 0, 11);
    }
    assertEquals("0123456789\n".repeat(10_100), target.toString(StandardCharsets.UTF_8));
  }
}
