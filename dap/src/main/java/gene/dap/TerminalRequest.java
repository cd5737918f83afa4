// What a client is asked to run in a terminal. Its JSON says which variables to take away by nulls, which LSP4J would leave out.
package gene.dap;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.lsp4j.debug.RunInTerminalRequestArguments;

final class TerminalRequest extends RunInTerminalRequestArguments {
  /** What turns one environment into another: values to set, nulls for what is to be taken away. */
  static Map<String, String> changes(Map<String, String> before, Map<String, String> after) {
    var changes = new LinkedHashMap<String, String>();
    after.forEach((name, value) -> {
      if (!value.equals(before.get(name))) {
        changes.put(name, value);
      }
    });
    before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(name -> changes.put(name, null));
    return changes;
  }

  static final class Json extends TypeAdapter<TerminalRequest> {
    @Override
    public void write(JsonWriter out, TerminalRequest request) throws IOException {
      out.beginObject();
      out.name("kind").value(request.getKind().name().toLowerCase(Locale.ROOT));
      out.name("title").value(request.getTitle());
      out.name("cwd").value(request.getCwd());
      out.name("args").beginArray();
      for (String word : request.getArgs()) {
        out.value(word);
      }
      out.endArray();
      writeEnvironment(out, request.getEnv());
      if (request.getArgsCanBeInterpretedByShell() != null) {
        out.name("argsCanBeInterpretedByShell").value(request.getArgsCanBeInterpretedByShell());
      }
      out.endObject();
    }

    private static void writeEnvironment(JsonWriter out, Map<String, String> changes) throws IOException {
      boolean before = out.getSerializeNulls();
      out.setSerializeNulls(true);
      out.name("env").beginObject();
      for (Map.Entry<String, String> change : changes.entrySet()) {
        out.name(change.getKey()).value(change.getValue());
      }
      out.endObject();
      out.setSerializeNulls(before);
    }

    @Override
    public TerminalRequest read(JsonReader in) {
      throw new UnsupportedOperationException("a client sends none");
    }
  }
}
