// Requests about code that is edited while it runs: functions are exchanged. See docs/debug-protocol.md.
package gene.dap;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gene.debug.DebugException;
import gene.debug.Reloaded;
import gene.source.Source;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class HotCodeRequests {
  private final Conversation conversation;
  private final Requests requests;

  HotCodeRequests(Conversation conversation) {
    this.conversation = conversation;
    requests = conversation.requests();
  }

  @JsonRequest("gene/hotReload")
  public CompletableFuture<JsonObject> hotReload(JsonObject args) {
    return requests.ask(() -> {
      String id = id(args);
      JsonElement text = args.get("text");
      String edited = text != null && text.isJsonPrimitive() ? text.getAsString()
          : conversation.translation().texts().text(id).orElseGet(() -> LaunchArguments.read(conversation.host().folder().resolve(id)));
      return conversation.debugger().reload(new Source(id, id, edited)).map(this::shown);
    });
  }

  /** For clients in another process; where documents are open in this one they are heard of. */
  @JsonRequest("gene/sourceText")
  public CompletableFuture<JsonObject> sourceText(JsonObject args) {
    return requests.ask(() -> {
      String id = id(args);
      JsonElement text = args.get("text");
      if (text == null || !text.isJsonPrimitive()) {
        throw new DebugException("The request has no `text`: it is the whole text of the file as it is edited");
      }
      return conversation.debugger().edited(id, text.getAsString()).map(x -> new JsonObject());
    });
  }

  private String id(JsonObject args) {
    JsonElement source = args == null ? null : args.get("source");
    if (source == null || !source.isJsonObject() || !source.getAsJsonObject().has("path")) {
      throw new DebugException("The request names no file: `source` needs a `path`");
    }
    return conversation.translation().paths().id(source.getAsJsonObject().get("path").getAsString());
  }

  private JsonObject shown(Reloaded reloaded) {
    // Frames, positions and variables of before are of another code.
    conversation.translation().forget();
    conversation.session().client().invalidated();
    var replaced = new JsonArray();
    reloaded.replaced().forEach(replaced::add);
    var refused = new JsonArray();
    for (Reloaded.Refusal r : reloaded.refused()) {
      var one = new JsonObject();
      one.addProperty("name", r.name());
      one.addProperty("line", r.line() == 0 ? 0 : conversation.lines().toClient(r.line()));
      one.addProperty("reason", r.reason());
      refused.add(one);
    }
    var answer = new JsonObject();
    answer.add("replaced", replaced);
    answer.add("refused", refused);
    answer.addProperty("unchanged", reloaded.unchanged());
    return answer;
  }
}
