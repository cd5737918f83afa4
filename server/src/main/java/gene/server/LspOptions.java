// The options of `gene lsp`: how the client is reached, the folder to serve, whether requests are timed.
package gene.server;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * @param port   for SOCKET
 * @param pipe   for PIPE; null otherwise
 * @param folder the workspace for a client that names none; null without one
 */
record LspOptions(Transport transport, int port, Path pipe, Path folder, boolean trace) {
  enum Transport { STDIO, SOCKET, PIPE }

  /** What is wrong with the options, for the user. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1;

    Invalid(String message) {
      super(message);
    }
  }

  /** @param base the folder that relative paths are seen from */
  static LspOptions parse(List<String> words, Path base) throws Invalid {
    var transport = Transport.STDIO;
    int port = 0;
    Path pipe = null;
    Path folder = null;
    boolean trace = false;
    var rest = new ArrayDeque<>(words);
    while (!rest.isEmpty()) {
      String word = rest.poll();
      int end = endOfName(word);
      String name = word.substring(0, end);
      Optional<String> given = end < word.length() ? Optional.of(word.substring(end + 1)) : Optional.empty();
      switch (name) {
        case "--stdio" -> transport = Transport.STDIO;
        case "--socket" -> {
          transport = Transport.SOCKET;
          port = port(value(name, "a port number", given, rest));
        }
        case "--pipe" -> {
          transport = Transport.PIPE;
          pipe = base.resolve(value(name, "a path", given, rest));
        }
        case "-w", "--workspace" -> folder = base.resolve(value(name, "a folder", given, rest)).normalize();
        case "-t", "--trace" -> trace = true;
        // The number of the client's process: the end of its stream says the same, and `initialize` repeats it.
        case "--clientProcessId" -> value(name, "a process number", given, rest);
        default -> throw new Invalid("Unknown option: " + word);
      }
    }
    return new LspOptions(transport, port, pipe, folder, trace);
  }

  /** The name of an option ends at `=` or `:`. */
  private static int endOfName(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) == '=' || word.charAt(i) == ':') {
        return i;
      }
    }
    return word.length();
  }

  private static String value(String name, String what, Optional<String> given, ArrayDeque<String> rest) throws Invalid {
    String value = given.orElseGet(rest::poll);
    if (value == null || value.isEmpty()) {
      throw new Invalid(name + " needs " + what);
    }
    return value;
  }

  private static int port(String text) throws Invalid {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) == 0 || Integer.parseInt(text) > 65535) {
      throw new Invalid("--socket needs a port number from 1 to 65535, not " + text);
    }
    return Integer.parseInt(text);
  }
}
