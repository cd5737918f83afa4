// The cache of compiled code: used when everything fits, otherwise as if it were not there.
package gene.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.gir.GirCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class CacheTest {
  private static final String PROGRAM = "(fn f [x] (x * 2)) (println (f 21))";

  private final Path folder;
  private final GirCache cache;

  CacheTest(@TempDir Path base) {
    folder = base.resolve("gene");
    cache = new GirCache(folder, () -> "compiler 1", 1 << 20, true);
  }

  private Program.Ran run(String text, GirCache with) {
    return Program.of(text, b -> b.compiled(() -> null, with)).run();
  }

  private static boolean wasCompiled(Program.Ran ran) {
    return ran.outcome().analysis() != null;
  }

  @Test
  void theSecondRunCompilesNothing() {
    Program.Ran first = run(PROGRAM, cache);
    Program.Ran second = run(PROGRAM, cache);
    first.prints("42");
    second.prints("42");
    assertTrue(wasCompiled(first));
    assertTrue(!wasCompiled(second));
  }

  @Test
  void anotherTextCompilerOrOptionIsCompiled() {
    run(PROGRAM, cache);
    assertTrue(wasCompiled(run(PROGRAM + " ", cache)));
    assertTrue(wasCompiled(run(PROGRAM, new GirCache(folder, () -> "compiler 2", 1 << 20, true))));
    assertTrue(wasCompiled(run(PROGRAM, new GirCache(folder, () -> "compiler 1", 1 << 20, false))));
    assertTrue(wasCompiled(Program.of(PROGRAM, b -> b.compiled(() -> null, cache).options(new RunOptions(false, true, false))).run()));
  }

  @Test
  void aVariableThatTheCompilationReadIsCompared() {
    String text = "(comptime (if (($env \"MODE\") == \"a\") (fn f [] \"a\") else (fn f [] \"b\"))) (println (f))";
    List<String> shown = new ArrayList<>();
    for (String mode : List.of("a", "a", "b", "b")) {
      Program.Ran ran = Program.of(text, b -> b.compiled(() -> null, cache).environment(Map.of("MODE", mode))).run();
      assertNull(ran.outcome().failure(), () -> Program.text(ran.outcome().failure()));
      shown.add(ran.out() + " " + wasCompiled(ran));
    }
    assertEquals(List.of("[a] true", "[a] false", "[b] true", "[b] false"), shown);
  }

  @Test
  void aFailingRunIsNotKept() throws IOException {
    assertNotNull(run("(throw \"no\")", cache).outcome().failure());
    assertEquals(List.of(), cache.files());
  }

  @Test
  void reportsAreTheSameFromTheCache() {
    String text = "(fn f [x] (throw x))\n(if (($args .size) > 0)\n  (f \"💡 no\"))";
    run(text, cache);
    var traces = new ArrayList<List<String>>();
    for (GirCache with : new GirCache[] {null, cache}) {
      traces.add(Program.of(text, b -> b.compiled(() -> null, with).arguments(List.of("x"))).run().trace());
    }
    assertEquals(traces.get(0), traces.get(1));
    assertEquals(3, traces.get(0).get(0).split(":").length, () -> traces.get(0).toString());
  }

  @Test
  void anyDamagedByteMakesTheFileAnew() throws IOException {
    run(PROGRAM, cache);
    Path file = cache.files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x55;
      Files.write(file, damaged);
      int at = i;
      Program.Ran ran = run(PROGRAM, cache);
      ran.prints("42");
      assertTrue(wasCompiled(ran), () -> "byte " + at);
      assertTrue(!wasCompiled(run(PROGRAM, cache)), () -> "byte " + at + " was mended");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderThatOthersCanWriteToIsNotUsed() throws IOException {
    run(PROGRAM, cache);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertTrue(wasCompiled(run(PROGRAM, cache)));
  }

  @Test
  void theFolderDoesNotGrowBeyondItsLimit() throws IOException {
    var small = new GirCache(folder, () -> "compiler 1", 4000, true);
    for (int i = 0; i < 30; i++) {
      run("(println " + i + ")", small).prints(String.valueOf(i));
    }
    long total = 0;
    for (Path file : small.files()) {
      total += Files.size(file);
    }
    assertTrue(total <= 4000 && !small.files().isEmpty(), "it has " + total + " bytes");
  }

  @Test
  void manyAtOnceDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(8);
    try {
      var runs = new ArrayList<java.util.concurrent.Future<List<String>>>();
      for (int i = 0; i < 64; i++) {
        String text = "(println (" + i % 4 + " + 1))";
        runs.add(pool.submit(() -> run(text, new GirCache(folder, () -> "compiler 1", 2000, true)).out()));
      }
      for (int i = 0; i < 64; i++) {
        assertEquals(List.of(String.valueOf(i % 4 + 1)), runs.get(i).get());
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
