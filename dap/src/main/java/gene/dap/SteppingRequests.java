// Requests that let the program go on, or stop it.
package gene.dap;

import gene.debug.Ask;
import gene.debug.StepKind;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.ContinueResponse;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class SteppingRequests {
  private final Conversation conversation;
  private final Requests requests;

  SteppingRequests(Conversation conversation) {
    this.conversation = conversation;
    requests = conversation.requests();
  }

  @JsonRequest("continue")
  public CompletableFuture<ContinueResponse> goOn(ContinueArguments args) {
    return requests.ask(() -> resume(StepKind.CONTINUE, args.getThreadId()).map(x -> {
      var response = new ContinueResponse();
      response.setAllThreadsContinued(true);
      return response;
    }));
  }

  @JsonRequest
  public CompletableFuture<Void> next(NextArguments args) {
    return requests.ask(() -> resume(StepKind.OVER, args.getThreadId()));
  }

  @JsonRequest
  public CompletableFuture<Void> stepIn(StepInArguments args) {
    return requests.ask(() -> resume(StepKind.IN, args.getThreadId()));
  }

  @JsonRequest
  public CompletableFuture<Void> stepOut(StepOutArguments args) {
    return requests.ask(() -> resume(StepKind.OUT, args.getThreadId()));
  }

  private Ask<Void> resume(StepKind how, int thread) {
    return conversation.debugger().resume(how, thread).map(x -> {
      conversation.session().forgetStop();
      return null;
    });
  }

  @JsonRequest
  public CompletableFuture<Void> pause(PauseArguments args) {
    return requests.after(null, conversation.debugger()::pause);
  }
}
