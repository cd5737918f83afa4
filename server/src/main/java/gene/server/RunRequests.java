// Requests that run code: evaluations and expansions. They begin on the snapshot they were asked on, and end when the code does.
package gene.server;

import gene.server.feature.CodeToRun;
import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.Expandable;
import gene.server.feature.Snapshot;
import gene.server.run.Evaluated;
import gene.server.run.Evaluator;
import gene.server.run.Expansion;
import gene.server.run.Limits;
import gene.server.run.Output;
import gene.server.run.Supervisor;
import gene.source.Source;
import gene.source.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

final class RunRequests implements AutoCloseable {
  private static final long EVALUATION_MILLIS = 10_000;
  static final long MEGABYTES = 512;

  // What clients send and get; docs/lsp-protocol.md says what each member means.

  record EvaluateParams(TextDocumentIdentifier textDocument, String what, Range range, Position position, String code, String session, Long timeout,
      Long memory, String token) {}

  record Printed(String stream, String text) {}

  record Evaluation(String status, String value, String type, String message, String report, Location location, Range range, Integer exitStatus,
      List<Printed> output, boolean truncated, double milliseconds) {}

  record ResetParams(TextDocumentIdentifier textDocument) {}

  record Reset(int ended) {}

  record Place(TextDocumentIdentifier textDocument, Position position) {}

  record ExpandedText(String text) {}

  record Expanded(Range range, String kind, String name, List<ExpandedText> expansions, String value, String message) {}

  private final LspServer server;
  private final Host host;
  private final Supervisor supervisor = new Supervisor();
  private final Evaluator evaluator;
  private final TestRequests tests;
  private final AtomicInteger running = new AtomicInteger();

  RunRequests(LspServer server, Host host) {
    this.server = server;
    this.host = host;
    this.evaluator = new Evaluator(host, supervisor);
    this.tests = new TestRequests(server, this, host, supervisor);
  }

  TestRequests tests() {
    return tests;
  }

  int running() {
    return running.get();
  }

  int sessions() {
    return evaluator.sessions();
  }

  /** Counts what runs, and tells the client. */
  <T> CompletableFuture<T> counted(CompletableFuture<T> run) {
    running.incrementAndGet();
    server.tellStatus();
    run.whenComplete((result, failure) -> {
      running.decrementAndGet();
      server.tellStatus();
    });
    return run;
  }

  /** What begins with a look at the newest snapshot and goes on elsewhere: cancelling the answer cancels what goes on. */
  <S, T> CompletableFuture<T> begin(String method, Function<Snapshot, CompletableFuture<S>> work, Function<S, T> answer) {
    server.requireServing();
    var reply = new CompletableFuture<T>();
    server.requests().run(method, Requests.Urgency.AT_CURSOR, null, work).whenComplete((begun, refused) -> {
      if (refused != null) {
        reply.completeExceptionally(refused);
        return;
      }
      reply.whenComplete((r, failure) -> {
        if (failure != null) {
          begun.cancel(false);
        }
      });
      if (reply.isDone()) {
        begun.cancel(false);
      }
      begun.whenComplete((result, failure) -> {
        if (failure == null) {
          try {
            reply.complete(answer.apply(result));
          } catch (RuntimeException e) {
            reply.completeExceptionally(e);
          }
        } else {
          reply.completeExceptionally(failure);
        }
      });
    });
    return reply;
  }

  // Evaluating

  CompletableFuture<Evaluation> evaluate(EvaluateParams p) {
    require(p.what != null, "gene/evaluate needs `what`: selection, form, topLevel, file or code");
    boolean fresh = session(p.session);
    var span = new Span[1];
    var positions = new Positions[1];
    return begin("gene/evaluate", s -> {
      Document document = p.textDocument == null ? null : server.document(s, DocumentUri.of(p.textDocument.getUri()));
      require(document != null || p.what.equals("code"), "gene/evaluate needs `textDocument` for anything but code");
      CodeToRun code = code(p, document);
      if (!p.what.equals("code")) {
        positions[0] = server.convert().positions(document);
        span[0] = code.span();
      }
      Path folder = fresh && document != null ? document.uri().path().map(Path::getParent).orElseGet(() -> folder(s, document)) : folder(s, document);
      var limits = Limits.of(or(p.timeout, EVALUATION_MILLIS), or(p.memory, MEGABYTES));
      return counted(evaluator.evaluate(new Evaluator.Request(document, code, p.what.equals("file"), fresh, folder, limits, output(p.token))));
    }, e -> evaluation(e, span[0] == null ? null : positions[0].range(span[0])));
  }

  private static boolean session(String name) {
    require(name == null || name.equals("workspace") || name.equals("fresh"), "`session` of gene/evaluate is workspace or fresh, not " + name);
    return "fresh".equals(name);
  }

  private CodeToRun code(EvaluateParams p, Document document) {
    return switch (p.what) {
      case "file" -> CodeToRun.file(document);
      case "code" -> {
        require(p.code != null, "gene/evaluate needs `code`");
        yield Evaluator.code(p.code);
      }
      case "selection" -> {
        require(p.range != null, "gene/evaluate of a selection needs `range`");
        yield required(CodeToRun.selection(document, server.convert().positions(document).span(p.range)), "the selection is empty");
      }
      case "form", "topLevel" -> {
        require(p.position != null, "gene/evaluate of a form needs `position`");
        int offset = server.convert().positions(document).offset(p.position);
        yield required(p.what.equals("form") ? CodeToRun.form(document, offset) : CodeToRun.topLevel(document, offset), "there is no form here");
      }
      default -> throw Requests.error(ResponseErrorCode.InvalidParams, "`what` of gene/evaluate is selection, form, topLevel, file or code, not " + p.what);
    };
  }

  private static void require(boolean given, String message) {
    if (!given) {
      throw Requests.error(ResponseErrorCode.InvalidParams, message);
    }
  }

  private static <T> T required(Optional<T> value, String message) {
    return value.orElseThrow(() -> Requests.error(ResponseErrorCode.InvalidParams, message));
  }

  static long or(Long given, long usual) {
    return given == null ? usual : given;
  }

  /** The workspace's folder that has the document, else the document's own, else the server's. */
  Path folder(Snapshot s, Document document) {
    Optional<Path> file = document == null ? Optional.empty() : document.uri().path();
    return s.folders().stream().filter(f -> file.isEmpty() || file.get().startsWith(f)).findFirst().or(() -> file.map(Path::getParent)).orElse(host.folder());
  }

  private Output output(String token) {
    return new Output(piece -> {
      if (token != null) {
        server.client().output(new GeneClient.Output(token, stream(piece.error()), piece.text()));
      }
    });
  }

  static String stream(boolean error) {
    return error ? "stderr" : "stdout";
  }

  private Evaluation evaluation(Evaluated e, Range range) {
    return new Evaluation(e.status().name().toLowerCase(Locale.ROOT), e.value(), e.type(), e.message(), e.report(),
        e.place() == null ? null : location(e.place().source(), e.place().span()), range, e.exitStatus(),
        e.output().stream().map(p -> new Printed(stream(p.error()), p.text())).toList(), e.truncated(), e.milliseconds());
  }

  /** Null for what is in no file and no open document. */
  private Location location(Source source, Span span) {
    return uri(source).map(uri -> new Location(uri, new Positions(source, server.convert().client().encoding()).range(span))).orElse(null);
  }

  Optional<String> uri(Source source) {
    Optional<String> open = server.workspace().latest().open().stream().filter(d -> d.uri().key().equals(source.id())).map(d -> d.uri().text()).findFirst();
    return open.or(() -> host.file(source).map(f -> f.toUri().toString()));
  }

  CompletableFuture<Reset> reset(ResetParams p) {
    return begin("gene/resetSession", s -> {
      Path folder = p.textDocument == null ? null : folder(s, server.document(s, DocumentUri.of(p.textDocument.getUri())));
      return CompletableFuture.completedFuture(evaluator.reset(folder));
    }, ended -> {
      server.tellStatus();
      return new Reset(ended);
    });
  }

  CompletableFuture<Expanded> expand(Place p) {
    require(p.textDocument != null && p.position != null, "gene/expand needs `textDocument` and `position`");
    var positions = new Positions[1];
    return begin("gene/expand", s -> {
      Document document = server.document(s, DocumentUri.of(p.textDocument.getUri()));
      positions[0] = server.convert().positions(document);
      Optional<Expandable> form = Expandable.at(document, positions[0].offset(p.position));
      return form.isEmpty() ? CompletableFuture.<Expansion>completedFuture(null)
          : counted(evaluator.expand(document, form.get(), folder(s, document), Limits.of(EVALUATION_MILLIS, MEGABYTES)));
    }, e -> e == null ? null : new Expanded(positions[0].range(e.span()), e.macro() ? "macro" : "template", e.name(),
        e.expansions().stream().map(ExpandedText::new).toList(), e.value(), e.message()));
  }

  @Override
  public void close() {
    supervisor.close();
    evaluator.close();
    tests.close();
  }
}
