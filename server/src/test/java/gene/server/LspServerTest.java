// The protocol: a client and a server over pipes, from `initialize` to `exit`.
package gene.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.server.feature.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LspServerTest {
  private static final String URI = "file:///fixture/main.gene";

  private TestClient client;

  @BeforeEach
  void connect() throws Exception {
    client = new TestClient();
  }

  @AfterEach
  void disconnect() throws Exception {
    client.close();
  }

  private Positions positions(Fixture f) {
    return new Positions(f.main().source(), PositionEncoding.UTF16);
  }

  private void change(int version, Range range, String text) {
    client.server.getTextDocumentService().didChange(new DidChangeTextDocumentParams(
        new VersionedTextDocumentIdentifier(URI, version), List.of(new TextDocumentContentChangeEvent(range, text))));
  }

  private static ResponseErrorCode failure(CompletableFuture<?> request) {
    Throwable cause = assertThrows(ExecutionException.class, () -> TestClient.get(request)).getCause();
    int code = ((ResponseErrorException) cause).getResponseError().getCode();
    assertNull(((ResponseErrorException) cause).getResponseError().getData());
    return List.of(ResponseErrorCode.values()).stream().filter(c -> c.getValue() == code).reduce((a, b) -> b).orElseThrow();
  }

  private HoverParams hoverAt(Position p) {
    return new HoverParams(new TextDocumentIdentifier(URI), p);
  }

  @Test
  void initializeTellsWhoAnswersAndWhatItCan() throws Exception {
    InitializeResult result = client.initialize(c -> c.getGeneral().setPositionEncodings(List.of("utf-32", "utf-8")));
    assertEquals("gene", result.getServerInfo().getName());
    assertFalse(result.getServerInfo().getVersion().isEmpty());
    assertEquals("utf-8", result.getCapabilities().getPositionEncoding());
    assertEquals(TextDocumentSyncKind.Incremental, result.getCapabilities().getTextDocumentSync().getRight().getChange());
    assertTrue(result.getCapabilities().getWorkspace().getWorkspaceFolders().getSupported());
  }

  @Test
  void diagnosticsFollowTheText() throws Exception {
    client.initialize(c -> { });
    Fixture f = Fixture.of("(var length 1)\n(println [|lenght|])\n");
    client.open(URI, f.main().source().text());
    List<Diagnostic> found = client.diagnosticsOf(1).getDiagnostics();
    assertEquals(1, found.size());
    Diagnostic d = found.get(0);
    Range range = positions(f).range(f.ranges().get(0));
    assertEquals(range, d.getRange());
    assertEquals("GENE.SCOPE.UNDEFINED_VAR", d.getCode().getLeft());
    assertEquals("gene", d.getSource());
    assertEquals(DiagnosticSeverity.Error, d.getSeverity());
    assertEquals("no name `lenght` in this scope\nhelp: a name that is close: `length`", d.getMessage());
    change(2, range, "length");
    assertEquals(List.of(), client.diagnosticsOf(2).getDiagnostics());
  }

  @Test
  void relatedPlacesAndTags() throws Exception {
    client.initialize(c -> { });
    Fixture f = Fixture.of("(fn f []\n  (var unused 1)\n  2)\n[|(|]println (1 + 2\n");
    client.open(URI, f.main().source().text());
    List<Diagnostic> found = client.diagnosticsOf(1).getDiagnostics();
    assertEquals(List.of(DiagnosticTag.Unnecessary), found.get(0).getTags());
    assertEquals(positions(f).range(f.ranges().get(0)), found.get(1).getRelatedInformation().get(0).getLocation().getRange());
  }

  @Test
  void editsAreAppliedInTheNegotiatedUnit() throws Exception {
    client.initialize(c -> c.getGeneral().setPositionEncodings(List.of("utf-8")));
    client.open(URI, "(var 😀é 1) (println nope)");
    assertEquals(1, client.diagnosticsOf(1).getDiagnostics().size());
    Fixture f = Fixture.of("(var 😀é 1) (println [|nope|])");
    Range utf8 = new Positions(f.main().source(), PositionEncoding.UTF8).range(f.ranges().get(0));
    change(2, utf8, "😀é");
    assertEquals(List.of(), client.diagnosticsOf(2).getDiagnostics());
  }

  @Test
  void aClosedDocumentHasNoDiagnostics() throws Exception {
    client.initialize(c -> { });
    client.open(URI, "(nope)");
    assertEquals(1, client.diagnosticsOf(1).getDiagnostics().size());
    client.server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(URI)));
    assertEquals(List.of(), client.diagnosticsOf(null).getDiagnostics());
  }

  @Test
  void hoverAndDefinition() throws Exception {
    client.initialize(c -> { });
    Fixture f = Fixture.of("(fn [|area|] [r] ^intent \"Of a circle.\" r)\n([|<|>area|] 1)");
    client.open(URI, f.main().source().text());
    Position at = positions(f).position(f.cursor());
    var hover = TestClient.get(client.server.getTextDocumentService().hover(hoverAt(at)));
    assertEquals("```gene\n(fn area [r])\n```\n\nOf a circle.", hover.getContents().getRight().getValue());
    assertEquals("markdown", hover.getContents().getRight().getKind());
    assertEquals(positions(f).range(f.ranges().get(1)), hover.getRange());
    List<? extends LocationLink> links = TestClient.get(client.server.getTextDocumentService()
        .definition(new DefinitionParams(new TextDocumentIdentifier(URI), at))).getRight();
    assertEquals(positions(f).range(f.ranges().get(0)), links.get(0).getTargetSelectionRange());
    assertEquals(positions(f).range(f.ranges().get(1)), links.get(0).getOriginSelectionRange());
    assertNull(TestClient.get(client.server.getTextDocumentService().hover(hoverAt(new Position(0, 0)))));
  }

  @Test
  @SuppressWarnings("deprecation") // what such clients know
  void aPlainClientGetsPlainAnswers() throws Exception {
    client.initialize(c -> c.setTextDocument(null));
    Fixture f = Fixture.of("(class A (method [|go|] [] 1))\n((new A) .<|>go)");
    client.open(URI, f.main().source().text());
    Position at = positions(f).position(f.cursor());
    var hover = TestClient.get(client.server.getTextDocumentService().hover(hoverAt(at)));
    assertEquals("(method go [])\n\nmethod of `A`", hover.getContents().getRight().getValue());
    var places = TestClient.get(client.server.getTextDocumentService().definition(new DefinitionParams(new TextDocumentIdentifier(URI), at)));
    assertEquals(positions(f).range(f.ranges().get(0)), places.getLeft().get(0).getRange());
    var symbols = TestClient.get(client.server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(new TextDocumentIdentifier(URI))));
    assertEquals(List.of("A null", "go A"), symbols.stream().map(s -> s.getLeft().getName() + " " + s.getLeft().getContainerName()).toList());
  }

  @Test
  void documentSymbolsAreATree() throws Exception {
    client.initialize(c -> { });
    client.open(URI, "(class A (method go [] 1))\n(var x 1)");
    var symbols = TestClient.get(client.server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(new TextDocumentIdentifier(URI))));
    assertEquals(List.of("A", "x"), symbols.stream().map(s -> s.getRight().getName()).toList());
    assertEquals("go", symbols.get(0).getRight().getChildren().get(0).getName());
  }

  @Test
  void quickFixesAreTheDiagnosticsOwn() throws Exception {
    client.initialize(c -> { });
    Fixture f = Fixture.of("(var length 1)\n(println [|lenght|])");
    client.open(URI, f.main().source().text());
    Range range = positions(f).range(f.ranges().get(0));
    var actions = TestClient.get(client.server.getTextDocumentService()
        .codeAction(new CodeActionParams(new TextDocumentIdentifier(URI), range, new CodeActionContext(List.of()))));
    CodeAction action = actions.get(0).getRight();
    assertEquals("Change to `length`", action.getTitle());
    assertEquals(range, action.getEdit().getChanges().get(URI).get(0).getRange());
    assertEquals(client.diagnosticsOf(1).getDiagnostics(), action.getDiagnostics());
    var refactorings = new CodeActionContext(List.of(), List.of("refactor"));
    var changes = TestClient.get(client.server.getTextDocumentService()
        .codeAction(new CodeActionParams(new TextDocumentIdentifier(URI), range, refactorings)));
    assertEquals(List.of("refactor.extract"), changes.stream().map(a -> a.getRight().getKind()).toList());
  }

  @Test
  void aFileThatIsNotOpenIsReadFromDisk(@TempDir Path folder) throws Exception {
    client.initialize(c -> { });
    String uri = Files.writeString(folder.resolve("a.gene"), "(var x 1)").toUri().toString();
    var symbols = TestClient.get(client.server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(new TextDocumentIdentifier(uri))));
    assertEquals("x", symbols.get(0).getRight().getName());
    String missing = folder.resolve("b.gene").toUri().toString();
    assertEquals(ResponseErrorCode.InvalidParams,
        failure(client.server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(new TextDocumentIdentifier(missing)))));
  }

  @Test
  void aCancelledRequestEndsNothing() throws Exception {
    client.initialize(c -> { });
    client.open(URI, "(fn f [x] (x + 1))\n".repeat(20_000));
    CompletableFuture<?> request = client.server.getTextDocumentService().hover(hoverAt(new Position(0, 11)));
    assertTrue(request.cancel(true));
    // The server goes on and answers the next one.
    assertTrue(TestClient.get(client.server.getTextDocumentService().hover(hoverAt(new Position(0, 11)))) != null);
  }

  @Test
  void aFaultyNotificationEndsNothing() throws Exception {
    client.initialize(c -> { });
    change(7, new Range(new Position(0, 0), new Position(0, 0)), "x"); // never opened
    client.open(URI, "(var x 1)");
    assertEquals(List.of(), client.diagnosticsOf(1).getDiagnostics());
    assertTrue(client.messages.take().contains("without having opened it"));
  }

  @Test
  void deepNestingIsADiagnosticAndNoFault() throws Exception {
    client.initialize(c -> { });
    client.open(URI, "(".repeat(100_000));
    assertFalse(client.diagnosticsOf(1).getDiagnostics().isEmpty());
    client.server.getTextDocumentService().didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(URI, 2),
        List.of(new TextDocumentContentChangeEvent("(f ".repeat(4_900) + ")".repeat(4_900)))));
    assertFalse(client.diagnosticsOf(2).getDiagnostics().isEmpty());
    assertTrue(client.messages.isEmpty(), () -> client.messages.toString());
  }

  @Test
  void orderOfLife() throws Exception {
    assertEquals(ResponseErrorCode.ServerNotInitialized, failure(client.server.getTextDocumentService().hover(hoverAt(new Position(0, 0)))));
    assertEquals(ResponseErrorCode.ServerNotInitialized, failure(client.server.shutdown()));
    client.initialize(c -> { });
    assertEquals(ResponseErrorCode.InvalidRequest, failure(client.server.initialize(new InitializeParams())));
    assertNull(TestClient.get(client.server.shutdown()));
    assertEquals(ResponseErrorCode.InvalidRequest, failure(client.server.getTextDocumentService().hover(hoverAt(new Position(0, 0)))));
    client.server.exit();
    assertEquals(0, TestClient.get(client.status));
  }

  @Test
  void exitWithoutShutdownIsAFailure() throws Exception {
    client.initialize(c -> { });
    client.server.exit();
    assertEquals(1, TestClient.get(client.status));
  }

  @Test
  void theServerEndsWithItsClient() throws Exception {
    client.initialize(c -> { });
    client.vanish();
    assertEquals(1, TestClient.get(client.status));
  }
}
