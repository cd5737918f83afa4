// A debugging session: the program that runs under the debugger, and what the client is told of it.
package gene.dap;

import gene.debug.Ask;
import gene.debug.Breakpoint;
import gene.debug.DebugException;
import gene.debug.DebugListener;
import gene.debug.DebugThread;
import gene.debug.Debugger;
import gene.debug.ExceptionRequest;
import gene.debug.StepKind;
import gene.debug.Stop;
import gene.debug.Timeline;
import gene.source.Source;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

final class Session implements DebugListener {
  /** How long a program that was told to end may take. */
  private static final long PATIENCE_MILLISECONDS = 1500;
  private static final String WITHOUT_DEBUGGING = "The program runs without debugging";

  private final Host host;
  private final Translation translation;
  private final Debugger debugger;
  private final CompletableFuture<Void> configured = new CompletableFuture<>();
  /** The program has ended, and no other takes its place. */
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private Client client;
  private boolean painted;
  /** The client has heard that it can ask for steps back. */
  private boolean offersStepsBack;
  /** Null unless there is a program to attach to. */
  private CompletableFuture<ProgramRun> attachment;
  /** The program was told to end and does not. */
  private final CompletableFuture<Void> abandoned = new CompletableFuture<>();
  private volatile ProgramRun run;
  private volatile boolean stopped;
  private volatile Optional<Stop> exceptionStop = Optional.empty();

  Session(Host host, Translation translation) {
    this.host = host;
    this.translation = translation;
    debugger = new Debugger(this, translation.texts());
  }

  void connect(Client toClient) {
    client = toClient;
  }

  /** The client shows the colours of a terminal. */
  void paint(boolean colours) {
    painted = colours;
  }

  Client client() {
    return client;
  }

  Debugger debugger() {
    return debugger;
  }

  /** Answers when the program is compiled, or cannot be; on demand only when it may begin. */
  void launch(LaunchArguments arguments, CompletableFuture<Void> answer) {
    checkLaunchable();
    start(arguments, answer, configured);
  }

  void checkLaunchable() {
    if (run != null) {
      throw new DebugException("A program was launched already");
    } else if (attachment != null) {
      throw new DebugException("A program waits here: attach to it");
    }
  }

  CompletableFuture<ProgramRun> awaitAttachment() {
    attachment = new CompletableFuture<>();
    return attachment;
  }

  /** Lets the program of this process run under the debugger. */
  void attach(LaunchArguments arguments, CompletableFuture<Void> answer) {
    if (attachment == null) {
      throw new DebugException("There is no running program here to attach to; launch one");
    } else if (run != null) {
      throw new DebugException("The debugger is attached already");
    }
    ProgramRun next = prepare(arguments, answer, configured);
    attachment.complete(next);
  }

  /** Whether the program was there before the client, and goes on without it unless told to end. */
  boolean isAttached() {
    return attachment != null;
  }

  private ProgramRun prepare(LaunchArguments launch, CompletableFuture<Void> answer, CompletableFuture<Void> mayBegin) {
    debugger.showLibrary(!launch.justMyCode());
    long recordedBytes = launch.noDebug() ? 0 : launch.recordBytes();
    debugger.recordFromStart(recordedBytes);
    offerStepsBack(recordedBytes > 0);
    var next = new ProgramRun(launch, debugger, client, painted ? host.painted() : host.report(), () -> stopped);
    next.ready.whenComplete((nothing, failure) -> {
      if (failure != null) {
        answer.completeExceptionally(failure);
      } else if (!launch.answerWhenConfigured()) {
        answer.complete(null);
      }
    });
    CompletableFuture.allOf(next.ready, mayBegin).thenRun(() -> {
      answer.complete(null);
      debugger.start(launch.stopOnEntry() && !launch.noDebug()).send();
    });
    run = next;
    next.ended.thenAccept(status -> {
      if (run == next) {
        stopped = false;
        client.ended(status);
        ended.complete(null);
      }
    });
    return next;
  }

  private void start(LaunchArguments launch, CompletableFuture<Void> answer, CompletableFuture<Void> mayBegin) {
    ProgramRun next = prepare(launch, answer, mayBegin);
    try {
      next.start();
    } catch (DebugException e) {
      run = null;
      throw e;
    }
  }

  /** Ends the program and runs it again, with the same breakpoints. @param changed the configuration if it has changed, else null */
  void restart(LaunchArguments changed, CompletableFuture<Void> answer) {
    ProgramRun old = run;
    if (attachment != null) {
      throw new DebugException("A program that was attached to is not restarted: start it again where it was started");
    } else if (old == null) {
      throw new DebugException("No program was launched yet");
    } else if (ended.isDone()) {
      throw new DebugException("The session has ended; start a new one");
    }
    // The end of the old run is not the end of the session.
    run = null;
    old.silence();
    debugger.terminate();
    old.ended.copy().orTimeout(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS).whenComplete((status, late) -> {
      if (late != null) {
        run = old;
        answer.completeExceptionally(new DebugException("The program waits for something outside and does not end; it cannot be restarted"));
        return;
      }
      forgetStop();
      try {
        start(changed == null ? old.launch : changed, answer, CompletableFuture.completedFuture(null));
      } catch (DebugException e) {
        answer.completeExceptionally(e);
        client.ended(status);
        ended.complete(null);
      }
    });
  }

  void configurationDone() {
    configured.complete(null);
  }

  /** Sets breakpoints of any kind; none where the program runs without debugging, for then nothing stops it. */
  Ask<List<Breakpoint>> setBreakpoints(int count, Supplier<Ask<List<Breakpoint>>> set) {
    return runsWithoutDebugging() ? Ask.of(Collections.nCopies(count, new Breakpoint(0, "", false, 0, 0, WITHOUT_DEBUGGING))) : set.get();
  }

  /** Gives what is wrong with each of them, or an empty text. */
  Ask<List<String>> setExceptionBreakpoints(List<ExceptionRequest> wanted) {
    return runsWithoutDebugging() ? Ask.of(Collections.nCopies(wanted.size(), WITHOUT_DEBUGGING)) : debugger.setExceptionBreakpoints(wanted);
  }

  private boolean runsWithoutDebugging() {
    ProgramRun now = run;
    return now != null && now.launch.noDebug();
  }

  // What the debugger reports

  @Override
  public void ready() {
    ProgramRun now = run;
    if (now.launch.noDebug()) {
      debugger.clearBreakpoints().send();
    }
    now.ready.complete(null);
  }

  @Override
  public void stopped(Stop stop) {
    exceptionStop = stop.exception() == null ? Optional.empty() : Optional.of(stop);
    stopped = true;
    ProgramRun now = run;
    if (now != null) {
      now.flush();
      now.paused();
    }
    client.stopped(stop);
  }

  /** Why the program stands still, if an exception is the reason. */
  Stop exceptionStop() {
    return exceptionStop.orElseThrow(() -> new DebugException("The program has not stopped at an exception"));
  }

  @Override
  public void thread(DebugThread thread, boolean started) {
    client.thread(thread, started);
  }

  @Override
  public void recorded(Timeline.State state) {
    offerStepsBack(state.recording());
    client.timeline(state);
  }

  private synchronized void offerStepsBack(boolean offered) {
    if (offered != offersStepsBack) {
      offersStepsBack = offered;
      client.capabilities(Feature.recording(offered));
    }
  }

  @Override
  public void forked(long position, long dropped) {
    client.forked(position, dropped);
  }

  @Override
  public void loaded(Source source) {
    client.loaded(source);
  }

  @Override
  public void changed(Breakpoint breakpoint) {
    client.changed(breakpoint);
  }

  @Override
  public void logged(String text, Source source, int offset) {
    ProgramRun now = run;
    if (now != null) {
      now.log(text, source, offset);
    }
  }

  // Standard input

  /** Whether the program runs, and reads what is typed into the console. */
  boolean takesInput() {
    ProgramRun now = run;
    return now != null && attachment == null && !stopped && !now.ended.isDone() && now.launch.input() == null;
  }

  void input(String text) {
    run.input(text);
  }

  // The end

  /** Ends the program; complete when it has ended or was abandoned, and the client was told. */
  CompletableFuture<Void> terminate() {
    if (run == null) {
      return CompletableFuture.completedFuture(null);
    }
    debugger.terminate();
    return ended.copy().orTimeout(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS).exceptionally(late -> {
      client.output("console", "The program waits for something outside and does not end; it was abandoned.\n");
      client.ended(1);
      abandoned.complete(null);
      return null;
    });
  }

  /** Complete when the program waits for something outside though it was told to end. */
  CompletableFuture<Void> abandoned() {
    return abandoned;
  }

  /** Lets the program go on alone; complete when it has ended. */
  CompletableFuture<Void> release() {
    if (run == null) {
      return CompletableFuture.completedFuture(null);
    }
    debugger.clearBreakpoints().send();
    configurationDone();
    // Refused when the program does not stand still, and then it goes on anyway.
    debugger.resume(StepKind.CONTINUE, 0).send();
    return ended;
  }

  void forgetStop() {
    exceptionStop = Optional.empty();
    stopped = false;
    translation.forget();
  }
}
