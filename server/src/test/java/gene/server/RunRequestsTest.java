// Code that runs because a client asked for it: evaluations, expansions, tests, instructions, debuggers.
package gene.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRequestsTest {
  private static final String URI = "untitled:one";
  private static final TextDocumentIdentifier DOCUMENT = new TextDocumentIdentifier(URI);
  private TestClient client;

  @BeforeEach
  void begin() throws Exception {
    client = new TestClient();
    client.initialize(c -> c.setExperimental(Map.of("gene", Map.of("status", true))));
  }

  @AfterEach
  void end() throws Exception {
    client.close();
  }

  private static RunRequests.EvaluateParams params(String what, Range range, Position position, String code, String session, Long timeout, String token) {
    return new RunRequests.EvaluateParams(what.equals("code") ? null : DOCUMENT, what, range, position, code, session, timeout, null, token);
  }

  private RunRequests.Evaluation form(String session, int line, int character) throws Exception {
    return TestClient.get(client.server.evaluate(params("form", null, new Position(line, character), null, session, null, null)));
  }

  private RunRequests.Evaluation code(String text) throws Exception {
    return TestClient.get(client.server.evaluate(params("code", null, null, text, null, null, null)));
  }

  // Evaluating

  @Test
  void aFormSeesTheDefinitionsOfItsDocumentAndNoOtherStatementRuns() throws Exception {
    client.open(URI, "(println \"not wanted\")\n(var width 3)\n(fn area [h] (width * h))\n(area 4)");
    RunRequests.Evaluation e = form("fresh", 3, 8);
    assertEquals("value 12 Int", e.status() + " " + e.value() + " " + e.type());
    assertEquals(List.of(), e.output());
    assertEquals(new Range(new Position(3, 0), new Position(3, 8)), e.range());
  }

  @Test
  void theSessionOfAWorkspaceLivesOn() throws Exception {
    client.open(URI, "(var n 1)\n(n += 1)\nn");
    assertEquals("2", form(null, 1, 0).value());
    assertEquals("3", form(null, 1, 0).value());
    assertEquals("3", form(null, 2, 1).value());
    assertEquals(1, TestClient.get(client.server.status()).sessions());
    assertEquals(1, TestClient.get(client.server.resetSession(new RunRequests.ResetParams(null))).ended());
    assertEquals("1", form(null, 2, 1).value());
  }

  @Test
  void codeWithoutADocumentHasASessionToo() throws Exception {
    assertEquals("40", code("(var a 40)").value());
    assertEquals("42", code("(a + 2)").value());
    assertEquals("hello", code("(get_env \"GREETING\")").value().replace("\"", ""));
  }

  @Test
  void selectionsAndTopLevelForms() throws Exception {
    client.open(URI, "(fn f [x]\n  (do 1 (2 + 3)))\n(f 0)");
    var range = new Range(new Position(1, 8), new Position(1, 15));
    RunRequests.Evaluation e = TestClient.get(client.server.evaluate(params("selection", range, null, null, "fresh", null, null)));
    assertEquals("5", e.value());
    assertEquals(range, e.range());
    RunRequests.Evaluation top = TestClient.get(client.server.evaluate(params("topLevel", null, new Position(1, 9), null, "fresh", null, null)));
    assertEquals("Function", top.type());
  }

  @Test
  void aWholeFileRunsAsAProgram() throws Exception {
    client.open(URI, "(println \"one\")\n(if $env/GREETING (println \"two\"))\n(exit 3)");
    RunRequests.Evaluation e = TestClient.get(client.server.evaluate(params("file", null, null, null, "fresh", null, "t")));
    assertEquals("exit 3", e.status() + " " + e.exitStatus());
    assertEquals("one\ntwo\n", e.output().get(0).text());
    assertEquals("t stdout", client.outputs.take().token() + " " + e.output().get(0).stream());
  }

  @Test
  void failuresSayWhere() throws Exception {
    client.open(URI, "(fn f [x] (x .nope))\n(f 1)\n(var)");
    RunRequests.Evaluation e = form("fresh", 1, 5);
    assertEquals("exception", e.status());
    assertTrue(e.message().contains("nope"), e.message());
    assertEquals("report\n", e.report());
    assertEquals(URI + " 0", e.location().getUri() + " " + e.location().getRange().getStart().getLine());
    RunRequests.Evaluation broken = form("fresh", 2, 5);
    assertEquals("error 2", broken.status() + " " + broken.location().getRange().getStart().getLine());
  }

  @Test
  void whatRunsTooLongIsStoppedAndTheSessionGoesOn() throws Exception {
    code("(var n 7)");
    RunRequests.Evaluation e = TestClient.get(client.server.evaluate(params("code", null, null, "(while true (n = n))", null, 200L, null)));
    assertEquals("timeout stopped after 200 ms", e.status() + " " + e.message());
    RunRequests.Evaluation asleep = TestClient.get(client.server.evaluate(params("code", null, null, "(sleep 60000)", null, 200L, null)));
    assertEquals("timeout", asleep.status());
    assertEquals("7", code("n").value());
  }

  @Test
  void whatKeepsTooMuchIsStopped() throws Exception {
    var params = new RunRequests.EvaluateParams(null, "code", null, null,
        "(do (var all []) (while true (all .push #\"x#{all/.size}-long-enough-to-be-of-some-size\")))", "fresh", 60_000L, 30L, null);
    assertEquals("memory", TestClient.get(client.server.evaluate(params)).status());
  }

  @Test
  void anEvaluationCanBeCancelledAndTheServerAnswersMeanwhile() throws Exception {
    CompletableFuture<RunRequests.Evaluation> endless = client.server.evaluate(params("code", null, null, "(do (println 1) (while true nil))", null, 60_000L, "t"));
    assertEquals("1\n", client.outputs.poll(30, TimeUnit.SECONDS).text());
    client.open(URI, "(fn f [] 1)");
    assertEquals(1, TestClient.get(client.server.status()).running());
    endless.cancel(true);
    assertEquals("2", code("(1 + 1)").value());
    while (client.statuses.take().running() != 0) {
      // each change is told
    }
  }

  @Test
  void parametersThatLackAreRefused() throws Exception {
    client.open(URI, "1");
    for (var p : List.of(params("form", null, null, null, null, null, null), params("code", null, null, null, null, null, null),
        params("selection", new Range(new Position(0, 1), new Position(0, 1)), null, null, null, null, null), params("lines", null, null, null, null, null, null))) {
      var refused = assertThrows(ExecutionException.class, () -> TestClient.get(client.server.evaluate(p)));
      assertTrue(refused.getCause().getMessage().contains("gene/evaluate") || refused.getCause().getMessage().contains("empty"), refused.getCause().getMessage());
    }
  }

  @Test
  void everyRequestIsACommandToo() throws Exception {
    client.open(URI, "(fn f [] 1)\n(f)");
    var run = new ExecuteCommandParams("gene.server.evaluate", List.of(Map.of("textDocument", Map.of("uri", URI), "what", "form", "position", Map.of("line", 1, "character", 3))));
    assertTrue(String.valueOf(TestClient.get(client.server.getWorkspaceService().executeCommand(run))).contains("value=1")
        || String.valueOf(TestClient.get(client.server.getWorkspaceService().executeCommand(run))).contains("\"value\":\"1\""));
    for (String name : List.of("serverStatus", "memory", "tests", "resetSession")) {
      assertFalse(String.valueOf(TestClient.get(client.server.getWorkspaceService().executeCommand(new ExecuteCommandParams("gene.server." + name, List.of())))).isEmpty(), name);
    }
    for (String name : List.of("bytecode", "syntaxTree")) {
      Object argument = name.equals("bytecode") ? Map.of("textDocument", Map.of("uri", URI)) : Map.of("uri", URI);
      assertFalse(String.valueOf(TestClient.get(client.server.getWorkspaceService().executeCommand(new ExecuteCommandParams("gene.server." + name, List.of(argument))))).isEmpty(), name);
    }
  }

  // Looking

  private RunRequests.Expanded expand(String text, int line, int character) throws Exception {
    client.open(URI, text);
    return TestClient.get(client.server.expand(new RunRequests.Place(DOCUMENT, new Position(line, character))));
  }

  @Test
  void aMacroCallBecomesWhatItEvaluatesInItsCaller() throws Exception {
    RunRequests.Expanded e = expand("(fn twice! [x] ($caller_eval ($render `(do %x %x))))\n(var n 0)\n(twice! (n += 1))", 2, 3);
    assertEquals("macro twice!", e.kind() + " " + e.name());
    assertEquals("(do (n += 1) (n += 1))", e.expansions().get(0).text());
    assertEquals("2", e.value());
    assertNull(e.message());
  }

  @Test
  void aTemplateBecomesItsDatum() throws Exception {
    RunRequests.Expanded e = expand("(var n 3)\n(println `(a %n %(n + 1)))", 1, 12);
    assertEquals("template (a 3 4)", e.kind() + " " + e.expansions().get(0).text());
    RunRequests.Expanded local = expand("(fn f [x] `(a %(x .size)))", 0, 13);
    assertNull(local.value());
    assertTrue(local.message().contains("x"), local.message());
    assertNull(expand("(f 1)", 0, 2));
  }

  @Test
  void instructionsLeadToTheirTextAndBack() throws Exception {
    client.open(URI, "(fn area [w h]\n  (w * h))\n(area 2 3)");
    ServerQuestions.Code code = TestClient.get(client.server.bytecode(new RunRequests.Place(DOCUMENT, new Position(1, 5))));
    assertEquals("area function [w, h]", code.name() + " " + code.kind() + " " + code.parameters());
    List<ServerQuestions.Row> here = code.rows().stream().filter(r -> code.current().contains(r.offset())).toList();
    assertFalse(here.isEmpty());
    here.forEach(r -> assertEquals(1, r.range().getStart().getLine()));
    assertEquals(0, code.rows().get(0).depth());
    ServerQuestions.Code file = TestClient.get(client.server.bytecode(new RunRequests.Place(DOCUMENT, null)));
    assertEquals("module", file.kind());
    assertEquals("area", file.nested().get(file.rows().stream().filter(r -> r.code() != null).findFirst().orElseThrow().code()).name());
    client.open("untitled:two", "(var)");
    assertNull(TestClient.get(client.server.bytecode(new RunRequests.Place(new TextDocumentIdentifier("untitled:two"), null))));
  }

  // Tests

  private static final String TESTS = """
      (import genex/test/*)
      (fn area ^examples [[2 3] -> 6 [1 1] -> 2] [w h] (if (w > 5) 0 else (w * h)))
      (suite! "area"
        (test! "holds" (check ((area 2 2) == 4)))
        (test! "fails" (println "seen") (check ((area 2 2) == 5))))
      """;

  @Test
  void testsAreFoundAndRun(@TempDir Path folder) throws Exception {
    String uri = Files.writeString(folder.resolve("t.gene"), TESTS).toUri().toString();
    client.open(uri, TESTS);
    TestRequests.FileTests found = TestClient.get(client.server.tests(new TestRequests.TestsParams(null))).files().get(0);
    assertEquals(uri, found.uri());
    assertEquals(List.of("suite area 2", "suite area 2"), found.tests().stream().map(t -> t.kind() + " " + t.label() + " " + t.children().size()).toList());
    String failing = found.tests().get(1).children().get(1).id();
    assertEquals(uri + "::area::fails", failing);
    TestRequests.TestRun one = TestClient.get(client.server.runTests(new TestRequests.RunTestsParams(List.of(failing), null, false, null, null, "t")));
    assertEquals("0 1", one.passed() + " " + one.failed());
    TestRequests.Result r = one.results().stream().filter(x -> x.id().equals(failing)).findFirst().orElseThrow();
    assertEquals("failed 4 5 line 4", r.status() + " " + r.actual() + " " + r.expected() + " line " + r.location().getRange().getStart().getLine());
    List<String> events = client.testEvents.stream().map(e -> e.event() + (e.text() == null ? "" : " " + e.text().strip())).toList();
    assertEquals(List.of("begin", "begin", "output seen", "end", "end"), events);
    TestRequests.TestRun all = TestClient.get(client.server.runTests(new TestRequests.RunTestsParams(null, null, true, null, null, null)));
    assertEquals("2 2 0 0", all.passed() + " " + all.failed() + " " + all.skipped() + " " + all.broken());
    TestRequests.FileCoverage coverage = all.coverage().get(0);
    assertEquals(uri, coverage.uri());
    assertEquals("area 1", coverage.functions().get(0).name() + " " + coverage.functions().get(0).count());
    assertTrue(coverage.branches().stream().anyMatch(b -> b.taken().equals(List.of(false, true))), coverage.branches().toString());
    assertTrue(coverage.statements().stream().anyMatch(s -> s.count() == 0) && coverage.statements().stream().anyMatch(s -> s.count() == 1));
  }

  @Test
  void testsThatDoNotEndAreStopped(@TempDir Path folder) throws Exception {
    String text = "(import genex/test/*)\n(test! \"endless\" (while true nil))";
    String uri = Files.writeString(folder.resolve("t.gene"), text).toUri().toString();
    client.open(uri, text);
    TestRequests.TestRun run = TestClient.get(client.server.runTests(new TestRequests.RunTestsParams(List.of(uri), null, false, 300L, null, null)));
    assertEquals(1, run.broken());
    assertTrue(run.results().stream().anyMatch(r -> "stopped after 300 ms".equals(r.message())), run.results().toString());
  }

  @Test
  void lensesOfAPlainClientAreServedByTheServer(@TempDir Path folder) throws Exception {
    String uri = Files.writeString(folder.resolve("t.gene"), TESTS).toUri().toString();
    client.open(uri, TESTS + "(println 1)");
    List<? extends CodeLens> lenses = TestClient.get(client.server.getTextDocumentService().codeLens(new CodeLensParams(new TextDocumentIdentifier(uri))));
    var titles = new java.util.TreeMap<String, CodeLens>();
    for (CodeLens lens : lenses) {
      CodeLens resolved = TestClient.get(client.server.getTextDocumentService().resolveCodeLens(lens));
      titles.putIfAbsent(resolved.getCommand().getTitle(), resolved);
    }
    assertTrue(titles.keySet().containsAll(List.of("Run", "Run examples", "Run test")) && !titles.containsKey("Debug"), titles.keySet().toString());
    for (String title : List.of("Run", "Run examples", "Run test")) {
      var command = titles.get(title).getCommand();
      client.messages.clear();
      TestClient.get(client.server.getWorkspaceService().executeCommand(new ExecuteCommandParams(command.getCommand(), command.getArguments())));
      assertFalse(client.messages.poll(30, TimeUnit.SECONDS).isEmpty(), title);
    }
  }

  // Debugging

  @Test
  void aDebuggerConnectsToTheSocket() throws Exception {
    DebugEndpoint.Address address = TestClient.get(client.server.startDebug());
    assertEquals("pipe", address.transport());
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(address.path())))) {
      String body = "{\"seq\":1,\"type\":\"request\",\"command\":\"initialize\",\"arguments\":{\"adapterID\":\"gene\"}}";
      channel.write(ByteBuffer.wrap(("Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8)));
      var answer = ByteBuffer.allocate(1 << 16);
      while (!new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8).contains("supportsConfigurationDoneRequest")) {
        assertTrue(channel.read(answer) > 0);
      }
    }
    assertFalse(Files.exists(Path.of(address.path())), "only one may connect");
  }

  /** The unsaved text is heard of in the server's process, so that a debugger names its lines. */
  @Test
  void breakpointsFollowUnsavedEdits(@TempDir Path given) throws Exception {
    Path file = given.toRealPath().resolve("main.gene");
    String text = "(var i 0)\n(while true\n  (i += 1))\n";
    Files.writeString(file, text);
    String uri = file.toUri().toString();
    client.open(uri, text);
    DebugEndpoint.Address address = TestClient.get(client.server.startDebug());
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(address.path())))) {
      send(channel, 1, "initialize", "{\"adapterID\":\"gene\"}");
      send(channel, 2, "launch", "{\"program\":\"" + file + "\"}");
      send(channel, 3, "setBreakpoints", "{\"source\":{\"path\":\"" + file + "\"},\"breakpoints\":[{\"line\":3}]}");
      send(channel, 4, "configurationDone", "{}");
      var heard = new StringBuilder();
      await(channel, heard, "\"event\":\"stopped\"");
      client.change(uri, 2, "# new\n\n" + text);
      await(channel, heard, "\"event\":\"breakpoint\"[^\n]*\"line\":5");
      send(channel, 5, "stackTrace", "{\"threadId\":1}");
      await(channel, heard, "\"stackFrames\":\\[[^\n]*\"line\":5");
      send(channel, 6, "disconnect", "{\"terminateDebuggee\":true}");
      await(channel, heard, "\"command\":\"disconnect\"");
    }
  }

  private static void send(SocketChannel channel, int seq, String command, String arguments) throws Exception {
    String body = "{\"seq\":" + seq + ",\"type\":\"request\",\"command\":\"" + command + "\",\"arguments\":" + arguments + "}";
    channel.write(ByteBuffer.wrap(("Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8)));
  }

  /** Reads messages, one a line, until one is like the pattern. */
  private static void await(SocketChannel channel, StringBuilder heard, String pattern) throws Exception {
    var buffer = ByteBuffer.allocate(1 << 16);
    var wanted = java.util.regex.Pattern.compile(pattern);
    while (!wanted.matcher(heard).find()) {
      buffer.clear();
      assertTrue(channel.read(buffer) > 0, () -> "the connection has ended; heard: " + heard);
      heard.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).replace("Content-Length", "\nContent-Length"));
    }
  }
}
