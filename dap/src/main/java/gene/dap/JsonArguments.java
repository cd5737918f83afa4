// The arguments of requests that the protocol does not have, and LSP4J no classes for.
package gene.dap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gene.debug.DebugException;

final class JsonArguments {
  private JsonArguments() {}

  static String text(JsonObject args, String key, String absent) {
    JsonElement e = args == null ? null : args.get(key);
    return e == null || !e.isJsonPrimitive() ? absent : e.getAsString();
  }

  static long number(JsonObject args, String key, long absent) {
    JsonElement e = args == null ? null : args.get(key);
    if (e == null || !e.isJsonPrimitive()) {
      return absent;
    }
    try {
      return e.getAsLong();
    } catch (NumberFormatException notOne) {
      throw new DebugException("`" + key + "` is a number, not " + e);
    }
  }
}
