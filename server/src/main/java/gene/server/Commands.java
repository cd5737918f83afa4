// The commands that the server runs: structural editing, and its own requests for clients that cannot send these.
package gene.server;

import gene.server.feature.Document;
import gene.server.feature.DocumentUri;
import gene.server.feature.Rename;
import gene.server.feature.StructuralEditing;
import gene.server.run.Limits;
import gene.source.Diagnostic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.lsp4j.ApplyWorkspaceEditParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

record Commands(LspServer server) {
  /** What is a request too; its parameters are the only argument. */
  private static final List<String> REQUESTS = List.of("evaluate", "resetSession", "expand", "startDebug", "tests", "runTests", "bytecode", "syntaxTree",
      "builtinText", "serverStatus", "memory");
  private static final String PREFIX = "gene.server.";
  /** For clients whose lenses the server has to serve itself: the outcome is told in messages. */
  static final String RUN_FILE = PREFIX + "runFile";
  static final String RUN_TESTS = PREFIX + "test";

  static List<String> names() {
    Stream<String> structural = Arrays.stream(StructuralEditing.Operation.values()).map(StructuralEditing.Operation::command);
    return Stream.of(structural, REQUESTS.stream().map(PREFIX::concat), Stream.of(RUN_FILE, RUN_TESTS)).flatMap(all -> all).toList();
  }

  CompletableFuture<Object> run(ExecuteCommandParams params) {
    String command = params.getCommand() == null ? "" : params.getCommand();
    List<Object> arguments = params.getArguments() == null ? List.of() : params.getArguments();
    Object argument = arguments.isEmpty() || arguments.get(0) == null ? Map.of() : arguments.get(0);
    return switch (command) {
      case RUN_FILE -> told(server.evaluate(new RunRequests.EvaluateParams(Json.as(argument, TestRequests.TestsParams.class).textDocument(), "file", null,
          null, null, "fresh", Limits.MOST_MILLISECONDS, null, null)), this::message);
      case RUN_TESTS -> told(server.runTests(Json.as(argument, TestRequests.RunTestsParams.class)), this::message);
      default -> command.startsWith(PREFIX) && REQUESTS.contains(command.substring(PREFIX.length())) ? request(command.substring(PREFIX.length()), argument)
          : edit(command, arguments);
    };
  }

  private CompletableFuture<Object> request(String name, Object argument) {
    return switch (name) {
      case "evaluate" -> object(server.evaluate(Json.as(argument, RunRequests.EvaluateParams.class)));
      case "resetSession" -> object(server.resetSession(Json.as(argument, RunRequests.ResetParams.class)));
      case "expand" -> object(server.expand(Json.as(argument, RunRequests.Place.class)));
      case "startDebug" -> object(server.startDebug());
      case "tests" -> object(server.tests(Json.as(argument, TestRequests.TestsParams.class)));
      case "runTests" -> object(server.runTests(Json.as(argument, TestRequests.RunTestsParams.class)));
      case "bytecode" -> object(server.bytecode(Json.as(argument, RunRequests.Place.class)));
      case "syntaxTree" -> object(server.syntaxTree(Json.as(argument, TextDocumentIdentifier.class)));
      case "builtinText" -> object(server.builtinText(Json.as(argument, TextDocumentIdentifier.class)));
      case "serverStatus" -> object(server.status());
      case "memory" -> object(server.memory());
      default -> throw new AssertionError(name);
    };
  }

  /** A cancelled answer cancels the work, as it would be for the request itself. */
  private static <T> CompletableFuture<Object> object(CompletableFuture<T> work) {
    return told(work, result -> result);
  }

  private static <T> CompletableFuture<Object> told(CompletableFuture<T> work, Function<T, Object> answer) {
    var reply = new CompletableFuture<Object>();
    work.whenComplete((result, failure) -> {
      if (failure == null) {
        reply.complete(answer.apply(result));
      } else {
        reply.completeExceptionally(failure);
      }
    });
    reply.whenComplete((result, failure) -> {
      if (failure != null) {
        work.cancel(false);
      }
    });
    return reply;
  }

  /** Structural editing takes the URI of a document and a position in it, or several, and answers whether there was anything to do. */
  private CompletableFuture<Object> edit(String command, List<Object> arguments) {
    Optional<StructuralEditing.Operation> operation = StructuralEditing.Operation.find(command);
    if (operation.isEmpty()) {
      throw Requests.error(ResponseErrorCode.InvalidParams, "there is no command " + command);
    }
    if (arguments.size() < 2 || Json.string(arguments.get(0)).isEmpty()) {
      throw Requests.error(ResponseErrorCode.InvalidParams, command + " needs the URI of a document and a position");
    }
    DocumentUri uri = DocumentUri.of(Json.string(arguments.get(0)));
    List<Object> several = Json.list(arguments.get(1));
    List<Position> positions = (several.isEmpty() ? List.of(arguments.get(1)) : several).stream().map(p -> Json.as(p, Position.class)).toList();
    return server.requests().run("workspace/executeCommand", Requests.Urgency.AT_CURSOR, uri, s -> {
      Document document = server.document(s, uri);
      List<Integer> offsets = positions.stream().map(p -> server.convert().positions(document).offset(Json.required(p, "position"))).toList();
      List<Diagnostic.Edit> edits = StructuralEditing.apply(document, offsets, operation.get());
      if (!edits.isEmpty()) {
        server.client().applyEdit(new ApplyWorkspaceEditParams(new ConvertGoing(server.convert()).edit(List.of(new Rename.Edits(document, edits))), operation.get().command()));
      }
      return !edits.isEmpty();
    });
  }

  private Object message(RunRequests.Evaluation e) {
    var text = new StringBuilder();
    e.output().forEach(o -> text.append(o.text()));
    if (e.report() != null) {
      text.append(e.report());
    }
    boolean fine = e.status().equals("value") || e.status().equals("exit") && e.exitStatus() == 0;
    return show(fine, text.toString(), fine ? "The program has ended" : e.message());
  }

  private Object message(TestRequests.TestRun run) {
    var text = new StringBuilder();
    run.results().stream().filter(r -> r.message() != null).forEach(r -> text.append(r.id()).append(": ").append(r.message()).append('\n'));
    boolean fine = run.failed() + run.broken() == 0;
    return show(fine, text.toString(), run.passed() + " passed, " + (run.failed() + run.broken()) + " failed"
        + (run.skipped() == 0 ? "" : ", " + run.skipped() + " skipped"));
  }

  /** All of it goes to the log, one line to where it is seen. */
  private Object show(boolean fine, String text, String line) {
    if (!text.isEmpty()) {
      server.client().logMessage(new MessageParams(MessageType.Log, text));
    }
    server.client().showMessage(new MessageParams(fine ? MessageType.Info : MessageType.Error, line));
    return null;
  }
}
