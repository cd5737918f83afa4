// Uses each part of Gene a little, so that the JVM can keep the loaded classes in an archive for later starts.
package gene.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.stream.Stream;

/**
 * The program runs twice: the second time its compiled code is taken from a cache. Started by `bin/gene` after a build. Its argument is a folder for the small program that is run, edited and debugged. The
 * thread `gene-patience` ends the process when a conversation comes to no end; starts are only slower then.
 */
public final class WarmUp {
  private static final long PATIENCE_MILLISECONDS = 60_000;
  private static final String PROGRAM = """
      (class A (ctor [n] (/n = n)) (method m [^k = 1] (/n + k)))
      (fn f [x] (if (x > 1) (f (x - 1)) else ([x] .map (fn [y] #"#{y}"))))
      (var m {^a [1 2.5 "s"]})
      (for k v in m (println k v m/a/0 (f 3) ((new A 1) .m)))
      (println (try (throw "x") catch e e/message))
      (enum Shape (Circle r: Int) Dot)
      (fn area [s: Shape] -> Int (case s when (Circle r) (r * r) when Dot 0))
      (fn two! [x] `(do %x %x))
      (async fn later [x] (await (gene/sleep_async 0)) x)
      (var i 0) (var total 0.5)
      (while (i < 9) (total += ((f i) .size)) (m/a .push i) (total += (((new A i) .m) * 2)) (i += 1))
      (println (area (Shape/Circle 2)) (two! 1) (await (later 2)) ("a-b" .split "-") ({^x [1 2]} .to_json))
      """;

  private static final String CLIENT = """
      "capabilities":{"textDocument":{"completion":{"completionItem":{"snippetSupport":true}},"publishDiagnostics":{"versionSupport":true},
      "documentSymbol":{"hierarchicalDocumentSymbolSupport":true},"hover":{"contentFormat":["markdown"]}},"window":{"workDoneProgress":false}}""";

  /** What a client says, and what it must have heard, then or before, to go on. */
  private record Turn(String message, String awaited) {}

  private WarmUp() {}

  public static void main(String[] args) throws IOException {
    new Timer("gene-patience", true).schedule(new TimerTask() {
      @Override
      public void run() {
        System.exit(1);
      }
    }, PATIENCE_MILLISECONDS);
    boolean done = Set.of(Main.class, Main.End.class).size() == 2 & run(Path.of(args[0]).toAbsolutePath());
    System.exit(done ? 0 : 1);
  }

  /** Whether everything went as it should: the program ran, and both conversations came to their end. */
  static boolean run(Path folder) throws IOException {
    Path file = folder.resolve("warm.gene");
    Files.writeString(file, PROGRAM);
    // What is compiled at once, and what an earlier run saw, has classes of its own.
    boolean ran = program(file, "run") & program(file, "run") & program(file, "run", "--jit", "eager") & program(file, "run", "--jit", "eager");
    return ran & talk("lsp", editing(file), folder) & talk("dap", debugging(file), folder);
  }

  /** As Main does it, with all of the process that it knows. */
  private static boolean program(Path file, String... words) {
    var environment = new HashMap<>(System.getenv());
    environment.put("XDG_CACHE_HOME", file.getParent().toString());
    var shell = new Shell(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new ByteArrayOutputStream(), file.getParent(), environment,
        new ProcessTerminals());
    return Cli.run(Stream.concat(Stream.of(words), Stream.of(file.getFileName().toString())).toList(), shell) == 0;
  }

  private static boolean talk(String command, List<Turn> turns, Path folder) {
    var conversation = new Conversation(turns);
    return gene(List.of(command), conversation.in, conversation.out, folder) & conversation.isOver();
  }

  private static boolean gene(List<String> words, InputStream in, OutputStream out, Path folder) {
    return Cli.run(words, in, out, new ByteArrayOutputStream(), folder, Map.of()) == 0;
  }

  private static List<Turn> editing(Path file) {
    String document = "\"textDocument\":{\"uri\":\"" + file.toUri() + "\"}";
    String place = document + ",\"position\":{\"line\":1,\"character\":5}";
    String range = "\"range\":{\"start\":{\"line\":1,\"character\":5},\"end\":{\"line\":1,\"character\":5}}";
    String folders = "\"workspaceFolders\":[{\"uri\":\"" + file.getParent().toUri() + "\",\"name\":\"warm\"}]";
    String client = ProcessHandle.current().parent().map(p -> Long.toString(p.pid())).orElse("null");
    return List.of(
        new Turn(request(1, "initialize", CLIENT + ",\"processId\":" + client + ",\"rootUri\":null," + folders), "\"id\":1"),
        new Turn(notice("initialized", ""), ""),
        new Turn(notice("textDocument/didOpen", "\"textDocument\":{\"uri\":\"" + file.toUri() + "\",\"languageId\":\"gene\",\"version\":1,\"text\":"
            + quoted(PROGRAM + "(nope)\n") + "}"), "textDocument/publishDiagnostics"),
        new Turn(request(2, "textDocument/documentSymbol", document), "\"id\":2"),
        new Turn(request(3, "textDocument/hover", place), "\"id\":3"),
        new Turn(request(4, "textDocument/definition", place), "\"id\":4"),
        new Turn(request(5, "textDocument/completion", place), "\"id\":5"),
        new Turn(notice("textDocument/didChange", "\"textDocument\":{\"uri\":\"" + file.toUri() + "\",\"version\":2},\"contentChanges\":[{" + range
            + ",\"text\":\"x\"}]"), "\"version\":2"),
        new Turn(request(6, "textDocument/documentHighlight", place), "\"id\":6"),
        new Turn(request(7, "textDocument/signatureHelp", place), "\"id\":7"),
        new Turn(request(8, "textDocument/codeAction", document + "," + range + ",\"context\":{\"diagnostics\":[]}"), "\"id\":8"),
        new Turn(request(9, "textDocument/semanticTokens/full", document), "\"id\":9"),
        new Turn(request(10, "textDocument/inlayHint", document + "," + range), "\"id\":10"),
        new Turn(request(11, "textDocument/codeLens", document), "\"id\":11"),
        new Turn(request(12, "textDocument/foldingRange", document), "\"id\":12"),
        new Turn(request(13, "workspace/symbol", "\"query\":\"a\""), "\"id\":13"),
        new Turn(request(14, "shutdown", ""), "\"id\":14"),
        new Turn(notice("exit", ""), ""));
  }

  private static String request(int id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}";
  }

  private static String notice(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":{" + params + "}}";
  }

  private static List<Turn> debugging(Path file) {
    String program = quoted(file.toString());
    return List.of(
        new Turn(command(1, "initialize", "\"adapterID\":\"gene\""), "\"initialize\""),
        new Turn(command(2, "launch", "\"program\":" + program), "\"initialized\""),
        new Turn(command(3, "setBreakpoints", "\"source\":{\"path\":" + program + "},\"breakpoints\":[{\"line\":2}]"), "\"setBreakpoints\""),
        new Turn(command(4, "configurationDone", ""), "\"stopped\""),
        new Turn(command(5, "threads", ""), "\"threads\""),
        new Turn(command(6, "stackTrace", "\"threadId\":1"), "\"stackTrace\""),
        new Turn(command(7, "disconnect", "\"terminateDebuggee\":true"), "\"disconnect\""));
  }

  private static String command(int seq, String name, String arguments) {
    return "{\"seq\":" + seq + ",\"type\":\"request\",\"command\":\"" + name + "\",\"arguments\":{" + arguments + "}}";
  }

  private static String quoted(String text) {
    return new com.google.gson.Gson().toJson(text);
  }

  /** The two streams of a client that says its next message when it has heard what it waited for. */
  private static final class Conversation {
    private final List<Turn> turns;
    private final StringBuilder heard = new StringBuilder();
    private int next;

    final InputStream in = new InputStream() {
      private ByteArrayInputStream message = new ByteArrayInputStream(new byte[0]);

      @Override
      public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int from, int length) {
        if (message.available() == 0) {
          byte[] following = following();
          if (following == null) {
            return -1;
          }
          message = new ByteArrayInputStream(following);
        }
        return message.read(bytes, from, length);
      }
    };

    final OutputStream out = new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        hear(new String(bytes, from, length, StandardCharsets.UTF_8));
      }
    };

    Conversation(List<Turn> turns) {
      this.turns = turns;
    }

    synchronized boolean isOver() {
      return next == turns.size();
    }

    private synchronized void hear(String text) {
      heard.append(text);
      notifyAll();
    }

    /** Waits for what the last message asked; null when everything is said. */
    private synchronized byte[] following() {
      try {
        while (next > 0 && heard.indexOf(turns.get(next - 1).awaited()) < 0) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
      if (next == turns.size()) {
        return null;
      }
      byte[] body = turns.get(next++).message().getBytes(StandardCharsets.UTF_8);
      byte[] head = ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
      var all = new ByteArrayOutputStream();
      all.writeBytes(head);
      all.writeBytes(body);
      return all.toByteArray();
    }
  }
}
