// Requests about the code that runs: texts, loaded files, instructions.
package gene.dap;

import gene.debug.Ask;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.SourceArguments;
import org.eclipse.lsp4j.debug.SourceResponse;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class CodeRequests {
  private final Conversation conversation;

  CodeRequests(Conversation conversation) {
    this.conversation = conversation;
  }

  @JsonRequest
  public CompletableFuture<SourceResponse> source(SourceArguments args) {
    return conversation.requests().ask(() -> {
      var response = new SourceResponse();
      response.setContent(conversation.translation().paths().text(args.getSourceReference()));
      return Ask.of(response);
    });
  }
}
