// Requests of the instruction trace: start, stop, a page of it. See docs/debug-protocol.md.
package gene.dap;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gene.debug.DebugException;
import gene.debug.InstructionTrace;
import gene.debug.TraceRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class TraceRequests {
  private static final int DEFAULT_PAGE = 100;
  static final int LARGEST_PAGE = 1000;

  private final Conversation conversation;
  private final Requests requests;
  /** Null before the first trace. For the thread that reads requests. */
  private LiveTrace last;

  TraceRequests(Conversation conversation) {
    this.conversation = conversation;
    requests = conversation.requests();
  }

  @JsonRequest("gene/traceStart")
  public CompletableFuture<JsonObject> traceStart(JsonObject args) {
    return requests.ask(() -> {
      int ringSize = (int) Math.max(0, Math.min(Integer.MAX_VALUE, JsonArguments.number(args, "ringSize", TraceRequest.DEFAULT_RING)));
      var request = new TraceRequest(words(args, "functions"), words(args, "files"), words(args, "opcodes"), ringSize);
      last = new LiveTrace(conversation.session().client(), trace(), conversation.translation(), file(args));
      return conversation.debugger().startTrace(request, last).map(x -> new JsonObject());
    });
  }

  private InstructionTrace trace() {
    return conversation.debugger().trace();
  }

  private Path file(JsonObject args) {
    String name = JsonArguments.text(args, "file", "");
    try {
      return name.isEmpty() ? null : conversation.host().folder().resolve(name);
    } catch (InvalidPathException e) {
      throw new DebugException("`" + name + "` is no path of a file");
    }
  }

  private static List<String> words(JsonObject args, String key) {
    JsonElement given = args == null ? null : args.get(key);
    if (given == null || given.isJsonNull()) {
      return List.of();
    } else if (!(given instanceof JsonArray array)) {
      throw new DebugException("`" + key + "` is a list of words");
    } else {
      var words = new ArrayList<String>();
      for (JsonElement e : array) {
        if (!e.isJsonPrimitive()) {
          throw new DebugException("`" + key + "` is a list of words");
        }
        words.add(e.getAsString());
      }
      return words;
    }
  }

  @JsonRequest("gene/traceStop")
  public CompletableFuture<JsonObject> traceStop() {
    return requests.ask(() -> {
      if (last == null) {
        throw new DebugException("Nothing is traced: `gene/traceStart` starts a trace");
      }
      return conversation.debugger().stopTrace().map(x -> {
        if (!last.failure().isEmpty()) {
          throw new DebugException(last.failure());
        }
        var json = new JsonObject();
        json.addProperty("total", trace().total());
        if (last.file() != null) {
          json.addProperty("file", last.file().toString());
        }
        return json;
      });
    });
  }

  /** Answered at once, whatever the program does. */
  @JsonRequest("gene/trace")
  public CompletableFuture<JsonObject> trace(JsonObject args) {
    return requests.begin(answer -> {
      long start = JsonArguments.number(args, "start", -1);
      int count = (int) Math.max(0, Math.min(LARGEST_PAGE, JsonArguments.number(args, "count", DEFAULT_PAGE)));
      JsonObject json = TraceRows.forClient(trace().page(start, count), conversation.translation());
      json.addProperty("total", json.get("next").getAsLong());
      answer.complete(json);
    });
  }
}
