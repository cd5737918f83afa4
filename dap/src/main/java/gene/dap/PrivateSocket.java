// A Unix socket that only the user can reach: it lies in a folder of its own, which goes with it.
package gene.dap;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

final class PrivateSocket implements Closeable {
  // Some systems admit 104 bytes with a zero at the end.
  private static final int LONGEST_PATH = 100;

  private final Path folder;
  private final Path path;
  private final ServerSocketChannel server;

  private PrivateSocket(Path folder, Path path, ServerSocketChannel server) {
    this.folder = folder;
    this.path = path;
    this.server = server;
  }

  static PrivateSocket open() throws IOException {
    Path folder = folder();
    Path path = folder.resolve("dap");
    if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      Files.delete(folder);
      throw new IOException("the path of the folder for temporary files is too long for a socket: " + folder.getParent());
    }
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      server.close();
      Files.delete(folder);
      throw e;
    }
    return new PrivateSocket(folder, path, server);
  }

  /** A new folder that nobody else may enter; on Windows the user's folder for temporary files is closed to others already. */
  static Path folder() throws IOException {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? Files.createTempDirectory("gene", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        : Files.createTempDirectory("gene");
  }

  Path path() {
    return path;
  }

  /** Waits for one to connect; {@link #close} by another thread ends the waiting with an exception. */
  SocketChannel accept() throws IOException {
    return server.accept();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
    Files.deleteIfExists(folder);
  }
}
