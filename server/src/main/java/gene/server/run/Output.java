// What a program prints: kept up to a limit, and handed to whoever listens.
package gene.server.run;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Programs may print on several threads. */
public final class Output {
  static final int MOST_CHARACTERS = 100_000;
  private static final int BUFFER = 1 << 13;

  /** @param error whether it was printed to standard error */
  public record Piece(boolean error, String text) {}

  private final List<Piece> pieces = new ArrayList<>();
  private final Consumer<Piece> listener;
  private int characters;
  private boolean truncated;

  /** @param listener told of everything as it comes, beyond the limit too */
  public Output(Consumer<Piece> listener) {
    this.listener = listener;
  }

  private void print(boolean error, String text) {
    if (text.isEmpty()) {
      return;
    }
    synchronized (this) {
      int room = MOST_CHARACTERS - characters;
      truncated |= room < text.length();
      String kept = text.substring(0, Math.min(room, text.length()));
      characters += kept.length();
      int last = pieces.size() - 1;
      if (!kept.isEmpty() && last >= 0 && pieces.get(last).error == error) {
        pieces.set(last, new Piece(error, pieces.get(last).text + kept));
      } else if (!kept.isEmpty()) {
        pieces.add(new Piece(error, kept));
      }
    }
    listener.accept(new Piece(error, text));
  }

  public synchronized List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  synchronized boolean isTruncated() {
    return truncated;
  }

  /** Two streams whose target may change, for a VM that outlives one evaluation. */
  static final class Streams {
    private volatile Output target = new Output(piece -> { });
    final PrintStream out = stream(false);
    final PrintStream err = stream(true);

    void to(Output output) {
      target = output;
    }

    private PrintStream stream(boolean error) {
      // Buffered, so that a text arrives in one piece, at the latest with its line end.
      return new PrintStream(new BufferedOutputStream(new Decoded(text -> target.print(error, text)), BUFFER), true, StandardCharsets.UTF_8);
    }

    void flush() {
      out.flush();
      err.flush();
    }
  }

  /** Bytes as text; a character that is cut in two waits for its rest. */
  private static final class Decoded extends OutputStream {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final Consumer<String> to;
    private byte[] rest = new byte[0];

    Decoded(Consumer<String> to) {
      this.to = to;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      var in = ByteBuffer.allocate(rest.length + length).put(rest).put(bytes, from, length).flip();
      var text = CharBuffer.allocate(in.remaining());
      decoder.decode(in, text, false);
      rest = new byte[in.remaining()];
      in.get(rest);
      to.accept(text.flip().toString());
    }
  }
}
