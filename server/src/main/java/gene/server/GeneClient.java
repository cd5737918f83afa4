// What the server tells a client beyond the protocol, to those that ask for it (docs/lsp-protocol.md).
package gene.server;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.services.LanguageClient;

public interface GeneClient extends LanguageClient {
  record Output(String token, String stream, String text) {}

  /** @param result null but at the end of a test
   *  @param text   null unless something was printed */
  record TestEvent(String token, String event, String id, String kind, String uri, String stream, String text, TestRequests.Result result) {}

  @JsonNotification("gene/output")
  default void output(Output output) {
    throw new UnsupportedOperationException();
  }

  @JsonNotification("gene/testEvent")
  default void testEvent(TestEvent event) {
    throw new UnsupportedOperationException();
  }

  @JsonNotification("gene/status")
  default void status(ServerQuestions.Status status) {
    throw new UnsupportedOperationException();
  }
}
