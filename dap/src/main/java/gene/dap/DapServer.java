// The requests of the protocol: each is checked, handed to the debugger and translated.
package gene.dap;

import gene.debug.Ask;
import gene.debug.BreakpointRequest;
import gene.debug.DebugException;
import gene.debug.Debugger;
import gene.debug.ExceptionFilter;
import gene.debug.StackFrame;
import gene.debug.StepKind;
import gene.debug.Stop;
import gene.vm.StackTrace;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.*;
import org.eclipse.lsp4j.debug.Thread;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;

/**
 * LSP4J calls a request's method on the reader's thread. The method only says what is to be done: the work begins in {@link
 * #startRequests}, when the answer is wired, and mostly goes on on the VM's thread (see {@link Debugger}).
 */
final class DapServer implements IDebugProtocolServer {
  private final Translation translation;
  private final Session session;
  private final Debugger debugger;
  private final Host host;
  private final ArrayDeque<Runnable> requests = new ArrayDeque<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private Client client;
  /** The program goes on without the client. */
  private boolean released;

  DapServer(Host host) {
    this.host = host;
    translation = new Translation(new SourcePaths(host.folder()));
    session = new Session(host, translation);
    debugger = session.debugger();
  }

  void connect(IDebugProtocolClient remote) {
    client = new Client(remote, translation);
    session.connect(client);
  }

  /** Complete when the client has been told goodbye, or is gone. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** The client is gone: so is its program, unless the client let it go on. */
  void streamEnded() {
    client.goodbye();
    if (!released) {
      session.terminate().whenComplete((nothing, failure) -> ended.complete(null));
    }
  }

  void startRequests() {
    for (Runnable next = requests.poll(); next != null; next = requests.poll()) {
      next.run();
    }
  }

  private <T> CompletableFuture<T> request(Supplier<Ask<T>> work) {
    return begin(answer -> work.get().send(answer));
  }

  /** @param work completes the answer, or throws */
  private <T> CompletableFuture<T> begin(Consumer<CompletableFuture<T>> work) {
    var answer = new CompletableFuture<T>();
    requests.add(() -> {
      try {
        work.accept(answer);
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  // Beginning

  @Override
  public CompletableFuture<Capabilities> initialize(InitializeRequestArguments args) {
    translation.lines().countFrom(Boolean.FALSE.equals(args.getLinesStartAt1()) ? 0 : 1, Boolean.FALSE.equals(args.getColumnsStartAt1()) ? 0 : 1);
    if ("uri".equals(args.getPathFormat())) {
      translation.paths().useUris();
    }
    requests.add(() -> client.initialized());
    return done(capabilities());
  }

  private static Capabilities capabilities() {
    var c = new Capabilities();
    c.setSupportsConfigurationDoneRequest(true);
    c.setSupportsConditionalBreakpoints(true);
    c.setSupportsHitConditionalBreakpoints(true);
    c.setSupportsLogPoints(true);
    c.setSupportsEvaluateForHovers(true);
    c.setSupportsSetVariable(true);
    c.setSupportsExceptionInfoRequest(true);
    c.setSupportsDelayedStackTraceLoading(true);
    c.setSupportsTerminateRequest(true);
    c.setSupportTerminateDebuggee(true);
    c.setExceptionBreakpointFilters(new ExceptionBreakpointsFilter[] {
        filter(ExceptionFilter.ALL, "All Exceptions", false), filter(ExceptionFilter.UNCAUGHT, "Uncaught Exceptions", true)});
    return c;
  }

  private static ExceptionBreakpointsFilter filter(ExceptionFilter f, String label, boolean usual) {
    var shown = new ExceptionBreakpointsFilter();
    shown.setFilter(f.name().toLowerCase(Locale.ROOT));
    shown.setLabel(label);
    shown.setDefault_(usual);
    return shown;
  }

  @Override
  public CompletableFuture<Void> launch(Map<String, Object> args) {
    return begin(answer -> session.launch(LaunchArguments.parse(args == null ? Map.of() : args, host), answer));
  }

  @Override
  public CompletableFuture<Void> attach(Map<String, Object> args) {
    return CompletableFuture.failedFuture(new DebugException("Gene cannot attach to a running program; launch it instead"));
  }

  @Override
  public CompletableFuture<Void> configurationDone(ConfigurationDoneArguments args) {
    requests.add(session::configurationDone);
    return done(null);
  }

  // Breakpoints

  @Override
  public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments args) {
    return request(() -> {
      if (args.getSource() == null || args.getSource().getPath() == null) {
        throw new DebugException("Breakpoints can be set in files only");
      }
      SourceBreakpoint[] wanted = args.getBreakpoints() == null ? new SourceBreakpoint[0] : args.getBreakpoints();
      List<BreakpointRequest> asked = Arrays.stream(wanted).map(b -> new BreakpointRequest(translation.lines().fromClient(b.getLine()),
          orEmpty(b.getCondition()), orEmpty(b.getHitCondition()), orEmpty(b.getLogMessage()))).toList();
      return session.setBreakpoints(translation.paths().id(args.getSource().getPath()), asked).map(found -> {
        var response = new SetBreakpointsResponse();
        response.setBreakpoints(found.stream().map(translation::breakpoint).toArray(Breakpoint[]::new));
        return response;
      });
    });
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  @Override
  public CompletableFuture<SetExceptionBreakpointsResponse> setExceptionBreakpoints(SetExceptionBreakpointsArguments args) {
    return request(() -> {
      var wanted = EnumSet.noneOf(ExceptionFilter.class);
      for (String filter : args.getFilters() == null ? new String[0] : args.getFilters()) {
        wanted.add(Arrays.stream(ExceptionFilter.values()).filter(f -> f.name().equalsIgnoreCase(filter)).findFirst()
            .orElseThrow(() -> new DebugException("There is no exception filter `" + filter + "`")));
      }
      return debugger.setExceptionFilters(wanted).map(x -> new SetExceptionBreakpointsResponse());
    });
  }

  // Going on

  @Override
  public CompletableFuture<ContinueResponse> continue_(ContinueArguments args) {
    return request(() -> resume(StepKind.CONTINUE, args.getThreadId()).map(x -> {
      var response = new ContinueResponse();
      response.setAllThreadsContinued(true);
      return response;
    }));
  }

  @Override
  public CompletableFuture<Void> next(NextArguments args) {
    return request(() -> resume(StepKind.OVER, args.getThreadId()));
  }

  @Override
  public CompletableFuture<Void> stepIn(StepInArguments args) {
    return request(() -> resume(StepKind.IN, args.getThreadId()));
  }

  @Override
  public CompletableFuture<Void> stepOut(StepOutArguments args) {
    return request(() -> resume(StepKind.OUT, args.getThreadId()));
  }

  private Ask<Void> resume(StepKind how, int thread) {
    return debugger.resume(how, thread).map(x -> {
      session.forgetStop();
      return null;
    });
  }

  @Override
  public CompletableFuture<Void> pause(PauseArguments args) {
    requests.add(debugger::pause);
    return done(null);
  }

  @Override
  public CompletableFuture<Void> terminate(TerminateArguments args) {
    requests.add(session::terminate);
    return done(null);
  }

  @Override
  public CompletableFuture<Void> disconnect(DisconnectArguments args) {
    boolean release = args != null && Boolean.FALSE.equals(args.getTerminateDebuggee());
    var answer = new CompletableFuture<Void>();
    requests.add(() -> {
      released = release;
      CompletableFuture<Void> end = release ? session.release() : session.terminate();
      CompletableFuture<Void> parting = release ? done(null) : end;
      parting.whenComplete((x, failure) -> {
        client.goodbye();
        answer.complete(null);
        end.whenComplete((y, late) -> ended.complete(null));
      });
    });
    return answer;
  }

  // Looking

  @Override
  public CompletableFuture<ThreadsResponse> threads() {
    var response = new ThreadsResponse();
    response.setThreads(debugger.threads().stream().map(t -> {
      var shown = new Thread();
      shown.setId(t.id());
      shown.setName(t.name());
      return shown;
    }).toArray(Thread[]::new));
    return done(response);
  }

  @Override
  public CompletableFuture<StackTraceResponse> stackTrace(StackTraceArguments args) {
    int from = args.getStartFrame() == null ? 0 : args.getStartFrame();
    int levels = args.getLevels() == null ? 0 : args.getLevels();
    int to = levels > 0 ? (int) Math.min(Integer.MAX_VALUE, (long) from + levels) : Integer.MAX_VALUE;
    return request(() -> debugger.withFrames(args.getThreadId(), from, to, (frames, count) -> {
      var response = new StackTraceResponse();
      response.setStackFrames(frames.stream().map(translation::frame).toArray(org.eclipse.lsp4j.debug.StackFrame[]::new));
      response.setTotalFrames(count);
      return response;
    }));
  }

  @Override
  public CompletableFuture<ScopesResponse> scopes(ScopesArguments args) {
    return request(() -> debugger.whileStopped(innermost -> {
      var response = new ScopesResponse();
      response.setScopes(translation.scopes(translation.frame(args.getFrameId())).toArray(Scope[]::new));
      return response;
    }));
  }

  @Override
  public CompletableFuture<VariablesResponse> variables(VariablesArguments args) {
    return request(() -> debugger.whileStopped(innermost -> {
      var response = new VariablesResponse();
      response.setVariables(translation.variables(translation.unfolding(args.getVariablesReference()), args));
      return response;
    }));
  }

  @Override
  public CompletableFuture<SetVariableResponse> setVariable(SetVariableArguments args) {
    return request(() -> debugger.whileStopped(innermost -> {
      Unfolding of = translation.unfolding(args.getVariablesReference());
      return translation.assigned(of.frame().assign(of.parts(), args.getName(), args.getValue()), of);
    }));
  }

  @Override
  public CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments args) {
    boolean hover = EvaluateArgumentsContext.HOVER.equals(args.getContext());
    Function<StackFrame, EvaluateResponse> evaluate = frame ->
        translation.evaluated(hover ? frame.lookUp(args.getExpression()) : frame.evaluate(args.getExpression()), frame);
    return request(() -> debugger.whileStopped(innermost ->
        evaluate.apply(args.getFrameId() == null ? innermost : translation.frame(args.getFrameId()))));
  }

  @Override
  public CompletableFuture<ExceptionInfoResponse> exceptionInfo(ExceptionInfoArguments args) {
    return request(() -> debugger.whileStopped(innermost -> {
      Stop stop = session.exceptionStop();
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

  @Override
  public CompletableFuture<SourceResponse> source(SourceArguments args) {
    return request(() -> {
      var response = new SourceResponse();
      response.setContent(translation.paths().text(args.getSourceReference()));
      return Ask.of(response);
    });
  }
}
