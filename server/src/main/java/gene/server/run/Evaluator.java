// Evaluates code of documents: in sessions that live on, one for each folder of the workspace, or in a VM for once.
package gene.server.run;

import gene.data.GeneClass;
import gene.data.Printer;
import gene.data.Raise;
import gene.jit.Jit;
import gene.library.Builtins;
import gene.server.Host;
import gene.server.Threads;
import gene.server.feature.CodeToRun;
import gene.server.feature.Document;
import gene.server.feature.Expandable;
import gene.source.Source;
import gene.source.Span;
import gene.syntax.Reader;
import gene.vm.ExceptionInstance;
import gene.vm.Fault;
import gene.vm.Outcome;
import gene.vm.Session;
import gene.vm.StackTrace;
import gene.vm.Vm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Each session has a thread `session`, on which its evaluations follow one another; VMs for once have up to four threads `evaluate`.
 * They may block on whatever the code does; the supervisor stops them, {@link #reset} and {@link #close} let them go.
 */
public final class Evaluator implements AutoCloseable {
  private static final int FRESH_AT_ONCE = 4;
  private static final int LONGEST_VALUE = 10_000;
  private static final String NOWHERE = "<session>";

  /**
   * @param document null for code that is in none
   * @param code     what is evaluated
   * @param whole    whether it is the document as a program, where the VM is for once
   */
  public record Request(Document document, CodeToRun code, boolean whole, boolean fresh, Path folder, Limits limits, Output output) {}

  private final Host host;
  private final Supervisor supervisor;
  private final ExecutorService once = Threads.pool("evaluate", FRESH_AT_ONCE);
  private final Map<Path, FolderSession> sessions = new HashMap<>();
  private boolean closed;

  public Evaluator(Host host, Supervisor supervisor) {
    this.host = host;
    this.supervisor = supervisor;
  }

  /** Code that is in no document. */
  public static CodeToRun code(String text) {
    return new CodeToRun(Reader.read(Source.of(NOWHERE, text)), new Span(0, text.length()));
  }

  /** The future may be cancelled, which stops the code. */
  public CompletableFuture<Evaluated> evaluate(Request request) {
    var answer = new CompletableFuture<Evaluated>();
    try {
      if (request.fresh) {
        once.execute(() -> once(request, answer));
      } else {
        session(request.folder).submit(request, answer);
      }
    } catch (RejectedExecutionException e) {
      answer.complete(stopped(Supervisor.Reason.CANCELLED, request, System.nanoTime()));
    }
    return answer;
  }

  private synchronized FolderSession session(Path folder) {
    if (closed) {
      throw new RejectedExecutionException("the server is ending");
    }
    return sessions.computeIfAbsent(folder, FolderSession::new);
  }

  public synchronized int sessions() {
    return sessions.size();
  }

  /** Ends the session of a folder, or all with null, and what runs there. @return how many there were */
  public int reset(Path folder) {
    List<FolderSession> ended;
    synchronized (this) {
      ended = folder == null ? List.copyOf(sessions.values()) : Optional.ofNullable(sessions.get(folder)).stream().toList();
      sessions.values().removeAll(ended);
    }
    ended.forEach(FolderSession::close);
    return ended.size();
  }

  private synchronized void forget(FolderSession session) {
    sessions.remove(session.folder, session);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    reset(null);
    once.shutdownNow();
  }

  /** What a form becomes. */
  public CompletableFuture<Expansion> expand(Document document, Expandable form, Path folder, Limits limits) {
    return Expansion.of(host, supervisor, once, document, form, folder, limits);
  }

  // For once

  private void once(Request request, CompletableFuture<Evaluated> answer) {
    if (answer.isDone()) {
      return;
    }
    var streams = new Output.Streams();
    streams.to(request.output);
    long start = System.nanoTime();
    Vm.Builder builder = builder(host, request.folder, streams).jit(new Jit(), false);
    try (Vm vm = builder.build()) {
      supervised(vm, request, answer, start, streams, () -> {
        if (request.whole) {
          return vm.runFile(request.document.source(), request.document.source().name());
        }
        Session session = vm.newSession(name(request.document));
        define(session, request.document, request.code, streams);
        return session.eval(request.code.tree());
      }, () -> { });
    }
  }

  static Vm.Builder builder(Host host, Path folder, Output.Streams streams) {
    return new Vm.Builder(Builtins.library(), folder).out(streams.out).err(streams.err).environment(host.environment());
  }

  static String name(Document document) {
    return document == null ? NOWHERE : document.uri().path().map(Path::toString).orElse("<untitled>");
  }

  /** What cannot be defined is told of; code that does not need it works all the same. */
  static void define(Session session, Document document, CodeToRun but, Output.Streams streams) {
    for (CodeToRun d : document == null ? List.<CodeToRun>of() : CodeToRun.definitions(document)) {
      if (!d.span().equals(but.span())) {
        Outcome outcome = session.eval(d.tree());
        if (outcome.failure() instanceof Fault.InterruptedFault || outcome.exited()) {
          return;
        } else if (outcome.failure() != null) {
          streams.err.println("Not defined, line " + document.source().line(d.span().start()) + ": " + summary(outcome.failure()));
        }
      }
    }
  }

  // Both

  private interface Work {
    Outcome run();
  }

  /** Runs on the present thread, and answers when the work has ended or is given up. @return why it was stopped; null when it was not */
  private Supervisor.Reason supervised(Vm vm, Request request, CompletableFuture<Evaluated> answer, long start, Output.Streams streams, Work work, Runnable abandoned) {
    Supervisor.Watch watch = supervisor.watch(request.limits, vm::interrupt, () -> {
      abandoned.run();
      answer.complete(stopped(Supervisor.Reason.TIMEOUT, request, start));
    });
    answer.whenComplete((result, failure) -> {
      if (failure != null) {
        watch.stop(Supervisor.Reason.CANCELLED);
      }
    });
    try {
      Outcome outcome = work.run();
      streams.flush();
      Supervisor.Reason reason = watch.end();
      answer.complete(result(vm, request, outcome, reason, start));
      return reason;
    } catch (OutOfMemoryError e) {
      answer.complete(stopped(Supervisor.Reason.MEMORY, request, start));
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
    return watch.end();
  }

  private Evaluated result(Vm vm, Request request, Outcome outcome, Supervisor.Reason reason, long start) {
    double time = milliseconds(start);
    List<Output.Piece> output = request.output.pieces();
    boolean cut = request.output.isTruncated();
    Fault fault = outcome.failure();
    if (outcome.exited()) {
      return new Evaluated(Evaluated.Status.EXIT, null, null, "the program ended itself with (exit " + outcome.exitStatus() + ")", null, null, outcome.exitStatus(), output, cut, time);
    } else if (fault instanceof Fault.InterruptedFault) {
      return stopped(reason == null ? Supervisor.Reason.CANCELLED : reason, request, start);
    } else if (fault != null) {
      var status = fault instanceof Fault.CompileFault ? Evaluated.Status.ERROR : Evaluated.Status.EXCEPTION;
      return new Evaluated(status, null, null, summary(fault), host.report().apply(fault), place(fault).orElse(null), null, output, cut, time);
    }
    String value = text(outcome.value());
    GeneClass cls = vm.classOf(outcome.value());
    boolean longer = value.length() > LONGEST_VALUE;
    return new Evaluated(Evaluated.Status.VALUE, longer ? value.substring(0, LONGEST_VALUE) : value, cls == null ? null : cls.name(), null, null, null, null, output, cut || longer, time);
  }

  static String text(Object value) {
    try {
      return Printer.code(value);
    } catch (Raise e) {
      return e.getMessage();
    }
  }

  private static Evaluated stopped(Supervisor.Reason reason, Request request, long start) {
    Evaluated.Status status = Evaluated.Status.valueOf(reason.name());
    String message = switch (reason) {
      case TIMEOUT -> "stopped after " + request.limits.milliseconds() + " ms";
      case MEMORY -> "stopped: more than " + (request.limits.bytes() >> 20) + " MB were in use";
      case CANCELLED -> "cancelled";
    };
    return new Evaluated(status, null, null, message, null, null, null, request.output.pieces(), request.output.isTruncated(), milliseconds(start));
  }

  private static double milliseconds(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  static String summary(Fault fault) {
    if (fault instanceof Fault.CompileFault f) {
      return f.diagnostics().get(0).message();
    } else if (fault instanceof Fault.UncaughtFault f) {
      return f.exception().cls().name() + (f.exception().message().isEmpty() ? "" : ": " + f.exception().message());
    }
    return "interrupted";
  }

  /** Where a fault comes from. */
  static Optional<Evaluated.Place> place(Fault fault) {
    if (fault instanceof Fault.CompileFault f) {
      return Optional.of(new Evaluated.Place(f.source(), f.diagnostics().get(0).span()));
    }
    ExceptionInstance e = fault instanceof Fault.UncaughtFault f ? f.exception() : null;
    StackTrace.Entry at = e == null || e.trace() == null ? null : e.trace().innermost();
    return at == null ? Optional.empty()
        : Optional.of(new Evaluated.Place(at.code().source(), new Span(at.code().spanStart(at.pc()), at.code().spanEnd(at.pc()))));
  }

  /** A VM, with a scope for each document. */
  private final class FolderSession implements AutoCloseable {
    private final Path folder;
    private final ExecutorService thread = Threads.single("session");
    private final Output.Streams streams = new Output.Streams();
    private final Vm vm;
    private final Map<String, Session> documents = new HashMap<>();
    private final List<CompletableFuture<Evaluated>> waiting = new ArrayList<>();

    FolderSession(Path folder) {
      this.folder = folder;
      this.vm = builder(host, folder, streams).jit(new Jit(), false).build();
    }

    void submit(Request request, CompletableFuture<Evaluated> answer) {
      synchronized (waiting) {
        waiting.add(answer);
      }
      answer.whenComplete((result, failure) -> {
        synchronized (waiting) {
          waiting.remove(answer);
        }
      });
      thread.execute(() -> {
        if (!answer.isDone()) {
          run(request, answer);
        }
      });
    }

    private void run(Request request, CompletableFuture<Evaluated> answer) {
      streams.to(request.output);
      Supervisor.Reason reason = supervised(vm, request, answer, System.nanoTime(), streams, () -> {
        String name = name(request.document);
        Session session = documents.get(name);
        if (session == null) {
          session = vm.newSession(name);
          documents.put(name, session);
          define(session, request.document, request.code, streams);
        }
        return session.eval(request.code.tree());
      }, () -> forget(this));
      if (reason != null) {
        // A request to stop that came too late must not stop what comes next.
        documents.get(name(request.document)).eval(Source.of(NOWHERE, "nil"));
      }
    }

    @Override
    public void close() {
      List<CompletableFuture<Evaluated>> left;
      synchronized (waiting) {
        left = List.copyOf(waiting);
      }
      vm.interrupt();
      thread.execute(vm::close);
      thread.shutdown();
      left.forEach(a -> a.complete(new Evaluated(Evaluated.Status.CANCELLED, null, null, "the session was ended", null, null, null, List.of(), false, 0)));
    }
  }
}
