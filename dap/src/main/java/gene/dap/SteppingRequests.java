// Requests that let the program go on, or stop it.
package gene.dap;

import gene.debug.Ask;
import gene.debug.Granularity;
import gene.debug.StackFrame;
import gene.debug.StepKind;
import gene.debug.StepRequest;
import gene.debug.StepTarget;
import gene.debug.Stop;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.ContinueResponse;
import org.eclipse.lsp4j.debug.GotoArguments;
import org.eclipse.lsp4j.debug.GotoTarget;
import org.eclipse.lsp4j.debug.GotoTargetsArguments;
import org.eclipse.lsp4j.debug.GotoTargetsResponse;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.RestartFrameArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepInTarget;
import org.eclipse.lsp4j.debug.StepInTargetsArguments;
import org.eclipse.lsp4j.debug.StepInTargetsResponse;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.eclipse.lsp4j.debug.TerminateThreadsArguments;
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
    return requests.ask(() -> resume(new StepRequest(StepKind.CONTINUE, args.getThreadId())).map(x -> {
      var response = new ContinueResponse();
      response.setAllThreadsContinued(true);
      return response;
    }));
  }

  @JsonRequest
  public CompletableFuture<Void> next(NextArguments args) {
    return requests.ask(() -> resume(new StepRequest(StepKind.OVER, args.getThreadId(), granularity(args.getGranularity()), -1)));
  }

  @JsonRequest
  public CompletableFuture<Void> stepIn(StepInArguments args) {
    int target = args.getTargetId() == null ? -1 : args.getTargetId();
    return requests.ask(() -> resume(new StepRequest(StepKind.IN, args.getThreadId(), granularity(args.getGranularity()), target)));
  }

  @JsonRequest
  public CompletableFuture<Void> stepOut(StepOutArguments args) {
    return requests.ask(() -> resume(new StepRequest(StepKind.OUT, args.getThreadId(), granularity(args.getGranularity()), -1)));
  }

  private static Granularity granularity(SteppingGranularity asked) {
    return asked == null || asked == SteppingGranularity.STATEMENT ? Granularity.STATEMENT
        : asked == SteppingGranularity.LINE ? Granularity.LINE : Granularity.INSTRUCTION;
  }

  private Ask<Void> resume(StepRequest how) {
    return conversation.debugger().resume(how).map(x -> {
      conversation.session().forgetStop();
      return null;
    });
  }

  @JsonRequest
  public CompletableFuture<Void> pause(PauseArguments args) {
    return requests.after(null, () -> conversation.debugger().pause(args.getThreadId()));
  }

  @JsonRequest
  public CompletableFuture<StepInTargetsResponse> stepInTargets(StepInTargetsArguments args) {
    return requests.ask(() -> conversation.inFrame(args.getFrameId(), frame -> {
      var response = new StepInTargetsResponse();
      response.setTargets(frame.stepTargets().stream().map(this::shown).toArray(StepInTarget[]::new));
      return response;
    }));
  }

  private StepInTarget shown(StepTarget t) {
    var shown = new StepInTarget();
    shown.setId(t.id());
    shown.setLabel(t.label());
    Placed at = placed(t);
    shown.setLine(at.line);
    shown.setColumn(at.column);
    shown.setEndLine(at.endLine);
    shown.setEndColumn(at.endColumn);
    return shown;
  }

  @JsonRequest
  public CompletableFuture<GotoTargetsResponse> gotoTargets(GotoTargetsArguments args) {
    return requests.ask(() -> {
      String id = conversation.translation().paths().id(args.getSource());
      int line = conversation.lines().fromClient(args.getLine());
      return conversation.debugger().whileStopped(innermost -> {
        var response = new GotoTargetsResponse();
        response.setTargets(innermost.jumpTargets(id, line).stream().map(this::jump).toArray(GotoTarget[]::new));
        return response;
      });
    });
  }

  private GotoTarget jump(StepTarget t) {
    var shown = new GotoTarget();
    shown.setId(t.id());
    shown.setLabel(t.label());
    Placed at = placed(t);
    shown.setLine(at.line);
    shown.setColumn(at.column);
    shown.setEndLine(at.endLine);
    shown.setEndColumn(at.endColumn);
    return shown;
  }

  /** Where a target stands, as the client counts. */
  private record Placed(int line, int column, int endLine, int endColumn) {}

  private Placed placed(StepTarget t) {
    Lines lines = conversation.lines();
    return new Placed(lines.line(t.source(), t.start()), lines.column(t.source(), t.start()), lines.line(t.source(), t.end()), lines.column(t.source(), t.end()));
  }

  @JsonRequest("goto")
  public CompletableFuture<Void> goTo(GotoArguments args) {
    return standing(() -> conversation.debugger().jump(args.getTargetId()));
  }

  @JsonRequest
  public CompletableFuture<Void> restartFrame(RestartFrameArguments args) {
    return standing(() -> conversation.inFrame(args.getFrameId(), StackFrame::restart));
  }

  /** The program stands elsewhere without having run; the stop follows the answer. */
  private CompletableFuture<Void> standing(Supplier<Ask<Stop>> move) {
    return requests.begin(answer -> {
      var moved = new CompletableFuture<Stop>();
      moved.whenComplete((stop, failure) -> {
        if (failure != null) {
          answer.completeExceptionally(failure);
          return;
        }
        conversation.session().forgetStop();
        answer.complete(null);
        conversation.session().stopped(stop);
      });
      move.get().send(moved);
    });
  }

  @JsonRequest
  public CompletableFuture<Void> terminateThreads(TerminateThreadsArguments args) {
    int[] ids = args.getThreadIds() == null ? new int[0] : args.getThreadIds();
    return requests.ask(() -> conversation.debugger().cancelThreads(Arrays.stream(ids).boxed().toList()));
  }
}
