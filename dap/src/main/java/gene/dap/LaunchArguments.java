// What a `launch` request asks for, checked.
package gene.dap;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gene.debug.DebugException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * @param name       the program as it was given
 * @param input      the file that is its standard input; null for what is typed into the console
 * @param environment all of it
 * @param justMyCode whether the library's functions are stepped over
 * @param answerWhenConfigured whether `launch` is answered behind `configurationDone` and not as soon as the program is compiled
 */
record LaunchArguments(String name, Path program, List<String> args, Path folder, Map<String, String> environment, Path input, boolean stopOnEntry,
                       boolean noDebug, boolean justMyCode, boolean answerWhenConfigured, long recordBytes, Console console) {
  static final long DEFAULT_RECORD_BYTES = 48L << 20;
  /** A null of `env` means something. */
  private static final Gson JSON = new GsonBuilder().serializeNulls().create();

  /** The working folder is that of the program unless `cwd` names one. A null in `env` takes a variable away. */
  static LaunchArguments parse(Map<String, Object> given, Host host) {
    JsonObject json = JSON.toJsonTree(given).getAsJsonObject();
    try {
      return parse(json, host);
    } catch (InvalidPathException e) {
      throw new DebugException("The launch configuration names no possible file: " + e.getMessage());
    }
  }

  /** What there is to say of a program that runs already. */
  static LaunchArguments ofAttach(Map<String, Object> given) {
    JsonObject json = JSON.toJsonTree(given).getAsJsonObject();
    return new LaunchArguments("", null, List.of(), null, Map.of(), null, flag(json, "stopOnEntry", false), flag(json, "noDebug", false), flag(json, "justMyCode", true),
        false, flag(json, "record", false) ? recordBytes(json) : 0, Console.INTERNAL);
  }

  private static LaunchArguments parse(JsonObject json, Host host) {
    String name = text(json, "program", "");
    if (name.isBlank()) {
      throw new DebugException("The launch configuration has no `program`: it names the file to run");
    }
    Console console = Console.of(text(json, "console", "internalConsole"));
    String cwd = text(json, "cwd", "");
    Path base = cwd.isBlank() ? host.folder() : host.folder().resolve(cwd).normalize();
    if (!Files.isDirectory(base)) {
      throw new DebugException("The working folder `cwd` of the launch configuration is no folder: " + base);
    }
    Path program = base.resolve(name).normalize();
    Path folder = cwd.isBlank() && program.getParent() != null ? program.getParent() : base;
    String input = text(json, "input", "");
    if (!input.isBlank() && console != Console.INTERNAL) {
      throw new DebugException("`input` of the launch configuration is for the debug console: a program in a terminal reads what is typed there");
    }
    return new LaunchArguments(name, program, words(json), folder, environment(json, host), input.isBlank() ? null : folder.resolve(input),
        flag(json, "stopOnEntry", false), flag(json, "noDebug", false), flag(json, "justMyCode", true),
        flag(json, "answerWhenConfigured", false), flag(json, "record", false) ? recordBytes(json) : 0, console);
  }

  private static String text(JsonObject json, String key, String absent) {
    JsonElement e = json.get(key);
    if (e == null || e.isJsonNull()) {
      return absent;
    } else if (!e.isJsonPrimitive()) {
      throw new DebugException("`" + key + "` of the launch configuration must be a string");
    }
    return e.getAsString();
  }

  private static long recordBytes(JsonObject json) {
    JsonElement e = json.get("recordMegabytes");
    if (e == null || e.isJsonNull()) {
      return DEFAULT_RECORD_BYTES;
    } else if (!e.isJsonPrimitive() || !e.getAsJsonPrimitive().isNumber() || e.getAsLong() < 1 || e.getAsLong() > 1024) {
      throw new DebugException("`recordMegabytes` of the launch configuration must be a number from 1 to 1024");
    }
    return e.getAsLong() << 20;
  }

  private static boolean flag(JsonObject json, String key, boolean absent) {
    JsonElement e = json.get(key);
    return e == null || !e.isJsonPrimitive() ? absent : e.getAsBoolean();
  }

  private static List<String> words(JsonObject json) {
    JsonElement e = json.get("args");
    var words = new ArrayList<String>();
    if (e == null || e.isJsonNull()) {
      return words;
    } else if (!(e instanceof JsonArray array)) {
      throw new DebugException("`args` of the launch configuration must be an array of strings");
    } else {
      array.forEach(word -> words.add(word.isJsonPrimitive() ? word.getAsString() : word.toString()));
      return words;
    }
  }

  private static Map<String, String> environment(JsonObject json, Host host) {
    var all = new LinkedHashMap<>(host.environment());
    JsonElement e = json.get("env");
    if (e == null || e.isJsonNull()) {
      return all;
    } else if (!(e instanceof JsonObject given)) {
      throw new DebugException("`env` of the launch configuration must be an object of names and values");
    } else {
      given.entrySet().forEach(entry -> {
        if (entry.getValue().isJsonNull()) {
          all.remove(entry.getKey());
        } else {
          all.put(entry.getKey(), entry.getValue().isJsonPrimitive() ? entry.getValue().getAsString() : entry.getValue().toString());
        }
      });
      return all;
    }
  }

  InputStream openInput() {
    try {
      return new BufferedInputStream(Files.newInputStream(input));
    } catch (IOException e) {
      throw new DebugException("The standard input `input` of the launch configuration cannot be read: " + input);
    }
  }

  /** The text of the program. */
  String read() {
    return read(program);
  }

  static String read(Path program) {
    if (Files.isDirectory(program)) {
      throw new DebugException("Cannot run " + program + ": it is a folder");
    } else if (!Files.exists(program)) {
      throw new DebugException("Cannot run " + program + ": there is no such file");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(program))).toString();
    } catch (CharacterCodingException e) {
      throw new DebugException("Cannot run " + program + ": it is no UTF-8 text");
    } catch (IOException e) {
      throw new DebugException("Cannot run " + program + ": it cannot be read");
    }
  }
}
