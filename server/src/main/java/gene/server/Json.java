// What clients send back or set, of which the protocol says only that it is JSON.
package gene.server;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

final class Json {
  private static final Gson GSON = new Gson();

  private Json() {}

  /** Teaches the writer of messages what is written often or is long. */
  static void register(GsonBuilder writer) {
    writer.registerTypeAdapter(SemanticTokens.class, new TokenNumbers.Json());
    writer.registerTypeAdapterFactory(new CompletionJson.Factory());
  }

  /** The text; empty for anything else. */
  static String string(Object data) {
    return data instanceof String s ? s : data instanceof JsonPrimitive p && p.isString() ? p.getAsString() : "";
  }

  /** A member of an object that is a text; empty for anything else. */
  static String string(Object data, String member) {
    return data instanceof JsonObject o ? string(o.get(member)) : data instanceof Map<?, ?> m ? string(m.get(member)) : "";
  }

  /** An object as maps; empty for anything else. */
  static Map<String, Object> map(Object data) {
    JsonElement json = data instanceof JsonElement e ? e : GSON.toJsonTree(data);
    if (!json.isJsonObject()) {
      return Map.of();
    }
    Map<?, ?> map = GSON.fromJson(json, Map.class);
    var all = new java.util.LinkedHashMap<String, Object>();
    map.forEach((k, v) -> all.put(String.valueOf(k), v));
    return all;
  }

  /** A member of parameters that must be there. */
  static <T> T required(T value, String name) {
    if (value == null) {
      throw Requests.error(ResponseErrorCode.InvalidParams, "`" + name + "` is missing");
    }
    return value;
  }

  /** Into a class of the protocol. */
  static <T> T as(Object data, Class<T> type) {
    return GSON.fromJson(data instanceof JsonElement e ? e : GSON.toJsonTree(data), type);
  }

  static List<Object> list(Object data) {
    JsonElement json = data instanceof JsonElement e ? e : GSON.toJsonTree(data);
    return json.isJsonArray() ? List.copyOf(json.getAsJsonArray().asList()) : List.of();
  }
}
