// HTTP with partners that are not Gene: the published client program, a thousand connections, and the long soak of a server.
package gene.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import gene.harness.GeneProcess.Invocation;
import gene.harness.GeneProcess.Outcome;
import gene.harness.InProcess;
import gene.harness.Repository;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

final class HttpTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int SOCKET_MILLIS = 30_000;

  /** One client's connection, which stays open for many requests. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(SOCKET_MILLIS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    }

    String ask(String method, String path, String body) throws IOException {
      String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String status = line();
      int length = 0;
      for (String header = line(); !header.isEmpty(); header = line()) {
        if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring("content-length:".length()).strip());
        }
      }
      return status.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3) + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("the server has closed the connection");
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void thePublishedProgramFetchesFromARealServer() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/data", exchange -> {
      byte[] body = "{\"tea\": [1, 2.5, null], \"name\": \"grün\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/data";
      Outcome outcome = new InProcess().run(new Invocation(List.of("run", "fetch_data.gene", url), "", Repository.tests().resolve("library"), System.getenv()), LIMIT);
      assertEquals("", outcome.err());
      assertEquals("{^tea [1 2.5 nil] ^name grün}", outcome.out().strip());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aThousandConnectionsAtOnceAreServedWithoutError() throws Exception {
    try (var server = new GeneServer()) {
      var open = new ArrayList<Connection>();
      for (int i = 0; i < 1000; i++) {
        open.add(new Connection(server.port()));
      }
      for (int round = 0; round < 3; round++) {
        String expected = round == 2 ? "200 later" : "200 body " + round;
        String path = round == 2 ? "/later" : "/echo";
        String body = round == 2 ? "" : "body " + round;
        for (String answer : inParallel(64, open.stream().map(c -> (Callable<String>) () -> c.ask("POST", path, body)).toList())) {
          assertEquals(expected, answer);
        }
      }
      assertEquals("200 stopping", open.get(0).ask("GET", "/stop", ""));
      assertEquals(List.of("stopped"), server.rest());
      for (Connection c : open) {
        c.close();
      }
    }
  }

  /** 100,000 requests on 64 connections: afterwards there are as many handles and threads as before, and no more memory is in use. */
  @Test
  @EnabledIfSystemProperty(named = "gene.long", matches = "true")
  void aServerWrittenInGeneLeaksNothing() throws Exception {
    try (var server = new GeneServer()) {
      assumeTrue(server.isObservable(), "needs /proc and jcmd");
      soak(server.port(), 20_000);
      int handles = server.handles();
      int threads = server.threads();
      long bytes = server.liveBytes();
      soak(server.port(), 100_000);
      assertTrue(server.handles() <= handles + 3, () -> "handles before and after: " + handles);
      assertTrue(server.threads() <= threads + 3, () -> "threads before and after: " + threads);
      long after = server.liveBytes();
      assertTrue(after < bytes + (2 << 20), () -> "bytes in use before and after: " + bytes + " " + after);
    }
  }

  private static void soak(int port, int requests) throws Exception {
    var clients = new ArrayList<Callable<String>>();
    for (int i = 0; i < 64; i++) {
      clients.add(() -> {
        try (var connection = new Connection(port)) {
          for (int n = 0; n < requests / 64 + 1; n++) {
            String expected = n % 2 == 0 ? "200 hello" : "200 text " + n;
            String answer = n % 2 == 0 ? connection.ask("GET", "/", "") : connection.ask("POST", "/echo", "text " + n);
            if (!answer.equals(expected)) {
              return "request " + n + ": " + answer;
            }
          }
          return "";
        }
      });
    }
    for (String wrong : inParallel(64, clients)) {
      assertEquals("", wrong);
    }
  }

  private static List<String> inParallel(int threads, List<Callable<String>> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      var results = new ArrayList<String>();
      for (Future<String> each : pool.invokeAll(work)) {
        results.add(each.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
