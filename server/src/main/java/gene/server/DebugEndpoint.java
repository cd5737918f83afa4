// Where one debugger may connect: a Unix socket in a folder that only the user may enter or, on Windows, a loopback port with a token.
package gene.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import gene.dap.ChannelStreams;
import gene.dap.Dap;
import gene.dap.OpenDocuments;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A thread `debug-N` for each endpoint waits for its client and serves it; it may block on both. The thread `debug-patience` closes
 * endpoints that nobody has come to. {@link #close} closes all, with their connections.
 */
final class DebugEndpoint implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final int TOKEN_BYTES = 32;
  /** Unix allows about 100 bytes for the path of a socket. */
  private static final int LONGEST_PATH = 100;

  /** What a client connects to; path is null for TCP, the others are for a socket. */
  record Address(String transport, String path, String host, Integer port, String token) {}

  private final Host host;
  private final Log log;
  private final Path temporary;
  private final boolean tcp;
  private final OpenDocuments documents;
  private final ScheduledExecutorService patience = Threads.clock("debug-patience");
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();

  /** @param temporary the system's folder for temporary files */
  DebugEndpoint(Host host, Log log, Path temporary, boolean tcp, OpenDocuments documents) {
    this.documents = documents;
    this.host = host;
    this.log = log;
    this.temporary = temporary;
    this.tcp = tcp;
  }

  Address open() throws IOException {
    return tcp ? openPort() : openSocket();
  }

  private Address openSocket() throws IOException {
    Path folder = Files.createTempDirectory(temporary, "gene", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path path = folder.resolve("dap");
    if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      Files.delete(folder);
      throw new IOException("the path of the folder for temporary files is too long for a socket: " + temporary);
    }
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    serve(server, "", () -> {
      Files.deleteIfExists(path);
      Files.deleteIfExists(folder);
    });
    return new Address("pipe", path.toString(), null, null, null);
  }

  private Address openPort() throws IOException {
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    var server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var address = (InetSocketAddress) server.getLocalAddress();
    serve(server, token, () -> { });
    return new Address("tcp", null, address.getAddress().getHostAddress(), address.getPort(), token);
  }

  private interface Cleaning {
    void clean() throws IOException;
  }

  private void serve(ServerSocketChannel server, String token, Cleaning afterwards) {
    open.add(server);
    patience.schedule(() -> shut(server), PATIENCE_SECONDS, TimeUnit.SECONDS);
    ExecutorService thread = Threads.single("debug");
    thread.execute(() -> {
      try {
        SocketChannel client;
        try {
          client = server.accept();
        } finally {
          shut(server);
          afterwards.clean();
        }
        serve(client, token);
      } catch (AsynchronousCloseException e) {
        log.trace("no debugger has come, or the server is ending");
      } catch (IOException e) {
        log.info("the connection with a debugger has failed: " + e.getMessage());
      } finally {
        thread.shutdown();
      }
    });
  }

  private void serve(SocketChannel client, String token) throws IOException {
    open.add(client);
    try {
      if (!token.isEmpty()) {
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      InputStream in = ChannelStreams.input(client);
      InputStream checked = token.isEmpty() ? in : new TokenGate(new BufferedInputStream(in), token);
      Dap.run(checked, ChannelStreams.output(client), new LogStream(log),
          new gene.dap.Host(host.folder(), host.environment(), host.report(), host.report(), documents, host.gene()));
    } finally {
      shut(client);
    }
  }

  private void shut(AutoCloseable channel) {
    open.remove(channel);
    try {
      channel.close();
    } catch (Exception e) {
      log.trace("closing the debugger's connection: " + e);
    }
  }

  @Override
  public void close() {
    patience.shutdownNow();
    Set.copyOf(open).forEach(this::shut);
  }

  /** Lets messages through only until the first `launch` or `attach`, which must bring the token: the stream ends where it does not. */
  static final class TokenGate extends InputStream {
    private static final int LONGEST_MESSAGE = 1 << 20;

    private final InputStream in;
    private final byte[] token;
    private boolean opened;
    private byte[] message = new byte[0];
    private int at;

    TokenGate(InputStream in, String token) {
      this.in = in;
      this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (at == message.length && !opened && !next()) {
        return -1;
      } else if (at < message.length) {
        int count = Math.min(length, message.length - at);
        System.arraycopy(message, at, into, from, count);
        at += count;
        return count;
      }
      return in.read(into, from, length);
    }

    /** Reads a whole message; false at the end, and where a message comes that must not. */
    private boolean next() throws IOException {
      var head = new ByteArrayOutputStream();
      int length = 0;
      for (String line = line(head); !line.isEmpty(); line = line(head)) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          String number = line.substring("content-length:".length()).strip();
          length = number.matches("[0-9]{1,7}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
        }
      }
      if (length == 0 || length > LONGEST_MESSAGE) {
        return false;
      }
      byte[] body = in.readNBytes(length);
      if (body.length < length || !isAllowed(new String(body, StandardCharsets.UTF_8))) {
        return false;
      }
      head.writeBytes(body);
      message = head.toByteArray();
      at = 0;
      return true;
    }

    private String line(ByteArrayOutputStream copy) throws IOException {
      var text = new StringBuilder();
      for (int b = in.read(); b >= 0; b = in.read()) {
        copy.write(b);
        if (b == '\n') {
          return text.toString();
        } else if (b != '\r') {
          text.append((char) b);
        }
        if (text.length() > LONGEST_MESSAGE) {
          break;
        }
      }
      return "";
    }

    private boolean isAllowed(String json) {
      try {
        JsonElement parsed = JsonParser.parseString(json);
        JsonObject request = parsed.isJsonObject() ? parsed.getAsJsonObject() : new JsonObject();
        String command = Json.string(request.get("command"));
        if (command.equals("launch") || command.equals("attach")) {
          opened = MessageDigest.isEqual(token, Json.string(request.get("arguments"), "token").getBytes(StandardCharsets.UTF_8));
          return opened;
        }
        return command.equals("initialize") || command.equals("disconnect");
      } catch (JsonParseException e) {
        return false;
      }
    }
  }

  /** What the adapter says of itself, line by line in the server's log. */
  private static final class LogStream extends OutputStream {
    private final Log log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LogStream(Log log) {
      this.log = log;
    }

    @Override
    public synchronized void write(int b) {
      if (b == '\n') {
        log.info("debug: " + line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(b);
      }
    }
  }
}
