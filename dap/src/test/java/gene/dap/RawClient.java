// A client that speaks the protocol's bytes: it sees each answer and event in the order in which they come.
package gene.dap;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

final class RawClient implements AutoCloseable {
  private static final int LIMIT_SECONDS = 20;

  final List<JsonObject> received = new ArrayList<>();
  private final LinkedBlockingQueue<JsonObject> arriving = new LinkedBlockingQueue<>();
  private final OutputStream out;
  private final Thread adapter;
  private final Thread reader;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private int sequence;

  RawClient(Path folder) throws IOException {
    Pipe to = Pipe.open();
    Pipe from = Pipe.open();
    open.addAll(List.of(to.sink(), to.source(), from.sink(), from.source()));
    out = Channels.newOutputStream(to.sink());
    var host = new Host(folder, Map.of(), fault -> "fault: " + fault.getClass().getSimpleName() + "\n");
    InputStream in = new BufferedInputStream(Channels.newInputStream(from.source()), 1 << 16);
    adapter = new Thread(() -> Dap.run(Channels.newInputStream(to.source()), Channels.newOutputStream(from.sink()), new ByteArrayOutputStream(), host), "test-adapter");
    reader = new Thread(() -> read(in), "test-reader");
    reader.setDaemon(true);
    adapter.start();
    reader.start();
  }

  private void read(InputStream in) {
    try {
      while (true) {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
          length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
        }
        byte[] body = in.readNBytes(length);
        if (length == 0 || body.length < length) {
          return;
        }
        arriving.add(JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject());
      }
    } catch (IOException e) {
      // The connection has ended: what came is there.
      return;
    }
  }

  private static String line(InputStream in) throws IOException {
    var text = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        text.append((char) b);
      }
    }
    return text.toString();
  }

  /** @return the number of the request */
  int send(String command, String arguments) throws IOException {
    int number = ++sequence;
    String body = "{\"seq\":" + number + ",\"type\":\"request\",\"command\":\"" + command + "\",\"arguments\":" + arguments + "}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    out.write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
    out.flush();
    sent.add(number + " " + command + " " + arguments);
    return number;
  }

  JsonObject answer(int number) throws InterruptedException {
    return await("the answer to request " + number, m -> m.has("request_seq") && m.get("request_seq").getAsInt() == number);
  }

  JsonObject event(String name) throws InterruptedException {
    return await("the event " + name, m -> m.has("event") && m.get("event").getAsString().equals(name));
  }

  /** A message that has come already, or comes in time. */
  private JsonObject await(String what, Predicate<JsonObject> wanted) throws InterruptedException {
    for (JsonObject known : received) {
      if (wanted.test(known)) {
        return known;
      }
    }
    while (true) {
      JsonObject next = arriving.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertNotNull(next, () -> what + " does not come; the last: " + (received.isEmpty() ? "nothing" : received.get(received.size() - 1)) + "; sent: " + sent
          + "; the program is at " + programs());
      received.add(next);
      if (wanted.test(next)) {
        return next;
      }
    }
  }

  private static String programs() {
    return Thread.getAllStackTraces().entrySet().stream().filter(e -> e.getKey().getName().equals("gene-program"))
        .map(e -> Arrays.stream(e.getValue()).limit(30).map(String::valueOf).collect(Collectors.joining("\n  "))).collect(Collectors.joining("\nand "));
  }

  void launch(Path program) throws Exception {
    answer(send("initialize", "{\"adapterID\":\"gene\"}"));
    int launched = send("launch", "{\"program\":\"" + program + "\"}");
    answer(launched);
  }

  /** All that was received until the adapter has ended. */
  List<JsonObject> toTheEnd() throws Exception {
    adapter.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    assertTrue(!adapter.isAlive(), "the adapter ends");
    open.get(2).close();
    reader.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    arriving.drainTo(received);
    return received;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable c : open) {
      c.close();
    }
    adapter.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
  }
}
