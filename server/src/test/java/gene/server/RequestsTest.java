// Requests: the snapshot they are asked on, what overtakes and cancels them, and faults that end nothing but the request.
package gene.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.server.Requests.Urgency;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.Fixture;
import gene.server.feature.Snapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RequestsTest {
  private static final DocumentUri A = DocumentUri.of(Fixture.FOLDER.resolve("a.gene"));
  private static final DocumentUri B = DocumentUri.of(Fixture.FOLDER.resolve("b.gene"));

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Log log = new Log(err, false);
  private final Workspace workspace = new Workspace(log);
  private final Requests requests = new Requests(workspace, log);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
    requests.close();
    workspace.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ResponseError failure(CompletableFuture<?> request) {
    Throwable cause = assertThrows(ExecutionException.class, () -> TestClient.get(request)).getCause();
    return ((ResponseErrorException) cause).getResponseError();
  }

  private void edit(String text) {
    workspace.change("edit", s -> s.with(Document.of(A, 1, text)), () -> requests.overtake(A));
  }

  private static String text(Snapshot s) {
    return s.findOpen(A).orElseThrow().source().text();
  }

  @Test
  void aRequestSeesTheEditsBeforeItAndNoneAfterIt() throws Exception {
    edit("one");
    var started = new CountDownLatch(1);
    CompletableFuture<String> first = requests.run("first", Urgency.AT_CURSOR, B, s -> {
      started.countDown();
      await(release);
      return text(s);
    });
    await(started);
    edit("two");
    assertEquals("two", TestClient.get(requests.run("second", Urgency.AT_CURSOR, A, RequestsTest::text)));
    release.countDown();
    assertEquals("one", TestClient.get(first));
  }

  @Test
  void anEditOvertakesTheRequestsAboutItsDocument() throws Exception {
    edit("one");
    var started = new CountDownLatch(2);
    var asked = new ArrayList<CompletableFuture<String>>();
    // Two that run, and one that waits for a thread.
    for (int i = 0; i < 3; i++) {
      asked.add(requests.run("slow", Urgency.AT_CURSOR, A, s -> {
        started.countDown();
        await(release);
        return text(s);
      }));
    }
    await(started);
    CompletableFuture<Integer> other = requests.run("other", Urgency.WHOLE_FILE, B, s -> 7);
    edit("two");
    for (CompletableFuture<String> request : asked) {
      assertEquals(ResponseErrorCode.ContentModified.getValue(), failure(request).getCode());
    }
    assertEquals(7, TestClient.get(other));
  }

  @Test
  void whatIsCancelledInTheQueueIsNotComputed() throws Exception {
    var computed = new AtomicBoolean();
    workspace.change("slow", s -> {
      await(release);
      return s;
    }, () -> { });
    CompletableFuture<Integer> request = requests.run("cancelled", Urgency.AT_CURSOR, A, s -> {
      computed.set(true);
      return 1;
    });
    assertTrue(request.cancel(true));
    release.countDown();
    assertEquals("done", TestClient.get(requests.run("next", Urgency.AT_CURSOR, A, s -> "done")));
    assertFalse(computed.get());
  }

  @Test
  void slowWorkOnFilesDelaysNothingAtTheCursor() throws Exception {
    var started = new CountDownLatch(2);
    for (int i = 0; i < 4; i++) {
      requests.run("slow", Urgency.WHOLE_FILE, A, s -> {
        started.countDown();
        await(release);
        return 1;
      });
    }
    await(started);
    assertEquals("done", TestClient.get(requests.run("quick", Urgency.AT_CURSOR, B, s -> "done")));
  }

  @Test
  void aFaultIsLoggedAndEndsOnlyItsRequest() throws Exception {
    var told = new ArrayList<String>();
    log.connect(told::add);
    for (Error fault : List.of(new StackOverflowError(), new AssertionError("broken"))) {
      ResponseError error = failure(requests.run("textDocument/hover", Urgency.AT_CURSOR, A, s -> {
        throw fault;
      }));
      assertEquals(ResponseErrorCode.InternalError.getValue(), error.getCode());
      assertEquals("textDocument/hover met a fault of the language server; its log on standard error says more", error.getMessage());
    }
    assertEquals(2, told.size());
    String logged = err.toString(StandardCharsets.UTF_8);
    assertTrue(logged.contains("textDocument/hover failed: java.lang.AssertionError: broken at RequestsTest.java:"), logged);
    assertFalse(logged.contains("\tat "), logged);
    assertEquals("done", TestClient.get(requests.run("next", Urgency.AT_CURSOR, A, s -> "done")));
  }

  @Test
  void aFaultyEditLeavesTheSnapshotAsItWas() throws Exception {
    edit("one");
    workspace.change("bad edit", s -> {
      throw new IllegalStateException("bad");
    }, () -> { });
    assertEquals("one", TestClient.get(requests.run("text", Urgency.AT_CURSOR, A, RequestsTest::text)));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("bad edit failed"));
  }
}
