// Requests of profiles: start and stop. See docs/debug-protocol.md.
package gene.dap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gene.debug.DebugException;
import gene.debug.Profile;
import gene.debug.ProfileRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

final class ProfileRequests {
  private final Conversation conversation;
  private final Requests requests;

  ProfileRequests(Conversation conversation) {
    this.conversation = conversation;
    requests = conversation.requests();
  }

  @JsonRequest("gene/profileStart")
  public CompletableFuture<JsonObject> profileStart(JsonObject args) {
    return requests.ask(() -> {
      long interval = JsonArguments.number(args, "interval", ProfileRequest.DEFAULT_INTERVAL);
      JsonElement allocations = args == null ? null : args.get("allocations");
      boolean counts = allocations != null && allocations.isJsonPrimitive() && allocations.getAsBoolean();
      var request = new ProfileRequest((int) Math.max(-1, Math.min(Integer.MAX_VALUE, interval)), counts);
      return conversation.debugger().startProfile(request).map(x -> new JsonObject());
    });
  }

  @JsonRequest("gene/profileStop")
  public CompletableFuture<JsonObject> profileStop(JsonObject args) {
    String file = JsonArguments.text(args, "file", "");
    return requests.ask(() -> {
      Path path = path(file);
      return conversation.debugger().stopProfile().map(profile -> answer(profile, path));
    });
  }

  private Path path(String file) {
    Path path;
    try {
      path = file.isEmpty() ? null : conversation.host().folder().resolve(file);
    } catch (InvalidPathException e) {
      throw new DebugException("`" + file + "` is no path of a file");
    }
    if (path != null && (path.getParent() == null || !Files.isDirectory(path.getParent()))) {
      throw new DebugException("The profile cannot be written to " + path + ": there is no such folder");
    }
    return path;
  }

  private JsonObject answer(Profile profile, Path file) {
    JsonObject shown = new ProfileJson(conversation.host().folder()).profile(profile);
    var json = new JsonObject();
    json.addProperty("samples", profile.samples().length);
    json.addProperty("duration", profile.duration());
    if (file == null) {
      json.add("profile", shown);
    } else {
      try {
        Files.writeString(file, shown.toString());
      } catch (IOException e) {
        throw new DebugException("The profile cannot be written to " + file + ": " + e.getMessage());
      }
      json.addProperty("file", file.toString());
    }
    json.add("allocations", new ProfileJson(conversation.host().folder()).allocations(profile, conversation.translation()));
    return json;
  }
}
