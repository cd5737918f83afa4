// Requests that look at a stopped program: threads, frames, variables, values.
package gene.dap;

import gene.debug.Stop;
import gene.vm.StackTrace;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateArgumentsContext;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ExceptionBreakMode;
import org.eclipse.lsp4j.debug.ExceptionDetails;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.Thread;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class LookingRequests {
  private final Conversation conversation;
  private final Translation translation;
  private final Requests requests;

  LookingRequests(Conversation conversation) {
    this.conversation = conversation;
    translation = conversation.translation();
    requests = conversation.requests();
  }

  @JsonRequest
  public CompletableFuture<ThreadsResponse> threads() {
    var response = new ThreadsResponse();
    response.setThreads(conversation.debugger().threads().stream().map(t -> {
      var shown = new Thread();
      shown.setId(t.id());
      shown.setName(t.name());
      return shown;
    }).toArray(Thread[]::new));
    return CompletableFuture.completedFuture(response);
  }

  @JsonRequest
  public CompletableFuture<StackTraceResponse> stackTrace(StackTraceArguments args) {
    int from = args.getStartFrame() == null ? 0 : args.getStartFrame();
    int levels = args.getLevels() == null ? 0 : args.getLevels();
    int to = levels > 0 ? (int) Math.min(Integer.MAX_VALUE, (long) from + levels) : Integer.MAX_VALUE;
    return requests.ask(() -> conversation.debugger().withFrames(args.getThreadId(), from, to, (frames, count) -> {
      var response = new StackTraceResponse();
      response.setStackFrames(frames.stream().map(translation::frame).toArray(StackFrame[]::new));
      response.setTotalFrames(count);
      return response;
    }));
  }

  @JsonRequest
  public CompletableFuture<ScopesResponse> scopes(ScopesArguments args) {
    return requests.ask(() -> conversation.inFrame(args.getFrameId(), frame -> {
      var response = new ScopesResponse();
      response.setScopes(translation.scopes(frame).toArray(Scope[]::new));
      return response;
    }));
  }

  @JsonRequest
  public CompletableFuture<VariablesResponse> variables(VariablesArguments args) {
    return requests.ask(() -> conversation.debugger().whileStopped(innermost -> {
      var response = new VariablesResponse();
      response.setVariables(translation.variables(translation.unfolding(args.getVariablesReference()), args));
      return response;
    }));
  }

  @JsonRequest
  public CompletableFuture<SetVariableResponse> setVariable(SetVariableArguments args) {
    return requests.ask(() -> conversation.debugger().whileStopped(innermost -> {
      Unfolding of = translation.unfolding(args.getVariablesReference());
      return translation.assigned(of.frame().assign(of.parts(), args.getName(), args.getValue()), of);
    }));
  }

  @JsonRequest
  public CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments args) {
    boolean hover = EvaluateArgumentsContext.HOVER.equals(args.getContext());
    return requests.ask(() -> conversation.inFrame(args.getFrameId(), frame ->
        translation.evaluated(hover ? frame.lookUp(args.getExpression()) : frame.evaluate(args.getExpression()), frame)));
  }

  @JsonRequest
  public CompletableFuture<ExceptionInfoResponse> exceptionInfo(ExceptionInfoArguments args) {
    return requests.ask(() -> conversation.debugger().whileStopped(innermost -> {
      Stop stop = conversation.session().exceptionStop();
      var details = new ExceptionDetails();
      details.setMessage(stop.exception().message());
      details.setTypeName(stop.exception().cls().name());
      StackTrace trace = stop.exception().trace();
      details.setStackTrace(trace == null ? null : String.join("\n", trace.lines()));
      var response = new ExceptionInfoResponse();
      response.setExceptionId(stop.exception().cls().name());
      response.setDescription(stop.text());
      response.setBreakMode(stop.caught() ? ExceptionBreakMode.ALWAYS : ExceptionBreakMode.UNHANDLED);
      response.setDetails(details);
      return response;
    }));
  }
}
