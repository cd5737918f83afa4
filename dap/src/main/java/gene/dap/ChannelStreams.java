// Streams over a channel, one thread reading while another writes: the JDK's own make these two wait for each other on Java 17.
package gene.dap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

public final class ChannelStreams {
  private ChannelStreams() {}

  /** Reads what is there, at least one byte; -1 at the end. */
  private interface Source {
    int read(ByteBuffer into) throws IOException;
  }

  /** Writes some of the bytes. */
  private interface Sink {
    int write(ByteBuffer from) throws IOException;
  }

  public static InputStream input(ReadableByteChannel channel) {
    return new Input(channel::read);
  }

  public static OutputStream output(WritableByteChannel channel) {
    return new Output(channel::write);
  }

  /** A pipe has no positions: all reads and writes are at 0. */
  public static InputStream input(AsynchronousFileChannel pipe) {
    return new Input(into -> await(pipe.read(into, 0)));
  }

  public static OutputStream output(AsynchronousFileChannel pipe) {
    return new Output(from -> await(pipe.write(from, 0)));
  }

  private static int await(Future<Integer> count) throws IOException {
    try {
      return count.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static final class Input extends InputStream {
    private final Source source;

    Input(Source source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return length == 0 ? 0 : source.read(ByteBuffer.wrap(into, from, length));
    }
  }

  private static final class Output extends OutputStream {
    private final Sink sink;

    Output(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
      while (buffer.hasRemaining()) {
        sink.write(buffer);
      }
    }
  }
}
