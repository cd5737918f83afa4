// What clients and programs do to an adapter: requests in any order, programs that misbehave, one session after the other.
package gene.dap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HardSessionsTest {
  private static final boolean LONG = Boolean.getBoolean("gene.long");
  private static final int REQUESTS_OF_A_SESSION = 100;

  @TempDir
  Path folder;

  private Path program(String... lines) throws Exception {
    Path file = folder.toRealPath().resolve("main.gene");
    Files.writeString(file, String.join("\n", lines) + "\n");
    return file;
  }

  // Requests in any order

  @Test
  void anyOrderOfRequestsIsAnsweredOnceAndEndsOnce() throws Exception {
    int sessions = LONG ? 100 : 4;
    for (int seed = 1; seed <= sessions; seed++) {
      orders(new Random(seed), seed);
    }
  }

  private void orders(Random random, int seed) throws Exception {
    Path file = program("(fn work [n]", "  (n + 1))", "(var i 0)", "(while true", "  (i = (work i)))");
    try (var client = new RawClient(folder)) {
      client.launch(file);
      var sent = new HashSet<Integer>();
      for (int i = 0; i < REQUESTS_OF_A_SESSION; i++) {
        sent.add(request(client, random, file));
        if (random.nextInt(3) == 0) {
          LockSupport.parkNanos(random.nextInt(3_000_000));
        }
      }
      for (int number : sent) {
        client.answer(number);
      }
      client.answer(client.send("disconnect", "{\"terminateDebuggee\":true}"));
      List<JsonObject> all = client.toTheEnd();
      List<Integer> answered = all.stream().filter(m -> m.has("request_seq")).map(m -> m.get("request_seq").getAsInt()).toList();
      assertEquals(answered.size(), Set.copyOf(answered).size(), "seed " + seed + ": each request is answered once");
      List<String> events = all.stream().filter(m -> m.has("event")).map(m -> m.get("event").getAsString()).toList();
      assertEquals(1, events.stream().filter("terminated"::equals).count(), "seed " + seed);
      assertEquals("terminated", events.get(events.size() - 1), "seed " + seed + ": nothing follows the end");
    }
  }

  private static int request(RawClient c, Random random, Path file) throws Exception {
    String source = "\"source\":{\"path\":\"" + file + "\"}";
    String frame = "\"frameId\":" + random.nextInt(20);
    return switch (random.nextInt(24)) {
      case 0 -> c.send("threads", "{}");
      case 1 -> c.send("stackTrace", "{\"threadId\":1,\"startFrame\":" + random.nextInt(3) + ",\"levels\":" + random.nextInt(4) + "}");
      case 2 -> c.send("scopes", "{" + frame + "}");
      case 3 -> c.send("variables", "{\"variablesReference\":" + (1 + random.nextInt(30)) + "}");
      case 4 -> c.send("evaluate", "{\"expression\":\"" + List.of("i", "(i + 1)", "(((", "nothing").get(random.nextInt(4)) + "\",\"context\":\"watch\"}");
      case 5 -> c.send("next", "{\"threadId\":1}");
      case 6 -> c.send("stepIn", "{\"threadId\":1}");
      case 7 -> c.send("stepOut", "{\"threadId\":1}");
      case 8 -> c.send("continue", "{\"threadId\":1}");
      case 9 -> c.send("pause", "{\"threadId\":1}");
      case 10 -> c.send("setBreakpoints", "{" + source + ",\"breakpoints\":[{\"line\":" + (1 + random.nextInt(6)) + "}]}");
      case 11 -> c.send("setBreakpoints", "{" + source + ",\"breakpoints\":[]}");
      case 12 -> c.send("setFunctionBreakpoints", "{\"breakpoints\":[{\"name\":\"work\"}]}");
      case 13 -> c.send("setExceptionBreakpoints", "{\"filters\":[\"all\"]}");
      case 14 -> c.send("configurationDone", "{}");
      case 15 -> c.send("restartFrame", "{" + frame + "}");
      case 16 -> c.send("stepBack", "{\"threadId\":1}");
      case 17 -> c.send("reverseContinue", "{\"threadId\":1}");
      case 18 -> c.send("gene/record", "{\"enabled\":" + random.nextBoolean() + "}");
      case 19 -> c.send("gene/timeline", "{}");
      case 20 -> c.send("gene/hotReload", "{" + source + ",\"text\":\"(fn work [n]\\n  (n + " + random.nextInt(9) + "))\\n(var i 0)\\n(while true\\n  (i = (work i)))\\n\"}");
      case 21 -> c.send("gene/sourceText", "{" + source + ",\"text\":\"" + "\\n".repeat(random.nextInt(3)) + "(fn work [n]\\n  (n + 1))\\n(var i 0)\\n(while true\\n  (i = (work i)))\\n\"}");
      case 22 -> c.send("restart", "{}");
      default -> c.send("cancel", "{\"requestId\":" + random.nextInt(50) + "}");
    };
  }

  // Programs that misbehave

  @ParameterizedTest
  @ValueSource(strings = {
      "(while true 1)",
      "(var xs []) (while true (xs .push [1 2 3 4 5 6 7 8]) (if (xs/.size > 1000000) (xs .clear)))",
      "(fn deep [n] (1 + (deep (n + 1)))) (while true (try (deep 0) catch RuntimeException nil))",
      "(var line \"one of very many lines that nobody can read as fast as they come\") (while true (println line))"})
  void aProgramThatNeverEndsIsPausedAndEnded(String text) throws Exception {
    Path file = program(text);
    try (var client = new RawClient(folder)) {
      client.launch(file);
      client.answer(client.send("configurationDone", "{}"));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LONG ? 1000 : 100));
      long before = System.nanoTime();
      client.answer(client.send("pause", "{\"threadId\":1}"));
      client.event("stopped");
      long paused = System.nanoTime();
      client.answer(client.send("continue", "{\"threadId\":1}"));
      long goesOn = System.nanoTime();
      client.send("terminate", "{}");
      client.event("terminated");
      long ended = System.nanoTime();
      client.answer(client.send("disconnect", "{}"));
      client.toTheEnd();
      figures("paused after " + (paused - before) / 1000 + " us, ended after " + (ended - goesOn) / 1000 + " us: " + text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(exit 3)", "(await (new gene/Future))", "(throw \"bad\")"})
  void aProgramThatEndsOrCannotGoOnLeavesTheAdapterWhole(String text) throws Exception {
    Path file = program(text);
    try (var client = new RawClient(folder)) {
      client.launch(file);
      client.answer(client.send("configurationDone", "{}"));
      client.event("terminated");
      client.answer(client.send("disconnect", "{}"));
      client.toTheEnd();
    }
  }

  // One after the other

  @Test
  void sessionsLeaveNoThreadsBehind() throws Exception {
    Path file = program("(var i 0)", "(while true", "  (i += 1))");
    int sessions = LONG ? 500 : 50;
    long heapBefore = 0;
    for (int i = 0; i < sessions; i++) {
      if (i == sessions / 2) {
        heapBefore = used();
      }
      try (var client = new RawClient(folder)) {
        client.launch(file);
        client.answer(client.send("setBreakpoints", "{\"source\":{\"path\":\"" + file + "\"},\"breakpoints\":[{\"line\":3}]}"));
        client.answer(client.send("configurationDone", "{}"));
        client.event("stopped");
        client.answer(client.send("disconnect", "{\"terminateDebuggee\":true}"));
        client.toTheEnd();
      }
    }
    Set<Thread> left = ours();
    for (Thread t : left) {
      t.join(TimeUnit.SECONDS.toMillis(20));
    }
    left.removeIf(t -> !t.isAlive());
    assertTrue(left.isEmpty(), () -> "threads are left: " + left);
    figures(sessions + " sessions: the heap has " + (used() - heapBefore) / 1024 + " KB more than after the first half");
  }

  private static Set<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("gene-") || t.getName().startsWith("test-"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Times depend on the machine: they are told, not judged. */
  private static void figures(String text) {
    System.out.println("dap: " + text);
  }
}
