// Requests that look at a stopped program: threads, frames, variables, values.
package gene.dap;

import gene.debug.Completion;
import gene.debug.Stop;
import gene.vm.StackTrace;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.CompletionItem;
import org.eclipse.lsp4j.debug.CompletionItemType;
import org.eclipse.lsp4j.debug.CompletionsArguments;
import org.eclipse.lsp4j.debug.CompletionsResponse;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateArgumentsContext;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ExceptionBreakMode;
import org.eclipse.lsp4j.debug.ExceptionDetails;
import org.eclipse.lsp4j.debug.ExceptionInfoArguments;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.SetExpressionArguments;
import org.eclipse.lsp4j.debug.SetExpressionResponse;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.Thread;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.ValueFormat;
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
      response.setStackFrames(frames.stream().map(f -> translation.frame(f, args.getFormat())).toArray(StackFrame[]::new));
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

  private static boolean hex(ValueFormat format) {
    return format != null && Boolean.TRUE.equals(format.getHex());
  }

  @JsonRequest
  public CompletableFuture<SetVariableResponse> setVariable(SetVariableArguments args) {
    return requests.ask(() -> conversation.debugger().whileStopped(innermost -> {
      Unfolding of = translation.unfolding(args.getVariablesReference());
      return translation.assigned(of.frame().assign(of.parts(), args.getName(), args.getValue()), of, hex(args.getFormat()));
    }));
  }

  @JsonRequest
  public CompletableFuture<SetExpressionResponse> setExpression(SetExpressionArguments args) {
    return requests.ask(() -> conversation.inFrame(args.getFrameId(), frame ->
        translation.expressionAssigned(frame.assign(args.getExpression(), args.getValue()), frame, hex(args.getFormat()))));
  }

  /** What is typed into the console while the program runs is a line of its standard input. */
  @JsonRequest
  public CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments args) {
    String context = args.getContext() == null ? "" : args.getContext();
    boolean hover = EvaluateArgumentsContext.HOVER.equals(context);
    if (EvaluateArgumentsContext.REPL.equals(context) && ConsoleCommands.isCommand(args.getExpression()) && !conversation.session().takesInput()) {
      return requests.ask(() -> new ConsoleCommands(conversation).run(args.getExpression(), args.getFrameId()).map(text -> {
        var response = new EvaluateResponse();
        response.setResult(text);
        return response;
      }));
    }
    if (EvaluateArgumentsContext.REPL.equals(context) && args.getFrameId() == null && conversation.session().takesInput()) {
      return requests.begin(answer -> {
        conversation.session().input(args.getExpression() + "\n");
        var response = new EvaluateResponse();
        response.setResult("");
        answer.complete(response);
      });
    }
    return requests.ask(() -> conversation.inFrame(args.getFrameId(), frame -> {
      var value = hover ? frame.lookUp(args.getExpression()) : frame.evaluate(args.getExpression());
      EvaluateResponse response = translation.evaluated(value, frame, hex(args.getFormat()));
      if (EvaluateArgumentsContext.CLIPBOARD.equals(context)) {
        response.setResult(value.wholeText());
      }
      return response;
    }));
  }

  @JsonRequest
  public CompletableFuture<CompletionsResponse> completions(CompletionsArguments args) {
    return requests.ask(() -> conversation.inFrame(args.getFrameId(), frame -> {
      String[] lines = args.getText().split("\n", -1);
      int line = args.getLine() == null ? 0 : conversation.lines().fromClient(args.getLine()) - 1;
      String text = lines[Math.max(0, Math.min(line, lines.length - 1))];
      int column = conversation.lines().columnFromClient(args.getColumn()) - 1;
      var response = new CompletionsResponse();
      response.setTargets(frame.completions(text, column).stream().map(c -> item(c, column)).toArray(CompletionItem[]::new));
      return response;
    }));
  }

  private CompletionItem item(Completion c, int column) {
    var item = new CompletionItem();
    item.setLabel(c.text());
    item.setText(c.text());
    item.setDetail(c.detail());
    item.setType(CompletionItemType.valueOf(c.kind().name()));
    item.setStart(conversation.lines().columnToClient(c.start() + 1));
    item.setLength(Math.max(0, column - c.start()));
    return item;
  }

  @JsonRequest
  public CompletableFuture<ExceptionInfoResponse> exceptionInfo(ExceptionInfoArguments args) {
    return requests.ask(() -> conversation.debugger().whileStopped(innermost -> {
      Stop stop = conversation.session().exceptionStop();
      var response = new ExceptionInfoResponse();
      response.setExceptionId(stop.exception().cls().name());
      response.setDescription(stop.text());
      response.setBreakMode(stop.caught() ? ExceptionBreakMode.ALWAYS : ExceptionBreakMode.UNHANDLED);
      ExceptionDetails details = details(stop.exception());
      details.setEvaluateName("$ex");
      response.setDetails(details);
      return response;
    }));
  }

  /** With the chain of causes, each nested in the one that it brought about. */
  private static ExceptionDetails details(gene.vm.ExceptionInstance exception) {
    var chain = new ArrayList<gene.vm.ExceptionInstance>();
    for (Object at = exception; at instanceof gene.vm.ExceptionInstance e && !chain.contains(e); at = e.field("cause")) {
      chain.add(e);
    }
    ExceptionDetails inner = null;
    for (int i = chain.size() - 1; i >= 0; i--) {
      var details = new ExceptionDetails();
      gene.vm.ExceptionInstance e = chain.get(i);
      details.setMessage(e.message());
      details.setTypeName(e.cls().name());
      StackTrace trace = e.trace();
      details.setStackTrace(trace == null ? null : String.join("\n", trace.lines()));
      if (inner != null) {
        details.setInnerException(new ExceptionDetails[] {inner});
      }
      inner = details;
    }
    return inner;
  }

  /** Of byte strings, and of strings as UTF-8. */
  @JsonRequest
  public CompletableFuture<ReadMemoryResponse> readMemory(ReadMemoryArguments args) {
    return requests.ask(() -> conversation.debugger().whileStopped(innermost -> {
      byte[] bytes = translation.memory(args.getMemoryReference());
      long from = args.getOffset() == null ? 0 : args.getOffset();
      int first = (int) Math.max(0, Math.min(from, bytes.length));
      int last = (int) Math.max(first, Math.min((long) bytes.length, from + Math.max(0, args.getCount())));
      var response = new ReadMemoryResponse();
      response.setAddress(String.valueOf(first));
      response.setData(Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(bytes, first, last)));
      response.setUnreadableBytes(Math.max(0, args.getCount()) - (last - first));
      return response;
    }));
  }
}
