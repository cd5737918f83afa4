// Diagnostics that depend on more than one document: those that follow an edit elsewhere, and those of a whole workspace in parts.
package gene.server;

import static gene.server.TestClient.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.PreviousResultId;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkspaceDiagnosticParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceDiagnosticsTest {
  @TempDir
  Path folder;

  private List<String> next(TestClient client, String uri) throws Exception {
    return client.diagnosticsFor(uri).getDiagnostics().stream().map(Diagnostic::getMessage).toList();
  }

  @Test
  void whoImportsHearsOfNamesThatComeAndGo() throws Exception {
    String shapes = folder.resolve("shapes.gene").toUri().toString();
    String main = folder.resolve("main.gene").toUri().toString();
    try (var client = new TestClient()) {
      client.initialize(c -> { }, folder);
      client.open(shapes, "(fn area [w] w)\n");
      assertEquals(List.of(), next(client, shapes));
      client.open(main, "(import area from \"./shapes\")\n(area 1)\n");
      assertEquals(List.of(), next(client, main));
      client.change(shapes, 2, "(fn surface [w] w)\n");
      assertEquals(List.of("module ./shapes has no member `area`"), until(client, main));
      client.change(shapes, 3, "(fn area [w] w)\n");
      while (!next(client, main).isEmpty()) {
        // The findings of before may be sent once more, and are corrected then.
      }
    }
  }

  private List<String> until(TestClient client, String uri) throws Exception {
    List<String> found = next(client, uri);
    while (found.isEmpty()) {
      found = next(client, uri);
    }
    return found;
  }

  private static JsonArray items(ProgressParams p) {
    return ((JsonObject) p.getValue().getRight()).getAsJsonArray("items");
  }

  @Test
  void aWorkspaceComesInPartsWithProgress() throws Exception {
    for (int i = 0; i < 40; i++) {
      Files.writeString(folder.resolve("file" + i + ".gene"), "(println undefined_name)\n");
    }
    try (var client = new TestClient()) {
      client.initialize(c -> { }, folder);
      client.server.initialized(new InitializedParams());
      while (!get(client.server.status()).indexed()) {
        Thread.onSpinWait();
      }
      var params = new WorkspaceDiagnosticParams(List.of(new PreviousResultId("file:///gone.gene", "1")));
      params.setPartialResultToken("parts");
      params.setWorkDoneToken(Either.forRight(7));
      assertEquals(List.of(), get(client.server.getWorkspaceService().diagnostic(params)).getItems());
      var parts = new ArrayList<ProgressParams>();
      var work = new ArrayList<ProgressParams>();
      client.progress.drainTo(parts);
      parts.removeIf(p -> !p.getToken().equals(Either.forLeft("parts")) && (p.getToken().isLeft() || work.add(p)));
      assertEquals(List.of(32, 9), parts.stream().map(p -> items(p).size()).toList());
      assertEquals("{\"uri\":\"file:///gone.gene\",\"kind\":\"full\",\"items\":[]}", items(parts.get(1)).get(8).toString());
      assertTrue(work.get(0).getValue().getLeft() instanceof WorkDoneProgressBegin);
      assertTrue(work.get(work.size() - 1).getValue().getLeft() instanceof WorkDoneProgressEnd);
    }
  }
}
