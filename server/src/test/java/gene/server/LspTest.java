// `gene lsp` as a whole: options, connections, streams.
package gene.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gene.dap.ChannelStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LspTest {
  private static final String SESSION = message("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}")
      + message("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}") + message("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream standardOutput = System.out;
  private final ExecutorService threads = Threads.pool("test", 1);

  private static String message(String json) {
    return "Content-Length: " + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json;
  }

  @AfterEach
  void restore() {
    System.setOut(standardOutput);
    threads.shutdownNow();
  }

  private int run(String input, String... options) {
    return Lsp.run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, List.of(options));
  }

  private String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSessionOnStandardStreams() {
    assertEquals(0, run(SESSION));
    assertTrue(text(out).startsWith("Content-Length: "), text(out));
    assertTrue(text(out).contains("\"serverInfo\":{\"name\":\"gene\""), text(out));
    assertEquals("", text(err).replaceAll("gene lsp: warning: .* held up the state for .* ms\n", ""));
  }

  @Test
  void printsNeverReachTheProtocol() {
    assertEquals(1, run(""));
    System.out.println("stray");
    assertEquals("", text(out));
    assertEquals("stray\n", text(err));
  }

  @Test
  void anUnknownMethodIsAnError() {
    run(message("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"gene/nope\",\"params\":{}}") + SESSION);
    assertTrue(text(out).contains("\"code\":-32601"), text(out));
    assertTrue(text(out).contains("\"serverInfo\""), text(out));
  }

  @Test
  void wrongOptionsAreRefused() {
    assertEquals(1, run("", "--nope"));
    assertEquals("Unknown option: --nope\n", text(err));
  }

  @Test
  void aClientThatIsNotThereIsNamed(@TempDir Path folder) {
    assertEquals(1, run("", "--pipe=" + folder.resolve("none.sock")));
    assertTrue(text(err).startsWith("Error: the client cannot be reached: "), text(err));
  }

  @Test
  void aSocketThatTheClientHasOpened() throws Exception {
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Future<Integer> status = threads.submit(() -> run("", "--socket=" + listening.getLocalPort()));
      try (Socket socket = listening.accept()) {
        assertTrue(talk(socket.getInputStream(), socket.getOutputStream()).contains("serverInfo"));
      }
      assertEquals(0, TestClient.get(status));
    }
  }

  @Test
  void aPipeThatTheClientHasOpened(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("p");
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(path));
      Future<Integer> status = threads.submit(() -> run("", "--pipe=" + path));
      try (SocketChannel channel = listening.accept()) {
        assertTrue(talk(ChannelStreams.input(channel), ChannelStreams.output(channel)).contains("serverInfo"));
      }
      assertEquals(0, TestClient.get(status));
    }
  }

  /** Sends the session; everything that comes back until the server closes the connection. */
  private static String talk(InputStream in, OutputStream out) throws IOException {
    out.write(SESSION.getBytes(StandardCharsets.UTF_8));
    out.flush();
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
