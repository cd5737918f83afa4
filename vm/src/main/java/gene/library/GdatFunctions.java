// The namespace `gdat`: values in files, as JSON behind a line that says so.
package gene.library;

import gene.data.Raise;
import gene.vm.Args;
import gene.vm.CallRequest;
import gene.vm.Declarations;
import gene.vm.NativeModule;
import gene.vm.Vm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

final class GdatFunctions implements NativeModule {
  private static final int SAVE = 0, LOAD = 1;
  private static final String HEADER = "#< gdat 1.0 >#";

  @Override
  public void declare(Declarations to) {
    to.function("gdat", "save", SAVE, "[value path: String] -> String", "Writes a value to a file as JSON behind a header, making folders; gives the path.");
    to.function("gdat", "load", LOAD, "[path: String] -> Any", "The value that `gdat/save` wrote.");
  }

  @Override
  public Object call(int id, Args a) {
    Arguments.noKeywords(a);
    if (id == LOAD) {
      return load(a.vm(), a.string(0, "gdat.load requires a string path"));
    }
    a.require(2, "gdat.save requires a value and a path");
    String path = a.string(1, "gdat.save requires a string path");
    Vm vm = a.vm();
    return then(JsonWriter.write(a.get(0)), json -> save(vm, json, path));
  }

  private static Object then(Object json, java.util.function.Function<String, Object> next) {
    if (json instanceof CallRequest r) {
      return new CallRequest(r.callee(), r.method(), r.args(), (vm, result) -> then(r.next() == null ? result : r.next().resume(vm, result), next));
    }
    return next.apply((String) json);
  }

  private static Object save(Vm vm, String json, String path) {
    Path file = TreeFiles.at(vm, path);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, HEADER + "\n" + json, StandardCharsets.UTF_8);
      return path;
    } catch (IOException e) {
      throw Raise.io("Failed to write file '" + path + "': " + TreeFiles.reason(e));
    }
  }

  private static Object load(Vm vm, String path) {
    String text = TreeFiles.read(TreeFiles.at(vm, path));
    int end = text.indexOf('\n');
    if (end < 0 || !text.substring(0, end).strip().equals(HEADER)) {
      throw Raise.parse("Invalid .gdat file header (expected " + HEADER + ")");
    }
    try {
      return JsonReader.read(text.substring(end + 1));
    } catch (Raise e) {
      throw Raise.parse("Invalid gdat payload: " + e.getMessage());
    }
  }
}
