// Each capability that `initialize` announces, asked for over the protocol; a new one without its request here fails.
package gene.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import gene.server.feature.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.*;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CapabilitiesTest {
  private static final String URI = "file:///fixture/main.gene";
  private static final Fixture TEXT = Fixture.of("""
      (import edge from "./other")
      (class A (method go [n] n))
      (class B < A)
      (fn area [wide high] (wide * high))
      (println (ar<|>ea 1 2))
      (do
          (println nope))
      """);
  private static final Position AFTER_LAST = new Position(6, 19);

  private interface Ask {
    Object ask(TextDocumentService to, TextDocumentIdentifier document, Position at) throws Exception;
  }

  private static final Range ALL = new Range(new Position(0, 0), new Position(7, 0));

  private static Map<String, Ask> asks() {
    Map<String, Ask> all = new LinkedHashMap<>();
    all.put("hoverProvider", (t, d, at) -> get(t.hover(new HoverParams(d, at))).getContents());
    all.put("completionProvider", (t, d, at) -> {
      CompletionItem item = get(t.completion(new CompletionParams(d, at))).getRight().getItems().get(0);
      return get(t.resolveCompletionItem(item)).getDocumentation().getRight().getValue();
    });
    all.put("signatureHelpProvider", (t, d, at) -> get(t.signatureHelp(new SignatureHelpParams(d, new Position(at.getLine(), at.getCharacter() + 4)))).getActiveParameter());
    all.put("inlayHintProvider", (t, d, at) -> get(t.inlayHint(new InlayHintParams(d, ALL))).get(0).getLabel());
    all.put("semanticTokensProvider", (t, d, at) -> {
      SemanticTokens full = get(t.semanticTokensFull(new SemanticTokensParams(d)));
      assertEquals(full.getData(), get(t.semanticTokensRange(new SemanticTokensRangeParams(d, ALL))).getData());
      assertEquals(List.of(), get(t.semanticTokensFullDelta(new SemanticTokensDeltaParams(d, full.getResultId()))).getRight().getEdits());
      return get(t.semanticTokensFullDelta(new SemanticTokensDeltaParams(d, "another"))).getLeft();
    });
    all.put("documentHighlightProvider", (t, d, at) -> get(t.documentHighlight(new DocumentHighlightParams(d, at))).get(1));
    all.put("documentSymbolProvider", (t, d, at) -> get(t.documentSymbol(new DocumentSymbolParams(d))).get(2));
    all.put("documentLinkProvider", (t, d, at) -> get(t.documentLink(new DocumentLinkParams(d))).get(0).getTarget());
    all.put("diagnosticProvider", (t, d, at) -> get(t.diagnostic(new DocumentDiagnosticParams(d))).getLeft().getItems());
    all.put("inlineValueProvider", (t, d, at) -> get(t.inlineValue(new InlineValueParams(d, ALL, new InlineValueContext(1, new Range(new Position(3, 16), new Position(3, 16)))))).get(0));
    all.put("definitionProvider", (t, d, at) -> get(t.definition(new DefinitionParams(d, at))).getRight().get(0));
    all.put("declarationProvider", (t, d, at) -> get(t.declaration(new DeclarationParams(d, at))).getRight().get(0));
    all.put("typeDefinitionProvider", (t, d, at) -> get(t.typeDefinition(new TypeDefinitionParams(d, new Position(2, 11)))).getRight().get(0));
    all.put("implementationProvider", (t, d, at) -> get(t.implementation(new ImplementationParams(d, new Position(1, 7)))).getRight().get(0));
    all.put("referencesProvider", (t, d, at) -> get(t.references(new ReferenceParams(d, at, new ReferenceContext(false)))).get(0));
    all.put("callHierarchyProvider", (t, d, at) -> {
      CallHierarchyItem item = get(t.prepareCallHierarchy(new CallHierarchyPrepareParams(d, at))).get(0);
      assertEquals(0, get(t.callHierarchyOutgoingCalls(new CallHierarchyOutgoingCallsParams(item))).size());
      return get(t.callHierarchyIncomingCalls(new CallHierarchyIncomingCallsParams(item))).get(0);
    });
    all.put("typeHierarchyProvider", (t, d, at) -> {
      TypeHierarchyItem item = get(t.prepareTypeHierarchy(new TypeHierarchyPrepareParams(d, new Position(2, 7)))).get(0);
      assertEquals(0, get(t.typeHierarchySubtypes(new TypeHierarchySubtypesParams(item))).size());
      return get(t.typeHierarchySupertypes(new TypeHierarchySupertypesParams(item))).get(0);
    });
    all.put("monikerProvider", (t, d, at) -> get(t.moniker(new MonikerParams(d, at))).get(0));
    all.put("renameProvider", (t, d, at) -> {
      assertEquals("area", get(t.prepareRename(new PrepareRenameParams(d, at))).getSecond().getPlaceholder());
      return get(t.rename(new RenameParams(d, at, "size"))).getChanges().get(URI).get(1);
    });
    all.put("codeActionProvider", (t, d, at) -> get(t.codeAction(new CodeActionParams(d, new Range(new Position(6, 15), new Position(6, 15)), new CodeActionContext(List.of())))));
    all.put("documentFormattingProvider", (t, d, at) -> get(t.formatting(new DocumentFormattingParams(d, new FormattingOptions(2, true)))));
    all.put("documentRangeFormattingProvider", (t, d, at) -> get(t.rangeFormatting(new DocumentRangeFormattingParams(d, new FormattingOptions(2, true), ALL))));
    all.put("documentOnTypeFormattingProvider", (t, d, at) -> get(t.onTypeFormatting(new DocumentOnTypeFormattingParams(d, new FormattingOptions(2, true), AFTER_LAST, ")"))));
    all.put("foldingRangeProvider", (t, d, at) -> get(t.foldingRange(new FoldingRangeRequestParams(d))));
    all.put("selectionRangeProvider", (t, d, at) -> get(t.selectionRange(new SelectionRangeParams(d, List.of(at)))).get(0).getParent());
    all.put("linkedEditingRangeProvider", (t, d, at) -> get(t.linkedEditingRange(new LinkedEditingRangeParams(d, new Position(3, 16)))).getRanges().get(1));
    all.put("codeLensProvider", (t, d, at) -> {
      List<? extends CodeLens> lenses = get(t.codeLens(new CodeLensParams(d)));
      return get(t.resolveCodeLens(lenses.get(lenses.size() - 1))).getCommand().getTitle();
    });
    return all;
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return TestClient.get(future);
  }

  @Test
  void everyAnnouncedCapabilityAnswers() throws Exception {
    try (var client = new TestClient()) {
      ServerCapabilities announced = client.initialize(c -> { }).getCapabilities();
      client.open("file:///fixture/other.gene", "(fn edge [] 1)");
      client.open(URI, TEXT.main().source().text());
      Map<String, Ask> asks = asks();
      JsonObject json = new Gson().toJsonTree(announced).getAsJsonObject();
      var expected = new TreeSet<>(asks.keySet());
      expected.addAll(List.of("positionEncoding", "textDocumentSync", "workspace", "workspaceSymbolProvider", "executeCommandProvider")); // tested below and in LspServerTest
      assertEquals(expected, new TreeSet<>(json.keySet()));
      Position at = new Positions(TEXT.main().source(), PositionEncoding.UTF16).position(TEXT.cursor());
      for (var ask : asks.entrySet()) {
        Object said = ask.getValue().ask(client.server.getTextDocumentService(), new TextDocumentIdentifier(URI), at);
        assertNotNull(said, ask.getKey());
        assertFalse(said instanceof Collection<?> all && all.isEmpty(), ask.getKey() + " has nothing to say");
      }
    }
  }

  /** Asks until the answer is right: the index grows in the background. */
  private static List<? extends WorkspaceSymbol> symbols(TestClient client, String query, int wanted) throws Exception {
    for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end; ) {
      List<? extends WorkspaceSymbol> found = get(client.server.getWorkspaceService().symbol(new WorkspaceSymbolParams(query))).getRight();
      if (found.size() == wanted) {
        return found;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("never " + wanted + " symbols for " + query);
  }

  @Test
  void filesThatNobodyHasOpenAreKnown(@TempDir Path folder) throws Exception {
    Path shapes = Files.writeString(folder.resolve("shapes.gene"), "(fn area_of [r] r)\n(nope)");
    Path user = Files.writeString(folder.resolve("user.gene"), "(import area_of from \"./shapes\")\n(area_of 1)");
    try (var client = new TestClient()) {
      client.initialize(c -> { }, folder);
      client.server.initialized(new InitializedParams());
      assertEquals("area_of", symbols(client, "area", 1).get(0).getName());
      WorkspaceDiagnosticReport report = get(client.server.getWorkspaceService().diagnostic(new WorkspaceDiagnosticParams(List.of())));
      assertEquals(List.of(0, 1), report.getItems().stream().map(i -> i.getLeft().getItems().size()).sorted().toList());
      var again = get(client.server.getWorkspaceService().diagnostic(new WorkspaceDiagnosticParams(report.getItems().stream()
          .map(i -> new PreviousResultId(i.getLeft().getUri(), i.getLeft().getResultId())).toList())));
      assertTrue(again.getItems().stream().allMatch(WorkspaceDocumentDiagnosticReport::isRight));
      var references = get(client.server.getTextDocumentService().references(new ReferenceParams(
          new TextDocumentIdentifier(shapes.toUri().toString()), new Position(0, 5), new ReferenceContext(false))));
      assertEquals(2, references.size());
      var move = new RenameFilesParams(List.of(new FileRename(shapes.toUri().toString(), folder.resolve("forms.gene").toUri().toString())));
      WorkspaceEdit edit = get(client.server.getWorkspaceService().willRenameFiles(move));
      assertEquals("./forms", edit.getChanges().get(user.toUri().toString()).get(0).getNewText());
      Files.writeString(folder.resolve("new.gene"), "(fn area_new [] 1)");
      client.server.getWorkspaceService().didCreateFiles(new CreateFilesParams(List.of(new FileCreate(folder.resolve("new.gene").toUri().toString()))));
      symbols(client, "area", 2);
      Files.delete(shapes);
      client.server.getWorkspaceService().didChangeWatchedFiles(new DidChangeWatchedFilesParams(List.of(new FileEvent(shapes.toUri().toString(), FileChangeType.Deleted))));
      symbols(client, "area", 1);
    }
  }

  private static List<String> importsFound(TestClient client, String uri) throws Exception {
    return get(client.server.getTextDocumentService().diagnostic(new DocumentDiagnosticParams(new TextDocumentIdentifier(uri)))).getLeft().getItems().stream()
        .map(d -> d.getCode().getLeft()).filter(c -> c.startsWith("GENE.MODULE.")).toList();
  }

  @Test
  void importsAreCheckedAgainstFilesAndOpenDocuments(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("shapes.gene"), "(fn area [r] r)");
    String uri = folder.resolve("main.gene").toUri().toString();
    String text = "(import area from \"./shapes\")\n(import volume from \"./shapes\")\n(import x from \"./missing\")\n(area (volume x))";
    try (var client = new TestClient()) {
      client.initialize(c -> { }, folder);
      client.open(uri, text);
      assertEquals(List.of(), codes(client.diagnosticsOf(1)), "first what the text alone tells");
      assertEquals(List.of("GENE.MODULE.MEMBER", "GENE.MODULE.NOT_FOUND"), codes(client.diagnosticsOf(1)));
      client.open(folder.resolve("missing.gene").toUri().toString(), "(var /x 1)");
      assertEquals(List.of("GENE.MODULE.MEMBER"), importsFound(client, uri), "an open document need not be on disk");
      client.server.getTextDocumentService().didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(uri, 2),
          List.of(new TextDocumentContentChangeEvent(new Range(new Position(0, 0), new Position(0, 0)), "\n"))));
      assertEquals(List.of("GENE.MODULE.MEMBER"), codes(client.diagnosticsOf(2)).stream().limit(1).toList(), "known ones stay while somebody types");
    }
  }

  private static List<String> codes(PublishDiagnosticsParams sent) {
    return sent.getDiagnostics().stream().map(d -> d.getCode().getLeft()).toList();
  }

  @Test
  void importsInACircleAreToldOf(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("b.gene"), "(import a from \"./a\")\n(var /b 1)");
    String uri = folder.resolve("a.gene").toUri().toString();
    try (var client = new TestClient()) {
      client.initialize(c -> c.getTextDocument().setDiagnostic(new DiagnosticCapabilities()), folder);
      client.open(uri, "(import b from \"./b\")\n(var /a b)");
      assertEquals(List.of("GENE.MODULE.CYCLE"), importsFound(client, uri));
    }
  }

  @Test
  void aPackageIsFoundWhereTheProgramFindsIt(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("app/src"));
    Files.createDirectories(folder.resolve("dates/src"));
    Files.writeString(folder.resolve("app/package.gene"), "^name \"x/app\"\n");
    Files.writeString(folder.resolve("dates/package.gene"), "^name \"x/dates\"\n");
    Path util = Files.writeString(folder.resolve("dates/src/util.gene"), "(fn today [] 1)");
    String uri = folder.resolve("app/src/main.gene").toUri().toString();
    try (var client = new TestClient()) {
      client.initialize(c -> c.getTextDocument().setDiagnostic(new DiagnosticCapabilities()), folder);
      client.open(uri, "(import today from \"util\" ^pkg \"x/dates\" ^path \"../dates\")\n(today)");
      assertEquals(List.of(), importsFound(client, uri));
      var found = get(client.server.getTextDocumentService().definition(new DefinitionParams(new TextDocumentIdentifier(uri), new Position(1, 2)))).getRight();
      assertEquals(util.toRealPath(), Path.of(java.net.URI.create(found.get(0).getTargetUri())).toRealPath());
    }
  }

  @Test
  void commandsEditTheDocument() throws Exception {
    try (var client = new TestClient()) {
      client.initialize(c -> { });
      client.open(URI, "(a (b c) d)");
      var run = new ExecuteCommandParams("gene.slurpForward", List.of(URI, new Position(0, 5)));
      assertEquals("true", String.valueOf(get(client.server.getWorkspaceService().executeCommand(run))));
      assertEquals(2, client.edits.take().getEdit().getChanges().get(URI).size());
      var several = new ExecuteCommandParams("gene.wrap", List.of(URI, List.of(new Position(0, 1), new Position(0, 9))));
      assertEquals("true", String.valueOf(get(client.server.getWorkspaceService().executeCommand(several))));
      assertEquals(2, client.edits.take().getEdit().getChanges().get(URI).size());
    }
  }

  @Test
  void theServerTellsOfItself() throws Exception {
    try (var client = new TestClient()) {
      client.initialize(c -> { });
      client.open(URI, "(f 1)");
      var document = new TextDocumentIdentifier(URI);
      assertEquals(1, get(client.server.status()).open());
      assertTrue(get(client.server.memory()).used() > 0);
      assertTrue(get(client.server.syntaxTree(document)).text().startsWith("Node 0..5"));
      var page = new TextDocumentIdentifier("gene-builtin:///math.gene");
      assertTrue(get(client.server.builtinText(page)).text().contains("math/sin"));
    }
  }

  @Test
  void aClientThatAsksForDiagnosticsIsNotSentThemToo() throws Exception {
    try (var client = new TestClient()) {
      client.initialize(c -> c.getTextDocument().setDiagnostic(new DiagnosticCapabilities()));
      client.open(URI, "(nope)");
      var report = get(client.server.getTextDocumentService().diagnostic(new DocumentDiagnosticParams(new TextDocumentIdentifier(URI))));
      assertEquals(1, report.getLeft().getItems().size());
      assertEquals(0, client.diagnostics.size());
    }
  }

  @Test
  void settingsCanBeChanged() throws Exception {
    try (var client = new TestClient()) {
      client.initialize(c -> { });
      client.open(URI, TEXT.main().source().text());
      var settings = Map.of("gene", Map.of("inlayHints", Map.of("parameters", false), "codeLens", Map.of("enabled", false)));
      client.server.getWorkspaceService().didChangeConfiguration(new DidChangeConfigurationParams(settings));
      client.open("file:///fixture/nope.gene", "(nope)");
      assertEquals(1, client.diagnosticsFor("file:///fixture/nope.gene").getDiagnostics().size());
      client.server.getWorkspaceService().didChangeConfiguration(new DidChangeConfigurationParams(Map.of("gene", Map.of("diagnostics", Map.of("enabled", false)))));
      assertEquals(List.of(), client.diagnosticsFor("file:///fixture/nope.gene").getDiagnostics());
      client.server.getWorkspaceService().didChangeConfiguration(new DidChangeConfigurationParams(settings));
      assertEquals(List.of(), get(client.server.getTextDocumentService().inlayHint(new InlayHintParams(new TextDocumentIdentifier(URI), ALL))));
      assertEquals(List.of(), get(client.server.getTextDocumentService().codeLens(new CodeLensParams(new TextDocumentIdentifier(URI)))));
    }
  }

  /** What is shown because of a setting is asked for again once it has changed. */
  @Test
  void aClientHearsThatSettingsHaveMadeThingsOutOfDate() throws Exception {
    try (var client = new TestClient()) {
      client.initialize(c -> {
        var workspace = new WorkspaceClientCapabilities();
        workspace.setCodeLens(new CodeLensWorkspaceCapabilities(true));
        workspace.setInlayHint(new InlayHintWorkspaceCapabilities(true));
        workspace.setDidChangeConfiguration(new DidChangeConfigurationCapabilities(true));
        c.setWorkspace(workspace);
      });
      client.server.initialized(new InitializedParams());
      assertEquals("workspace/didChangeConfiguration", client.registered.take());
      client.server.getWorkspaceService().didChangeConfiguration(new DidChangeConfigurationParams(Map.of("gene", Map.of("codeLens", Map.of("enabled", false)))));
      assertEquals(new TreeSet<>(List.of("hints", "lenses")), new TreeSet<>(List.of(client.refreshed.take(), client.refreshed.take())));
    }
  }

  @Test
  void completionOfOtherFilesIsSwitchedOffAtOnce(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("shapes.gene"), "(fn surface_of_it [] 1)\n");
    try (var client = new TestClient()) {
      client.initialize(c -> { }, folder);
      client.server.initialized(new InitializedParams());
      while (!get(client.server.status()).indexed()) {
        Thread.onSpinWait();
      }
      String uri = folder.resolve("main.gene").toUri().toString();
      client.open(uri, "(surface_o)");
      var at = new CompletionParams(new TextDocumentIdentifier(uri), new Position(0, 10));
      assertEquals(1, offered(client, at, "surface_of_it"));
      client.server.getWorkspaceService().didChangeConfiguration(new DidChangeConfigurationParams(Map.of("gene", Map.of("completion", Map.of("autoImport", false)))));
      assertEquals(0, offered(client, at, "surface_of_it"));
    }
  }

  private static long offered(TestClient client, CompletionParams at, String label) throws Exception {
    return get(client.server.getTextDocumentService().completion(at)).getRight().getItems().stream().filter(i -> i.getLabel().equals(label)).count();
  }
}
