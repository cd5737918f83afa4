// A profile as JSON: V8's `.cpuprofile`, which VS Code shows as a table and as a flame graph, and the list of allocations.
package gene.dap;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gene.bytecode.Code;
import gene.debug.Profile;
import gene.source.Source;
import gene.vm.Frames;
import java.nio.file.Files;
import java.nio.file.Path;

public final class ProfileJson {
  private final Path folder;

  /** @param folder against which the names of the sources are resolved */
  public ProfileJson(Path folder) {
    this.folder = folder;
  }

  /** Times are in microseconds; lines of call frames count from 0, those of ticks from 1. */
  public JsonObject profile(Profile profile) {
    var children = new JsonArray[profile.nodes().size() + 1];
    var nodes = new JsonArray();
    for (Profile.Node node : profile.nodes()) {
      children[node.id] = new JsonArray();
      if (node.parent > 0) {
        children[node.parent].add(node.id);
      }
      nodes.add(node(node, children[node.id]));
    }
    var json = new JsonObject();
    json.add("nodes", nodes);
    json.addProperty("startTime", profile.start());
    json.addProperty("endTime", profile.start() + profile.duration());
    json.add("samples", array(profile.samples()));
    json.add("timeDeltas", array(profile.deltas()));
    return json;
  }

  private JsonObject node(Profile.Node node, JsonArray children) {
    Code code = node.code;
    var frame = new JsonObject();
    frame.addProperty("functionName", node.name);
    frame.addProperty("scriptId", "0");
    frame.addProperty("url", code == null ? "" : url(code));
    frame.addProperty("lineNumber", code == null ? -1 : code.source().line(code.start()) - 1);
    frame.addProperty("columnNumber", code == null ? -1 : code.source().column(code.start()) - 1);
    var json = new JsonObject();
    json.addProperty("id", node.id);
    json.add("callFrame", frame);
    json.addProperty("hitCount", node.hits());
    json.add("children", children);
    var ticks = new JsonArray();
    node.lines().forEach((line, count) -> {
      var tick = new JsonObject();
      tick.addProperty("line", line);
      tick.addProperty("ticks", count);
      ticks.add(tick);
    });
    if (!ticks.isEmpty()) {
      json.add("positionTicks", ticks);
    }
    return json;
  }

  private String url(Code code) {
    Source source = code.source();
    if (Frames.isLibrary(code) || source.id().startsWith("<")) {
      return source.name();
    }
    Path file = folder.resolve(source.id());
    return Files.isRegularFile(file) ? file.normalize().toUri().toString() : source.name();
  }

  private static JsonArray array(int[] numbers) {
    var array = new JsonArray(numbers.length);
    for (int n : numbers) {
      array.add(n);
    }
    return array;
  }

  JsonArray allocations(Profile profile, Translation translation) {
    var all = new JsonArray();
    for (Profile.Allocation a : profile.allocations()) {
      var source = translation.paths().of(a.code().source(), Frames.isLibrary(a.code()));
      var shown = new JsonObject();
      shown.addProperty("name", source.getName());
      shown.addProperty("path", source.getPath());
      if (source.getSourceReference() != null) {
        shown.addProperty("sourceReference", source.getSourceReference());
      }
      var json = new JsonObject();
      json.addProperty("function", a.function());
      json.add("source", shown);
      json.addProperty("line", translation.lines().toClient(a.line()));
      json.addProperty("kind", a.kind());
      json.addProperty("count", a.count());
      all.add(json);
    }
    return all;
  }
}
