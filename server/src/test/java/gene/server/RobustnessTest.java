// What no well-behaved client sends: broken messages, places that are not there, texts of a hundred megabytes, edits without end.
package gene.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.dap.ChannelStreams;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.*;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RobustnessTest {
  private static final String URI = "file:///fixture/main.gene";
  private static final TextDocumentIdentifier DOCUMENT = new TextDocumentIdentifier(URI);

  private final ExecutorService threads = Threads.pool("test", 2);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static String message(String json) {
    return "Content-Length: " + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json;
  }

  /** What a server answers to raw text after which the client says goodbye properly. */
  private String answers(String raw) throws Exception {
    Pipe toServer = Pipe.open();
    Pipe toClient = Pipe.open();
    var connection = new Connection(ChannelStreams.input(toServer.source()), ChannelStreams.output(toClient.sink()), () -> { });
    Future<Integer> status = threads.submit(() -> {
      try (var closing = toClient.sink()) {
        return Lsp.serve(connection, new Log(OutputStream.nullOutputStream(), false), null, Host.none(Path.of("").toAbsolutePath()));
      }
    });
    var answered = new CountDownLatch(1);
    Future<String> heard = threads.submit(() -> {
      var all = new ByteArrayOutputStream();
      var in = ChannelStreams.input(toClient.source());
      for (int b = in.read(); b >= 0; b = in.read()) {
        all.write(b);
        if (b == '}' && all.toString(StandardCharsets.UTF_8).contains("\"uptime\"")) {
          answered.countDown();
        }
      }
      return all.toString(StandardCharsets.UTF_8);
    });
    try (OutputStream out = ChannelStreams.output(toServer.sink())) {
      out.write(raw.getBytes(StandardCharsets.UTF_8));
      assertTrue(answered.await(30, TimeUnit.SECONDS), () -> "no answer to the next message after " + raw);
      out.write((message("{\"jsonrpc\":\"2.0\",\"id\":98,\"method\":\"shutdown\"}") + message("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}")).getBytes(StandardCharsets.UTF_8));
    }
    TestClient.get(status);
    return TestClient.get(heard);
  }

  private static final String INITIALIZE = message("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}");

  @Test
  void brokenMessagesAreErrorsAndTheNextOneIsAnswered() throws Exception {
    for (String broken : List.of("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":", "[", "nonsense", "{}", "null", "{\"jsonrpc\":\"2.0\",\"id\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"textDocument/hover\",\"params\":[1,2,3]}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"textDocument/hover\",\"params\":{\"position\":\"here\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"textDocument/hover\"}", "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"gene/evaluate\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"gene/bytecode\"}", "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"workspace/executeCommand\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{}}}", "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\"}")) {
      String heard = answers(INITIALIZE + message(broken) + message("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"gene/serverStatus\"}"));
      assertFalse(heard.contains("\\tat "), () -> "a Java stack trace: " + heard);
    }
  }

  @Test
  void whatIsMissingIsNamedAndWhatIsUnknownToo() throws Exception {
    String status = message("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"gene/serverStatus\"}");
    String noPlace = answers(INITIALIZE + message("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"textDocument/hover\",\"params\":{}}") + status);
    assertTrue(noPlace.contains("-32602") && noPlace.contains("`position` is missing"), noPlace);
    String unknown = answers(INITIALIZE + message("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"textDocument/willSaveWaitUntil\",\"params\":{\"textDocument\":{\"uri\":\"a\"},\"reason\":1}}") + status);
    assertTrue(unknown.contains("-32601"), unknown);
  }

  @Test
  void aHeaderWithoutSenseIsPassedOver() throws Exception {
    for (String header : List.of("Content-Length: many\r\n\r\n", "X: y\r\n\r\n", "Content-Length: 0\r\n\r\n")) {
      assertTrue(answers(INITIALIZE + header + message("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"gene/serverStatus\"}")).contains("\"uptime\""), header);
    }
  }

  @Test
  void placesThatAreNotThereAreTheNearestOnes() throws Exception {
    try (var client = new TestClient()) {
      client.initialize(c -> { });
      client.open(URI, "(fn area [w] w)\n(area 1)");
      for (Position p : List.of(new Position(0, 9_999), new Position(9_999, 0), new Position(Integer.MAX_VALUE, Integer.MAX_VALUE), new Position(-1, -5))) {
        TestClient.get(client.server.getTextDocumentService().hover(new HoverParams(DOCUMENT, p)));
        assertNotNull(TestClient.get(client.server.getTextDocumentService().completion(new CompletionParams(DOCUMENT, p))));
        assertNotNull(TestClient.get(client.server.getTextDocumentService().codeAction(new CodeActionParams(DOCUMENT, new Range(p, new Position(0, 0)), new CodeActionContext(List.of())))));
        client.server.getTextDocumentService().didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(URI, 2),
            List.of(new TextDocumentContentChangeEvent(new Range(p, p), " "))));
      }
      assertEquals(1, TestClient.get(client.server.status()).open());
    }
  }

  private static Object get(String what, CompletableFuture<?> answer) throws Exception {
    try {
      return TestClient.get(answer);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no answer to " + what, e);
    }
  }

  private static void ask(TestClient client, Position at) throws Exception {
    var texts = client.server.getTextDocumentService();
    var all = new Range(new Position(0, 0), new Position(10, 0));
    get("hover", texts.hover(new HoverParams(DOCUMENT, at)));
    get("completion", texts.completion(new CompletionParams(DOCUMENT, at)));
    get("signatureHelp", texts.signatureHelp(new SignatureHelpParams(DOCUMENT, at)));
    get("definition", texts.definition(new DefinitionParams(DOCUMENT, at)));
    get("documentHighlight", texts.documentHighlight(new DocumentHighlightParams(DOCUMENT, at)));
    get("documentSymbol", texts.documentSymbol(new DocumentSymbolParams(DOCUMENT)));
    get("semanticTokens", texts.semanticTokensFull(new SemanticTokensParams(DOCUMENT)));
    get("foldingRange", texts.foldingRange(new FoldingRangeRequestParams(DOCUMENT)));
    get("selectionRange", texts.selectionRange(new SelectionRangeParams(DOCUMENT, List.of(at))));
    get("inlayHint", texts.inlayHint(new InlayHintParams(DOCUMENT, all)));
    get("codeLens", texts.codeLens(new CodeLensParams(DOCUMENT)));
    get("codeAction", texts.codeAction(new CodeActionParams(DOCUMENT, new Range(at, at), new CodeActionContext(List.of()))));
    get("formatting", texts.rangeFormatting(new DocumentRangeFormattingParams(DOCUMENT, new FormattingOptions(2, true), all)));
  }

  @Test
  void aDocumentOfAHundredMegabytes() throws Exception {
    try (var client = new TestClient()) {
      client.initialize(c -> { });
      client.open(URI, "(println 1)\n".repeat(100_000_000 / 12));
      List<Diagnostic> found = client.diagnosticsOf(1).getDiagnostics();
      assertEquals("GENE.DOCUMENT.TOO_LARGE", found.get(0).getCode().getLeft());
      var at = new Position(8_000_000, 3);
      client.server.getTextDocumentService().didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(URI, 2),
          List.of(new TextDocumentContentChangeEvent(new Range(at, at), "x"))));
      assertEquals(1, client.diagnosticsOf(2).getDiagnostics().size());
      ask(client, at);
      assertTrue(client.messages.isEmpty(), () -> client.messages.toString());
    }
  }

  @Test
  void aLineOfOneMegabyte() throws Exception {
    for (String line : List.of("(println \"" + "a".repeat(1_000_000) + "\")", "[" + "1 ".repeat(500_000) + "]", "(f " + "(g x) ".repeat(150_000) + ")", "x".repeat(1_000_000),
        "# " + "c".repeat(1_000_000))) {
      try (var client = new TestClient()) {
        client.initialize(c -> { });
        client.open(URI, line);
        assertNotNull(client.diagnosticsOf(1));
        ask(client, new Position(0, 500_000));
        assertTrue(client.messages.isEmpty(), () -> client.messages.toString());
      }
    }
  }

  @Test
  void nestingOfAHundredThousand() throws Exception {
    for (String text : List.of("(".repeat(100_000), "[".repeat(100_000) + "]".repeat(100_000), "(f ".repeat(4_900) + ")".repeat(4_900), "{^a ".repeat(50_000), "`(%".repeat(30_000), "(fn f [] ".repeat(4_000))) {
      try (var client = new TestClient()) {
        client.initialize(c -> { });
        client.open(URI, text);
        assertNotNull(client.diagnosticsOf(1));
        ask(client, new Position(0, Math.min(20_000, text.length() / 2)));
        assertTrue(client.messages.isEmpty(), () -> client.messages.toString());
      }
    }
  }

  @Test
  void editsFasterThanTheirAnalysis() throws Exception {
    try (var client = new TestClient()) {
      client.initialize(c -> { });
      client.open(URI, "(fn f [x] (x + 1))\n".repeat(5_000) + "(f 1)");
      var texts = client.server.getTextDocumentService();
      var stale = new ArrayList<CompletableFuture<?>>();
      for (int i = 2; i <= 500; i++) {
        texts.didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(URI, i),
            List.of(new TextDocumentContentChangeEvent(new Range(new Position(0, 10), new Position(0, 10)), " "))));
        if (i % 20 == 0) {
          stale.add(texts.semanticTokensFull(new SemanticTokensParams(DOCUMENT)));
        }
      }
      assertEquals(List.of(), client.diagnosticsOf(500).getDiagnostics().stream().filter(d -> d.getSeverity() == DiagnosticSeverity.Error).toList());
      // Each is answered: with tokens, or that the document has changed since.
      for (CompletableFuture<?> s : stale) {
        try {
          TestClient.get(s);
        } catch (java.util.concurrent.ExecutionException e) {
          assertTrue(e.getCause().getMessage().contains("changed since"), e.getCause().getMessage());
        }
      }
      assertTrue(client.messages.isEmpty(), () -> client.messages.toString());
    }
  }
}
