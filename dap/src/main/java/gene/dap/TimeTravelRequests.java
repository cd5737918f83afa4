// Requests of recorded time: backward, to a position, who wrote a value, what a log message would have said. See docs/debug-protocol.md.
package gene.dap;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gene.debug.Ask;
import gene.debug.DebugException;
import gene.debug.Granularity;
import gene.debug.PastLogs;
import gene.debug.PastWrites;
import gene.debug.StackFrame;
import gene.debug.Timeline;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.debug.ReverseContinueArguments;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class TimeTravelRequests {
  private final Conversation conversation;
  private final Requests requests;

  TimeTravelRequests(Conversation conversation) {
    this.conversation = conversation;
    requests = conversation.requests();
  }

  // Moving

  @JsonRequest
  public CompletableFuture<Void> stepBack(StepBackArguments args) {
    String granularity = args.getGranularity() == null ? "" : args.getGranularity().name();
    return requests.ask(() -> moving(conversation.debugger().stepBack(granularity(granularity), Timeline.Calls.OVER)));
  }

  @JsonRequest
  public CompletableFuture<Void> reverseContinue(ReverseContinueArguments args) {
    return requests.ask(() -> moving(conversation.debugger().runBack()));
  }

  @JsonRequest("gene/reverseStepIn")
  public CompletableFuture<Void> reverseStepIn(JsonObject args) {
    return requests.ask(() -> moving(conversation.debugger().stepBack(granularity(text(args, "granularity", "")), Timeline.Calls.INTO)));
  }

  @JsonRequest("gene/reverseStepOut")
  public CompletableFuture<Void> reverseStepOut(JsonObject args) {
    return requests.ask(() -> moving(conversation.debugger().stepBack(granularity(text(args, "granularity", "")), Timeline.Calls.OUT)));
  }

  @JsonRequest("gene/goToPosition")
  public CompletableFuture<JsonObject> goToPosition(JsonObject args) {
    return requests.ask(() -> moving(conversation.debugger().goTo(number(args, "position", -1))).map(x -> new JsonObject()));
  }

  private Ask<Void> moving(Ask<Void> way) {
    return way.map(x -> {
      conversation.session().forgetStop();
      return null;
    });
  }

  private static Granularity granularity(String asked) {
    return switch (asked.toLowerCase(Locale.ROOT)) {
      case "", "statement" -> Granularity.STATEMENT;
      case "line" -> Granularity.LINE;
      case "instruction" -> Granularity.INSTRUCTION;
      default -> throw new DebugException("`granularity` is statement, line or instruction, not " + asked);
    };
  }

  // The recording

  @JsonRequest("gene/record")
  public CompletableFuture<JsonObject> record(JsonObject args) {
    boolean on = args.has("enabled") && args.get("enabled").getAsBoolean();
    return requests.ask(() -> conversation.debugger().record(on, LaunchArguments.DEFAULT_RECORD_BYTES).map(TimeTravelRequests::shown));
  }

  @JsonRequest("gene/timeline")
  public CompletableFuture<JsonObject> timeline() {
    return requests.ask(() -> conversation.debugger().timeline().map(TimeTravelRequests::shown));
  }

  static JsonObject shown(Timeline.State state) {
    var json = new JsonObject();
    json.addProperty("recording", state.recording());
    json.addProperty("position", state.position());
    json.addProperty("oldest", state.oldest());
    json.addProperty("newest", state.newest());
    json.addProperty("atPresent", state.atPresent());
    json.addProperty("forgotten", state.forgotten());
    json.addProperty("bytes", state.bytes());
    return json;
  }

  // Writes

  @JsonRequest("gene/lastWrite")
  public CompletableFuture<JsonObject> lastWrite(JsonObject args) {
    return requests.ask(() -> writes(args, 1, found -> {
      var json = new JsonObject();
      json.addProperty("found", !found.writes().isEmpty());
      if (found.writes().isEmpty()) {
        json.addProperty("message", "No write of it is recorded");
      } else {
        json.add("write", shown(found.writes().get(0)));
      }
      return json;
    }));
  }

  @JsonRequest("gene/valueHistory")
  public CompletableFuture<JsonObject> valueHistory(JsonObject args) {
    int count = (int) Math.max(1, Math.min(1000, number(args, "count", 20)));
    return requests.ask(() -> writes(args, count, found -> {
      var all = new JsonArray();
      found.writes().forEach(w -> all.add(shown(w)));
      var json = new JsonObject();
      json.add("writes", all);
      json.addProperty("complete", found.complete());
      return json;
    }));
  }

  private <T> Ask<T> writes(JsonObject args, int most, Function<PastWrites, T> then) {
    long before = number(args, "before", Long.MAX_VALUE);
    if (args.has("variablesReference")) {
      int reference = (int) number(args, "variablesReference", 0);
      String name = text(args, "name", "");
      return conversation.debugger().whileStopped(innermost -> {
        Unfolding of = conversation.translation().unfolding(reference);
        String path = of.pathOf(name);
        if (path == null) {
          throw new DebugException("`" + name + "` is no part of a variable: nothing is known of its writes");
        }
        return then.apply(of.frame().writes(path, most, before));
      });
    }
    Integer frame = args.has("frameId") ? (Integer) (int) number(args, "frameId", 0) : null;
    return conversation.inFrame(frame, (StackFrame f) -> then.apply(f.writes(text(args, "expression", ""), most, before)));
  }

  private JsonObject shown(PastWrites.PastWrite w) {
    var json = new JsonObject();
    json.addProperty("position", w.position());
    json.addProperty("kind", w.kind());
    json.addProperty("value", w.value() == null ? "" : w.value().text());
    json.addProperty("type", w.value() == null ? "" : w.value().type());
    if (w.before() != null) {
      json.addProperty("before", w.before().text());
    }
    json.addProperty("variablesReference", 0);
    json.addProperty("function", w.function());
    json.addProperty("threadId", w.thread());
    if (w.source() != null) {
      Lines lines = conversation.lines();
      var source = new JsonObject();
      source.addProperty("name", w.source().name());
      source.addProperty("path", w.source().id());
      json.add("source", source);
      json.addProperty("line", lines.line(w.source(), w.span().start()));
      json.addProperty("column", lines.column(w.source(), w.span().start()));
      json.addProperty("endLine", lines.line(w.source(), w.span().end()));
      json.addProperty("endColumn", lines.column(w.source(), w.span().end()));
    }
    return json;
  }

  @JsonRequest("gene/pastLogs")
  public CompletableFuture<JsonObject> pastLogs(JsonObject args) {
    String path = args.has("source") ? text(args.getAsJsonObject("source"), "path", "") : "";
    int most = (int) Math.max(1, Math.min(100_000, number(args, "count", 1000)));
    return requests.ask(() -> conversation.debugger().pastLogs(SourcePaths.id(conversation.host().folder().resolve(path)), (int) number(args, "line", 0),
        text(args, "logMessage", ""), text(args, "condition", ""), most).map(TimeTravelRequests::shown));
  }

  private static JsonObject shown(PastLogs logs) {
    var hits = new JsonArray();
    for (PastLogs.Hit hit : logs.hits()) {
      var json = new JsonObject();
      json.addProperty("position", hit.position());
      json.addProperty("text", hit.text());
      json.addProperty("threadId", hit.thread());
      hits.add(json);
    }
    var json = new JsonObject();
    json.add("hits", hits);
    json.addProperty("total", logs.total());
    json.addProperty("complete", logs.complete());
    return json;
  }

  private static String text(JsonObject args, String key, String absent) {
    JsonElement e = args.get(key);
    return e == null || !e.isJsonPrimitive() ? absent : e.getAsString();
  }

  private static long number(JsonObject args, String key, long absent) {
    JsonElement e = args.get(key);
    return e == null || !e.isJsonPrimitive() ? absent : e.getAsLong();
  }
}
