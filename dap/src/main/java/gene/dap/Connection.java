// The two streams to the client: standard input and output, or a Unix socket on which one client is awaited.
package gene.dap;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Both directions are buffered: LSP4J reads byte by byte, and writes a message in pieces. */
record Connection(InputStream in, OutputStream out, Closeable closing) implements Closeable {
  private static final int BUFFER = 1 << 16;

  static Connection of(InputStream in, OutputStream out) {
    return new Connection(new BufferedInputStream(in, BUFFER), new BufferedOutputStream(out, BUFFER), () -> { });
  }

  /** Only the user may connect: whoever does can run programs. */
  static Connection accept(Path path, PrintStream messages) throws IOException {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      messages.println("gene dap listens at " + path);
      return over(server.accept());
    } finally {
      Files.deleteIfExists(path);
    }
  }

  /** To a client that waits there. */
  static Connection to(Path path) throws IOException {
    return over(SocketChannel.open(UnixDomainSocketAddress.of(path)));
  }

  private static Connection over(SocketChannel channel) {
    return new Connection(new BufferedInputStream(ChannelStreams.input(channel), BUFFER), new BufferedOutputStream(ChannelStreams.output(channel), BUFFER), channel);
  }

  @Override
  public void close() throws IOException {
    closing.close();
  }
}
