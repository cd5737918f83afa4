// The two streams to the client: standard input and output, or a socket or pipe that the client has opened.
package gene.server;

import gene.dap.ChannelStreams;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** @param closing what ends the connection; standard streams are left open */
record Connection(InputStream in, OutputStream out, Closeable closing) implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int CONNECT_MILLIS = 10_000;
  private static final String WINDOWS_PIPE = "\\\\.\\pipe\\";

  static Connection open(LspOptions options, InputStream in, OutputStream out) throws IOException {
    return switch (options.transport()) {
      case STDIO -> buffered(in, out, () -> { });
      case SOCKET -> socket(options.port());
      case PIPE -> options.pipe().toString().startsWith(WINDOWS_PIPE) ? windowsPipe(options.pipe()) : unixSocket(options.pipe());
    };
  }

  private static Connection buffered(InputStream in, OutputStream out, Closeable closing) {
    return new Connection(new BufferedInputStream(in, BUFFER), new BufferedOutputStream(out, BUFFER), closing);
  }

  private static Connection socket(int port) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true); // small messages that someone waits for
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return buffered(socket.getInputStream(), socket.getOutputStream(), socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static Connection unixSocket(Path path) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    return buffered(ChannelStreams.input(channel), ChannelStreams.output(channel), channel);
  }

  /** Windows lets one thread read and another write only where the handle was opened for asynchronous use. */
  private static Connection windowsPipe(Path path) throws IOException {
    var channel = AsynchronousFileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return buffered(ChannelStreams.input(channel), ChannelStreams.output(channel), channel);
  }

  @Override
  public void close() throws IOException {
    closing.close();
  }
}
